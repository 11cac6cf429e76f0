import { DAY, HOUR, MINUTE } from '@limber/kernel';
import type { Work } from './calendar-file.rules.ts';
import { dayNumber } from './calendar-values.rules.ts';
import { dayOf, matchesDay, weekStartOf } from './recurrence-day.rules.ts';
import type { Rule } from './recurrence-rule.rules.ts';

const SECOND = 1000;

export interface Expansion {
  /** Of the first one; all times are wall times, read as if they were UTC. */
  start: number;
  /** Which occurrences are asked for, both inclusive. */
  from: number;
  until: number;
  /** What the rule's own UNTIL says. */
  isOver: (wall: number) => boolean;
}

/**
 * The occurrences of a rule (RFC 5545, 3.3.10), in order. Written here and not left to a library, because a rule
 * that never comes true must not hold the process up: each period that is looked at is paid for, and those before
 * `from` are leapt over.
 */
export function* occurrences(rule: Rule, asked: Expansion, work: Work): Generator<number> {
  const filled = filledIn(rule, asked.start);
  const times = timesOf(filled, asked.start, work);
  const first = unitOf(rule, asked.start);
  let left = rule.count ?? Infinity;
  for (let index = firstPeriod(rule, asked); ; index += 1) {
    const period = periodOf(filled, first + index * rule.interval);
    // Also where the years have run out, and it begins at no time at all.
    if (!(period.begin <= asked.until)) return;
    const bases = period.bases.filter((base) => matches(filled, base));
    work.spend(Math.max(1, Math.ceil(period.bases.length / 31), bases.length * times.length));
    for (const wall of inPosition(filled, bases, times)) {
      if (wall < asked.start) continue;
      if (left === 0 || wall > asked.until || asked.isOver(wall)) return;
      left -= 1;
      if (wall >= asked.from) yield wall;
    }
  }
}

/** What a rule leaves open is as in its first occurrence. */
function filledIn(rule: Rule, start: number): Rule {
  const first = dayOf(Math.floor(start / DAY));
  const { weeks, yearDays, monthDays, days, months } = rule;
  if (yearDays !== null || monthDays !== null || days !== null) return rule;
  const sameWeekday = { ...rule, days: [{ nth: 0, weekday: first.weekday }] };
  if (weeks !== null || rule.frequency === 'WEEKLY') return sameWeekday;
  if (rule.frequency === 'MONTHLY') return { ...rule, monthDays: [first.day] };
  if (rule.frequency !== 'YEARLY') return rule;
  return { ...rule, months: months ?? [first.month], monthDays: [first.day] };
}

/** The times within a period's base: of a day, or of the hour, minute or second that comes again. */
function timesOf(rule: Rule, start: number, work: Work): number[] {
  const { frequency } = rule;
  const own = new Date(start);
  const isShort = ['HOURLY', 'MINUTELY', 'SECONDLY'].includes(frequency);
  const hours = isShort ? [0] : (rule.hours ?? [own.getUTCHours()]);
  const isUnderAnHour = isShort && frequency !== 'HOURLY';
  const minutes = isUnderAnHour ? [0] : (rule.minutes ?? [own.getUTCMinutes()]);
  const seconds = frequency === 'SECONDLY' ? [0] : (rule.seconds ?? [own.getUTCSeconds()]);
  work.spend(hours.length * minutes.length * seconds.length);
  return hours.flatMap((hour) =>
    minutes.flatMap((minute) =>
      seconds.map((second) => hour * HOUR + minute * MINUTE + second * SECOND),
    ),
  );
}

/** A rule that counts has to be counted from its beginning; any other is taken up shortly before it matters. */
function firstPeriod(rule: Rule, { start, from }: Expansion): number {
  if (rule.count !== null) return 0;
  const passed = (unitOf(rule, from) - unitOf(rule, start)) / rule.interval;
  return Math.max(0, Math.floor(passed) - 1);
}

const LENGTHS = { HOURLY: HOUR, MINUTELY: MINUTE, SECONDLY: SECOND, DAILY: DAY };

/** Which year, month, week, day, … a wall time lies in. */
function unitOf(rule: Rule, wall: number): number {
  const day = dayOf(Math.floor(wall / DAY));
  switch (rule.frequency) {
    case 'YEARLY':
      return day.year;
    case 'MONTHLY':
      return day.year * 12 + day.month - 1;
    case 'WEEKLY':
      return weekStartOf(day, rule.weekStart) / 7;
    default:
      return Math.floor(wall / LENGTHS[rule.frequency]);
  }
}

interface Period {
  begin: number;
  /** The days to choose from, as wall times; or the one hour, minute or second. */
  bases: number[];
}

function periodOf(rule: Rule, unit: number): Period {
  switch (rule.frequency) {
    case 'YEARLY': {
      const begin = dayNumber(unit, 1, 1) * DAY;
      const months = rule.months ?? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
      return { begin, bases: months.flatMap((month) => daysOfMonth(unit * 12 + month - 1)) };
    }
    case 'MONTHLY': {
      const bases = daysOfMonth(unit);
      return { begin: bases[0] ?? Infinity, bases };
    }
    case 'WEEKLY':
      return { begin: unit * 7 * DAY, bases: daysFrom(unit * 7, unit * 7 + 7) };
    default: {
      const begin = unit * LENGTHS[rule.frequency];
      return { begin, bases: [begin] };
    }
  }
}

function daysOfMonth(month: number): number[] {
  const year = Math.floor(month / 12);
  const first = dayNumber(year, (month % 12) + 1, 1);
  return daysFrom(first, dayNumber(year, (month % 12) + 2, 1));
}

function daysFrom(first: number, end: number): number[] {
  const days: number[] = [];
  for (let day = first; day < end; day += 1) days.push(day * DAY);
  return days;
}

/** What comes every second mostly asks for no day, and is asked most often. */
const asksForDays = ({ months, monthDays, yearDays, weeks, days }: Rule): boolean =>
  [months, monthDays, yearDays, weeks, days].some((list) => list !== null);

function matches(rule: Rule, base: number): boolean {
  const { frequency, hours, minutes, seconds } = rule;
  if (asksForDays(rule) && !matchesDay(rule, dayOf(Math.floor(base / DAY)))) return false;
  const at = new Date(base);
  const isMinute = frequency === 'MINUTELY' || frequency === 'SECONDLY';
  const allows = (list: readonly number[] | null, value: number): boolean =>
    list?.includes(value) ?? true;
  if ((frequency === 'HOURLY' || isMinute) && !allows(hours, at.getUTCHours())) return false;
  if (isMinute && !allows(minutes, at.getUTCMinutes())) return false;
  return frequency !== 'SECONDLY' || allows(seconds, at.getUTCSeconds());
}

/** All times of all days, in order; of those the BYSETPOSth from the front or from the back. */
function inPosition({ positions }: Rule, bases: readonly number[], times: number[]): number[] {
  const walls = bases.flatMap((base) => times.map((time) => base + time));
  if (positions === null) return walls;
  return walls.filter(
    (_, index) => positions.includes(index + 1) || positions.includes(index - walls.length),
  );
}
