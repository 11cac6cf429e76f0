import { HOUR, MINUTE, type Result } from '@limber/kernel';
import type { BookingStatus } from './booking.entity.ts';

/** A request made at the last minute still gets this long. */
const SHORTEST_WAIT_MS = 30 * MINUTE;

export interface AnswerPolicy {
  requestAnswerHours: number;
  requestAnswerBeforeHours: number;
}

/**
 * When an unanswered request is let go: so many hours after it was made or before the start, whichever is
 * sooner; but never before the clinic had half an hour, nor after the start.
 */
export function answerBy(askedAt: Date, startsAt: Date, policy: AnswerPolicy): Date {
  const sooner = Math.min(
    askedAt.getTime() + policy.requestAnswerHours * HOUR,
    startsAt.getTime() - policy.requestAnswerBeforeHours * HOUR,
  );
  const shortest = askedAt.getTime() + SHORTEST_WAIT_MS;
  return new Date(Math.min(Math.max(sooner, shortest), startsAt.getTime()));
}

/** A request can be answered once, and until its start; being late is no reason to lose a yes. */
export const mayAnswer = (
  booking: { status: BookingStatus; startsAt: Date },
  now: Date,
): Result<true, 'REQUEST_CLOSED'> =>
  booking.status === 'requested' && now < booking.startsAt
    ? { ok: true, value: true }
    : { ok: false, code: 'REQUEST_CLOSED' };

/** What a booking is again when its cancellation is taken back: taking back is no yes. */
export const standingOf = ({ answerBy }: { answerBy: Date | null }): 'requested' | 'confirmed' =>
  answerBy === null ? 'confirmed' : 'requested';
