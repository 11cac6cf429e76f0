import type { CheckInView, DeskDay, OutcomeReport, OwnOutcomes } from '@limber/contracts';
import { type ApiWorld, startApi } from './api.testing.ts';
import { CheckInWorld, type Story } from './check-in.testing.ts';
import { asPerson, hire } from './desk.testing.ts';

let api: ApiWorld;
let world: CheckInWorld;
beforeAll(async () => {
  api = await startApi();
  world = new CheckInWorld(api);
});
afterAll(() => api.close());

/** The first check-in comes before it, the last one after it. */
const IN_TWO_DAYS = { days: 2, time: '15:00' };
const said = async ({ tokens }: Story, kind: string, soreness: number): Promise<void> => {
  expect((await world.answer(tokens[kind], { soreness })).status).toBe(200);
};
const tokenOf = (url: string): string => decodeURIComponent(url.split('/outcomes/')[1] ?? '');
const curvesAt = (url: string) => api.call<OwnOutcomes>('GET', `outcomes/${tokenOf(url)}`);
const looks = (action: string) =>
  api.db.asOwner<{ actor: string }>('SELECT actor FROM audit_log WHERE action = $1', [action]);

/** What their therapist reads on the day of a visit. */
let hands = 0;
const cardOf = async (story: Story) => {
  const [visit] = await api.db.asOwner<{ therapistId: string; date: string }>(
    `SELECT therapist_id AS "therapistId", starts_at::date::text AS date
       FROM booking WHERE reference = $1`,
    [story.reference],
  );
  hands += 1;
  const change = { role: 'therapist' as const, therapistId: visit?.therapistId ?? null };
  const reader = asPerson(await hire(api, `hands${hands}@clinic.example`, change));
  const day = await api.call<DeskDay>('GET', `desk/day?date=${visit?.date}`, reader);
  const cards = day.body.columns.flatMap(({ bookings }) => bookings);
  return cards.find(({ reference }) => reference === story.reference)?.health;
};

describe('own answers over time', () => {
  it('stand by training, say nothing while they are few, and each look is written down', async () => {
    const story = await world.book({ training: { soreness: 6 } });
    await world.hoursAfterTraining(25);
    const first = await world.answer(story.tokens['checkin_24'], { soreness: 5 });
    const few = await curvesAt(first.body.outcomesUrl);
    expect(few.body.curves).toMatchObject([
      {
        training: { type: 'long_endurance' },
        ...{ baseline: 6, verdict: 'too_few' },
        points: [{ hours: 25, soreness: 5, side: 'after' }],
      },
    ]);
    await api.db.advance('PT24H');
    await world.answer(story.tokens['checkin_48'], { soreness: 3 });
    const more = await curvesAt(first.body.outcomesUrl);
    expect(more.body.curves[0]).toMatchObject({ verdict: 'lower' });
    expect(more.body.curves[0]?.band.length).toBeGreaterThan(20);
    expect(await looks('health.read')).toEqual(
      Array.from({ length: 2 }, () => ({ actor: `client:${story.clientId}` })),
    );
  });

  it('open to nobody else, for seven days', async () => {
    const [mine, other] = [await world.book(), await world.book()];
    await world.hoursAfterTraining(25);
    const { body } = await world.answer(mine.tokens['checkin_24'], { soreness: 5 });
    const forged = tokenOf(body.outcomesUrl).replace(mine.clientId, other.clientId);
    expect(await api.call('GET', `outcomes/${forged}`)).toMatchObject({
      status: 404,
      body: { code: 'LINK_INVALID' },
    });
    const checkIn = await api.call('GET', `outcomes/${mine.tokens['checkin_24']}`);
    expect(checkIn.status).toBe(404);
    await api.db.advance('P7DT1M');
    expect(await curvesAt(body.outcomesUrl)).toMatchObject({
      status: 404,
      body: { code: 'LINK_EXPIRED' },
    });
  });
});

