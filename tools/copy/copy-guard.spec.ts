import {
  bareBenefitsIn,
  type Claim,
  claims,
  claimsForbid as forbidden,
  evidenceMeta,
  forbiddenIn,
  isPersonalPromise,
} from '@limber/evidence';
import { root } from '../ensure-install.mjs';
import {
  catalogueFiles,
  type FoundText,
  textsIn,
  textsOfJson,
  textsOfModule,
} from './catalogue.ts';

interface Mails {
  sampleViews: readonly { kind: string }[];
  messageKinds: readonly string[];
  renderMail: (view: unknown) => { subject: string; text: string; html: string };
}

/** Mails are written by templates around their catalogue, so they are read as they arrive. */
async function mailTexts(): Promise<{
  kinds: Set<string>;
  all: readonly string[];
  texts: FoundText[];
}> {
  const load = (file: string) => import(`${root}/libs/messaging/src/${file}`);
  const { sampleViews } = (await load('mail-view.testing.ts')) as Mails;
  const { renderMail } = (await load('render-mail.tsx')) as Mails;
  const { messageKinds } = (await load('message-kind.data.ts')) as Mails;
  const texts = sampleViews.flatMap((view) => {
    const { subject, text } = renderMail(view);
    return [
      { at: `mail ${view.kind} subject`, text: subject },
      { at: `mail ${view.kind}`, text },
    ];
  });
  return { kinds: new Set(sampleViews.map(({ kind }) => kind)), all: messageKinds, texts };
}

/** A claim as the pages print it; what it forbids is its own list and is not a text of ours. */
const claimTexts = ({ id, copyForbidden: _, studies: __, disagreement: ___, ...said }: Claim) => [
  ...textsIn(`claim ${id}`, said),
];

let texts: FoundText[];
let mails: Awaited<ReturnType<typeof mailTexts>>;
beforeAll(async () => {
  mails = await mailTexts();
  const catalogues = await Promise.all(catalogueFiles().map(textsOfModule));
  texts = [
    ...catalogues.flat(),
    ...(await textsOfModule('apps/api/src/edge/problem.table.ts')),
    ...textsOfJson('apps/local/seed/demo-clinic.json'),
    ...claims.flatMap(claimTexts),
    ...textsIn('evidence', evidenceMeta),
    ...mails.texts,
  ];
});

/**
 * Texts that name a forbidden phrase to say that it is not so. Told apart one by one, by place and phrase, so
 * that nothing else slips through beside them; one that is no longer there fails as well.
 */
const quoted: readonly (readonly [at: string, phrase: string])[] = [];

/** What one trial saw in its own people, printed under that trial's name: its numbers are nobody's promise. */
const isTrialReport = (at: string): boolean =>
  at.startsWith('apps/web/src/evidence/seen.en.ts#seenTexts.');

/** The article's own words, quoted as such beside what the studies say of them. */
const isQuotedArticle = (at: string): boolean =>
  /^apps\/web\/src\/evidence\/article\.en\.ts#articleLines\.\d+\.says$/.test(at);

/** A claim is never printed without its own certainty: the word is part of it, and of every view of it. */
const carriesCertainty = (at: string): boolean => at.startsWith('claim ');

describe('the copy guard reads', () => {
  it('every catalogue, each with texts', () => {
    const files = catalogueFiles();
    expect(files.length).toBeGreaterThanOrEqual(23);
    const silent = files.filter((file) => !texts.some(({ at }) => at.startsWith(`${file}#`)));
    expect(silent).toEqual([]);
  });

  it('every mail there is', () => {
    expect([...mails.kinds].sort()).toEqual([...mails.all].sort());
  });

  it('what functions say, for one and for many, for nothing and for lists', () => {
    const say = {
      hours: (n: number) => (n === 1 ? 'one hour' : `${n} hours`),
      named: ({ name }: { name: string }, at: (x: string) => string) => `${name} at ${at('x')}`,
    };
    const said = [...textsIn('here', say)].map(({ text }) => text);
    expect(said).toEqual(expect.arrayContaining(['one hour', '3 hours', 'sample at sample']));
  });

  it('every function: none of them stays silent', async () => {
    const silent: string[] = [];
    for (const file of catalogueFiles()) {
      const module: Record<string, unknown> = await import(`${root}/${file}`);
      for (const at of functionsIn(file, module)) {
        if (!texts.some((text) => text.at.startsWith(`${at}()`))) silent.push(at);
      }
    }
    expect(silent).toEqual([]);
  });
});

