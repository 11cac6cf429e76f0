import { fullDate } from './calendar.rules.ts';

export const spanTexts = {
  from: 'First day',
  to: 'Last day',
  toHint: 'Left empty: until further notice.',
  whole: 'Whole days',
  startTime: 'From, on the first day',
  endTime: 'Until, on the last day',
  untilFurther: 'until further notice',
} as const;

interface SpanOf {
  from: string;
  startTime: string | null;
  to: string | null;
  endTime: string | null;
}

/** "Wed 2 Dec 2026, 09:00 to 12:00", "Wed 2 Dec 2026 to Fri 4 Dec 2026", "... until further notice". */
export function spanInWords(locale: string, { from, startTime, to, endTime }: SpanOf): string {
  const start = fullDate(locale, from);
  const begins = startTime ? `${start}, ${startTime}` : start;
  if (to === null) return `${begins}, ${spanTexts.untilFurther}`;
  if (to === from) return startTime || endTime ? `${begins} to ${endTime ?? '24:00'}` : start;
  return `${begins} to ${fullDate(locale, to)}${endTime ? `, ${endTime}` : ''}`;
}
