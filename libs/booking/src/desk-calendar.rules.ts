import type { DeskCalendar } from '@limber/contracts';
import type { TimeRange } from '@limber/kernel';
import type { TakenRow } from './desk-calendar.store.ts';

type Hold = DeskCalendar['holds'][number];
type Block = DeskCalendar['blocks'][number];
type Effort = DeskCalendar['therapists'][number]['effort'][number];
export interface CalendarDay extends TimeRange {
  date: string;
}

const iso = (date: Date): string => date.toISOString();

/** Rows of one owner belong together: a hold takes a therapist and a room. */
function byOwner(rows: readonly TakenRow[], owner: 'holdId' | 'blockId'): [string, TakenRow[]][] {
  const groups = new Map<string, TakenRow[]>();
  for (const row of rows) {
    const id = row[owner];
    if (id === null) continue;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups];
}

/** From the first start to the last end of an owner's rows, with every resource it takes. */
const whole = (rows: readonly TakenRow[]) => ({
  startsAt: iso(new Date(Math.min(...rows.map(({ start }) => start.getTime())))),
  endsAt: iso(new Date(Math.max(...rows.map(({ end }) => end.getTime())))),
  resourceIds: rows.map(({ resourceId }) => resourceId),
});

/** Nothing about who holds: only that the time is about to be sold. */
export const holdsOf = (rows: readonly TakenRow[]): Hold[] =>
  byOwner(rows, 'holdId').flatMap(([, taken]) => {
    const ends = taken.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt.getTime()] : []));
    if (ends.length === 0) return [];
    return [{ ...whole(taken), expiresAt: iso(new Date(Math.max(...ends))) }];
  });

export const blocksOf = (rows: readonly TakenRow[]): Block[] =>
  byOwner(rows, 'blockId').map(([id, taken]) => ({
    id,
    reason: taken[0]?.reason ?? '',
    ...whole(taken),
  }));

/** A session's whole effort counts on the local day it starts, as availability counts it. */
export const effortOf = (
  rows: readonly TakenRow[],
  resourceId: string,
  capTenths: number | null,
  days: readonly CalendarDay[],
): Effort[] =>
  days.map(({ date, start, end }) => ({
    date,
    usedTenths: rows
      .filter((row) => row.resourceId === resourceId)
      .filter((row) => row.start.getTime() >= start && row.start.getTime() < end)
      .reduce((sum, { effortTenths }) => sum + effortTenths, 0),
    capTenths,
  }));

/** A therapist's calendar holds the own time: rows of what takes them, with the room it takes as well. */
export function onlyOf(rows: readonly TakenRow[], resourceId: string | null): TakenRow[] {
  if (resourceId === null) return [...rows];
  const owner = ({ holdId, bookingId, blockId }: TakenRow): string | null =>
    holdId ?? bookingId ?? blockId;
  const own = new Set(rows.filter((row) => row.resourceId === resourceId).map(owner));
  return rows.filter((row) => own.has(owner(row)));
}
