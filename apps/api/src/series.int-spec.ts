import type { SeriesPreview, SeriesCancelled, SeriesView } from '@limber/contracts';
import { type CalendarNews, MessageSources, MessageStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import {
  auditOf,
  mailsTo,
  overlapsIn,
  phoneBody,
  post,
  type Problem,
  startBody,
} from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let first: string;
beforeAll(async () => {
  api = await startApi({ policies: { horizonDays: 180 } });
  [first = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

const preview = (startsAt: string, count: number, everyWeeks = 1) =>
  post<SeriesPreview & Problem>(api, fay, 'series/preview', {
    ...{ first: startBody(api, startsAt), everyWeeks, count },
  });
interface Date_ {
  startsAt: string;
  overriding?: string[];
}
const save = (email: string, dates: Date_[], change: object = {}, key?: string) => {
  const { startsAt: _, ...who } = phoneBody(api, '', { client: { name: 'Bo Lind', email } });
  const body = { ...who, everyWeeks: 1, dates, ...change };
  return post<SeriesView & Problem & { dates?: { startsAt: string }[] }>(
    api,
    fay,
    'series',
    body,
    key ? { 'idempotency-key': key } : {},
  );
};
const at = (...days: string[]): Date_[] =>
  days.map((day) => ({ startsAt: `2027-${day}T10:00:00Z` }));

describe('a look at a series', () => {
  it('keeps the wall time over the clock change, and says per date what it meets', async () => {
    await bookTrained(api, '2027-03-16T10:30:00Z', first, { email: 'x@example.com', rested: true });
    const { status, body } = await preview('2027-03-09T10:00:00Z', 4);
    expect(status).toBe(200);
    expect(body.timeZone).toBe('Europe/London');
    expect(body.dates.map(({ date, startsAt, ok }) => [date, startsAt, ok])).toEqual([
      ['2027-03-09', '2027-03-09T10:00:00.000Z', true],
      ['2027-03-16', '2027-03-16T10:00:00.000Z', false],
      ['2027-03-23', '2027-03-23T10:00:00.000Z', true],
      ['2027-03-30', '2027-03-30T09:00:00.000Z', true],
    ]);
    const [, met] = body.dates;
    expect(met?.broken).toMatchObject([{ code: 'BUSY', overridable: false }]);
    expect(met?.alternatives).toHaveLength(3);
    expect(met?.alternatives.every((each) => each.startsWith('2027-03-16'))).toBe(true);
  });

  it('writes nothing, and refuses what is no series', async () => {
    expect(await api.db.asOwner('SELECT 1 FROM booking_series')).toEqual([]);
    for (const [count, everyWeeks] of [
      [1, 1],
      [27, 1],
      [2, 0],
      [2, 9],
    ] as const) {
      expect((await preview('2027-03-09T10:00:00Z', count, everyWeeks)).status).toBe(422);
    }
  });
});

describe('a series', () => {
  it('meets a public holiday as nobody’s shift; with a reason it is booked all the same, and twice on one date never', async () => {
    await api.db.asOwner(
      `INSERT INTO public_holiday (clinic_id, id, on_date, name, version)
       VALUES ($1, gen_random_uuid(), '2027-05-03', 'Early May', 1)`,
      [api.clinic.clinicId],
    );
    const { body } = await preview('2027-04-26T13:00:00Z', 3);
    expect(body.dates.map(({ ok, broken }) => [ok, broken.map(({ code }) => code)])).toEqual([
      [true, []],
      [false, ['SHIFT']],
      [true, []],
    ]);
    const [, holiday] = body.dates;
    expect(holiday?.overridable).toBe(true);
    expect(holiday?.alternatives.some((each) => each.startsWith('2027-05-03'))).toBe(false);
    const dates = ['2027-04-26T13:00:00Z', '2027-05-03T13:00:00Z'].map((startsAt) => ({
      startsAt,
    }));
    const [plain, closed] = dates;
    const named = [plain, { ...closed, overriding: ['SHIFT'] }] as Date_[];
    const reason = { reason: 'client_asked' };
    expect((await save('may@example.com', dates)).body.code).toBe('SERIES_CHANGED');
    expect((await save('may@example.com', named)).body.code).toBe('VALIDATION_FAILED');
    const twice = [...named, { startsAt: '2027-04-26T13:00:00Z', overriding: ['BUSY'] }];
    expect((await save('may@example.com', twice, reason)).body.code).toBe('SERIES_CHANGED');
    expect((await save('may@example.com', named, reason)).status).toBe(201);
  });

  it('is saved whole: each visit a chain of its own, one mail that names them all', async () => {
    const dates = at('02-01', '02-08', '02-15');
    const saved = await save('bo@example.com', dates);
    expect(saved.status).toBe(201);
    expect(saved.body.bookings.map(({ startsAt }) => startsAt)).toEqual(
      dates.map(({ startsAt }) => startsAt.replace('Z', '.000Z')),
    );
    const chains = await api.db.asOwner(
      'SELECT count(DISTINCT chain_id)::int AS chains FROM booking WHERE series_id = $1',
      [saved.body.id],
    );
    expect(chains).toEqual([{ chains: 3 }]);
    expect(await mailsTo(api, 'bo@example.com')).toMatchObject([{ kind: 'series_booked' }]);
    const told = await lastLook('bo@example.com', 'series_booked');
    expect(told).toMatchObject({ send: { kind: 'series_booked', dates: { length: 3 } } });
    // Each is an entry of its own, the same that a later mail about it moves or takes out.
    const { method, entries } = calendarOf(told);
    expect(method).toBe('PUBLISH');
    expect(entries.map(({ startsAt }) => startsAt.toISOString())).toEqual(
      saved.body.bookings.map(({ startsAt }) => startsAt),
    );
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(3);
    expect(entries.map(({ sequence, status }) => [sequence, status])).toEqual([
      ...[1, 1, 1].map((sequence) => [sequence, 'confirmed']),
    ]);
    const read = await api.call('GET', `desk/series/${saved.body.id}`, asPerson(fay));
    expect(read.body).toEqual(saved.body);
    const [reference] = saved.body.bookings.map((booking) => booking.reference);
    const one = await api.call('GET', `desk/bookings/${reference}`, asPerson(fay));
    expect(one.body).toMatchObject({ seriesId: saved.body.id, status: 'confirmed' });
  });

  it('begins with its earliest date, in whatever order the dates are sent: the training is of that visit', async () => {
    const training = {
      ...{ type: 'long_endurance', endedAt: '2027-01-11T03:00:00Z', rpe: 7, durationMin: 95 },
      ...{ areas: ['legs'], soreness: 4 },
    };
    const consents = { healthData: true, checkIns: true, marketing: false };
    const sent = { training, consents, screening: [], notify: true };
    const { status } = await save('order@example.com', at('04-21', '04-14'), sent);
    expect(status).toBe(201);
    const visits = await api.db.asOwner(
      `SELECT b.starts_at::date::text AS day, b.training_id IS NOT NULL AS trained FROM booking b
         JOIN client c ON c.id = b.client_id WHERE c.email = 'order@example.com' ORDER BY 1`,
    );
    expect(visits).toEqual([
      { day: '2027-04-14', trained: true },
      { day: '2027-04-21', trained: false },
    ]);
    const mails = await api.db.asOwner<{ until: Date }>(
      `SELECT not_after AS until FROM message WHERE recipient = 'order@example.com' AND kind = 'series_booked'`,
    );
    expect(mails).toEqual([{ until: new Date('2027-04-21T10:00:00Z') }]);
  });

  it('is saved all or nothing: a date that changed is named and none is booked', async () => {
    await bookTrained(api, '2027-02-24T10:30:00Z', first, {
      email: 'y@example.com',
      rested: true,
    });
    const refused = await save('no@example.com', at('02-17', '02-24'));
    expect(refused).toMatchObject({ status: 409, body: { code: 'SERIES_CHANGED' } });
    expect(refused.body.dates).toMatchObject([
      { startsAt: '2027-02-24T10:00:00.000Z', broken: [{ code: 'BUSY' }] },
    ]);
    expect(await mailsTo(api, 'no@example.com')).toEqual([]);
    expect(await api.db.asOwner(`SELECT 1 FROM client WHERE email = 'no@example.com'`)).toEqual([]);
  });

  it('may override what was seen, with a reason, and never lays visits over one another', async () => {
    const late = { startsAt: '2027-03-01T18:00:00Z', overriding: ['SHIFT'] };
    const dates = [...at('02-22'), late];
    const bare = await save('ov@example.com', dates);
    expect(bare).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(bare.body['errors']).toMatchObject([{ path: 'reason' }]);
    const unseen = await save('ov@example.com', at('02-22').concat({ ...late, overriding: [] }));
    expect(unseen.body.dates).toMatchObject([{ broken: [{ code: 'SHIFT' }] }]);
    const saved = await save('ov@example.com', dates, { reason: 'client_asked' });
    expect(saved.status).toBe(201);
    expect((await auditOf(api, 'series.created')).at(-1)).toMatchObject({
      subject: saved.body.id,
      details: { reason: 'client_asked' },
    });
    const twice = [...at('03-03'), { startsAt: '2027-03-03T10:30:00Z' }];
    expect((await save('tw@example.com', twice)).body).toMatchObject({ code: 'SERIES_CHANGED' });
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('repeated with its key is one series', async () => {
    const one = await save('key@example.com', at('04-01', '04-08'), {}, 'once');
    const two = await save('key@example.com', at('04-01', '04-08'), {}, 'once');
    expect([one.status, two.text]).toEqual([201, one.text]);
  });

  it('of two at once over the same dates has one winner, whole', async () => {
    const dates = at('05-04', '05-11', '05-18');
    const both = await Promise.all([
      save('r1@example.com', dates),
      save('r2@example.com', [...dates].reverse()),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await overlapsIn(api)).toEqual([]);
  });
});

describe('the rest of a series', () => {
  const cancelFrom = (id: string, from: string, revision: number, change: object = {}) =>
    post<SeriesCancelled & Problem>(
      api,
      fay,
      `series/${id}/cancel`,
      { from, reason: 'client_asked', ...change },
      { 'if-match': `"${revision}"` },
    );

  it('is called off from one visit on; one mail says which; one alone stays as it was', async () => {
    const { body } = await save('rest@example.com', at('06-01', '06-08', '06-15', '06-22'));
    await api.db.asOwner(`UPDATE message SET state = 'sent' WHERE recipient = 'rest@example.com'`);
    const [, second, , fourth] = body.bookings.map(({ reference }) => reference);
    await post(
      api,
      fay,
      `bookings/${fourth}/cancel`,
      { reason: 'client_asked', notify: 'none' },
      { 'if-match': '"1"' },
    );
    expect((await cancelFrom(body.id, second ?? '', 9)).status).toBe(412);
    const gone = await cancelFrom(body.id, second ?? '', 1);
    expect(gone.status).toBe(200);
    expect(gone.body.bookings.map(({ status }) => status)).toEqual([
      ...['confirmed', 'cancelled', 'cancelled', 'cancelled'],
    ]);
    // The fourth was called off before.
    expect(gone.body.cancelledNow).toBe(2);
    const waiting = (await mailsTo(api, 'rest@example.com')).filter(
      ({ state }) => state === 'planned',
    );
    expect(waiting).toMatchObject([{ kind: 'series_cancelled', wait: 3 }]);
    const told = await lastLook('rest@example.com', 'series_cancelled');
    expect(told).toMatchObject({ send: { dates: { length: 2 } } });
    expect(calendarOf(told).entries.map(({ sequence, status }) => [sequence, status])).toEqual([
      [2, 'cancelled'],
      [2, 'cancelled'],
    ]);
  });

  it('needs the visit to be of this series', async () => {
    const { body } = await save('alien@example.com', at('06-03', '06-10'));
    expect((await cancelFrom(body.id, 'ABCD2345', 1)).status).toBe(404);
    const reference = body.bookings[0]?.reference ?? '';
    const path = `series/${body.id}/cancel`;
    expect((await post(api, fay, path, { from: reference, reason: 'other' })).status).toBe(428);
  });

  it('taken back in time is not told', async () => {
    const { body } = await save('back@example.com', at('06-02', '06-09'));
    const [one, two] = body.bookings.map(({ reference }) => reference);
    await cancelFrom(body.id, one ?? '', 1);
    for (const reference of [one, two]) {
      const undone = await post(
        api,
        fay,
        `bookings/${reference}/undo-cancel`,
        {},
        { 'if-match': '"2"' },
      );
      expect(undone.status).toBe(200);
    }
    expect(await lastLook('back@example.com', 'series_cancelled')).toEqual({ drop: 'superseded' });
  });
});

const calendarOf = (told: unknown): CalendarNews => {
  const { send } = told as { send: { calendar?: CalendarNews | null } };
  if (!send.calendar) throw new Error('no calendar in the mail');
  return send.calendar;
};

async function lastLook(recipient: string, kind: string): Promise<unknown> {
  const sources = api.app.get(MessageSources, { strict: false });
  const messages = api.app.get(MessageStore, { strict: false });
  const runner = api.app.get(TransactionRunner, { strict: false });
  const [row] = await api.db.asOwner<{ id: string }>(
    'SELECT id FROM message WHERE recipient = $1 AND kind = $2',
    [recipient, kind],
  );
  return runner.run(api.clinic.clinicId, async (tx) => {
    const message = await messages.findById(tx, row?.id ?? '');
    return message && sources.lastLook(tx, message);
  });
}

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
