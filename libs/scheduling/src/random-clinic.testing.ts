import { MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import type {
  AvailabilityInput,
  GridStep,
  LocationPlan,
  Occupied,
  ServicePlan,
  ShiftPlan,
} from './availability.plan.ts';
import { addDays, dayRange, weekdayOf } from './local-time.rules.ts';

export interface RandomClinic {
  input: AvailabilityInput;
  dates: string[];
}

/** Days with a clock change, and one ordinary day; the clinic is asked about two days from there. */
const DAYS: readonly (readonly [zone: string, date: string])[] = [
  ['America/New_York', '2027-03-14'],
  ['America/New_York', '2027-11-06'],
  ['Europe/Berlin', '2027-03-27'],
  ['Europe/Berlin', '2027-10-31'],
  ['Europe/London', '2027-03-28'],
  ['Europe/London', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2027-04-03'],
  ['America/Havana', '2027-03-14'],
  ['America/Nuuk', '2027-10-30'],
  ['Asia/Kathmandu', '2027-01-11'],
];

const wallTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A span of wall time, in five-minute steps; up to 24:00. */
const wallSpan = (fromHour: number, toHour: number, shortest = 1) =>
  fc
    .tuple(
      fc.integer({ min: fromHour * 12, max: toHour * 12 - 1 }),
      fc.integer({ min: shortest, max: 84 }),
    )
    .map(([start, length]) => ({
      from: wallTime(start * 5),
      to: wallTime(Math.min(start + length, toHour * 12) * 5),
    }));

const buffer = fc.constantFrom(0, 0, 5, 10, 15, 25);
const mostly = (value: boolean, weight: number) =>
  fc.oneof(
    { weight, arbitrary: fc.constant(value) },
    { weight: 1, arbitrary: fc.constant(!value) },
  );

const service: fc.Arbitrary<ServicePlan> = fc.record({
  sessionType: fc.constantFrom('sports', 'sports', 'deep_tissue'),
  durationMin: fc.constantFrom(20, 30, 45, 60, 75),
  prepMin: buffer,
  restMin: buffer,
  roomPrepMin: buffer,
  roomResetMin: buffer,
  roomFeatures: fc.constantFrom([], [], ['heat'], ['heat', 'sink']),
  effortTenthsPerMin: fc.constantFrom(10, 13, 16),
});

const policyAt = (dayStart: number) =>
  fc.record({
    now: fc.oneof(
      fc.constantFrom(dayStart - 1440 * MINUTE, dayStart - 60 * MINUTE),
      fc.integer({ min: -600, max: 2000 }).map((min) => dayStart + min * MINUTE + 20_000),
      fc.integer({ min: 0, max: 40 }).map((quarters) => dayStart + quarters * 15 * MINUTE),
    ),
    policy: fc.record({
      noticeMin: fc.constantFrom(0, 0, 0, 60, 240, 1440),
      horizonDays: fc.constantFrom(0, 1, 2, 60, 60, 60, 60),
      gridStepMin: fc.constantFrom<GridStep>(5, 10, 15, 20, 30, 60, 'session', 'shortest'),
      shortestSellableMin: fc.constantFrom(20, 25, 30, 45),
      orphanGapRule: fc.boolean(),
      sameDayCutoff: fc.constantFrom(null, null, null, null, '02:30', '11:00', '00:00'),
      deepTissueInARow: fc.constantFrom(null, null, 1, 2, 3),
      deepTissueRestMin: fc.constantFrom(0, 20, 45, 90),
    }),
  });

const occupiedFrom = (dayStart: number): fc.Arbitrary<Occupied> =>
  fc
    .record({
      start: fc.integer({ min: -30, max: 600 }),
      length: fc.integer({ min: 2, max: 15 }),
      seconds: fc.constantFrom(0, 0, 0, 40),
      beforeMin: buffer,
      afterMin: buffer,
      effortTenths: fc.constantFrom(0, 300, 600),
      sessionType: fc.constantFrom(null, 'sports', 'deep_tissue', 'deep_tissue'),
    })
    .map(({ start, length, seconds, ...rest }) => ({
      start: dayStart + start * 5 * MINUTE + seconds * 1000,
      end: dayStart + (start + length) * 5 * MINUTE + seconds * 1000,
      ...rest,
    }));

/** Sessions up to ten days away, which only the week's effort can notice. */
const elsewhere = (dayStart: number): fc.Arbitrary<Occupied> =>
  fc.integer({ min: -10, max: 10 }).map((days) => ({
    start: dayStart + days * 1440 * MINUTE + 11 * 60 * MINUTE,
    end: dayStart + days * 1440 * MINUTE + 11 * 60 * MINUTE + 10 * MINUTE,
    ...{ beforeMin: 0, afterMin: 0, effortTenths: 400 },
  }));

const absences = (dayStart: number) =>
  fc.array(
    occupiedFrom(dayStart).map(({ start, end }) => ({ start, end })),
    { maxLength: 2 },
  );

const shiftFor = (locationIds: string[], date: string): fc.Arbitrary<ShiftPlan> =>
  fc
    .record({
      locationId: fc.constantFrom(...locationIds),
      roomId: fc.constantFrom(null, 'r1', 'r2'),
      day: fc.constantFrom(0, 1),
      span: fc.oneof(wallSpan(0, 8, 24), wallSpan(8, 20, 24), wallSpan(16, 24)),
      valid: mostly(true, 6),
      excepted: mostly(false, 6),
      breaks: fc.array(fc.oneof(wallSpan(0, 6), wallSpan(8, 18)), { maxLength: 2 }),
    })
    .map(({ locationId, roomId, day, span, valid, excepted, breaks }) => ({
      locationId,
      roomId,
      weekday: weekdayOf(addDays(date, day)),
      startsAt: span.from,
      endsAt: span.to,
      validFrom: '2020-01-01',
      validTo: valid ? null : date,
      except: excepted ? [addDays(date, day)] : [],
      // Long breaks would leave nothing to test.
      breaks: breaks.map((b) => ({ startsAt: b.from, endsAt: b.to < '12:00' ? b.to : b.from })),
    }));

function locationsIn(zone: string, date: string): fc.Arbitrary<LocationPlan[]> {
  const hours = (day: number) =>
    fc
      .oneof(
        { weight: 6, arbitrary: fc.constant([{ from: '00:00', to: '24:00' }]) },
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            [
              { from: '09:00', to: '13:00' },
              { from: '13:00', to: '18:30' },
            ],
            [
              { from: '01:15', to: '12:00' },
              { from: '14:00', to: '23:00' },
            ],
          ),
        },
        { weight: 1, arbitrary: fc.array(wallSpan(0, 24), { maxLength: 2 }) },
      )
      .map((spans) =>
        spans.map(({ from, to }) => ({
          weekday: weekdayOf(addDays(date, day)),
          opens: from,
          closes: to,
        })),
      );
  const location = fc
    .record({
      first: hours(0),
      second: hours(1),
      resetInsideShift: fc.boolean(),
      away: mostly(false, 3),
      closedDates: fc.constantFrom([], [], [], [], [], [date], [addDays(date, 1)]),
    })
    .map(({ first, second, resetInsideShift, away, closedDates }) => ({
      timeZone: away ? 'Europe/Berlin' : zone,
      openingHours: [...first, ...second],
      ...{ closedDates, resetInsideShift },
    }));
  return fc
    .array(location, { minLength: 1, maxLength: 2 })
    .map((plans) => plans.map((plan, i) => ({ id: `l${i}`, ...plan })));
}

