import { fullDate } from './calendar.rules.ts';
import { spanTexts as texts } from './span.en.ts';

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
  if (to === null) return `${begins}, ${texts.untilFurther}`;
  if (to === from) return startTime || endTime ? texts.between(begins, endTime ?? '24:00') : start;
  const end = fullDate(locale, to);
  return texts.between(begins, endTime ? `${end}, ${endTime}` : end);
}
