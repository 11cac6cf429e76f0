import type { DeskBookingCard, DeskCalendar, DeskCalendarCard } from '@limber/contracts';
import type { VisitStep } from './desk.requests.ts';

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
export const at = (instant: string): number => Date.parse(instant);

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

export interface Sorted<Card extends DeskBookingCard = DeskBookingCard> {
  /** On the table, at the door, or the next to come. */
  current: Card | null;
  later: Card[];
  earlier: Card[];
}

/** Whoever is on the table comes before whoever waits; then the clock decides. */
export function sortDay<Card extends DeskBookingCard>(
  bookings: readonly Card[],
  now: number,
): Sorted<Card> {
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

/** Of the visits that are not over: who is in the house, and who is still to come. */
export function countsOf(
  bookings: readonly DeskBookingCard[],
  now: number,
): { here: number; ahead: number } {
  const open = bookings.filter((card) => !isOver(card, now));
  const ahead = open.filter(({ visit }) => visit === 'booked').length;
  return { here: open.length - ahead, ahead };
}

const LINES = 3;

/** How many of so many facts, from the first on, have a line of their own where there are three lines for two columns. */
export const wholeFacts = (count: number): number =>
  Math.max(0, Math.min(count, 2 * LINES - count));

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

export const patchCalendar = (
  calendar: DeskCalendar,
  reference: string,
  change: (card: DeskCalendarCard) => DeskCalendarCard,
): DeskCalendar => ({
  ...calendar,
  bookings: calendar.bookings.map((card) => (card.reference === reference ? change(card) : card)),
});

export const isStep = (visit: DeskBookingCard['visit']): visit is VisitStep => visit !== 'booked';
