import { claims } from '@limber/evidence';
import {
  mailPlaceholders,
  WORDING_LENGTH,
  type WordedMailKind,
  wordedMailKinds,
} from '@limber/contracts';
import fc from 'fast-check';
import { plainViews, sampleViews } from './mail-view.testing.ts';
import { houseWording } from './mail-wording.en.ts';
import {
  ownWords,
  paragraphsOf,
  placeholdersOf,
  tidied,
  wordingFaults,
} from './mail-wording.rules.ts';
import { messageKinds } from './message-kind.data.ts';
import { renderMail } from './render-mail.tsx';
import { isWordedMail } from './templates/words.tsx';

const faults = (text: string, kind: WordedMailKind = 'reminder_24h') =>
  wordingFaults(kind, { opening: text, closing: null }).map(({ code, path }) => `${code} ${path}`);
const wordedViews = sampleViews.filter(isWordedMail);

describe('what a clinic may word', () => {
  it('is every mail to a client but what must be said as it is', () => {
    const kinds: readonly string[] = wordedMailKinds;
    expect(messageKinds.filter((kind) => !kinds.includes(kind))).toEqual([
      ...['safety', 'clinic_alert', 'day_plan_evening', 'day_plan_morning'],
    ]);
  });

  it.each(wordedMailKinds)('%s: has house words that the same rules let through', (kind) => {
    expect(wordingFaults(kind, houseWording[kind])).toEqual([]);
  });

  it.each(wordedMailKinds)('%s: every name it offers has a value in its mail', (kind) => {
    const text = placeholdersOf(kind)
      .map((name) => `${name} is [{{${name}}}].`)
      .join('\n');
    const mail = renderMail({ ...plainViews[kind], words: { opening: text, closing: null } });
    for (const name of placeholdersOf(kind)) {
      expect(mail.text).toMatch(new RegExp(`${name} is \\[[^\\]]`));
    }
  });
});

describe('a wording is refused', () => {
  it.each([
    ['a'.repeat(WORDING_LENGTH + 1), 'WORDING_TOO_LONG'],
    ['See you <b>soon</b>', 'WORDING_MARKUP'],
    ['5 > 4', 'WORDING_MARKUP'],
    ['Hello {clientName}', 'WORDING_BRACES'],
    ['Hello {{clientName}', 'WORDING_BRACES'],
    ['Hello {{{clientName}}}', 'WORDING_BRACES'],
    ['Hello {{clientName}}}', 'WORDING_BRACES'],
    ['A { alone', 'WORDING_BRACES'],
    ['Hello {{soreness}}', 'WORDING_PLACEHOLDER'],
    ['{{#if clientName}}Hello{{/if}}', 'WORDING_PLACEHOLDER'],
    ['{{constructor}}', 'WORDING_PLACEHOLDER'],
    ['{{}}', 'WORDING_PLACEHOLDER'],
    ['{{ClientName}}', 'WORDING_PLACEHOLDER'],
    ['Look at https://x.example', 'WORDING_LINK'],
    ['Look at www.x.example', 'WORDING_LINK'],
    ['Our massage heals muscles faster.', 'WORDING_FORBIDDEN'],
    ['Our massage heals {{clinicName}} muscles faster.', 'WORDING_FORBIDDEN'],
    ['It is prob\u200Bably fine.', 'WORDING_FORBIDDEN'],
    ['You will be 10 hours faster back.', 'WORDING_FORBIDDEN'],
    ['Our session relaxes you after work.', 'WORDING_FORBIDDEN'],
  ])('%s', (text, code) => {
    expect(faults(text)).toEqual([`${code} opening`]);
  });

  it.each(claims.flatMap(({ copyForbidden }) => copyForbidden))('for saying: %s', (phrase) => {
    expect(faults(`We say: ${phrase}.`)).toEqual(['WORDING_FORBIDDEN opening']);
  });

  it('for a name that another mail knows', () => {
    expect(faults('Until {{startsAt}}', 'reminder_24h')).toEqual([]);
    expect(faults('Until {{startsAt}}', 'checkin_24')).toEqual(['WORDING_PLACEHOLDER opening']);
  });

  it('part by part, each at its own', () => {
    const draft = { opening: '<b>', closing: '{{x}}' };
    expect(wordingFaults('aftercare', draft).map(({ path }) => path)).toEqual([
      'opening',
      'closing',
    ]);
  });
});

