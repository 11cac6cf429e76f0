import type { DeskCalendar, DeskCalendarCard } from '@limber/contracts';
import { instantOfWall } from '../../ui/wall-time.ts';
import { at, type Range, type Span } from '../day.rules.ts';

export type By = 'therapist' | 'room';
type Away = DeskCalendar['rooms'][number]['unavailable'][number];
type Shift = DeskCalendar['therapists'][number]['shifts'][number];
export type Effort = DeskCalendar['therapists'][number]['effort'][number];
export type Block = DeskCalendar['blocks'][number];
export type Hold = DeskCalendar['holds'][number];

/** One therapist's or room's time on one date: a column of the day, or of the week. */
export interface Lane {
  key: string;
  resourceId: string;
  kind: By;
  name: string;
  date: string;
  /** From midnight to midnight; `span` is what is shown of it. */
  day: Span;
  span: Span;
  /** A therapist's shifts; a room's hours are those of its location. */
  open: readonly Range[];
  shifts: readonly Shift[];
  breaks: readonly Range[];
  away: readonly Away[];
  cards: readonly DeskCalendarCard[];
  /** References of visits whose therapist or room is away at that time: somebody has to give them another place. */
  placeless: ReadonlySet<string>;
  turnover: readonly Range[];
  blocks: readonly Block[];
  holds: readonly Hold[];
  /** Of a therapist only. */
  effort: Effort | null;
  /** Of a room only. */
  room: DeskCalendar['rooms'][number] | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What a day shows where nobody works, in hours of the wall. */
const EMPTY: Hours = { from: 9, to: 17 };

/** Full hours of the clinic's wall. */
export interface Hours {
  from: number;
  to: number;
}

const overlaps = (range: Range, { from, to }: Span): boolean =>
  at(range.startsAt) < to && at(range.endsAt) > from;

const dayOf = (calendar: DeskCalendar, date: string): Span => {
  const day = calendar.days.find((each) => each.date === date);
  return day ? { from: at(day.startsAt), to: at(day.endsAt) } : { from: 0, to: 0 };
};

const wall = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The hours shown of a date; every date of a week shows the same ones. */
export const spanOn = (date: string, hours: Hours, timeZone: string): Span => {
  const from = instantOfWall(date, wall(hours.from), timeZone);
  return { from, to: from + (hours.to - hours.from) * HOUR };
};

type Stood = Pick<Lane, 'open' | 'cards' | 'blocks'>;

/** From the first full hour anybody works or is booked to the last. */
export function hoursOfLanes(lanes: readonly (Stood & Pick<Lane, 'day'>)[]): Hours {
  let [from, to] = [Infinity, -Infinity];
  for (const { day, open, cards, blocks } of lanes) {
    for (const range of [...open, ...cards, ...blocks]) {
      from = Math.min(from, Math.max(0, at(range.startsAt) - day.from));
      to = Math.max(to, Math.min(day.to - day.from, at(range.endsAt) - day.from));
    }
  }
  if (from >= to) return EMPTY;
  return { from: Math.floor(from / HOUR), to: Math.min(24, Math.ceil(to / HOUR)) };
}

const turnoverOf = (cards: readonly DeskCalendarCard[], resourceId: string): Range[] =>
  cards.flatMap(({ startsAt, endsAt, takes }) =>
    takes
      .filter((take) => take.resourceId === resourceId)
      .flatMap(({ beforeMin, afterMin }) => [
        { startsAt: shift(startsAt, -beforeMin), endsAt: startsAt },
        { startsAt: endsAt, endsAt: shift(endsAt, afterMin) },
      ])
      .filter((range) => at(range.startsAt) < at(range.endsAt)),
  );

export const shift = (instant: string, minutes: number): string =>
  new Date(at(instant) + minutes * MINUTE).toISOString();

/** Until a visit has begun, whoever or whatever it needs has to be there. */
const isPlaceless =
  ({ therapists, rooms }: DeskCalendar) =>
  ({ takes, visit, ...card }: DeskCalendarCard): boolean =>
    visit === 'booked' &&
    [...therapists, ...rooms].some(
      ({ id, unavailable }) =>
        takes.some(({ resourceId }) => resourceId === id) &&
        unavailable.some((away) =>
          overlaps(away, { from: at(card.startsAt), to: at(card.endsAt) }),
        ),
    );

/** What of the calendar lies in a resource's column of a date; hours are filled in by whoever shows it. */
function contents(calendar: DeskCalendar, resourceId: string, date: string) {
  const day = dayOf(calendar, date);
  const isHere = (ids: readonly string[], range: Range): boolean =>
    ids.includes(resourceId) && overlaps(range, day);
  const cards = calendar.bookings.filter((card) =>
    isHere(
      card.takes.map((take) => take.resourceId),
      card,
    ),
  );
  return {
    day,
    cards,
    placeless: new Set(cards.filter(isPlaceless(calendar)).map(({ reference }) => reference)),
    turnover: turnoverOf(cards, resourceId),
    blocks: calendar.blocks.filter((block) => isHere(block.resourceIds, block)),
    holds: calendar.holds.filter((hold) => isHere(hold.resourceIds, hold)),
  };
}

type Unspanned = Omit<Lane, 'span'>;

function therapistLane(calendar: DeskCalendar, id: string, date: string): Unspanned | null {
  const therapist = calendar.therapists.find((each) => each.id === id);
  if (!therapist) return null;
  const found = contents(calendar, id, date);
  const shifts = therapist.shifts.filter((each) => overlaps(each, found.day));
  return {
    ...{ key: `${id} ${date}`, resourceId: id, kind: 'therapist', name: therapist.name, date },
    ...found,
    ...{ shifts, open: shifts, breaks: shifts.flatMap(({ breaks }) => breaks) },
    away: therapist.unavailable.filter((each) => overlaps(each, found.day)),
    effort: therapist.effort.find((each) => each.date === date) ?? null,
    room: null,
  };
}

function roomLane(calendar: DeskCalendar, id: string, date: string): Unspanned | null {
  const room = calendar.rooms.find((each) => each.id === id);
  if (!room) return null;
  const found = contents(calendar, id, date);
  const place = calendar.locations.find((each) => each.id === room.locationId);
  return {
    ...{ key: `${id} ${date}`, resourceId: id, kind: 'room', name: room.name, date },
    ...found,
    ...{ shifts: [], breaks: [], effort: null, room },
    open: (place?.hours ?? []).filter((each) => overlaps(each, found.day)),
    away: room.unavailable.filter((each) => overlaps(each, found.day)),
  };
}

const laneOf = (calendar: DeskCalendar, by: By, id: string, date: string): Unspanned | null =>
  by === 'therapist' ? therapistLane(calendar, id, date) : roomLane(calendar, id, date);

const spanned = (lanes: readonly (Unspanned | null)[], timeZone: string): Lane[] => {
  const found = lanes.filter((lane): lane is Unspanned => lane !== null);
  const hours = hoursOfLanes(found);
  return found.map((lane) => ({
    ...lane,
    span: spanOn(lane.date, hours, timeZone),
  }));
};

/** Everybody, or every room, on one date. */
export const dayLanes = (calendar: DeskCalendar, by: By, date: string): Lane[] => {
  const all = by === 'therapist' ? calendar.therapists : calendar.rooms;
  return spanned(
    all.map(({ id }) => laneOf(calendar, by, id, date)),
    calendar.timeZone,
  );
};

/** One therapist or one room, a column a date. */
export const weekLanes = (calendar: DeskCalendar, by: By, resourceId: string): Lane[] =>
  spanned(
    calendar.days.map(({ date }) => laneOf(calendar, by, resourceId, date)),
    calendar.timeZone,
  );

/** Who is not in, and has nothing in the book, takes no column; a room is always there. */
export const isIn = ({ kind, open, cards, blocks }: Lane): boolean =>
  kind === 'room' || open.length > 0 || cards.length > 0 || blocks.length > 0;

/** The break that comes next, or the one that runs; null when there is none left. */
export const nextBreak = ({ breaks }: Pick<Lane, 'breaks'>, now: number): Range | null =>
  [...breaks]
    .sort((a, b) => at(a.startsAt) - at(b.startsAt))
    .find(({ endsAt }) => at(endsAt) > now) ?? null;

/** 0 to 1; null where a therapist has no cap. */
export const effortShare = (effort: Effort | null): number | null =>
  effort?.capTenths ? Math.min(1, effort.usedTenths / effort.capTenths) : null;

interface Worked {
  open: readonly Range[];
  breaks: readonly Range[];
  away: readonly Range[];
}

/** Working time less breaks and time off. */
export function freeRanges({ open, breaks, away }: Worked): Range[] {
  const taken = [...breaks, ...away].sort((a, b) => at(a.startsAt) - at(b.startsAt));
  return open.flatMap((whole) => {
    const free: Range[] = [];
    let { startsAt } = whole;
    for (const each of taken) {
      if (at(each.endsAt) <= at(startsAt) || at(each.startsAt) >= at(whole.endsAt)) continue;
      if (at(each.startsAt) > at(startsAt)) free.push({ startsAt, endsAt: each.startsAt });
      startsAt = each.endsAt;
    }
    if (at(startsAt) < at(whole.endsAt)) free.push({ startsAt, endsAt: whole.endsAt });
    return free;
  });
}

/** Working time less breaks, time off, visits and blocks. */
export const freeMinutes = (lane: Lane): number =>
  freeRanges({ ...lane, away: [...lane.away, ...lane.cards, ...lane.blocks] }).reduce(
    (sum, { startsAt, endsAt }) => sum + (at(endsAt) - at(startsAt)) / MINUTE,
    0,
  );

/** The Monday of a date's week, clinic-local as the date is. */
export function mondayOf(date: string): string {
  const noon = new Date(`${date}T12:00:00Z`);
  const behind = (noon.getUTCDay() + 6) % 7;
  return new Date(noon.getTime() - behind * 24 * HOUR).toISOString().slice(0, 10);
}

/** What stands at an instant of a lane, for who goes through it with the arrow keys. */
export const cardAt = (lane: Lane, instant: number): DeskCalendarCard | null =>
  lane.cards.find(({ startsAt, endsAt }) => at(startsAt) <= instant && at(endsAt) > instant) ??
  null;
export const blockAt = (lane: Lane, instant: number): Block | null =>
  lane.blocks.find(({ startsAt, endsAt }) => at(startsAt) <= instant && at(endsAt) > instant) ??
  null;

export const STEP_MS = 15 * MINUTE;

/** The start of the quarter of an hour a pixel lies in, kept inside the lane. */
export function snapped(lane: Pick<Lane, 'span'>, px: number, pxPerMinute: number): number {
  const { from, to } = lane.span;
  const step = Math.floor(px / pxPerMinute / 15);
  return Math.min(Math.max(from, from + step * STEP_MS), to - STEP_MS);
}

/** The quarter of an hour nearest to where a card was let go. */
export function dropped(lane: Pick<Lane, 'span'>, px: number, pxPerMinute: number): number {
  const { from, to } = lane.span;
  const step = Math.round(px / pxPerMinute / 15);
  return Math.min(Math.max(from, from + step * STEP_MS), to - STEP_MS);
}
