import { MINUTE } from '@limber/kernel';
import { addDays, edgeOf, localDateOf, zoneDayOf } from './local-time.rules.ts';

export interface SeriesStart {
  /** Local date. */
  date: string;
  /** Epoch ms; null on a date whose clocks leave the wall time out. */
  startsAt: number | null;
}

/** Minutes of the wall clock at an instant. */
function wallMinutesAt(instant: number, zone: string): number {
  const day = zoneDayOf(localDateOf(instant, zone), zone);
  const segment = day.segments.find(({ start, end }) => start <= instant && instant < end);
  if (segment === undefined) throw new RangeError(`not on its own date: ${instant}`);
  return (instant + segment.offset - day.wallZero) / MINUTE;
}

/** 'HH:MM' of the wall clock at an instant; seconds are cut off. */
export function wallTimeOf(instant: number, zone: string): string {
  const minutes = Math.floor(wallMinutesAt(instant, zone));
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/**
 * The same wall time every so many weeks, the first start as it is: six in the evening stays six in the
 * evening when the clocks change. A wall time that comes twice is the first of the two.
 */
export function repeatWeekly(
  startsAt: number,
  zone: string,
  everyWeeks: number,
  count: number,
): SeriesStart[] {
  const first = localDateOf(startsAt, zone);
  const wall = wallMinutesAt(startsAt, zone);
  return Array.from({ length: count }, (_, n) => {
    const date = addDays(first, n * everyWeeks * 7);
    if (n === 0) return { date, startsAt };
    const edge = edgeOf(zoneDayOf(date, zone), wall);
    return { date, startsAt: edge.exists ? edge.at : null };
  });
}