describe('a visit that did not take place', () => {
  it('is no massage that an answer could be before or after, and hurt nobody', async () => {
    const story = await world.book({ training: { soreness: 6 }, visit: IN_TWO_DAYS });
    await world.hoursAfterTraining(25);
    await said(story, 'checkin_24', 5);
    await world.cancel(story);
    await world.hoursAfterTraining(50);
    const token = story.tokens['checkin_72'];
    expect((await api.call<CheckInView>('GET', `check-ins/${token}`)).body.harm).toEqual([]);
    const hurt = await world.answer(token, { soreness: 2, harm: ['numbness'] });
    expect(hurt).toMatchObject({ status: 422, body: { errors: [{ path: 'harm' }] } });
    const { body } = await world.answer(token, { soreness: 2 });
    const [curve] = (await curvesAt(body.outcomesUrl)).body.curves;
    expect(curve).toMatchObject({ visit: null, baseline: null, verdict: 'too_few' });
    expect(curve?.points.map(({ side }) => side)).toEqual([null, null]);
  });
});

describe('the response to a visit', () => {
  it('is what was answered after it: not the baseline, and nothing of a visit called off', async () => {
    const first = await world.book({ visit: IN_TWO_DAYS });
    await world.hoursAfterTraining(25);
    await said(first, 'checkin_24', 6);
    await world.hoursAfterTraining(50);
    await said(first, 'checkin_72', 3);
    const off = await world.book({ email: first.email, visit: IN_TWO_DAYS });
    await world.hoursAfterTraining(25);
    await said(off, 'checkin_24', 7);
    await world.cancel(off);
    await world.hoursAfterTraining(50);
    await said(off, 'checkin_72', 2);
    const next = await world.book({ email: first.email });
    expect((await cardOf(next))?.lastResponse).toEqual([{ kind: 'checkin_72', soreness: 3 }]);
  });
});

describe('all answers together', () => {
  it('are counted for the owner, with no name, no client and nobody below thirty', async () => {
    const olu = await hire(api, 'olu@clinic.example', { role: 'owner' });
    const ask = (from: string, to: string) =>
      api.call<OutcomeReport>('GET', `desk/reports/outcomes?from=${from}&to=${to}`, asPerson(olu));
    const { status, body, text } = await ask('2027-01-01', '2027-12-31');
    expect(status).toBe(200);
    expect(body.rates.find(({ kind }) => kind === 'checkin_24')).toEqual({
      ...{ kind: 'checkin_24', asked: 5, answered: 5 },
    });
    const counted = new Map(body.services.map(({ kind, n }) => [kind, n]));
    expect([...counted.values()]).toEqual([2, 1, 1]);
    expect(body.services.every(({ spread }) => spread === null)).toBe(true);
    expect(body.therapists).toEqual([]);
    expect(text).not.toMatch(/@example|Ru Nner/);
    expect(await looks('health.report_read')).toEqual([{ actor: `staff:${olu.userId}` }]);
    expect((await ask('2027-02-01', '2027-01-01')).body).toMatchObject({ code: 'RANGE_REVERSED' });
    expect((await ask('2027-01-01', '2028-01-02')).body).toMatchObject({ code: 'RANGE_TOO_LONG' });
  });
});

describe('hours since training on the day card', () => {
  it('count from a hard session that was told of after the visit was booked', async () => {
    const story = await world.book({ training: { soreness: 6 }, visit: IN_TWO_DAYS });
    expect(await cardOf(story)).toMatchObject({ hoursSinceTraining: 53, sorenessAtBooking: 6 });
    await world.hoursAfterTraining(25);
    const endedAt = new Date((await world.now()) - 3_600_000).toISOString();
    const newTraining = { type: 'heavy_strength' as const, rpe: 9, durationMin: 60, endedAt };
    const token = story.tokens['checkin_24'];
    expect((await world.answer(token, { soreness: 3, newTraining })).status).toBe(200);
    expect(await cardOf(story)).toMatchObject({
      ...{ trainingType: 'heavy_strength', rpe: 9, hoursSinceTraining: 29 },
      sorenessAtBooking: 6,
    });
  });

  it('are not changed by what somebody trained after the visit, nor by an older training', async () => {
    const story = await world.book();
    await world.hoursAfterTraining(25);
    const endedAt = new Date((await world.now()) - 3_600_000).toISOString();
    const newTraining = { type: 'heavy_strength' as const, rpe: 9, durationMin: 60, endedAt };
    const token = story.tokens['checkin_24'];
    expect((await world.answer(token, { soreness: 3, newTraining })).status).toBe(200);
    expect(await cardOf(story)).toMatchObject({ rpe: 8, hoursSinceTraining: 5 });
    const next = await world.book({ email: story.email, training: null });
    expect(await cardOf(next)).toMatchObject({ trainingType: null, hoursSinceTraining: null });
  });
});
