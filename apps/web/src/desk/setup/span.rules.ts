import { stretchWords } from '../../ui/span-words.ts';
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
  const day = fullDate(locale, from);
  if (to !== null) {
    return stretchWords({ day, time: startTime }, { day: fullDate(locale, to), time: endTime });
  }
  return `${startTime ? `${day}, ${startTime}` : day}, ${texts.untilFurther}`;
}
