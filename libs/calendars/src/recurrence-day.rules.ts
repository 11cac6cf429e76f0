import { DAY } from '@limber/kernel';
import { dayNumber } from './calendar-values.rules.ts';
import type { Rule } from './recurrence-rule.rules.ts';

/** One day and its places in its month, its year and its week. */
export interface Day {
  number: number;
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  /** Monday is 0. */
  weekday: number;
}

export function dayOf(number: number): Day {
  const date = new Date(number * DAY);
  return {
    number,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: (date.getUTCDay() + 6) % 7,
  };
}

export const weekStartOf = ({ number, weekday }: Day, weekStart: number): number =>
  number - ((weekday - weekStart + 7) % 7);

export function matchesDay(rule: Rule, day: Day): boolean {
  const { months, monthDays, yearDays, weeks, days } = rule;
  if (months !== null && !months.includes(day.month)) return false;
  if (monthDays !== null && !isPlaced(monthDays, placeInMonth(day))) return false;
  if (yearDays !== null && !isPlaced(yearDays, placeInYear(day))) return false;
  if (weeks !== null && !isPlaced(weeks, placeOfWeek(day, rule.weekStart))) return false;
  if (days === null) return true;
  return days.some(
    ({ nth, weekday }) => weekday === day.weekday && (nth === 0 || isNth(rule, day, nth)),
  );
}

/** A place from the front, from 1, of so many. */
interface Place {
  at: number;
  of: number;
}

/** Places from the back are written as negative numbers. */
const isPlaced = (wanted: readonly number[], { at, of }: Place): boolean =>
  wanted.includes(at) || wanted.includes(at - of - 1);

const placeInMonth = ({ year, month, day }: Day): Place => ({
  at: day,
  of: dayNumber(year, month + 1, 1) - dayNumber(year, month, 1),
});

const placeInYear = ({ number, year }: Day): Place => ({
  at: number - dayNumber(year, 1, 1) + 1,
  of: dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1),
});

/** A week is the year's that holds its fourth day: that one counts the weeks. */
function placeOfWeek(day: Day, weekStart: number): Place {
  const { at, of } = placeInYear(dayOf(weekStartOf(day, weekStart) + 3));
  const before = Math.floor((at - 1) / 7);
  return { at: before + 1, of: before + 1 + Math.floor((of - at) / 7) };
}

/** `2TU` is the second Tuesday of the month, or of the year where no month is named; elsewhere any Tuesday. */
function isNth({ frequency, months }: Rule, day: Day, nth: number): boolean {
  if (frequency !== 'MONTHLY' && frequency !== 'YEARLY') return true;
  const isOfYear = frequency === 'YEARLY' && months === null;
  const { at, of } = isOfYear ? placeInYear(day) : placeInMonth(day);
  return nth > 0 ? Math.floor((at - 1) / 7) + 1 === nth : Math.floor((of - at) / 7) + 1 === -nth;
}
