import type { Money } from '@limber/kernel';

/** Dates, times and money as the clinic's locale writes them, always in a named zone. */
export interface MailFormat {
  /** "Tuesday 24 November" */
  day(at: Date): string;
  /** "Tuesday, 24 November 2026" */
  dayWithYear(at: Date): string;
  /** "18:00" */
  time(at: Date): string;
  /** "18:00 GMT": where an hour exists twice, the zone's short name tells which one. */
  timeWithZone(at: Date): string;
  money(money: Money): string;
  /** "London" of Europe/London: how people speak of their clock. */
  readonly place: string;
  /** The same on the clocks of another zone. */
  elsewhere(timeZone: string): MailFormat;
}

const known = new Map<string, MailFormat>();

export function mailFormat(locale: string, timeZone: string): MailFormat {
  const key = `${locale}|${timeZone}`;
  const format = known.get(key) ?? create(locale, timeZone);
  known.set(key, format);
  return format;
}

function create(locale: string, timeZone: string): MailFormat {
  const written = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: Date) => plainSpaces(formatter.format(at));
  };
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  const clock = { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return {
    day: written(date),
    dayWithYear: written({ ...date, year: 'numeric' }),
    time: written(clock),
    timeWithZone: written({ ...clock, timeZoneName: 'short' }),
    money: (money) => formatMoney(locale, money),
    elsewhere: (zone) => mailFormat(locale, zone),
    place: (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' '),
  };
}

function formatMoney(locale: string, { amount, currency }: Money): string {
  const formatter = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = formatter.resolvedOptions().maximumFractionDigits ?? 2;
  return plainSpaces(formatter.format(amount / 10 ** digits));
}

/** ICU's narrow and no-break spaces turn a subject into an encoded word and show as boxes in old readers. */
const plainSpaces = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');
