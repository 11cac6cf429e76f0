import type { SessionType } from '@limber/contracts';
import { MINUTE } from '@limber/kernel';
import type { FreeSlot } from '@limber/scheduling';
import type { Chance } from './chance.ts';
import type { DayBook, PlannedVisit, Session } from './day-book.ts';

/** How full a day becomes. */
export interface Demand {
  /** Share of each therapist's hands-on time, anywhere between. */
  low: number;
  high: number;
  /** So many starts of every service and length stay free, of long ones fewer. */
  spare: number;
  /** Two people find a time side by side, where two therapists ever share a day and a room. */
  forTwo: boolean;
}

const ASKED_FOR: Readonly<Record<SessionType, number>> = {
  sports_massage: 5,
  recovery_light: 4,
  relaxation: 3,
  deep_tissue: 3,
  mobility: 2,
};
const LENGTHS_ASKED_FOR: Readonly<Record<number, number>> = { 30: 1, 45: 2, 60: 9, 90: 4 };
/** After so many wishes that did not fit, the therapist's day is as full as it gets. */
const PATIENCE = 6;
const LEEWAY_MIN = 10;
/** Nobody's day gets fuller than this share of it, whatever is owed. */
const FULLEST = 0.75;
/** Long sessions need a long gap; a few of those are enough. */
const LONG_MIN = 60;
const SPARE_LONG = 2;

interface Goal {
  id: string;
  sessionTypes: readonly string[];
  /** Minutes to be booked, and those of them that are not yet. */
  meant: number;
  missing: number;
  total: number;
  misses: number;
}

/** Minutes a therapist got less than was meant on the days before, by id: the next day makes up for it. */
export type Owed = Map<string, number>;

/** Fills a day the way clients do, one wish after the other. Answers the visits in time order. */
export function planDay(
  book: DayBook,
  dice: Chance,
  demand: Demand,
  owed: Owed = new Map(),
): PlannedVisit[] {
  const goals = book.therapists
    .map(({ id, sessionTypes, shifts }): Goal => {
      const total = book.handsOnMin({ shifts });
      const meant = total * dice.between(demand.low, demand.high) + (owed.get(id) ?? 0);
      const missing = Math.min(meant, total * FULLEST);
      return { id, sessionTypes, meant, missing, total, misses: 0 };
    })
    .filter(({ total }) => total > 0);
  const calm = demand.forTwo ? book.sessions.find(isHourOfCalm) : undefined;
  const letGo = calm && book.keepForTwo(calm);
  for (;;) {
    const goal = goals
      .filter(({ missing, misses }) => missing > LEEWAY_MIN && misses < PATIENCE)
      .sort((a, b) => b.missing / b.total - a.missing / a.total)[0];
    if (!goal) break;
    const visit = bookOne(book, dice, goal);
    if (visit) goal.missing -= visit.durationMin;
    else goal.misses += 1;
  }
  letGo?.();
  const owes = (id: string): number =>
    (goals.find((goal) => goal.id === id)?.meant ?? 0) - bookedMin(book, id);
  keepSpare(book, demand.spare, owes);
  if (demand.spare > 0) {
    const letGoAgain = calm && book.keepForTwo(calm);
    fillUp(book, dice, goals, { spare: demand.spare, owes });
    letGoAgain?.();
  }
  for (const { id } of goals) owed.set(id, owes(id));
  return [...book.visits].sort((a, b) => a.startsAt - b.startsAt);
}

const isHourOfCalm = ({ service, durationMin }: Session): boolean =>
  service.sessionType === 'relaxation' && durationMin === 60;

const bookedMin = (book: DayBook, therapistId: string): number =>
  book.visits
    .filter((visit) => visit.therapistId === therapistId)
    .reduce((sum, { durationMin }) => sum + durationMin, 0);

function bookOne(book: DayBook, dice: Chance, goal: Goal): PlannedVisit | null {
  const wanted = book.sessions.filter(
    ({ service, durationMin }) =>
      // What the clinic says yes to by hand is asked for in the demo, not booked.
      !service.needsConfirmation &&
      goal.sessionTypes.includes(service.sessionType) &&
      durationMin <= goal.missing + LEEWAY_MIN * 2,
  );
  const session = dice.weigh(
    wanted,
    ({ service, durationMin }) =>
      ASKED_FOR[service.sessionType] * (LENGTHS_ASKED_FOR[durationMin] ?? 1),
  );
  const slot = session && chooseSlot(dice, book.free(session, goal.id));
  return slot ? book.take(session, goal.id, slot) : null;
}

/** People like round times; the odd minutes beside a neighbour are taken as well. */
const chooseSlot = (dice: Chance, slots: FreeSlot[]): FreeSlot | undefined =>
  dice.weigh(slots, ({ startsAt }) => ((startsAt / MINUTE) % 30 === 0 ? 4 : 1));

/** Who gave back most gets something after all, where enough stays free beside it. */
function fillUp(
  book: DayBook,
  dice: Chance,
  goals: readonly Goal[],
  { spare, owes }: { spare: number; owes: (therapistId: string) => number },
): void {
  for (const goal of [...goals].sort((a, b) => owes(b.id) / b.total - owes(a.id) / a.total)) {
    for (let tries = 0; tries < PATIENCE && owes(goal.id) > LEEWAY_MIN; tries += 1) {
      const visit = bookOne(book, dice, { ...goal, missing: owes(goal.id) });
      if (visit && !isSpareKept(book, spare)) book.giveBack(visit);
    }
  }
}

const spareOf = ({ durationMin }: Session, spare: number): number =>
  Math.min(spare, durationMin > LONG_MIN ? SPARE_LONG : spare);

const isSpareKept = (book: DayBook, spare: number): boolean =>
  book.sessions.every((session) => book.free(session).length >= spareOf(session, spare));

/** A demo in which nothing can be booked shows nothing: wishes are given back until every session has room. */
function keepSpare(book: DayBook, spare: number, owes: (therapistId: string) => number): void {
  for (const session of book.sessions) {
    const needed = spareOf(session, spare);
    for (let free = book.free(session).length; free < needed;) {
      const best = giverOf(book, session, { needed, owes });
      if (!best) break;
      book.giveBack(best.visit);
      free = best.free;
    }
  }
}

/** Of the visits whose going is enough, one of who can spare it best; else the one that frees most starts. */
function giverOf(
  book: DayBook,
  session: Session,
  { needed, owes }: { needed: number; owes: (therapistId: string) => number },
): { visit: PlannedVisit; free: number } | undefined {
  return [...book.visits]
    .map((visit) => {
      book.giveBack(visit);
      const free = book.free(session).length;
      book.putBack(visit);
      return { visit, free, counts: Math.min(free, needed), owed: owes(visit.therapistId) };
    })
    .sort(
      (a, b) => b.counts - a.counts || a.owed - b.owed || a.visit.durationMin - b.visit.durationMin,
    )[0];
}
