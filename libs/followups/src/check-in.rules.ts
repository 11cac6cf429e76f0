import type { CheckInView } from '@limber/contracts';
import { HOUR } from '@limber/kernel';
import type { CheckInKind } from './follow-up.entity.ts';

const CORRECTABLE_MS = 24 * HOUR;

/** evidence: what each check-in asks, the first by one tap in the mail. */
export const asked: Record<CheckInKind, CheckInView['asks']> = {
  checkin_24: ['soreness', 'stiffness', 'sleep'],
  checkin_48: ['soreness', 'readiness'],
  checkin_72: ['soreness', 'readiness'],
};

export interface AnswerState {
  expiresAt: Date;
  firstAnsweredAt: Date | null;
}

/** Until when an answer may be put right, counted from the first one; null while there is none. */
export const correctableUntil = ({ firstAnsweredAt }: AnswerState): Date | null =>
  firstAnsweredAt && new Date(firstAnsweredAt.getTime() + CORRECTABLE_MS);

/** Whether an answer is taken at `now`: while the link lives, and for 24 h after the first answer. */
export function answerWindow(state: AnswerState, now: Date): 'open' | 'expired' | 'locked' {
  const until = correctableUntil(state);
  if (until) return now <= until ? 'open' : 'locked';
  return now <= state.expiresAt ? 'open' : 'expired';
}
