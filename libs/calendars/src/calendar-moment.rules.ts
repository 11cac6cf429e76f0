import { DAY, HOUR } from '@limber/kernel';
import { type Clock, type Clocks, utcClock } from './calendar-clock.rules.ts';
import { type Line, type Part, soleLine, unreadable } from './calendar-file.rules.ts';
import { type Length, readLength, readWritten } from './calendar-values.rules.ts';

/** A time and the clock it is read from. */
export interface Moment {
  wall: number;
  isDate: boolean;
  clock: Clock;
}

/** How long something lasts from any of its beginnings. */
export interface Lasting {
  endOf(start: Moment, at: number): number;
  /** At most, for finding what began before. */
  longest: number;
}

export const instantOf = ({ clock, wall }: Moment): number => clock.instantOf(wall);

/** A time that names no zone is `own`, where it belongs to one that does: few write it again. */
export function readMoment(text: string, { params }: Line, clocks: Clocks, own?: Clock): Moment {
  const { wall, isDate, isUtc } = readWritten(text);
  if (isDate) return { wall, isDate, clock: clocks.of(undefined) };
  if (isUtc) return { wall, isDate, clock: utcClock };
  const zone = params.get('TZID');
  const clock = zone === undefined ? (own ?? clocks.of(undefined)) : clocks.of(zone);
  return { wall, isDate, clock };
}

/** By the end, else by the duration; with neither a day is that day and a time takes no time. */
export function lastingOf(part: Part, start: Moment, clocks: Clocks): Lasting {
  const end = soleLine(part, 'DTEND');
  if (end !== undefined) {
    return lastingUntil(start, readMoment(end.value, end, clocks, start.clock));
  }
  const length = soleLine(part, 'DURATION');
  if (length !== undefined) return lastingFor(readLength(length.value));
  return start.isDate ? onTheClock(DAY) : exactly(0);
}

export function lastingUntil(start: Moment, end: Moment): Lasting {
  if (start.clock !== end.clock || start.isDate !== end.isDate) {
    return exactly(instantOf(end) - instantOf(start));
  }
  const length = end.wall - start.wall;
  if (length < 0) throw unreadable();
  // Some give the same day twice for the whole of it.
  return onTheClock(start.isDate && length === 0 ? DAY : length);
}

export const lastingFor = ({ days, exact }: Length): Lasting =>
  days === 0
    ? exactly(exact)
    : {
        endOf: ({ clock, wall }) => clock.instantOf(wall + days * DAY) + exact,
        longest: days * DAY + exact + HOUR,
      };

function exactly(length: number): Lasting {
  if (length < 0) throw unreadable();
  return { endOf: (_, at) => at + length, longest: length };
}

/** From eleven until seven is from eleven until seven in every night; a day is a day of 23 or 25 hours, too. */
const onTheClock = (length: number): Lasting => ({
  endOf: ({ clock, wall }, at) => {
    const end = clock.instantOf(wall + length);
    // The beginning fell into an hour that is left out, and moved past the end.
    return end > at ? end : at + length;
  },
  longest: length + HOUR,
});

/** RFC 5545, 3.3.9: from a beginning to an end, or for so long. */
export function readPeriod(
  text: string,
  line: Line,
  clocks: Clocks,
  own?: Clock,
): { start: Moment; lasting: Lasting } {
  const [from = '', to = '', ...more] = text.split('/');
  if (more.length > 0) throw unreadable();
  const start = readMoment(from, line, clocks, own);
  const lasting = /^\s*[+-]?P/.test(to)
    ? lastingFor(readLength(to))
    : lastingUntil(start, readMoment(to, line, clocks, own));
  return { start, lasting };
}
