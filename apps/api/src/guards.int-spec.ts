import { OccupancyStore } from '@limber/booking';
import { scheduleBreaches } from '@limber/testing';
import { type Answer, type ApiWorld, holdBody, startApi, startBeside } from './api.testing.ts';

/**
 * The three guards of the schedule, each taken out of a running api or its database: then, and only then, what the
 * other suites hold to be impossible happens. So a suite that stays green without a guard cannot go unnoticed.
 */

let api: ApiWorld;
/** Each has a queue of its own: what races meets in the database. */
let apis: ApiWorld[];
beforeEach(async () => {
  api = await startApi({ therapists: 2, rooms: 2 });
  apis = [api, ...(await Promise.all([1, 2, 3].map(() => startBeside(api))))];
});
afterEach(async () => {
  for (const each of apis.toReversed()) await each.close();
});

const without = (guard: Partial<OccupancyStore>): void => {
  for (const { app } of apis) Object.assign(app.get(OccupancyStore, { strict: false }), guard);
};

const hold = (n: number, body: unknown) =>
  (apis[n % apis.length] ?? api).call('POST', 'holds', { body });

const nothing = (): Promise<void> => Promise.resolve();
const noWrite = (): void => undefined;

/** Twenty at two neighbouring hours of one therapist, for whom fifteen minutes of rest lie between two. */
const raceNeighbours = (day: number) =>
  Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      hold(n, holdBody(api.clinic, `2027-01-${day}T1${n % 2}:00:00Z`, api.clinic.therapistIds[0])),
    ),
  );

const won = (answers: Answer<unknown>[]): number =>
  answers.filter(({ status }) => status === 201).length;

/** Until a day shows it, at most so many: losing a race is likely, never certain. */
async function daysUntil(isBroken: () => Promise<boolean>): Promise<boolean> {
  for (let day = 12; day < 24; day += 1) {
    await raceNeighbours(day);
    if (await isBroken()) return true;
  }
  return false;
}

describe('with every guard in place', () => {
  it('one of two neighbouring hours is sold, and no rule is broken', async () => {
    for (const day of [12, 13]) expect(won(await raceNeighbours(day))).toBe(1);
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});

describe('without the lock', () => {
  it('two neighbours are sold without the rest between them, and SQL tells', async () => {
    without({ lock: nothing });
    expect(await daysUntil(async () => (await scheduleBreaches(api.db)).length > 0)).toBe(true);
    const [breach] = await scheduleBreaches(api.db);
    expect(breach).toContain('between two sessions lies the longer of the two gaps');
  });
});

describe('without the takeover', () => {
  it('a dead hold keeps its time from everybody', async () => {
    without({ takeOverExpired: noWrite });
    const body = holdBody(api.clinic, '2027-01-12T10:00:00Z', api.clinic.therapistIds[0]);
    expect((await api.call('POST', 'holds', { body })).status).toBe(201);
    await api.db.advance('PT11M');
    expect((await api.call('POST', 'holds', { body })).status).toBe(409);
  });
});

describe('without the constraint', () => {
  it('whoever writes past the lock sells one time twice, and SQL tells', async () => {
    without({ lock: nothing });
    await api.db.asOwner('ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap');
    const body = (day: number) =>
      holdBody(api.clinic, `2027-01-${day}T10:00:00Z`, api.clinic.therapistIds[0]);
    let winners = 1;
    for (let day = 12; day < 24 && winners === 1; day += 1) {
      const race = Array.from({ length: 20 }, (_, n) => hold(n, body(day)));
      winners = won(await Promise.all(race));
    }
    expect(winners).toBeGreaterThan(1);
    expect((await scheduleBreaches(api.db)).join()).toMatch(/taken twice.*there and valid/s);
  });
});
