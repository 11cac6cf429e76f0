import type { TimeRange } from '@limber/kernel';
import {
  addDays,
  dayRange,
  daysBetween,
  edgeAt,
  localDateOf,
  wallTimeOf,
} from '@limber/scheduling';
import type { Fault } from './setup.errors.ts';

interface Hours {
  weekday: number;
  opens: string;
  closes: string;
}

/** Local dates, and wall times where it is less than whole days. */
export interface LocalSpan {
  from: string;
  startTime: string | null;
  to: string | null;
  endTime: string | null;
}

const QUIET_STEP_MIN = 15;

/** Nobody is away, and no room out of order, for longer than this with a known end. */
export const LONGEST_SPAN_DAYS = 731;

/** IANA names only: an offset such as +01:00 knows no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || !(name.includes('/') || name === 'UTC')) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

export const zoneFaults = (name: string): Fault[] =>
  isTimeZone(name) ? [] : [{ code: 'UNKNOWN_TIME_ZONE', path: 'timeZone' }];

/** Opening hours close after they open and do not lie over each other; they may touch. */
export function openingFaults(hours: readonly Hours[]): Fault[] {
  const faults: Fault[] = [];
  hours.forEach(({ weekday, opens, closes }, i) => {
    if (closes <= opens) {
      faults.push({ code: 'HOURS_REVERSED', path: `openingHours.${i}.closes` });
      return;
    }
    const isDouble = hours
      .slice(0, i)
      .some((other) => other.weekday === weekday && other.opens < closes && opens < other.closes);
    if (isDouble) faults.push({ code: 'HOURS_OVERLAP', path: `openingHours.${i}` });
  });
  return faults;
}

/** Over midnight or not; a mail a minute earlier or later is nobody's wish. */
export function quietFaults(wanted: { quietFrom: string; quietUntil: string }): Fault[] {
  const isOnGrid = (wallTime: string): boolean => Number(wallTime.slice(3)) % QUIET_STEP_MIN === 0;
  const offGrid = (['quietFrom', 'quietUntil'] as const).filter((name) => !isOnGrid(wanted[name]));
  if (offGrid.length > 0) return offGrid.map((path) => ({ code: 'QUIET_HOURS_OFF_GRID', path }));
  if (wanted.quietFrom !== wanted.quietUntil) return [];
  return [{ code: 'QUIET_HOURS_EMPTY', path: 'quietUntil' }];
}

/** Only what is about the order of the ends; times of one zone, so wall times can be compared. */
export function spanFaults({ from, startTime, to, endTime }: LocalSpan): Fault[] {
  if (to === null) return [];
  if (to < from) return [{ code: 'RANGE_REVERSED', path: 'to' }];
  if (daysBetween(from, to) >= LONGEST_SPAN_DAYS) {
    return [{ code: 'RANGE_TOO_LONG', path: 'to', params: { days: LONGEST_SPAN_DAYS } }];
  }
  if (from === to && (endTime ?? '24:00') <= (startTime ?? '00:00')) {
    return [{ code: 'RANGE_REVERSED', path: 'endTime' }];
  }
  return [];
}

/** A span as instants; null as its end when it has none. */
export function instantsOf(
  { from, startTime, to, endTime }: LocalSpan,
  zone: string,
): { start: number; end: number | null } {
  const start = startTime === null ? dayRange(from, zone).start : edgeAt(from, startTime, zone);
  if (to === null) return { start, end: null };
  const end = endTime === null ? dayRange(to, zone).end : edgeAt(to, endTime, zone);
  return { start, end };
}

/**
 * Instants as the clocks of the place show them; an end at midnight is the end of the day before. In an hour that comes
 * twice the walls do not say which of the two is meant, so the instants are kept beside them.
 */
export function wallsOf({ start, end }: TimeRange, zone: string): LocalSpan & { to: string } {
  const [from, to] = [localDateOf(start, zone), localDateOf(end, zone)];
  const isWholeDay = dayRange(to, zone).start === end;
  return {
    from,
    startTime: dayRange(from, zone).start === start ? null : wallTimeOf(start, zone),
    to: isWholeDay ? addDays(to, -1) : to,
    endTime: isWholeDay ? null : wallTimeOf(end, zone),
  };
}

/** False when a change of the clocks leaves nothing between the two ends. */
export const lasts = ({ start, end }: { start: number; end: number | null }): boolean =>
  end === null || start < end;

/** What people wrote: the audit log says that it changed, not what it says. */
const FREE_TEXT = new Set([
  ...['name', 'bio', 'description', 'address', 'note', 'reason', 'workEmail'],
]);

/** What a change changed, as codes, ids and numbers: { field: [before, after] }. */
export function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(after)) {
    const was = before[field];
    if (JSON.stringify(was) === JSON.stringify(value)) continue;
    changed[field] = FREE_TEXT.has(field) ? 'changed' : [was ?? null, value ?? null];
  }
  return changed;
}
