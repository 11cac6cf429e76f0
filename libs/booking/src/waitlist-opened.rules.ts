import type { TimeRange } from '@limber/kernel';
import {
  addDays,
  type BookingPolicy,
  dayRange,
  type ShiftPlan,
  type TherapistPlan,
} from '@limber/scheduling';
import type { Ground } from './stranded.rules.ts';

/** Time a change of the set-up opened; null therapist: whoever can use it. */
export interface Opened extends TimeRange {
  therapistId: string | null;
}

/** What rooms, services, skills and hours make possible has no one stretch. */
const ANY_TIME: TimeRange = { start: 0, end: Date.parse('9999-12-31T00:00Z') };

/**
 * What may be used after the change and could not before: an absence or a holiday less, a shift more, a room
 * or a skill more, a cap or a rule of selling less. Where that cannot be told exactly, rather too much: it is only looked at again.
 */
export function openedBy(before: Ground, after: Ground): Opened[] {
  const people = [...after.therapists.values()].flatMap((now) => {
    const was = before.therapists.get(now.id);
    const isSkilled = now.sessionTypes.some((type) => was && !was.sessionTypes.includes(type));
    const ranges = [
      ...now.shifts.flatMap((shift) => shiftOpened(was?.shifts ?? [], shift, zoneOf(after, shift))),
      ...returned(before, after, now.id),
      ...(isSkilled || (was && mayWorkMore(was, now)) ? [ANY_TIME] : []),
    ];
    return ranges.map((range) => ({ therapistId: now.id, ...range }));
  });
  const places = [
    ...[...after.rooms.keys()].flatMap((id) => returned(before, after, id)),
    ...reopened(before, after),
    ...(isWider(before, after) || sellsMore(before.policy, after.policy) ? [ANY_TIME] : []),
  ];
  return [...people, ...places.map((range) => ({ therapistId: null, ...range }))];
}

const isWider = (before: Ground, after: Ground): boolean =>
  differs(hoursOf(before), hoursOf(after)) ||
  differs(before.rooms, after.rooms) ||
  differs(before.services, after.services);

type Caps = Pick<TherapistPlan, 'effortCapPerDayTenths' | 'effortCapPerWeekTenths'>;

/** A cap raised or lifted: null is none. */
const mayWorkMore = (was: Caps, now: Caps): boolean =>
  isMore(was.effortCapPerDayTenths, now.effortCapPerDayTenths) ||
  isMore(was.effortCapPerWeekTenths, now.effortCapPerWeekTenths);

const isMore = (was: number | null, now: number | null): boolean =>
  (now ?? Infinity) > (was ?? Infinity);

/** Sold at shorter notice, further ahead or later on the day; of the other rules, any that is another one. */
function sellsMore(was: BookingPolicy, now: BookingPolicy): boolean {
  const lastCall = ({ sameDayCutoff }: BookingPolicy): string => sameDayCutoff ?? '24:00';
  const others = ({ gridStepMin, shortestSellableMin, orphanGapRule, ...rest }: BookingPolicy) => [
    ...[gridStepMin, shortestSellableMin, orphanGapRule],
    ...[rest.deepTissueInARow, rest.deepTissueRestMin],
  ];
  return (
    now.noticeMin < was.noticeMin ||
    now.horizonDays > was.horizonDays ||
    lastCall(now) > lastCall(was) ||
    JSON.stringify(others(was)) !== JSON.stringify(others(now))
  );
}

const hoursOf = ({ locations }: Ground) =>
  new Map([...locations].map(([id, location]) => [id, { ...location, closedDates: [] }]));

const differs = <Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
): boolean =>
  [...after].some(([id, value]) => JSON.stringify(before.get(id)) !== JSON.stringify(value));

const dayOf = (date: string, zone: string): TimeRange => ({
  start: dayRange(date, zone).start,
  // A shift of the evening may end after midnight.
  end: dayRange(addDays(date, 1), zone).end,
});

/** Days that were closed and are open again. */
const reopened = (before: Ground, after: Ground): TimeRange[] =>
  [...after.locations].flatMap(([id, { closedDates, timeZone }]) =>
    (before.locations.get(id)?.closedDates ?? [])
      .filter((date) => !closedDates.includes(date))
      .map((date) => dayOf(date, timeZone)),
  );

/** Absences that are gone, whole: a shorter one stands among those that came. */
function returned(before: Ground, after: Ground, id: string): TimeRange[] {
  const still = new Set((after.away.get(id) ?? []).map(({ start, end }) => `${start}|${end}`));
  return (before.away.get(id) ?? [])
    .filter(({ start, end }) => !still.has(`${start}|${end}`))
    .map(({ start, end }) => ({ start, end }));
}

const hoursKey = ({ validFrom: _, validTo: __, except: ___, ...hours }: ShiftPlan): string =>
  JSON.stringify(hours);

/** A new or longer shift opens its whole span; one that runs again on a date opens that date. */
function shiftOpened(before: readonly ShiftPlan[], now: ShiftPlan, zone: string): TimeRange[] {
  const was = before.find(
    (shift) =>
      hoursKey(shift) === hoursKey(now) &&
      shift.validFrom <= now.validFrom &&
      (shift.validTo === null || (now.validTo !== null && now.validTo <= shift.validTo)),
  );
  if (was) {
    return was.except.filter((date) => !now.except.includes(date)).map((date) => dayOf(date, zone));
  }
  const { start } = dayRange(now.validFrom, zone);
  return [{ start, end: now.validTo === null ? ANY_TIME.end : dayOf(now.validTo, zone).end }];
}

const zoneOf = ({ locations }: Ground, { locationId }: ShiftPlan): string =>
  locations.get(locationId)?.timeZone ?? 'UTC';
