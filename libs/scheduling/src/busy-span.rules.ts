import { DAY, MINUTE, type TimeRange } from '@limber/kernel';
import type { BookingPolicy } from './availability.plan.ts';
import { addDays, dayRange, weekdayOf } from './local-time.rules.ts';

export interface LocalDates {
  /** 'YYYY-MM-DD', both inclusive. */
  from: string;
  to: string;
}

/** The local dates in whatever of the zones; whole weeks where somebody has a cap a week. */
export function spanOf(zones: readonly string[], dates: LocalDates, weekly: boolean): TimeRange {
  const from = weekly ? addDays(dates.from, 1 - weekdayOf(dates.from)) : dates.from;
  const to = weekly ? addDays(dates.to, 7 - weekdayOf(dates.to)) : dates.to;
  return {
    start: Math.min(...zones.map((zone) => dayRange(from, zone).start)),
    end: Math.max(...zones.map((zone) => dayRange(to, zone).end)),
  };
}

/** For whatever looks at neighbours, and for zones that are not known yet. */
export const aDayAround = ({ start, end }: TimeRange): TimeRange => ({
  start: start - DAY,
  end: end + DAY,
});

/** No gap around a session is longer; the database checks it. */
export const LONGEST_GAP_MIN = 120;

/**
 * Taken time outside of this cannot change a listing of these dates: a session begun in their last minute meets
 * what begins before its end and a gap; one in their first minute what ended less than a gap before. Rows of
 * sessions reach further. `zones` are those of all locations.
 */
export function listingSpan(
  zones: readonly string[],
  dates: LocalDates,
  rules: Pick<BookingPolicy, 'deepTissueInARow'> & { durationMin: number; weekly: boolean },
): TimeRange {
  const span = spanOf(zones, dates, rules.weekly);
  if (rules.deepTissueInARow !== null) return aDayAround(span);
  return {
    start: span.start - LONGEST_GAP_MIN * MINUTE,
    end: span.end + (rules.durationMin + LONGEST_GAP_MIN) * MINUTE,
  };
}
