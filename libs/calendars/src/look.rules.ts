import { DAY, HOUR, MINUTE, type TimeRange } from '@limber/kernel';

/** As far as a clinic may sell ahead, and a month more. */
const AHEAD = 400 * DAY;
const EVERY = 15 * MINUTE;
const AT_LONGEST = 4 * HOUR;

/** From yesterday, whichever zone it is asked in, and begun anew each day only: a span cut at it stays the same all day. */
export const windowAt = (now: number): TimeRange => {
  const from = Math.floor(now / DAY) * DAY - DAY;
  return { start: from, end: from + AHEAD };
};

/** Every quarter of an hour; a calendar that cannot be read is asked less and less often. */
export const nextLookAfter = (now: number, failures: number): number =>
  now + Math.min(EVERY * 2 ** Math.min(failures, 8), AT_LONGEST);

/** An unchanged file still says something new: what repeats goes on at the far end. Once a day it is worked out again. */
export const isWorkedOut = (knownUntil: number, now: number): boolean =>
  knownUntil >= windowAt(now).end;

export const sameSpans = (one: readonly TimeRange[], other: readonly TimeRange[]): boolean =>
  one.length === other.length &&
  one.every(({ start, end }, at) => start === other[at]?.start && end === other[at].end);
