import type { DeskWaitlistEntry, DeskWave, WaitlistEntryView } from '@limber/contracts';
import { type ApiWorld, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import { auditOf, mailsTo, overlapsIn, post, type Problem, startBody } from './desk-ops.testing.ts';
import { entryOf, join, mailOf, statesOf, sweep, waitBody } from './waitlist.testing.ts';

const DATE = '2027-01-14';
let api: ApiWorld;
let fay: Person;
let olu: Person;
let ana: string;

beforeAll(async () => {
  api = await startApi({ therapists: 1, rooms: 1 });
  [ana = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
  olu = await hire(api, 'olu@clinic.example', { role: 'owner' });
});
afterAll(() => api.close());

const window = (date: string, change: Record<string, string> = {}) => ({
  ...{ from: date, to: date, startTime: '10:00', endTime: '11:00' },
  ...change,
});
const ask = (body: unknown, headers: Record<string, string> = {}) =>
  api.call<Problem>('POST', 'waitlist', { body, headers });

describe('joining', () => {
  it('answers the place and its link, sends a mail, and keeps nothing open that is health', async () => {
    const spoken = await api.call<{ id: string }>('POST', 'recommendations', {
      body: { areas: ['legs'], soreness: 4, goal: 'ease_soreness', screening: [] },
    });
    const one = await join(api, DATE, 'Ada', {
      recommendationId: spoken.body.id,
      consents: { healthData: true, checkIns: false, marketing: false },
    });
    const view = await entryOf(api, one);
    expect(view).toMatchObject({
      ...{ state: 'waiting', revision: 1, firstName: 'Ada', price: { amount: 7000 } },
      ...{ expiresOn: DATE, noticeMin: 60, therapist: null, offers: [] },
    });
    expect(await mailsTo(api, one.email)).toMatchObject([{ kind: 'waitlist_joined', wait: 0 }]);
    const [row] = await api.db.asOwner<{ whole: string; sealed: boolean }>(
      `SELECT (to_jsonb(e) - 'health')::text AS whole, health IS NOT NULL AS sealed
         FROM waitlist_entry e WHERE id = $1`,
      [one.id],
    );
    expect(row?.sealed).toBe(true);
    expect(row?.whole).not.toMatch(/sore|legs|ease/);
    expect(JSON.stringify(view)).not.toMatch(/sore|legs|ease/);
    expect((await auditOf(api, 'waitlist.joined')).at(-1)).toMatchObject({ subject: one.id });
  });

  const table: [string, Record<string, unknown>, number, string, string?][] = [
    ['no window', { windows: [] }, 422, 'VALIDATION_FAILED', 'windows'],
    [
      'six windows',
      { windows: Array.from({ length: 6 }, () => window(DATE)) },
      ...([422, 'VALIDATION_FAILED', 'windows'] as const),
    ],
    [
      'a window that ends first',
      { windows: [window(DATE, { to: '2027-01-13' })] },
      ...([422, 'VALIDATION_FAILED', 'windows.0.to'] as const),
    ],
    [
      'a window too short for the session',
      { windows: [window(DATE, { endTime: '10:30' })] },
      ...([422, 'VALIDATION_FAILED', 'windows.0.endTime'] as const),
    ],
    [
      'a window in the past',
      { windows: [window('2027-01-10')] },
      ...([422, 'VALIDATION_FAILED', 'windows.0.to'] as const),
    ],
    [
      'a window past the horizon',
      { windows: [window('2027-06-01')] },
      ...([422, 'VALIDATION_FAILED', 'windows.0.from'] as const),
    ],
    [
      'an end before today',
      { expiresOn: '2027-01-01' },
      ...([422, 'VALIDATION_FAILED', 'expiresOn'] as const),
    ],
    ['a length that is not sold', { durationMin: 55 }, 422, 'DURATION_NOT_SOLD'],
    [
      'a service nobody knows',
      { serviceId: '00000000-0000-4000-8000-000000000000' },
      404,
      'NOT_FOUND',
    ],
    ['a stranger', { therapistId: '00000000-0000-4000-8000-000000000000' }, 404, 'NOT_FOUND'],
    [
      'a place nobody knows',
      { locationId: '00000000-0000-4000-8000-000000000000' },
      404,
      'NOT_FOUND',
    ],
    [
      'no phone',
      { client: { name: 'Ada', email: 'a@example.com', phone: 'none' } },
      ...([422, 'PHONE_INVALID'] as const),
    ],
    [
      'health without consent',
      {
        training: { type: 'mixed', endedAt: '2027-01-11T03:00:00Z', rpe: 5, durationMin: 60 },
      },
      ...([422, 'CONSENT_REQUIRED'] as const),
    ],
    ['a field we do not know', { colour: 'red' }, 422, 'VALIDATION_FAILED'],
  ];
  for (const [what, change, status, code, path] of table) {
    it(`refuses ${what}`, async () => {
      const answer = await ask(waitBody(api, DATE, 'Bad', change));
      expect(answer).toMatchObject({ status, body: { code } });
      if (path) expect(JSON.stringify(answer.body)).toContain(`"path":"${path}"`);
    });
  }

  it('repeated with its key is one place; an address waits for five at most, however fast', async () => {
    const body = waitBody(api, DATE, 'Once');
    const [first, second] = [
      await ask(body, { 'idempotency-key': 'wait-once' }),
      await ask(body, { 'idempotency-key': 'wait-once' }),
    ];
    expect([first.status, second.text]).toEqual([201, first.text]);
    const many = await Promise.all(
      Array.from({ length: 7 }, () => ask(waitBody(api, DATE, 'Many'))),
    );
    expect(many.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(5).fill(201),
      409,
      409,
    ]);
    expect(many.find(({ status }) => status === 409)?.body.code).toBe('WAITLIST_FULL');
  });

  it('is changed whole by its link, as last seen; left, it cannot be', async () => {
    const one = await join(api, DATE, 'Change');
    const path = `waitlist/${one.token}`;
    const body = { windows: [window('2027-01-15')], noticeMin: 240, therapistId: ana };
    const change = (etag?: string) =>
      api.call<WaitlistEntryView & Problem>('PATCH', path, {
        ...{ body, headers: etag ? { 'if-match': etag } : {} },
      });
    expect((await change()).status).toBe(428);
    expect((await change('"7"')).status).toBe(412);
    expect(await change('"1"')).toMatchObject({
      status: 200,
      body: { revision: 2, noticeMin: 240, therapist: { id: ana }, expiresOn: '2027-01-15' },
    });
    for (const _ of [1, 2]) {
      expect((await api.call('POST', `${path}/leave`)).body).toMatchObject({ state: 'left' });
    }
    expect(await change('"3"')).toMatchObject({ status: 409, body: { code: 'WAITLIST_CLOSED' } });
    expect((await api.call('GET', `${path}x`)).status).toBe(404);
    expect((await api.call('GET', 'waitlist-offers/nonsense.token')).status).toBe(404);
  });
});

describe('the order', () => {
  it('puts whose recovery a time suits before whoever waits longer', async () => {
    const date = '2027-01-13';
    const first = await join(api, date, 'Longest');
    const training = {
      ...{ type: 'long_endurance', endedAt: '2027-01-11T03:00:00Z', rpe: 7, durationMin: 95 },
    };
    const spoken = await api.call<{ id: string; window: unknown }>('POST', 'recommendations', {
      body: { training, areas: ['legs'], soreness: 4, goal: 'ease_soreness', screening: [] },
    });
    expect(spoken.body.window).not.toBeNull();
    const fits = await join(api, date, 'Fits', {
      recommendationId: spoken.body.id,
      ...{ training, consents: { healthData: true, checkIns: false, marketing: false } },
    });
    const booked = await post(api, fay, 'blocks', {
      ...{ resourceIds: [ana], reason: 'training' },
      ...{ startsAt: `${date}T10:00:00Z`, endsAt: `${date}T11:00:00Z` },
    });
    const { id = '' } = booked.body as { id?: string };
    await api.call('DELETE', `desk/blocks/${id}`, asPerson(fay, { 'if-match': '"1"' }));
    await sweep(api);
    const waves = await api.call<DeskWave[]>('GET', 'desk/waitlist/waves', asPerson(fay));
    const wave = waves.body.find(({ startsAt }) => startsAt.startsWith(date));
    expect(wave).toMatchObject({ cause: 'block', state: 'open' });
    expect(wave?.offers.map(({ entryId }) => entryId)).toEqual([fits.id, first.id]);
    expect(waves.text).not.toMatch(/fit|sore|legs|recommend|training/);
  });
});

describe('what the set-up opens', () => {
  it('is offered: a day that was closed and is open again', async () => {
    const date = '2027-01-18';
    const closed = await api.call<{ id: string; version: number }>('POST', 'desk/holidays', {
      ...asPerson(olu),
      body: { date, name: 'Stocktaking' },
    });
    expect(closed.status).toBe(201);
    const one = await join(api, date, 'Back');
    expect(await sweep(api)).toBe(0);
    const version = closed.headers.get('etag') ?? `"${closed.body.version}"`;
    const opened = await api.call('DELETE', `desk/holidays/${closed.body.id}?acceptStranded=0`, {
      ...asPerson(olu, { 'if-match': version }),
    });
    expect(opened.status).toBeLessThan(300);
    await sweep(api);
    expect(await statesOf(api, one)).toEqual(['open']);
  });
});

describe('the desk', () => {
  it('lists, filters and removes; a removed one is gone for a second time too', async () => {
    const date = '2027-01-20';
    const one = await join(api, date, 'Listed');
    const list = async (query = '') =>
      (await api.call<DeskWaitlistEntry[]>('GET', `desk/waitlist${query}`, asPerson(fay))).body;
    const find = async (query = '') => (await list(query)).find(({ id }) => id === one.id);
    expect(await find()).toMatchObject({ clientName: 'Listed', offers: 0, open: null });
    expect(await find(`?serviceId=${api.clinic.deepServiceId}`)).toBeUndefined();
    expect(await find(`?therapistId=${ana}`)).toBeDefined();
    expect(await find('?state=ended')).toBeUndefined();
    const remove = (etag: string) =>
      api.call<Problem>('DELETE', `desk/waitlist/${one.id}`, asPerson(fay, { 'if-match': etag }));
    expect((await remove('"9"')).status).toBe(412);
    expect(await remove('"1"')).toMatchObject({ status: 200, body: { state: 'removed' } });
    expect(await remove('"2"')).toMatchObject({ status: 409, body: { code: 'WAITLIST_CLOSED' } });
    expect(await find('?state=ended')).toMatchObject({ state: 'removed' });
  });

  it('offers a chosen time to one person, keeps it, and lets it go with no other wave', async () => {
    const date = '2027-01-21';
    await api.db.setNow('2027-01-12T09:00:00Z');
    const one = await join(api, date, 'Chosen');
    const other = await join(api, date, 'Other');
    const offer = (startsAt: string, headers = {}) =>
      api.call<DeskWaitlistEntry & Problem>('POST', `desk/waitlist/${one.id}/offers`, {
        ...asPerson(fay, headers),
        body: { startsAt, therapistId: ana },
      });
    const made = await offer(`${date}T10:00:00Z`, { 'idempotency-key': 'by-hand' });
    expect(made).toMatchObject({ status: 201, body: { open: { therapist: { id: ana } } } });
    expect((await offer(`${date}T10:00:00Z`, { 'idempotency-key': 'by-hand' })).text).toBe(
      made.text,
    );
    expect(await offer(`${date}T13:00:00Z`)).toMatchObject({
      ...{ status: 409, body: { code: 'ALREADY_OFFERED' } },
    });
    const check = await post(api, fay, 'checks', startBody(api, `${date}T10:00:00Z`));
    expect(check.body.broken?.map(({ code }) => code)).toContain('BUSY');
    await api.db.advance('PT16M');
    await sweep(api);
    expect(await statesOf(api, one, other)).toEqual(['lapsed', null]);
    const booked = await bookTrained(api, `${date}T10:00:00Z`, ana, {
      ...{ email: mailOf('late', date), rested: true },
    });
    expect(booked.reference).not.toBe('');
    expect(await offer(`${date}T10:00:00Z`)).toMatchObject({
      ...{ status: 409, body: { code: 'SLOT_TAKEN' } },
    });
    expect(await offer('2027-01-10T10:00:00Z')).toMatchObject({ status: 422 });
    expect(await overlapsIn(api)).toEqual([]);
  });
});
