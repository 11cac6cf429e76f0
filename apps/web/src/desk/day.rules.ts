import type { DeskBookingCard, DeskDay } from '@limber/contracts';
import type { VisitStep } from './desk.requests.ts';

export type Column = DeskDay['columns'][number];
export interface Range {
  startsAt: string;
  endsAt: string;
}
export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What a day without any shift shows, counted from the clinic's midnight. */
const EMPTY_FROM = 9 * HOUR;
const EMPTY_TO = 17 * HOUR;

export const at = (instant: string): number => Date.parse(instant);

/** From the first full hour anybody works to the last: all there is to scroll through. */
export function spanOf(columns: readonly Column[], midnight: number): Span {
  const ranges = columns.flatMap(({ shifts, bookings }) => [...shifts, ...bookings]);
  const from = Math.min(...ranges.map(({ startsAt }) => at(startsAt)));
  const to = Math.max(...ranges.map(({ endsAt }) => at(endsAt)));
  if (ranges.length === 0) return { from: midnight + EMPTY_FROM, to: midnight + EMPTY_TO };
  return { from: Math.floor(from / HOUR) * HOUR, to: Math.ceil(to / HOUR) * HOUR };
}

export const hoursOf = ({ from, to }: Span): number[] =>
  Array.from({ length: Math.round((to - from) / HOUR) }, (_, index) => from + index * HOUR);

export interface Place {
  top: number;
  height: number;
}

/** Where a range lies in a column, cut to what is shown; null when all of it lies outside. */
export function placeOf(
  { startsAt, endsAt }: Range,
  span: Span,
  pxPerMinute: number,
): Place | null {
  const from = Math.max(at(startsAt), span.from);
  const to = Math.min(at(endsAt), span.to);
  if (to <= from) return null;
  const px = (ms: number): number => (ms / MINUTE) * pxPerMinute;
  return { top: px(from - span.from), height: px(to - from) };
}

const isOver = ({ visit, endsAt }: DeskBookingCard, now: number): boolean =>
  visit === 'done' ||
  visit === 'no_show' ||
  // Nobody pressed anything, and the time has gone by: it no longer asks for the next hand.
  (visit === 'booked' && at(endsAt) + 2 * HOUR < now);

export interface Sorted {
  /** On the table, at the door, or the next to come. */
  current: DeskBookingCard | null;
  later: DeskBookingCard[];
  earlier: DeskBookingCard[];
}

/** Whoever is on the table comes before whoever waits; then the clock decides. */
export function sortDay(bookings: readonly DeskBookingCard[], now: number): Sorted {
  const open = bookings.filter((card) => !isOver(card, now));
  const current =
    open.find(({ visit }) => visit === 'in_session') ??
    open.find(({ visit }) => visit === 'arrived') ??
    open[0] ??
    null;
  return {
    current,
    later: open.filter((card) => card !== current),
    earlier: bookings.filter((card) => isOver(card, now)),
  };
}

/** What can be pressed once a step is taken, until the clinic says so itself. */
const following: Record<VisitStep, VisitStep[]> = {
  arrived: ['in_session'],
  in_session: ['done'],
  done: [],
  no_show: [],
};

export function withVisit<Shown extends Pick<DeskBookingCard, 'visit' | 'nextVisits'>>(
  shown: Shown,
  step: VisitStep,
): Shown {
  return { ...shown, visit: step, nextVisits: following[step] };
}

export const patchDay = (
  day: DeskDay,
  reference: string,
  change: (card: DeskBookingCard) => DeskBookingCard,
): DeskDay => ({
  ...day,
  columns: day.columns.map((column) => ({
    ...column,
    bookings: column.bookings.map((card) => (card.reference === reference ? change(card) : card)),
  })),
});

export const findCard = (day: DeskDay | undefined, reference: string): DeskBookingCard | null =>
  day?.columns.flatMap(({ bookings }) => bookings).find((card) => card.reference === reference) ??
  null;

/** The working hours less breaks and time off. */
export function freeRanges({ shifts, unavailable }: Column): Range[] {
  return shifts.flatMap((shift) => {
    const taken = [...shift.breaks, ...unavailable].sort((a, b) => at(a.startsAt) - at(b.startsAt));
    const free: Range[] = [];
    let { startsAt } = shift;
    for (const each of taken) {
      if (at(each.endsAt) <= at(startsAt) || at(each.startsAt) >= at(shift.endsAt)) continue;
      if (at(each.startsAt) > at(startsAt)) free.push({ startsAt, endsAt: each.startsAt });
      startsAt = each.endsAt;
    }
    if (at(startsAt) < at(shift.endsAt)) free.push({ startsAt, endsAt: shift.endsAt });
    return free;
  });
}

export const isIn = ({ shifts, bookings }: Column): boolean =>
  shifts.length > 0 || bookings.length > 0;

export const isStep = (visit: DeskBookingCard['visit']): visit is VisitStep => visit !== 'booked';
