import type { Notify } from '@limber/contracts';
import { HOUR, MINUTE } from '@limber/kernel';
import { isReminder } from './reminder.rules.ts';

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

/** Why a mail did not go out: staff said so. */
export const NOT_WANTED = 'not_wanted';

/** Not out: still waiting, or taken back before anybody could read it. */
const UNREAD = new Set(['planned', 'cancelled']);
const isOut = ({ family, state }: { family: string; state: string }): boolean =>
  family === 'booking' && !UNREAD.has(state);

/**
 * What a chain's mails tell the client: of the booking as it stands, and of anything at all. Somebody booked
 * by phone without a mail has heard of nothing.
 */
export const saidOf = (
  mails: readonly {
    family: string;
    kind: string;
    state: string;
    revision: number;
    reason: string | null;
  }[],
  revision: number,
): { isCurrent: boolean; isAnything: boolean } => ({
  isCurrent: mails.some((mail) => isOut(mail) && mail.revision === revision),
  isAnything: mails.some(
    (mail) =>
      mail.family === 'booking' &&
      mail.reason !== NOT_WANTED &&
      (!isReminder(mail.kind) || isOut(mail)),
  ),
});
