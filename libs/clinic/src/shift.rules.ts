import type { TimeRange } from '@limber/kernel';
import { addDays, edgeAt, localDateOf, weekdayOf } from '@limber/scheduling';
import type { ShiftRow } from './clinic.store.ts';
import type { Fault } from './setup.errors.ts';

interface Hours {
  startsAt: string;
  endsAt: string;
  breaks: readonly { startsAt: string; endsAt: string }[];
}

/** A year and a week: every pair of a weekly plan, and every offset of every zone, comes up in it. */
const LOOK_AHEAD_DAYS = 372;

/** Wall times of one shift among themselves; `at` is where they stand in the body, such as 'hours.'. */
export function hoursFaults({ startsAt, endsAt, breaks }: Hours, at = ''): Fault[] {
  if (endsAt <= startsAt) return [{ code: 'SHIFT_ENDS_BEFORE_START', path: `${at}endsAt` }];
  const faults: Fault[] = [];
  breaks.forEach((pause, i) => {
    const path = `${at}breaks.${i}`;
    const isInside =
      startsAt <= pause.startsAt && pause.startsAt < pause.endsAt && pause.endsAt <= endsAt;
    if (!isInside) faults.push({ code: 'BREAK_OUTSIDE_SHIFT', path });
    else if (breaks.slice(0, i).some((other) => meets(other, pause))) {
      faults.push({ code: 'BREAKS_OVERLAP', path });
    }
  });
  return faults;
}

const meets = (a: { startsAt: string; endsAt: string }, b: typeof a): boolean =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt;

export const validityFaults = (validFrom: string, validTo: string | null): Fault[] =>
  validTo !== null && validTo < validFrom ? [{ code: 'RANGE_REVERSED', path: 'validTo' }] : [];

export interface Worked<Shift> extends TimeRange {
  shift: Shift;
  date: string;
}

type Plan = Pick<
  ShiftRow,
  'locationId' | 'weekday' | 'startsAt' | 'endsAt' | 'validFrom' | 'validTo' | 'except'
>;

/** Each date a shift is worked on between two dates, both inclusive, as instants. */
function* workedBetween<Shift extends Plan>(
  shift: Shift,
  zone: string,
  { from, to }: { from: string; to: string },
): Generator<Worked<Shift>> {
  const begin = shift.validFrom > from ? shift.validFrom : from;
  const last = shift.validTo !== null && shift.validTo < to ? shift.validTo : to;
  const first = addDays(begin, (shift.weekday - weekdayOf(begin) + 7) % 7);
  for (let date = first; date <= last; date = addDays(date, 7)) {
    if (shift.except.includes(date)) continue;
    const start = edgeAt(date, shift.startsAt, zone);
    const end = edgeAt(date, shift.endsAt, zone);
    if (start < end) yield { shift, date, start, end };
  }
}

/**
 * The first time somebody would have to be at work twice, from today on; null when never. Shifts of all
 * locations together, compared as instants, for locations may lie in different zones: each has its own today.
 */
export function firstOverlap<Shift extends Plan>(
  shifts: readonly Shift[],
  zoneOf: (locationId: string) => string,
  now: number,
): [Worked<Shift>, Worked<Shift>] | null {
  const todayAt = (shift: Shift): string => localDateOf(now, zoneOf(shift.locationId));
  const latest = shifts
    .flatMap((shift) => [shift.validFrom, todayAt(shift)])
    .reduce((date, other) => (other > date ? other : date), '');
  const worked = shifts
    .flatMap((shift) => {
      const dates = { from: todayAt(shift), to: addDays(latest, LOOK_AHEAD_DAYS) };
      return [...workedBetween(shift, zoneOf(shift.locationId), dates)];
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
  let longest: Worked<Shift> | undefined;
  for (const next of worked) {
    if (longest && next.start < longest.end) return [longest, next];
    if (!longest || next.end > longest.end) longest = next;
  }
  return null;
}
