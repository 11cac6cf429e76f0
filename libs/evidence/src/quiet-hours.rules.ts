import { DAY, MINUTE } from '@limber/kernel';
import { fromWall, toWall, wallDay } from './wall-clock.rules.ts';

/** Minutes since midnight in the reader's zone. Start is quiet, end is not; equal means never quiet. */
export interface QuietHours {
  readonly start: number;
  readonly end: number;
}

export const DEFAULT_QUIET_HOURS: QuietHours = { start: 21 * 60, end: 8 * 60 };

const DAY_MIN = 1440;
const HOUR_MIN = 60;

const minutesOf = (wallTime: string): number =>
  Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));

/** As a clinic names them: two wall times. */
export const quietHoursOf = (clinic: { quietFrom: string; quietUntil: string }): QuietHours => ({
  start: minutesOf(clinic.quietFrom),
  end: minutesOf(clinic.quietUntil),
});

/** Whether a wall time is quiet, also when the quiet span crosses midnight. */
const isQuiet = (wall: number, { start, end }: QuietHours): boolean => {
  const minute = (wall - wallDay(wall)) / MINUTE;
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
};

/** The next quiet-end in the reader's zone for an instant inside quiet hours; never earlier. */
export const shiftFromQuiet = (tz: string, ms: number, quiet: QuietHours): number => {
  const wall = toWall(tz, ms);
  if (!isQuiet(wall, quiet)) return ms;
  const today = wallDay(wall) + quiet.end * MINUTE;
  const target = today > wall ? today : today + DAY;
  const shifted = fromWall(tz, target);
  // In an hour that runs twice the first quiet-end may be past already: wait for the second.
  const end = shifted > ms ? shifted : ms + (target - wall);
  // One that the clocks leap over lands later, where it may be quiet again.
  return shiftFromQuiet(tz, end, quiet);
};

/**
 * For what cannot wait until the quiet hours that an instant lies in are over: an hour before they began, or where they
 * leave less than an hour between them, when they last ended. Null when the clocks leave nothing of that.
 */
export const hourBeforeQuiet = (tz: string, ms: number, quiet: QuietHours): number | null => {
  const wall = toWall(tz, ms);
  if (!isQuiet(wall, quiet)) return null;
  const today = wallDay(wall) + quiet.start * MINUTE;
  const began = today <= wall ? today : today - DAY;
  const awakeMin = (quiet.start - quiet.end + DAY_MIN) % DAY_MIN;
  const before = fromWall(tz, began - Math.min(HOUR_MIN, awakeMin) * MINUTE);
  return before < ms && shiftFromQuiet(tz, before, quiet) === before ? before : null;
};