describe('a wording is taken', () => {
  it.each([
    'See you soon.',
    'The door is beside the bakery; ring twice & wait.',
    'Dear {{ clientName }}, {{therapistName}} sees you on {{startsAt}}.',
    'Mail us at hello@clinic.example',
    '',
  ])('%s', (text) => {
    expect(faults(text)).toEqual([]);
  });

  it('without what cannot be seen, and without empty lines', () => {
    expect(tidied(' One \r\n\r\n\u202Etwo\u200B  three \n')).toBe('One\ntwo three');
    expect(tidied('he\u200Dals \u200D')).toBe('heals');
  });

  it.each(['👩\u200D👩\u200D👧\u200D👦 hello', '🏃🏽\u200D♀️ well run', '❤️\u200D🔥'])(
    'with %s as one picture',
    (text) => {
      expect(tidied(text)).toBe(text);
    },
  );

  it('as the house’s, where it says the same', () => {
    const house = houseWording.reminder_24h;
    expect(ownWords('reminder_24h', { opening: '  ', closing: `${house.closing}\n` })).toEqual({
      opening: null,
      closing: null,
    });
    expect(ownWords('reminder_24h', { opening: null, closing: '' }).closing).toBe('');
  });
});

describe('a word longer than a phone is wide', () => {
  it('is broken, so that it does not widen the mail', () => {
    const opening = 'Donaudampfschifffahrtsgesellschaft'.repeat(3);
    const { html } = renderMail({
      ...plainViews.aftercare,
      words: { opening, closing: null },
    });
    expect(html).toMatch(new RegExp(`<p[^>]*word-break:break-word[^>]*>${opening}</p>`));
  });
});

describe('names in a wording', () => {
  it('take their value, once, whatever it looks like', () => {
    const values = { clientName: '{{clinicPhone}} $& <b>', clinicPhone: '1' };
    expect(paragraphsOf('Dear {{ clientName }}.', values)).toEqual([
      'Dear {{clinicPhone}} $& <b>.',
    ]);
  });

  it('without a value take their comma along', () => {
    expect(paragraphsOf('Thank you, {{clientName}}.', { clientName: '' })).toEqual(['Thank you.']);
    expect(paragraphsOf('{{clientName}}, see you.\n{{clientName}}', {})).toEqual(['see you.']);
  });
});

const letters = fc.string({ unit: 'grapheme', maxLength: 40 });
const pieces = fc.oneof(
  letters,
  fc.constantFrom(
    ...mailPlaceholders.map((name) => `{{${name}}}`),
    '{{',
    '}}',
    '<',
    '&',
    '\n',
    '"',
    "'",
  ),
);
const anyText = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(' '));

const page = (html: string): string => html.replaceAll(/<style>[^]*?<\/style>/g, '');
/** Every tag but those of paragraphs, in their order. */
const otherTags = (html: string): string[] => html.match(/<\/?(?!p[ >])[a-z]\w*/gi) ?? [];

describe('whatever is typed', () => {
  it('and taken leaves no placeholder and no markup of its own, in text and page alike', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.constantFrom(...wordedViews), anyText, anyText, (view, opening, closing) => {
        if (wordingFaults(view.kind, { opening, closing }).length > 0) return;
        taken += 1;
        const words = ownWords(view.kind, { opening, closing });
        const mail = renderMail({ ...view, words });
        const house = renderMail({ ...view, words: { opening: '', closing: '' } });
        expect(mail.text + page(mail.html)).not.toMatch(/\{\{|\}\}/);
        expect(mail.subject).toBe(house.subject);
        expect(otherTags(mail.html)).toEqual(otherTags(house.html));
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(40);
  });

  it('and refused or not, leaves nothing unescaped once it is rendered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...wordedViews), anyText, (view, text) => {
        const words = { opening: `[[${text}`, closing: text };
        const { html } = renderMail({ ...view, words });
        const [, said = ''] = /\[\[([^]*?)<\/p>/.exec(html) ?? [];
        expect(said).not.toMatch(/[<>"]/);
      }),
      { numRuns: 200 },
    );
  });
});
