import { MINUTE } from '@limber/kernel';
import type { BookingPolicy, ServicePlan, ShiftPlan } from './availability.plan.ts';
import { wallMinutesOf, type ZoneDay } from './local-time.rules.ts';
import type { FreeRun } from './start-run.rules.ts';

/** Where starts may sit: every `step` wall-clock minutes, counted from the shift's start. */
export interface StartGrid {
  step: number;
  /** Per offset segment, in whole epoch minutes; `anchor` is any minute on the grid. */
  segments: readonly { start: number; end: number; anchor: number }[];
}

export function stepOf(policy: BookingPolicy, service: ServicePlan): number {
  const step = policy.gridStepMin;
  if (step === 'session') return service.durationMin;
  return step === 'shortest' ? policy.shortestSellableMin : step;
}

export function startGridOf(shift: ShiftPlan, day: ZoneDay, step: number): StartGrid {
  const anchorWall = day.wallZero / MINUTE + wallMinutesOf(shift.startsAt);
  return {
    // A step of nothing would never end.
    step: Math.max(1, step),
    segments: day.segments.map((segment) => ({
      start: segment.start / MINUTE,
      end: segment.end / MINUTE,
      anchor: anchorWall - segment.offset / MINUTE,
    })),
  };
}

/** First grid minute at or after `from`. */
const alignUp = (from: number, anchor: number, step: number): number =>
  from + ((((anchor - from) % step) + step) % step);

/**
 * Visits the starts offered in one free run, ascending: the grid, the earliest start (no dead time behind
 * the neighbour), and the latest one if it meets a booking.
 */
export function visitStarts(run: FreeRun, grid: StartGrid, visit: (start: number) => void): void {
  visit(run.first);
  let latest = run.first;
  for (const segment of grid.segments) {
    const end = Math.min(run.last + 1, segment.end);
    let start = alignUp(Math.max(run.first + 1, segment.start), segment.anchor, grid.step);
    for (; start < end; start += grid.step) {
      visit(start);
      latest = start;
    }
  }
  if (run.meetsBooking && run.last > latest) visit(run.last);
}

/** A gap too short to sell beside the session, on either side. */
export const leavesOrphan = (start: number, run: FreeRun, shortest: number): boolean =>
  isOrphan(start - run.first, shortest) || isOrphan(run.last - start, shortest);

const isOrphan = (gap: number, shortest: number): boolean => gap > 0 && gap < shortest;
