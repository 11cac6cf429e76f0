import { unreadable } from './calendar-file.rules.ts';

const FREQUENCIES = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** An RRULE as it was written; null where it says nothing. Lists are in order and hold nothing twice. */
export interface Rule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  /** Still as text: which clock it is of depends on the event. */
  until: string | null;
  /** Monday is 0. */
  weekStart: number;
  months: readonly number[] | null;
  weeks: readonly number[] | null;
  yearDays: readonly number[] | null;
  monthDays: readonly number[] | null;
  /** `nth` 0 is every one. */
  days: readonly { nth: number; weekday: number }[] | null;
  hours: readonly number[] | null;
  minutes: readonly number[] | null;
  seconds: readonly number[] | null;
  positions: readonly number[] | null;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const KNOWN = new Set([
  ...['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYMONTH', 'BYWEEKNO', 'BYYEARDAY'],
  ...['BYMONTHDAY', 'BYDAY', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYSETPOS'],
]);

/** A part that is not known could mean more times or fewer: then nothing is known of the rule. */
export function readRule(text: string): Rule {
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().split(';')) {
    // A semicolon at the end says nothing.
    if (part === '') continue;
    const [name = '', value = '', ...more] = part.split('=');
    if (!KNOWN.has(name) || parts.has(name) || value === '' || more.length > 0) throw unreadable();
    parts.set(name, value);
  }
  const frequency = FREQUENCIES.find((known) => known === parts.get('FREQ'));
  const weekStart = WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO');
  if (frequency === undefined || weekStart < 0) throw unreadable();
  const list = (name: string, most: number, least = 0): number[] | null =>
    numbers(parts.get(name), least, most);
  return {
    frequency,
    interval: wholeNumber(parts.get('INTERVAL') ?? '1'),
    count: parts.has('COUNT') ? wholeNumber(parts.get('COUNT') ?? '') : null,
    until: parts.get('UNTIL') ?? null,
    weekStart,
    months: list('BYMONTH', 12, 1),
    weeks: list('BYWEEKNO', 53, -53),
    yearDays: list('BYYEARDAY', 366, -366),
    monthDays: list('BYMONTHDAY', 31, -31),
    days: weekdays(parts.get('BYDAY')),
    hours: list('BYHOUR', 23),
    minutes: list('BYMINUTE', 59),
    seconds: list('BYSECOND', 60),
    positions: list('BYSETPOS', 366, -366),
  };
}

function wholeNumber(text: string): number {
  if (!/^0*[1-9]\d{0,8}$/.test(text)) throw unreadable();
  return Number(text);
}

/** None of the lists that count from the back knows a 0. */
function numbers(text: string | undefined, least: number, most: number): number[] | null {
  if (text === undefined) return null;
  const values = text.split(',').map((value) => {
    const number = /^[+-]?\d{1,3}$/.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most) || (number === 0 && least < 0)) throw unreadable();
    return number;
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

function weekdays(text: string | undefined): Rule['days'] {
  if (text === undefined) return null;
  return [...new Set(text.split(','))].map((value) => {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(value);
    if (match === null) throw unreadable();
    return { nth: Number(match[1] ?? 0), weekday: WEEKDAYS.indexOf(match[2] ?? '') };
  });
}
