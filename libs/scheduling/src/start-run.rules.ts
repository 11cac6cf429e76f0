import { MINUTE, type TimeRange } from '@limber/kernel';
import type { Occupied } from './availability.plan.ts';

/**
 * The engine thinks in starts: every obstacle is turned into the run of start minutes it forbids for the
 * session in question. A free gap is then simply a run between two forbidden ones.
 */
export interface StartRun {
  /** Whole epoch minutes, both inclusive. */
  first: number;
  last: number;
}

export interface BlockedRun extends StartRun {
  /** The run begins where a session would get too close to an existing booking. */
  beforeBooking: boolean;
}

/** A maximal run of starts without conflict. */
export interface FreeRun extends StartRun {
  /** The last start ends exactly at the needed gap before an existing booking. */
  meetsBooking: boolean;
}

export interface SessionFootprint {
  durationMin: number;
  beforeMin: number;
  afterMin: number;
}

/** A busy second costs its whole minute, so that starts stay on whole minutes. */
export const minuteFloor = (instant: number): number => Math.floor(instant / MINUTE);
export const minuteCeil = (instant: number): number => Math.ceil(instant / MINUTE);

/** Neighbours share one gap, the larger of what each needs: never the sum. */
const neededGap = (afterFirst: number, beforeSecond: number): number =>
  afterFirst > beforeSecond ? afterFirst : beforeSecond;

/** Every start one resource forbids inside `window`, with what `alsoForbidden` adds: sorted, disjoint. */
export function blockedStarts(
  resource: { unavailable: readonly TimeRange[]; occupied: readonly Occupied[] },
  session: SessionFootprint,
  window: StartRun,
  alsoForbidden: readonly StartRun[] = [],
): BlockedRun[] {
  const { durationMin, beforeMin, afterMin } = session;
  const runs: BlockedRun[] = [];
  for (const taken of resource.occupied) {
    if (taken.start >= taken.end) continue;
    const gapToIt = neededGap(afterMin, taken.beforeMin);
    const gapFromIt = neededGap(taken.afterMin, beforeMin);
    const first = minuteFloor(taken.start) - gapToIt - durationMin + 1;
    addRun(runs, window, first, minuteCeil(taken.end) + gapFromIt - 1, true);
  }
  for (const { first, last } of alsoForbidden) addRun(runs, window, first, last, true);
  // Time off blocks hands-on time exactly; buffers may lie in it.
  for (const absence of resource.unavailable) {
    if (absence.start >= absence.end) continue;
    const first = minuteFloor(absence.start) - durationMin + 1;
    addRun(runs, window, first, minuteCeil(absence.end) - 1, false);
  }
  return mergeRuns(runs);
}

/**
 * Clipping makes any instant fit, an open-ended leave too; then `| 0` spares the allocations of floating
 * point.
 */
function addRun(
  runs: BlockedRun[],
  window: StartRun,
  first: number,
  last: number,
  beforeBooking: boolean,
): void {
  if (first > window.last || last < window.first) return;
  runs.push({
    first: Math.max(first, window.first) | 0,
    last: Math.min(last, window.last) | 0,
    beforeBooking,
  });
}

/** Bookings come first in `runs` and the sort is stable: of equal beginnings theirs decides. */
function mergeRuns(runs: BlockedRun[]): BlockedRun[] {
  runs.sort((a, b) => a.first - b.first);
  const merged: BlockedRun[] = [];
  let open: BlockedRun | undefined;
  for (const run of runs) {
    if (open === undefined || run.first > open.last + 1) {
      merged.push(run);
      open = run;
      continue;
    }
    if (run.last > open.last) open.last = run.last;
  }
  return merged;
}

/** Index of the first run that ends at or after `start`. */
function indexFrom(runs: readonly StartRun[], start: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const run = runs[middle];
    if (run !== undefined && run.last < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function covers(runs: readonly StartRun[], start: number): boolean {
  const run = runs[indexFrom(runs, start)];
  return run !== undefined && run.first <= start;
}

/** Starts forbidden by both: folded over all rooms it gives the starts at which no room is free. */
export function intersectRuns(a: readonly StartRun[], b: readonly StartRun[]): StartRun[] {
  const common: StartRun[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (x === undefined || y === undefined) return common;
    const first = Math.max(x.first, y.first);
    const last = Math.min(x.last, y.last);
    if (first <= last) common.push({ first, last });
    if (x.last < y.last) i++;
    else j++;
  }
}

/** What `blocked` leaves of `within`. */
export function freeRuns(within: StartRun, blocked: readonly BlockedRun[]): FreeRun[] {
  const free: FreeRun[] = [];
  let first = within.first;
  for (let i = indexFrom(blocked, first); first <= within.last; i++) {
    const next = blocked[i];
    if (next === undefined || next.first > within.last) {
      const meetsBooking = next?.first === within.last + 1 && next.beforeBooking;
      free.push({ first, last: within.last, meetsBooking });
      break;
    }
    if (next.first > first) {
      free.push({ first, last: next.first - 1, meetsBooking: next.beforeBooking });
    }
    first = next.last + 1;
  }
  return free;
}
