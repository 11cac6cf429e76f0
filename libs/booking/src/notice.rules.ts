import type { Notify } from '@limber/contracts';
import { HOUR, MINUTE } from '@limber/kernel';

/** A change made by staff settles for so long before the client hears of it: move and undo sends nothing. */
export const SETTLE_MS = 3 * MINUTE;
/** How long a no-show can be taken back. */
export const NO_SHOW_UNDO_MS = 24 * HOUR;

/** When a mail about a staff change is due. */
export const noticeDueAt = (now: Date, notify: Exclude<Notify, 'none'>): Date =>
  notify === 'settle' ? new Date(now.getTime() + SETTLE_MS) : now;

/** Until when something done at `at` can be taken back; null once that has passed. */
export function undoableUntil(at: Date | null, forMs: number, now: Date): Date | null {
  if (at === null) return null;
  const until = new Date(at.getTime() + forMs);
  return now < until ? until : null;
}
