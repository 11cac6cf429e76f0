import type { DeskMailWording, MailWordingPreview, MailWordingSummary } from '@limber/contracts';
import { wordedMailKinds } from '@limber/contracts';
import { type Answer, type ApiWorld, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let owner: Person;
let other: Person;

beforeAll(async () => {
  api = await startApi();
  owner = await hire(api, 'olu@clinic.example', { role: 'owner', name: 'Olu Bell' });
  other = await hire(api, 'uma@clinic.example', { role: 'owner', name: 'Uma Stone' });
});
afterAll(() => api.close());

interface Refused {
  code: string;
  detail: string;
  planned?: number;
  errors?: { path: string; code: string; message: string }[];
}
const own = (path: string) => `desk/mail-wordings${path}`;
const read = async (kind: string) =>
  (await api.call<DeskMailWording>('GET', own(`/${kind}`), asPerson(owner))).body;
const preview = <Body = MailWordingPreview>(kind: string, body: object): Promise<Answer<Body>> =>
  api.call<Body>('POST', own(`/${kind}/preview`), { ...asPerson(owner), body });
const save = <Body = DeskMailWording & Refused>(
  kind: string,
  version: number,
  body: object,
  who = owner,
): Promise<Answer<Body>> =>
  api.call<Body>('PUT', own(`/${kind}`), {
    ...asPerson(who, { 'if-match': `"${version}"` }),
    body: { opening: null, closing: null, appliesTo: 'upcoming', seenPlanned: 0, ...body },
  });

describe('the list', () => {
  it('has every mail that can be worded, none of them changed yet', async () => {
    const { body } = await api.call<MailWordingSummary[]>('GET', own(''), asPerson(owner));
    expect(body).toEqual(
      wordedMailKinds.map((kind) => ({
        ...{ kind, version: 0, isOwn: false, changedAt: null, changedBy: null },
      })),
    );
  });
});

describe('a preview', () => {
  it.each(wordedMailKinds)(
    'of %s is the whole mail at this clinic, for somebody made up',
    async (kind) => {
      const opening = 'The door is green & wide.';
      const { status, body } = await preview(kind, {
        opening,
        closing: '{{clinicName}} says bye.',
      });
      expect(status).toBe(200);
      expect(body.html).toContain('The door is green &amp; wide.');
      expect(body.text).toContain('The door is green & wide.');
      expect(body.text).toContain('Test Clinic says bye.\n\n---');
      expect(body.text).toContain('1 Arch Lane, London');
      expect(body).toMatchObject({ subject: expect.any(String), planned: 0 });
    },
  );

  it('has the visit ahead, at six in the evening of the clinic’s clock', async () => {
    const { body } = await preview('reminder_24h', { opening: 'On {{startsAt}}', closing: null });
    expect(body.text).toContain('On Thursday 14 January, 18:00');
  });

  it.each([
    ['a'.repeat(601), 'WORDING_TOO_LONG', /at most 600 letters; this one has 601/],
    ['<b>Hi</b>', 'WORDING_MARKUP', /Take out the < and > signs/],
    ['Hi {clientName}', 'WORDING_BRACES', /Braces come in pairs/],
    ['Hi {{soreness}}', 'WORDING_PLACEHOLDER', /"soreness" in this mail\. It knows: clientName, /],
    ['See https://x.example', 'WORDING_LINK', /Take the web address out/],
    [
      'Our massage heals muscles faster.',
      'WORDING_FORBIDDEN',
      /anybody has shown: "heals muscle faster"\. Say less/,
    ],
  ])('refuses %s, and saving it too, with %s at its field', async (closing, code, detail) => {
    const draft = { opening: null, closing };
    const refused = { code, detail: expect.stringMatching(detail) };
    const errors = [{ path: 'closing', code, message: expect.stringMatching(/\.$/) }];
    const [looked, saved] = [
      await preview<Refused>('reminder_24h', draft),
      await save('reminder_24h', 0, draft),
    ];
    expect(looked).toMatchObject({ status: 422, body: { ...refused, errors } });
    expect(saved).toMatchObject({ status: 422, body: { ...refused, errors } });
    expect(await read('reminder_24h')).toMatchObject({ version: 0 });
  });

  it('takes no subject, and no mail that must be said as it is', async () => {
    const subject = await preview<Refused>('reminder_24h', {
      opening: null,
      closing: null,
      subject: 'Your knee',
    });
    expect(subject).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect((await preview('safety', { opening: null, closing: null })).status).toBe(404);
  });
});

describe('saving', () => {
  it('tells how many bookings wait, takes that number and no other, and holds for them', async () => {
    const [ana = ''] = api.clinic.therapistIds;
    await bookTrained(api, '2027-01-14T10:00:00Z', ana);
    const words = { opening: 'The door is green.', closing: null };
    const { planned } = (await preview('reminder_24h', words)).body;
    expect(planned).toBe(1);
    await bookTrained(api, '2027-01-15T10:00:00Z', ana, { email: 'bo@example.com' });
    const blind = await save('reminder_24h', 0, { ...words, seenPlanned: planned });
    expect(blind).toMatchObject({
      status: 409,
      body: {
        code: 'WORDING_COUNT_CHANGED',
        planned: 2,
        detail: expect.stringContaining('for 2 bookings'),
      },
    });
    const saved = await save('reminder_24h', 0, { ...words, seenPlanned: 2 });
    expect(saved).toMatchObject({
      status: 200,
      body: { version: 1, isOwn: true, opening: 'The door is green.', changedBy: 'Olu Bell' },
    });
    expect((await preview('reminder_24h', words)).body.planned).toBe(0);
    expect((await preview('reminder_24h', { opening: null, closing: null })).body.planned).toBe(2);
  });

  it('of two owners at once, one wins; the other is told, sees it, and saves on top of it', async () => {
    const { version } = await read('series_booked');
    const answers = await Promise.all(
      [owner, other].map((who) =>
        save('series_booked', version, { opening: `Yours, ${who.email}` }, who),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [lost] = answers.filter(({ status }) => status === 412);
    expect(lost?.body.code).toBe('PRECONDITION_FAILED');
    const again = await save('series_booked', version + 1, { opening: 'Yours, both' });
    expect(again).toMatchObject({ status: 200, body: { version: version + 2 } });
    expect(again.body.history.map(({ version: each }) => each)).toEqual([version + 2, version + 1]);
  });

  it('asks which version was seen', async () => {
    const answer = await api.call('PUT', own('/aftercare'), {
      ...asPerson(owner),
      body: { opening: null, closing: null, appliesTo: 'new', seenPlanned: 0 },
    });
    expect(answer.status).toBe(428);
    const never = await save('aftercare', 7, { opening: 'Bye.' });
    expect(never).toMatchObject({ status: 412, body: { code: 'PRECONDITION_FAILED' } });
  });

  it('of the house’s own words is no wording of one’s own', async () => {
    const { house, version } = await read('re_offer');
    await save('re_offer', version, { opening: 'Soon.', closing: 'Bye.' });
    const back = await save('re_offer', version + 1, house);
    expect(back.body).toMatchObject({ isOwn: false, opening: null, closing: null });
  });
});
