import { HOUR, MINUTE, type TimeRange } from '@limber/kernel';
import fc from 'fast-check';
import type { AvailabilityInput, Occupied } from './availability.plan.ts';
import { listFreeSlots } from './availability.rules.ts';
import { listingSpan } from './busy-span.rules.ts';
import { dayRange } from './local-time.rules.ts';
import { randomClinic } from './random-clinic.testing.ts';

const runs = { numRuns: 500, seed: 20261124 };

const within = <Taken extends TimeRange>(list: readonly Taken[], span: TimeRange): Taken[] =>
  list.filter(({ start, end }) => end > span.start && start < span.end);

/** What a reader of that span would know. */
const cutTo = (input: AvailabilityInput, span: TimeRange): AvailabilityInput => ({
  ...input,
  therapists: input.therapists.map((t) => ({
    ...t,
    occupied: within(t.occupied, span),
    unavailable: within(t.unavailable, span),
  })),
  rooms: input.rooms.map((r) => ({
    ...r,
    occupied: within(r.occupied, span),
    unavailable: within(r.unavailable, span),
  })),
});

/** Sessions and gaps of every length near both ends of the asked dates, and far beyond. */
const around = (edge: number): fc.Arbitrary<Occupied> =>
  fc
    .record({
      off: fc.integer({ min: -20 * 60, max: 20 * 60 }),
      length: fc.constantFrom(5, 30, 60, 240),
      beforeMin: fc.constantFrom(0, 15, 120),
      afterMin: fc.constantFrom(0, 15, 120),
      effortTenths: fc.constantFrom(0, 100),
      sessionType: fc.constantFrom('deep_tissue', 'sports', null),
    })
    .map(({ off, length, ...rest }) => ({
      ...rest,
      start: edge + off * MINUTE,
      end: edge + (off + length) * MINUTE,
    }));

describe('the span of taken time a listing needs', () => {
  it('leaves nothing out that would change it, over midnight, week, zones and clock changes', () => {
    let outside = 0;
    const clinicWithNeighbours = randomClinic.chain((clinic) => {
      const { input, dates } = clinic;
      const zone = input.locations[0]?.timeZone ?? 'UTC';
      const edges = [
        dayRange(dates[0] ?? '', zone).start,
        dayRange(dates.at(-1) ?? '', zone).end,
      ].map(around);
      return fc
        .array(fc.oneof(...edges), { minLength: 4, maxLength: 12 })
        .map((more) => ({ clinic, more }));
    });
    fc.assert(
      fc.property(clinicWithNeighbours, ({ clinic: { input, dates }, more }) => {
        const therapists = input.therapists.map((t, i) => ({
          ...t,
          occupied: [...t.occupied, ...more.filter((_, n) => n % 2 === i % 2)],
        }));
        const whole = { ...input, therapists };
        const asked = { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
        const span = listingSpan(
          input.locations.map(({ timeZone }) => timeZone),
          asked,
          {
            ...input.policy,
            durationMin: input.service.durationMin,
            weekly: therapists.some((t) => t.effortCapPerWeekTenths !== null),
          },
        );
        outside += more.length - within(more, span).length;
        expect(listFreeSlots(cutTo(whole, span), asked)).toEqual(listFreeSlots(whole, asked));
      }),
      runs,
    );
    // It would say little if nothing were ever left out.
    expect(outside).toBeGreaterThan(200);
  });

  it('of one day is that day, with two hours before and a session and two hours after', () => {
    const { start, end } = listingSpan(
      ['Europe/Berlin'],
      { from: '2026-12-01', to: '2026-12-01' },
      { deepTissueInARow: null, durationMin: 60, weekly: false },
    );
    const midnight = Date.parse('2026-12-01T00:00:00+01:00');
    expect([start, end]).toEqual([midnight - 2 * HOUR, midnight + (24 + 1 + 2) * HOUR]);
  });

  it('reaches a day further where sessions in a row are limited: a row goes on behind the dates', () => {
    const dates = { from: '2026-12-01', to: '2026-12-01' };
    const limited = { deepTissueInARow: 2, durationMin: 60, weekly: false };
    const midnight = Date.parse('2026-12-01T00:00:00+01:00');
    expect(listingSpan(['Europe/Berlin'], dates, limited)).toEqual({
      start: midnight - 24 * HOUR,
      end: midnight + 48 * HOUR,
    });
  });
});
