import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { dayRange } from '@limber/scheduling';
import { Temporal } from 'temporal-polyfill';
import { type Part, soleLine, unreadable, type Work } from './calendar-file.rules.ts';
import { dayNumber, readWritten } from './calendar-values.rules.ts';
import { occurrences } from './recurrence.rules.ts';
import { readRule } from './recurrence-rule.rules.ts';

/** Turns what a clock shows into an instant; both in epoch milliseconds, the first read as if it were UTC. */
export interface Clock {
  instantOf(wall: number): number;
}

export const utcClock: Clock = { instantOf: (wall) => wall };

/** Years of which the zone database and plain dates know nothing to say. */
const FIRST_DAY = dayNumber(2, 1, 1) * DAY;
const LAST_DAY = dayNumber(9998, 12, 31) * DAY;

/** The clock of an IANA zone: a time that comes twice is the first, one left out is as much later. */
export function zoneClock(zone: string): Clock {
  return {
    instantOf: (wall) => {
      if (wall < FIRST_DAY || wall > LAST_DAY) return wall;
      const zero = Math.floor(wall / DAY) * DAY;
      // The days asked for are remembered; only one with a clock change needs the long way.
      const { start, end } = dayRange(new Date(zero).toISOString().slice(0, 10), zone);
      if (end - start === DAY) return start + (wall - zero);
      const plain = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC');
      return plain.toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
    },
  };
}

/** The clocks a calendar names: by the world's zone, else by its own description of one, else the fallback. */
export class Clocks {
  private readonly known = new Map<string, Clock>();

  constructor(
    private readonly calendar: Part,
    private readonly fallback: Clock,
    private readonly work: Work,
  ) {}

  of(name: string | undefined): Clock {
    if (name === undefined) return this.fallback;
    let clock = this.known.get(name);
    if (clock === undefined) {
      clock = this.find(name);
      this.known.set(name, clock);
    }
    return clock;
  }

  private find(name: string): Clock {
    if (isZone(name)) return zoneClock(name);
    const described = this.calendar.parts.find(
      (part) => part.name === 'VTIMEZONE' && soleLine(part, 'TZID')?.value.trim() === name.trim(),
    );
    if (described !== undefined) return new DescribedClock(described, this.work);
    // Some put their own address before the name: /example.org/Europe/London.
    const path = name.split('/');
    const inner = [path.slice(-3), path.slice(-2)].map((end) => end.join('/')).find(isZone);
    return inner === undefined ? this.fallback : zoneClock(inner);
  }
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z][\w+\-/]*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

interface Change {
  at: number;
  before: number;
  after: number;
}

/** By a VTIMEZONE, worked out for the years that are asked for only: such rules mostly begin in 1601. */
class DescribedClock implements Clock {
  private readonly years = new Map<number, Change[]>();

  constructor(
    private readonly zone: Part,
    private readonly work: Work,
  ) {}

  instantOf(wall: number): number {
    const changes = this.changesBefore(new Date(wall).getUTCFullYear());
    // The clock shows the old time up to where it is put, or put back from.
    const last = changes.findLast(({ at, before, after }) => wall >= at + Math.max(before, after));
    return wall - (last?.after ?? changes[0]?.before ?? 0);
  }

  private changesBefore(year: number): Change[] {
    let changes = this.years.get(year);
    if (changes === undefined) {
      const parts = this.zone.parts.filter(
        ({ name }) => name === 'STANDARD' || name === 'DAYLIGHT',
      );
      if (parts.length === 0) throw unreadable();
      changes = parts
        .flatMap((part) => changesOf(part, year, this.work))
        .sort((a, b) => a.at - b.at);
      this.years.set(year, changes);
    }
    return changes;
  }
}

/** Of one STANDARD or DAYLIGHT part, those of the year and as much before it as the last one takes. */
function changesOf(part: Part, year: number, work: Work): Change[] {
  const [start, from, to] = ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'].map((name) =>
    soleLine(part, name),
  );
  if (start === undefined || from === undefined || to === undefined) throw unreadable();
  const before = offsetOf(from.value);
  const after = offsetOf(to.value);
  const first = readWritten(start.value).wall;
  const dates = (part.lines.get('RDATE') ?? []).flatMap(({ value }) => value.split(','));
  work.spend(dates.length + 1);
  const walls = [first, ...dates.map((date) => readWritten(date).wall)];
  const end = dayNumber(year + 1, 1, 2) * DAY;
  for (const { value } of part.lines.get('RRULE') ?? []) {
    const rule = readRule(value);
    const until = rule.until === null ? null : readWritten(rule.until);
    const over = until === null ? Infinity : until.wall + (until.isUtc ? before : 0);
    const asked = {
      start: first,
      from: Math.min(end, over) - 800 * DAY,
      until: end,
      isOver: (wall: number) => wall > over,
    };
    for (const wall of occurrences(rule, asked, work)) walls.push(wall);
  }
  return walls.map((wall) => ({ at: wall - before, before, after }));
}

function offsetOf(text: string): number {
  const match = /^([+-])(\d\d)([0-5]\d)([0-5]\d)?$/.exec(text.trim());
  if (match === null) throw unreadable();
  const [hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0));
  const offset = (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * 1000;
  return match[1] === '-' ? -offset : offset;
}
