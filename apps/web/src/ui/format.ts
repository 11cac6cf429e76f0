import type { ClinicView } from '@limber/contracts';

/** Dates, times and money in the clinic's locale and zone: in person means the clinic's time everywhere. */
export interface Format {
  readonly locale: string;
  readonly timeZone: string;
  /** Tuesday 24 November */
  day(at: string | number): string;
  /** Tue 24 Nov */
  shortDay(at: string | number): string;
  /** 14:30; 01:30 (GMT+1) where the clocks show that time twice. */
  time(at: string | number): string;
  /** 14:30 as a field for a time takes it. */
  wall(at: string | number): string;
  /** Tuesday 24 November, 14:30 */
  moment(at: string | number): string;
  /** Tue 24 Nov, 14:30 */
  shortMoment(at: string | number): string;
  /** Tue 24 Nov 2026: for what lies further off than a year makes clear. */
  dated(at: string | number): string;
  /** £70.00 */
  money(money: { amount: number; currency: string }): string;
  /** 2026-11-24 as the clinic's calendar has it. */
  date(at: string | number): string;
  /** 0-23 on the clinic's wall. */
  hour(at: string | number): number;
}

const ms = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at));
const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = cache.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  cache.set(key, made);
  return made;
}

/** Commas between weekday and day differ by locale data; the house writes "Tuesday 24 November". */
const withoutCommas = (text: string): string => text.replaceAll(',', '');

const MINUTE = 60_000;
/** By how much clocks are set back: an hour, on Lord Howe half of one. */
const FOLDS = [30 * MINUTE, 60 * MINUTE];

/** Whether the clocks show the same time again, a little before or after. */
const isTwice = (wall: (at: number) => string, at: number): boolean =>
  FOLDS.some((fold) => wall(at - fold) === wall(at) || wall(at + fold) === wall(at));

const offsetName = (format: Intl.DateTimeFormat, at: number): string =>
  format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';

export function formatFor(locale: string, timeZone: string): Format {
  const make =
    (options: Intl.DateTimeFormatOptions) =>
    (at: string | number): string =>
      withoutCommas(dateFormat(locale, { ...options, timeZone }).format(ms(at)));
  const day = make({ weekday: 'long', day: 'numeric', month: 'long' });
  const shortDay = make({ weekday: 'short', day: 'numeric', month: 'short' });
  const wall = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const offset = dateFormat(locale, { timeZone, timeZoneName: 'shortOffset' });
  const time = (at: string | number): string =>
    isTwice(wall, ms(at)) ? `${wall(at)} (${offsetName(offset, ms(at))})` : wall(at);
  return {
    locale,
    timeZone,
    day,
    shortDay,
    time,
    wall,
    moment: (at) => `${day(at)}, ${time(at)}`,
    dated: make({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    shortMoment: (at) => `${shortDay(at)}, ${time(at)}`,
    money: ({ amount, currency }) => {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    date: (at) =>
      dateFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(
        ms(at),
      ),
    hour: (at) =>
      Number(dateFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(ms(at))),
  };
}

type Clocks = Pick<ClinicView, 'locale' | 'timeZone'> & {
  locations?: readonly { id: string; timeZone: string }[];
};

/** Of one of its places when named, else of the clinic. */
export function formatOf(clinic: Clocks | undefined, locationId?: string): Format {
  const place = clinic?.locations?.find(({ id }) => id === locationId);
  const zone = place?.timeZone ?? clinic?.timeZone;
  return formatFor(clinic?.locale ?? 'en-GB', zone ?? 'Europe/London');
}

/** A calendar date as the instant of its noon in UTC: safe to format as a day in UTC. */
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);

export const addDays = (date: string, days: number): string =>
  new Date(noon(date) + days * 86_400_000).toISOString().slice(0, 10);

/** Formats a calendar date, which has no zone of its own. */
export const formatDate = (
  locale: string,
  date: string,
  options: Intl.DateTimeFormatOptions,
): string => withoutCommas(dateFormat(locale, { ...options, timeZone: 'UTC' }).format(noon(date)));

export const longDate = (locale: string, date: string): string =>
  formatDate(locale, date, { weekday: 'long', day: 'numeric', month: 'long' });