/** Where the functions of a catalogue stand. */
function functionsIn(at: string, value: unknown, isTop = true): string[] {
  if (typeof value === 'function') return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    functionsIn(isTop ? `${at}#${key}` : `${at}.${key}`, each, false),
  );
}

describe('no text of ours', () => {
  it('says what a claim forbids', () => {
    const found = texts.flatMap(({ at, text }) =>
      forbiddenIn(text, forbidden).map((phrase) => [at, phrase] as const),
    );
    const known = new Set(quoted.map(([at, phrase]) => `${at}: ${phrase}`));
    const lines = [...new Set(found.map(([at, phrase]) => `${at}: ${phrase}`))];
    expect(lines.filter((line) => !known.has(line))).toEqual([]);
    expect([...known].filter((line) => !lines.includes(line))).toEqual([]);
  });

  it('tells of a benefit as if it were certain', () => {
    const found = texts
      .filter(({ at }) => !isTrialReport(at) && !isQuotedArticle(at) && !carriesCertainty(at))
      .flatMap(({ at, text }) => bareBenefitsIn(text).map((sentence) => `${at}: ${sentence}`));
    expect([...new Set(found)]).toEqual([]);
  });

  it('promises somebody points or hours', () => {
    const found = texts.filter(({ at, text }) => !isTrialReport(at) && isPersonalPromise(text));
    expect(found.map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
  });
});

describe('the guard notices', () => {
  it.each([
    ['Our massage eliminates soreness.', 'eliminates soreness'],
    ['ELIMINATING  SORENESS, for good!', 'eliminates soreness'],
    ['It heals muscles faster', 'heals muscle faster'],
    ['Clinically-proven.', 'clinically proven'],
  ])('%s', (text, phrase) => {
    expect(forbiddenIn(text, forbidden)).toContain(phrase);
  });

  it.each(forbidden)('the forbidden phrase itself: %s', (phrase) => {
    expect(forbiddenIn(`We say: ${phrase.toUpperCase()}.`, [phrase])).toEqual([phrase]);
  });

  it.each([
    '2 points less soreness tomorrow',
    'Recover 10 hours faster.',
    'You will be ready two days sooner',
    'Soreness drops by 2 points',
    'This session saves you 8 hours of recovery',
    'A soreness of 3 instead of 5',
    'Without massage 5, with massage 3',
    '30% less soreness for you',
  ])('the promise: %s', (text) => {
    expect(isPersonalPromise(text)).toBe(true);
  });

  it.each([
    'Massage reduces your soreness after training.',
    'This session relaxes you and improves your sleep.',
    'Deep tissue helps you recover.',
    'After the session you are less sore.',
  ])('the bare benefit: %s', (text) => {
    expect(bareBenefitsIn(text)).toEqual([text]);
  });

  it.each([
    'Massage may take the edge off soreness.',
    'Whether massage speeds recovery is not known.',
    'Softens next-days muscle soreness: moderate certainty',
    'Your session ends at 15:30.',
    'It leaves the therapist less rest than the session needs.',
    'Booked 2 hours before, free to cancel for 5 minutes.',
  ])('nothing in: %s', (text) => {
    expect(bareBenefitsIn(text)).toEqual([]);
    expect(isPersonalPromise(text)).toBe(false);
    expect(forbiddenIn(text, forbidden)).toEqual([]);
  });
});
