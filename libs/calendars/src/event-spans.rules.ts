import { DAY, type TimeRange } from '@limber/kernel';
import type { CalendarEvent, Change, Timed } from './calendar-event.rules.ts';
import type { Work } from './calendar-file.rules.ts';
import { instantOf, type Moment } from './calendar-moment.rules.ts';
import { readWritten } from './calendar-values.rules.ts';
import { occurrences } from './recurrence.rules.ts';

/** More than any two clocks differ by. */
const CLOCKS_APART = 2 * DAY;

/** When an event takes time in, and a little around, the window. */
export function* eventSpans(
  event: CalendarEvent,
  window: { from: number; until: number },
  work: Work,
): Generator<TimeRange> {
  const near = nearby(event, window);
  const gone = goneOf(event, near);
  for (const { start, lasting } of timesOf(event, near, work)) {
    work.spend(event.changes.length);
    const at = instantOf(start);
    if (gone.instants.has(at) || gone.days.has(Math.floor(start.wall / DAY))) continue;
    const change = event.changes.findLast(({ ofAt }) => ofAt < at);
    if (change !== undefined) {
      if (change.counts) yield changed(start, at, change);
    } else if (event.counts) {
      yield { start: at, end: lasting.endOf(start, at) };
    }
  }
}

/** Both inclusive, as clocks show it. */
interface Near {
  from: number;
  until: number;
}

/** Where an occurrence has to begin so as to reach into the window, even when it is moved there. */
function nearby({ lasting, changes }: CalendarEvent, window: Near): Near {
  const shift = Math.max(0, ...changes.map(({ of, start }) => Math.abs(start.wall - of.wall)));
  const longest = Math.max(lasting.longest, ...changes.map((change) => change.lasting.longest));
  return {
    from: window.from - longest - shift - CLOCKS_APART,
    until: window.until + shift + CLOCKS_APART,
  };
}

const isNear = ({ wall }: Moment, { from, until }: Near): boolean => wall >= from && wall <= until;

function goneOf(event: CalendarEvent, near: Near): { instants: Set<number>; days: Set<number> } {
  const moments = event.gone.filter((moment) => isNear(moment, near));
  // Some call a whole day off by its midnight.
  const isDay = ({ isDate, wall }: Moment): boolean =>
    isDate || (event.start.isDate && wall % DAY === 0);
  return {
    instants: new Set(moments.filter(({ isDate }) => !isDate).map(instantOf)),
    days: new Set(moments.filter(isDay).map(({ wall }) => wall / DAY)),
  };
}

/** The event itself comes first, whatever its rules say (RFC 5545, 3.8.5.3). */
function* timesOf(event: CalendarEvent, near: Near, work: Work): Generator<Timed> {
  const { start, lasting } = event;
  if (isNear(start, near)) yield { start, lasting };
  for (const rule of event.rules) {
    const asked = { start: start.wall, ...near, isOver: isOver(rule.until, start) };
    for (const wall of occurrences(rule, asked, work)) yield { start: { ...start, wall }, lasting };
  }
  for (const date of event.dates) {
    const own = date.lasting ?? lasting;
    const from = near.from - own.longest;
    if (isNear(date.start, { ...near, from })) yield { start: date.start, lasting: own };
  }
}

/** A last time is of UTC, of the event's clock, or a last day. */
function isOver(until: string | null, { clock, isDate }: Moment): (wall: number) => boolean {
  if (until === null) return () => false;
  const last = readWritten(until);
  if (last.isDate) return (wall) => wall >= last.wall + DAY;
  return (wall) => {
    const past = wall - last.wall;
    // A day has no time: it is over when both ways of reading it say so.
    if (past <= 0 && (isDate || !last.isUtc)) return false;
    if (!last.isUtc || Math.abs(past) > CLOCKS_APART) return past > 0;
    return clock.instantOf(wall) > last.wall;
  };
}

function changed(start: Moment, at: number, change: Change): TimeRange {
  const { of, start: changedStart, lasting } = change;
  if (start.clock === of.clock && of.clock === changedStart.clock) {
    const moved = { ...changedStart, wall: start.wall + changedStart.wall - of.wall };
    const movedAt = instantOf(moved);
    return { start: movedAt, end: lasting.endOf(moved, movedAt) };
  }
  const changedAt = instantOf(changedStart);
  const movedAt = at + changedAt - change.ofAt;
  return { start: movedAt, end: movedAt + lasting.endOf(changedStart, changedAt) - changedAt };
}
