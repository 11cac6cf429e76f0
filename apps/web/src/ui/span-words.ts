import type { Format } from './format.ts';
import { spanTexts as texts } from './span.en.ts';

interface Range {
  startsAt: string | number;
  endsAt: string | number;
}

const ms = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at));

/** One end of a stretch; without a time it is that day's own beginning or end. */
interface Edge {
  day: string;
  time: string | null;
}

/**
 * A stretch with its days, as people say it: "Mon 30 Nov, whole day", "Mon 30 Nov to Wed 2 Dec",
 * "Mon 30 Nov, 14:00 to 24:00".
 */
export function stretchWords(first: Edge, last: Edge): string {
  const moment = ({ day, time }: Edge): string => (time === null ? day : texts.moment(day, time));
  if (first.day === last.day) {
    if (first.time === null && last.time === null) return texts.wholeDay(first.day);
    const begins = texts.moment(first.day, first.time ?? texts.dayBegins);
    return texts.between(begins, last.time ?? texts.dayEnds);
  }
  const isToTheEnd = first.time !== null && last.time === null;
  return isToTheEnd
    ? texts.throughout(moment(first), last.day)
    : texts.between(moment(first), moment(last));
}

/** Whether a new day begins then on these clocks, whatever hour that is when they are set forward at midnight. */
const isDayStart = (format: Format, at: number): boolean => format.date(at) !== format.date(at - 1);

/** The same of two instants: an end at midnight belongs to the day that ends. */
export function spanWords(format: Format, { startsAt, endsAt }: Range): string {
  const [start, end] = [ms(startsAt), ms(endsAt)];
  const isWhole = isDayStart(format, end);
  return stretchWords(
    { day: format.shortDay(start), time: isDayStart(format, start) ? null : format.time(start) },
    { day: format.shortDay(isWhole ? end - 1 : end), time: isWhole ? null : format.time(end) },
  );
}

/** What of it falls on one day: "whole day", "until 12:00", "from 14:00", "09:00 to 12:00". */
export function hoursWords(
  format: Format,
  { startsAt, endsAt }: Range,
  day: { from: number; to: number },
): string {
  const isBefore = ms(startsAt) <= day.from;
  const isAfter = ms(endsAt) >= day.to;
  if (isBefore && isAfter) return texts.whole;
  if (isBefore) return texts.until(format.time(endsAt));
  if (isAfter) return texts.from(format.time(startsAt));
  return texts.between(format.time(startsAt), format.time(endsAt));
}