export const randomClinic: fc.Arbitrary<RandomClinic> = fc
  .constantFrom(...DAYS)
  .chain(([zone, date]) => locationsIn(zone, date).map((locations) => ({ zone, date, locations })))
  .chain(({ zone, date, locations }) => {
    const dayStart = dayRange(date, zone).start;
    const ids = locations.map((location) => location.id);
    const therapist = fc.record({
      sessionTypes: mostly(true, 8).map((can) => (can ? ['sports', 'deep_tissue'] : ['relax'])),
      shifts: fc.array(shiftFor(ids, date), { minLength: 1, maxLength: 4 }),
      unavailable: absences(dayStart),
      occupied: fc
        .tuple(
          fc.array(occupiedFrom(dayStart), { maxLength: 5 }),
          fc.array(elsewhere(dayStart), { maxLength: 3 }),
        )
        .map((taken) => taken.flat()),
      effortCapPerDayTenths: fc.constantFrom(null, null, null, 700, 1500),
      effortCapPerWeekTenths: fc.constantFrom(null, null, null, 1200, 2500),
    });
    const room = fc.record({
      locationId: fc.constantFrom(...ids),
      features: fc.oneof(fc.constant(['heat', 'sink']), fc.subarray(['heat', 'sink', 'couples'])),
      unavailable: absences(dayStart),
      occupied: fc.array(occupiedFrom(dayStart), { maxLength: 4 }),
    });
    return fc
      .record({
        clock: policyAt(dayStart),
        service,
        therapists: fc.array(therapist, { minLength: 1, maxLength: 3 }),
        rooms: fc.array(room, { minLength: 1, maxLength: 4 }),
      })
      .map(({ clock, service, therapists, rooms }) => ({
        dates: [date, addDays(date, 1)],
        input: {
          ...clock,
          service,
          locations,
          therapists: therapists.map((plan, i) => ({ id: `t${i}`, ...plan })),
          rooms: rooms.map((plan, i) => ({ id: `r${i}`, ...plan })),
        },
      }));
  });
