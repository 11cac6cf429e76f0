import { MINUTE } from '@limber/kernel';
import type { LocationPlan, ServicePlan, ShiftPlan } from './availability.plan.ts';
import {
  edgeOf,
  wallMinutesOf,
  weekdayOf,
  zoneDayOf,
  type Weekday,
  type ZoneDay,
} from './local-time.rules.ts';
import type { StartRun } from './start-run.rules.ts';

/** Half-open stretch of whole epoch minutes. */
export interface Stretch {
  start: number;
  end: number;
}

/** A location's date with its zone resolved once. */
export interface LocationDay {
  location: LocationPlan;
  date: string;
  weekday: Weekday;
  zoneDay: ZoneDay;
  opening: readonly Stretch[];
}

const minuteAt = (day: ZoneDay, wallMinutes: number): number =>
  edgeOf(day, wallMinutes).at / MINUTE;

const stretchOf = (day: ZoneDay, from: string, to: string): Stretch => ({
  start: minuteAt(day, wallMinutesOf(from)),
  end: minuteAt(day, wallMinutesOf(to)),
});

export function locationDayOf(location: LocationPlan, date: string): LocationDay {
  const zoneDay = zoneDayOf(date, location.timeZone);
  const weekday = weekdayOf(date);
  const hours = location.openingHours
    .filter((hours) => hours.weekday === weekday && !location.closedDates.includes(date))
    .map((hours) => stretchOf(zoneDay, hours.opens, hours.closes));
  return { location, date, weekday, zoneDay, opening: joinTouching(hours) };
}

/** 09:00-13:00 and 13:00-18:00 is one open day: nobody is sent out at 13:00. */
function joinTouching(stretches: Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const next of stretches.filter((s) => s.start < s.end).sort((a, b) => a.start - b.start)) {
    const open = joined.at(-1);
    if (open !== undefined && next.start <= open.end) open.end = Math.max(open.end, next.end);
    else joined.push({ ...next });
  }
  return joined;
}

export const isOnDuty = (shift: ShiftPlan, day: LocationDay): boolean =>
  shift.weekday === day.weekday &&
  shift.locationId === day.location.id &&
  shift.validFrom <= day.date &&
  (shift.validTo === null || day.date <= shift.validTo) &&
  !shift.except.includes(day.date);

/** The shift without its breaks. */
function shiftParts(shift: ShiftPlan, day: ZoneDay): Stretch[] {
  const whole = stretchOf(day, shift.startsAt, shift.endsAt);
  const breaks = shift.breaks
    .map((pause) => stretchOf(day, pause.startsAt, pause.endsAt))
    .filter((pause) => pause.start < pause.end)
    .sort((a, b) => a.start - b.start);
  const parts: Stretch[] = [];
  let start = whole.start;
  for (const pause of breaks) {
    const end = Math.min(pause.start, whole.end);
    if (start < end) parts.push({ start, end });
    start = Math.max(start, pause.end);
  }
  if (start < whole.end) parts.push({ start, end: whole.end });
  return parts;
}

/** When one shift's hands-on time may lie on one date: its parts inside opening hours. */
export function shiftStretches(shift: ShiftPlan, day: LocationDay): Stretch[] {
  const stretches: Stretch[] = [];
  for (const part of shiftParts(shift, day.zoneDay)) {
    for (const open of day.opening) {
      const start = Math.max(part.start, open.start);
      const end = Math.min(part.end, open.end);
      if (start < end) stretches.push({ start, end });
    }
  }
  return stretches;
}

/**
 * The starts one shift allows on one date, before anybody is booked: hands-on time inside shift part and
 * opening hours, with buffers inside as well where the location wants the reset inside the shift.
 */
export function shiftStartRuns(
  shift: ShiftPlan,
  day: LocationDay,
  service: ServicePlan,
): StartRun[] {
  const prep = day.location.resetInsideShift ? service.prepMin : 0;
  const rest = day.location.resetInsideShift ? service.restMin : 0;
  const runs: StartRun[] = [];
  for (const part of shiftParts(shift, day.zoneDay)) {
    for (const open of day.opening) {
      const first = Math.max(part.start + prep, open.start);
      const last = Math.min(part.end, open.end) - rest - service.durationMin;
      if (first <= last) runs.push({ first, last });
    }
  }
  return runs;
}
