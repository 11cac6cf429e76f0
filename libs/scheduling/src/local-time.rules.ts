import { DAY, MINUTE, type TimeRange } from '@limber/kernel';
import { Temporal } from 'temporal-polyfill';

/** ISO weekday: 1 is Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A stretch of a local day with one UTC offset; a day with a clock change has two. */
export interface OffsetSegment {
  /** Epoch milliseconds, half-open. */
  start: number;
  end: number;
  offset: number;
}

/** One local date of one zone. `wallZero` is its 00:00 read as if it were UTC. */
export interface ZoneDay {
  date: string;
  start: number;
  end: number;
  wallZero: number;
  segments: readonly OffsetSegment[];
}

const MINUTES_PER_DAY = 1440;
const NANOSECONDS = 1_000_000;

// The zone look-up dominates everything else here, and its answer never changes within a process.
const CACHE_LIMIT = 4096;
const zoneDays = new Map<string, ZoneDay>();

export function zoneDayOf(date: string, zone: string): ZoneDay {
  const key = `${date} ${zone}`;
  const known = zoneDays.get(key);
  if (known !== undefined) return known;
  if (zoneDays.size >= CACHE_LIMIT) zoneDays.clear();
  const day = lookUpZoneDay(date, zone);
  zoneDays.set(key, day);
  return day;
}

function lookUpZoneDay(date: string, zone: string): ZoneDay {
  const plain = Temporal.PlainDate.from(date);
  const first = plain.toZonedDateTime(zone);
  const next = plain.add({ days: 1 }).toZonedDateTime(zone);
  const end = next.epochMilliseconds;
  const segments: OffsetSegment[] = [];
  let open = first;
  // Equal offsets at both ends: no change inside, and no search for one.
  if (first.offsetNanoseconds !== next.offsetNanoseconds) {
    for (;;) {
      const change = open.getTimeZoneTransition('next');
      if (change === null || change.epochMilliseconds >= end) break;
      segments.push(segmentOf(open, change.epochMilliseconds));
      open = change;
    }
  }
  if (open.epochMilliseconds < end) segments.push(segmentOf(open, end));
  const wallZero = plain.toZonedDateTime('UTC').epochMilliseconds;
  return { date, start: first.epochMilliseconds, end, wallZero, segments };
}

const segmentOf = (from: Temporal.ZonedDateTime, end: number): OffsetSegment => ({
  start: from.epochMilliseconds,
  end,
  offset: from.offsetNanoseconds / NANOSECONDS,
});

// Only valid times get in, so it holds at most 1,441.
const wallMinutes = new Map<string, number>();

/** 'HH:MM' as minutes of the wall clock; '24:00' is the end of the day. */
export function wallMinutesOf(wallTime: string): number {
  let minutes = wallMinutes.get(wallTime);
  if (minutes === undefined) {
    minutes = parseWallTime(wallTime);
    wallMinutes.set(wallTime, minutes);
  }
  return minutes;
}

function parseWallTime(wallTime: string): number {
  const match = /^(\d\d):([0-5]\d)$/.exec(wallTime);
  const minutes = match === null ? NaN : Number(match[1]) * 60 + Number(match[2]);
  if (minutes <= MINUTES_PER_DAY) return minutes;
  throw new RangeError(`not a wall time: ${wallTime}`);
}

/** The instant of a wall time: the first of two in an autumn fold, null inside a spring gap. */
export function instantOf(date: string, wallTime: string, zone: string): number | null {
  const day = zoneDayOf(date, zone);
  const edge = edgeOf(day, wallMinutesOf(wallTime));
  return edge.exists ? edge.at : null;
}

/**
 * Where an edge of working time falls. An edge inside a spring gap moves to the change itself, so that
 * what it bounds keeps its real length and nothing is invented.
 */
export function edgeOf(day: ZoneDay, wallMinutes: number): { at: number; exists: boolean } {
  for (const segment of day.segments) {
    const at = day.wallZero + wallMinutes * MINUTE - segment.offset;
    if (at < segment.start) return { at: segment.start, exists: false };
    if (at < segment.end) return { at, exists: true };
  }
  return { at: day.end, exists: wallMinutes === MINUTES_PER_DAY && day.start < day.end };
}

/** An edge of working time as an instant: as instantOf, but where the clocks land when it falls into a gap. */
export const edgeAt = (date: string, wallTime: string, zone: string): number =>
  edgeOf(zoneDayOf(date, zone), wallMinutesOf(wallTime)).at;

export function dayRange(date: string, zone: string): TimeRange {
  const { start, end } = zoneDayOf(date, zone);
  return { start, end };
}

/** Monday to Sunday around the date. */
export function weekRange(date: string, zone: string): TimeRange {
  const monday = addDays(date, 1 - weekdayOf(date));
  return { start: dayRange(monday, zone).start, end: dayRange(addDays(monday, 7), zone).start };
}

/** Asks the remembered days instead of the zone database, so it costs next to nothing. */
export function localDateOf(instant: number, zone: string): string {
  let date = utcDateOf(instant);
  while (instant < zoneDayOf(date, zone).start) date = addDays(date, -1);
  while (instant >= zoneDayOf(date, zone).end) date = addDays(date, 1);
  return date;
}

const utcDateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Whole days since 1970-01-01, a Thursday. */
function dayNumberOf(date: string): number {
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) throw new RangeError(`not a date: ${date}`);
  return instant / DAY;
}

export const weekdayOf = (date: string): Weekday =>
  (((((dayNumberOf(date) + 3) % 7) + 7) % 7) + 1) as Weekday;

export const addDays = (date: string, days: number): string =>
  utcDateOf((dayNumberOf(date) + days) * DAY);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  dayNumberOf(to) - dayNumberOf(from);
