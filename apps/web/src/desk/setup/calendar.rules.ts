import { addDays, formatDate } from '../../ui/format.ts';

/** 1 is Monday, as everywhere in the set-up. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

/** Any Monday: the names of the days are the same every week. */
const A_MONDAY = '2024-01-01';

export const weekdayName = (
  locale: string,
  weekday: number,
  length: 'long' | 'short' = 'long',
): string => formatDate(locale, addDays(A_MONDAY, weekday - 1), { weekday: length });

export function weekdayOf(date: string): Weekday {
  const day = new Date(`${date}T12:00:00Z`).getUTCDay();
  return (day === 0 ? 7 : day) as Weekday;
}

/** The Monday of the week a date lies in. */
export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date));

export const daysBetween = (from: string, to: string): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

/** Tue 24 Nov 2026: the year stands where a date may be far away. */
export const fullDate = (locale: string, date: string): string =>
  formatDate(locale, date, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

/** The weeks of the month a date lies in, Monday first; null where another month's day would stand. */
export function monthGrid(date: string): (string | null)[][] {
  const month = date.slice(0, 7);
  const weeks: (string | null)[][] = [];
  let monday = mondayOf(`${month}-01`);
  while (monday.slice(0, 7) <= month) {
    const week = daysBetween(monday, addDays(monday, 6));
    weeks.push(week.map((day) => (day.startsWith(month) ? day : null)));
    monday = addDays(monday, 7);
  }
  return weeks;
}

export const addMonths = (date: string, months: number): string => {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
};

interface Hours {
  weekday: number;
  opens: string;
  closes: string;
}

export interface HoursLine {
  from: number;
  to: number;
  /** Empty where it is closed. */
  spans: { opens: string; closes: string }[];
}

/** Opening hours with neighbouring days of the same hours in one line, the whole week through. */
export function hoursLines(hours: readonly Hours[]): HoursLine[] {
  const spansOf = (weekday: number): HoursLine['spans'] =>
    hours
      .filter((each) => each.weekday === weekday)
      .map(({ opens, closes }) => ({ opens, closes }))
      .sort((one, other) => one.opens.localeCompare(other.opens));
  const lines: HoursLine[] = [];
  for (const weekday of weekdays) {
    const spans = spansOf(weekday);
    const last = lines.at(-1);
    if (last && JSON.stringify(last.spans) === JSON.stringify(spans)) last.to = weekday;
    else lines.push({ from: weekday, to: weekday, spans });
  }
  return lines;
}
