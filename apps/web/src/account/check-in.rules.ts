import type { CheckInResult } from '@limber/contracts';

/** Another visit is offered after an ordinary answer only. */
const ORDINARY = new Set(['none', 'resolved']);

/**
 * Whether the way to all times stands below the thanks. Who was shown none with the question has a visit coming up,
 * has just been, or waits for a call: they are not sold another one afterwards.
 */
export const leadsToTimes = (
  { outcome, bookingBlocked }: Pick<CheckInResult, 'outcome' | 'bookingBlocked'>,
  wasOffered: boolean,
): boolean => wasOffered && !bookingBlocked && ORDINARY.has(outcome);
