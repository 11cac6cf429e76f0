import { MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import { Oracle, oracleSlots } from './availability.oracle.testing.ts';
import { whyNotCodes, type FreeDay, type WhyNot } from './availability.plan.ts';
import { listFreeSlots, nextFreeAt } from './availability.rules.ts';
import { addDays, dayRange } from './local-time.rules.ts';
import { randomClinic, type RandomClinic } from './random-clinic.testing.ts';
import { brokenRules, checkStart } from './start-check.rules.ts';

// A fixed seed: a red build is reproducible, and the coverage counts below cannot flicker.
const runs = { numRuns: 500, seed: 20261123 };

const list = ({ input, dates }: RandomClinic): FreeDay[] =>
  listFreeSlots(input, { from: dates[0] ?? '', to: dates.at(-1) ?? '' });

const readable = (days: FreeDay[]): { date: string; slots: string[] }[] =>
  days.map(({ date, slots }) => ({
    date,
    slots: slots.map((s) => `${s.startsAt} ${s.locationId} ${s.therapistIds.join(',')}`),
  }));

/** Instants worth asking about: a coarse raster, each listed start, and its direct neighbours. */
function instantsToAsk(clinic: RandomClinic, listed: FreeDay[]): number[] {
  const asked = new Set<number>();
  for (const { timeZone } of clinic.input.locations) {
    const start = dayRange(clinic.dates[0] ?? '', timeZone).start;
    for (let n = 0; n < 2 * 48; n++) asked.add(start + n * 30 * MINUTE);
  }
  for (const slot of listed.flatMap((day) => day.slots)) {
    for (const off of [-1, -1 / 60, 0, 1 / 60, 1]) asked.add(slot.startsAt + off * MINUTE);
  }
  const listedDates = clinic.input.locations.map((l) => ({
    start: dayRange(clinic.dates[0] ?? '', l.timeZone).start,
    end: dayRange(clinic.dates.at(-1) ?? '', l.timeZone).end,
  }));
  // Beyond the listed dates the listing says nothing.
  return [...asked].filter((at) => listedDates.every((d) => at >= d.start && at < d.end));
}

/** Null if anybody accepts; with nobody to ask, nobody is qualified. */
function furthest(reasons: (WhyNot | null)[]): WhyNot | null {
  if (reasons.length === 0) return 'NOT_QUALIFIED';
  if (reasons.includes(null)) return null;
  const ranks = reasons.map((code) => (code === null ? -1 : whyNotCodes.indexOf(code)));
  return whyNotCodes[Math.max(...ranks)] ?? null;
}

describe('random clinics against the minute-by-minute oracle', () => {
  it('lists exactly what the oracle lists', () => {
    let slots = 0;
    fc.assert(
      fc.property(randomClinic, (clinic) => {
        const listed = list(clinic);
        slots += listed.reduce((sum, day) => sum + day.slots.length, 0);
        expect(readable(listed)).toEqual(oracleSlots(clinic.input, clinic.dates));
      }),
      runs,
    );
    expect(slots).toBeGreaterThan(3000);
  });

  it('accepts a start exactly if it is listed, with the same therapists, places and a free room', () => {
    let accepted = 0;
    fc.assert(
      fc.property(randomClinic, (clinic) => {
        const listed = list(clinic);
        const oracle = new Oracle(clinic.input);
        const offered = new Map<number, string[]>();
        for (const slot of listed.flatMap((day) => day.slots)) {
          const pairs = slot.therapistIds.map((id) => `${id}@${slot.locationId}`);
          offered.set(slot.startsAt, [...(offered.get(slot.startsAt) ?? []), ...pairs]);
        }
        const asked = instantsToAsk(clinic, listed).map((startsAt) => {
          const answer = checkStart(clinic.input, { startsAt });
          const assignments = answer.ok ? answer.value : [];
          accepted += assignments.length;
          const isRoomFree = assignments.every(({ locationId, roomId }) => {
            const location = clinic.input.locations.find((l) => l.id === locationId);
            return location && oracle.freeRoomIds(location, startsAt).includes(roomId);
          });
          const pairs = assignments.map((a) => `${a.therapistId}@${a.locationId}`).sort();
          return { startsAt, pairs, isRoomFree };
        });
        const expected = asked.map(({ startsAt }) => {
          const pairs = (offered.get(startsAt) ?? []).sort();
          return { startsAt, pairs, isRoomFree: true };
        });
        expect(asked).toEqual(expected);
      }),
      { ...runs, numRuns: 200 },
    );
    expect(accepted).toBeGreaterThan(1000);
  });

  it('gives the reason of the candidate who got furthest, as the oracle sees it', () => {
    const seen = new Set<WhyNot>();
    fc.assert(
      fc.property(randomClinic, (clinic) => {
        const { input } = clinic;
        const oracle = new Oracle(input);
        const qualified = input.therapists.filter((t) => oracle.isQualified(t));
        const wholeMinutes = instantsToAsk(clinic, list(clinic)).filter((at) => at % MINUTE === 0);
        const answers = wholeMinutes.map((startsAt) => {
          const answer = checkStart(input, { startsAt });
          if (!answer.ok) seen.add(answer.code);
          return { startsAt, code: answer.ok ? null : answer.code };
        });
        const expected = wholeMinutes.map((startsAt) => {
          const reasons = input.locations.flatMap((location) =>
            qualified.map((therapist) => oracle.refusal(therapist, location, startsAt)),
          );
          return { startsAt, code: furthest(reasons) };
        });
        expect(answers).toEqual(expected);
      }),
      { ...runs, numRuns: 150 },
    );
    const requestCodes = ['NO_SUCH_LOCATION', 'NO_SUCH_THERAPIST'];
    expect([...seen].sort()).toEqual(whyNotCodes.filter((c) => !requestCodes.includes(c)).sort());
  });

  it('breaks no rule exactly where one therapist at one location is accepted', () => {
    fc.assert(
      fc.property(randomClinic, fc.integer({ min: 0, max: 2 * 288 }), (clinic, n) => {
        const { input } = clinic;
        for (const location of input.locations) {
          const start = dayRange(clinic.dates[0] ?? '', location.timeZone).start;
          for (const therapist of input.therapists) {
            const query = {
              startsAt: start + n * 5 * MINUTE,
              therapistId: therapist.id,
              locationId: location.id,
            };
            const answer = checkStart(input, query);
            const broken = brokenRules(input, query);
            expect(broken[0] ?? 'accepted').toBe(answer.ok ? 'accepted' : answer.code);
          }
        }
      }),
      runs,
    );
  });

  it('never lets an accepted start come too close to a neighbour', () => {
    let neighbours = 0;
    fc.assert(
      fc.property(randomClinic, (clinic) => {
        const { therapists, service } = clinic.input;
        for (const slot of list(clinic).flatMap((day) => day.slots)) {
          for (const id of slot.therapistIds) {
            for (const taken of therapists.find((t) => t.id === id)?.occupied ?? []) {
              const isBefore = taken.end <= slot.startsAt;
              const gap = isBefore ? slot.startsAt - taken.end : taken.start - slot.endsAt;
              const needed = isBefore
                ? Math.max(taken.afterMin, service.prepMin)
                : Math.max(taken.beforeMin, service.restMin);
              expect(gap).toBeGreaterThanOrEqual(needed * MINUTE);
              neighbours++;
            }
          }
        }
      }),
      { ...runs, numRuns: 200 },
    );
    expect(neighbours).toBeGreaterThan(1000);
  });

  it('finds as next free time the first one a listing of the horizon shows', () => {
    let found = 0;
    fc.assert(
      fc.property(randomClinic, (clinic) => {
        const after = addDays(clinic.dates[0] ?? '', -1);
        const horizon = addDays(clinic.dates.at(-1) ?? '', 70);
        const listed = listFreeSlots(clinic.input, { from: clinic.dates[0] ?? '', to: horizon });
        const first = listed.find((day) => day.slots.length > 0)?.slots[0]?.startsAt ?? null;
        expect(nextFreeAt(clinic.input, { after })).toBe(first);
        if (first !== null) found++;
      }),
      { ...runs, numRuns: 150 },
    );
    expect(found).toBeGreaterThan(50);
  });
});
