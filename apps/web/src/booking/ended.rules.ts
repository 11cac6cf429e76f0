import { addDays, type Format } from '../ui/format.ts';
import { instantOfWall } from '../ui/wall-time.ts';

export type DayPart = 'morning' | 'midday' | 'afternoon' | 'evening';
/** The middle of each part of a day: near enough for windows that are a day wide. */
const clock: Record<DayPart, string> = {
  morning: '09:30',
  midday: '13:00',
  afternoon: '16:30',
  evening: '19:30',
};
const parts: readonly DayPart[] = ['evening', 'afternoon', 'midday', 'morning'];

export interface EndedChoice {
  readonly day: 'now' | 'today' | 'yesterday' | 'before';
  readonly part: DayPart | null;
  readonly at: number;
}

const HOUR = 3_600_000;

/** When the training may have ended, latest first; nothing in the future. */
export function endedChoices(now: number, format: Format): EndedChoice[] {
  const today = format.date(now);
  const of = (daysAgo: number, day: EndedChoice['day'], which: readonly DayPart[]): EndedChoice[] =>
    which
      .map((part) => ({
        day,
        part,
        at: instantOfWall(addDays(today, -daysAgo), clock[part], format.timeZone),
      }))
      .filter(({ at }) => at < now - HOUR);
  return [
    { day: 'now', part: null, at: now - HOUR / 4 },
    ...of(0, 'today', parts),
    ...of(1, 'yesterday', ['evening', 'midday', 'morning']),
    ...of(2, 'before', ['afternoon']),
  ];
}
