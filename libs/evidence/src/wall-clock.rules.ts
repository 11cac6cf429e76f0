import { DAY } from '@limber/kernel';
import { Temporal } from 'temporal-polyfill';

/** Stretch of instants [from, to) on which a zone keeps one offset. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/**
 * Zone look-ups are slow, stretches are few, and what is remembered never changes an answer. Bounded, so
 * that a long-lived process fed with odd dates does not grow.
 */
const stretchesByZone = new Map<string, Stretch[]>();
const MOST_STRETCHES = 200;

const lookUp = (tz: string, ms: number): Stretch => {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz);
  const next = at.getTimeZoneTransition('next');
  // "previous" is strictly before, so it is asked from a millisecond later.
  const previous = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    to: next?.epochMilliseconds ?? Infinity,
    offset: at.offsetNanoseconds / 1e6,
  };
};

const offsetAt = (tz: string, ms: number): number => {
  const known = stretchesByZone.get(tz) ?? [];
  const hit = known.find((stretch) => ms >= stretch.from && ms < stretch.to);
  if (hit !== undefined) return hit.offset;
  const found = lookUp(tz, ms);
  stretchesByZone.set(tz, [found, ...known].slice(0, MOST_STRETCHES));
  return found.offset;
};

/** An IANA name this runtime knows; fixed offsets such as "+01:00" are not zones. */
export const isTimeZone = (tz: string): boolean => {
  if (!/^[A-Za-z]/.test(tz)) return false;
  if (stretchesByZone.has(tz)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: tz }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** Wall time as milliseconds, as if the wall clock ran in UTC: plain integers to compute with. */
export const toWall = (tz: string, ms: number): number => ms + offsetAt(tz, ms);

/** A missing wall time moves forward by the gap; a repeated one is its first occurrence. */
export const fromWall = (tz: string, wall: number): number => {
  const before = offsetAt(tz, wall - DAY);
  const after = offsetAt(tz, wall + DAY);
  const early = wall - before;
  if (before === after || offsetAt(tz, early) === before) return early;
  const late = wall - after;
  return offsetAt(tz, late) === after ? late : early;
};

/** Start of the wall day. */
export const wallDay = (wall: number): number => Math.floor(wall / DAY) * DAY;
