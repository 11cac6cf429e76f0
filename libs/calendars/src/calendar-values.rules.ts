import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { unreadable } from './calendar-file.rules.ts';

/** A date or a time of day as it was written: `wall` is what its clock shows, read as if it were UTC. */
export interface Written {
  wall: number;
  isDate: boolean;
  isUtc: boolean;
}

/** Days are days of the calendar, of 23 to 25 hours; the rest is exact (RFC 5545, 3.3.6). */
export interface Length {
  days: number;
  exact: number;
}

const WRITTEN = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?(Z?)$/;

export function readWritten(text: string): Written {
  const match = WRITTEN.exec(text.trim());
  if (match === null) throw unreadable();
  const [year = 0, month = 0, day = 0, ...time] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const [hour = 0, minute = 0, second = 0] = time;
  const isDate = match[4] === undefined;
  // A leap second is the next minute's first.
  if (hour > 23 || minute > 59 || second > 60) throw unreadable();
  const number = dayNumber(year, month, day);
  if (new Date(number * DAY).getUTCDate() !== day || month < 1 || month > 12) throw unreadable();
  return {
    wall: number * DAY + hour * HOUR + minute * MINUTE + second * 1000,
    isDate,
    // Some write a Z after a date; a date has no zone.
    isUtc: !isDate && match[7] === 'Z',
  };
}

/** Whole days since 1970-01-01; months from 1, of any year. */
export const dayNumber = (year: number, month: number, day: number): number =>
  new Date(0).setUTCFullYear(year, month - 1, day) / DAY;

const LENGTH =
  /^([+-]?)P(?=\d|T\d)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

/** Nothing lasts less than nothing. */
export function readLength(text: string): Length {
  const match = LENGTH.exec(text.trim());
  if (match === null) throw unreadable();
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((part) => Number(part ?? 0));
  const length = {
    days: weeks * 7 + days,
    exact: hours * HOUR + minutes * MINUTE + seconds * 1000,
  };
  if (match[1] === '-' && length.days + length.exact > 0) throw unreadable();
  return length;
}
