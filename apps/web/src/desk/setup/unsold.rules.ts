import { weekdayOf } from './calendar.rules.ts';

/** Wall times of one day; '24:00' is its end, and so they compare as text. */
export interface Span {
  from: string;
  to: string;
}

interface Place {
  id: string;
  openingHours: readonly { weekday: number; opens: string; closes: string }[];
}

interface Holiday {
  date: string;
  /** Null closes every location. */
  location: { id: string } | null;
}

export interface Worked {
  startsAt: string;
  endsAt: string;
  breaks: readonly { startsAt: string; endsAt: string }[];
}

/** Days of which the same is true. */
export interface Unsold<Day> {
  days: Day[];
  /** When somebody works and the place is not open, in order. */
  spans: Span[];
  /** The place is open at no minute of the shift. */
  isAll: boolean;
}

export const openOnWeekday = ({ openingHours }: Place, weekday: number): Span[] =>
  openingHours
    .filter((hours) => hours.weekday === weekday)
    .map(({ opens, closes }) => ({ from: opens, to: closes }));

export const openOnDate = (place: Place, date: string, holidays: readonly Holiday[]): Span[] =>
  holidays.some((each) => each.date === date && (each.location?.id ?? place.id) === place.id)
    ? []
    : openOnWeekday(place, weekdayOf(date));

const without = (spans: Span[], { from, to }: Span): Span[] =>
  spans
    .flatMap((span) => [
      { from: span.from, to: span.to < from ? span.to : from },
      { from: span.from > to ? span.from : to, to: span.to },
    ])
    .filter((span) => span.from < span.to);

/** What of a shift cannot be sold, for its place is closed then; a break is sold to nobody anyway. */
export function unsoldOf<Day>(
  { startsAt, endsAt, breaks }: Worked,
  days: readonly Day[],
  openOn: (day: Day) => Span[],
): Unsold<Day>[] {
  const pauses = breaks.map((each) => ({ from: each.startsAt, to: each.endsAt }));
  const whole = startsAt < endsAt ? [{ from: startsAt, to: endsAt }] : [];
  const worked = pauses.reduce(without, whole);
  const found = new Map<string, Unsold<Day>>();
  for (const day of days) {
    const spans = openOn(day).reduce(without, worked);
    if (spans.length === 0) continue;
    const key = JSON.stringify(spans);
    const known = found.get(key);
    if (known) known.days.push(day);
    else found.set(key, { days: [day], spans, isAll: key === JSON.stringify(worked) });
  }
  return [...found.values()];
}
