import type { CheckInAnswer, CheckInView } from '@limber/contracts';
import { type AnswerAction, type AnswerInput, decideAnswer } from '@limber/evidence';
import { HOUR } from '@limber/kernel';
import type { CheckInKind, PlanRecord } from './follow-up.entity.ts';
import { mergedInto } from './follow-up.rules.ts';

const CORRECTABLE_MS = 24 * HOUR;

/** evidence: what each check-in asks, the first by one tap in the mail. */
export const asked: Record<CheckInKind, CheckInView['asks']> = {
  aftercare: [],
  checkin_24: ['soreness', 'stiffness', 'sleep'],
  checkin_48: ['soreness', 'readiness'],
  checkin_72: ['soreness', 'readiness'],
};

/** The mail after a visit also asks what a check-in that fell into the visit would have asked. */
export const asksOf = (kind: CheckInKind, plan: PlanRecord): CheckInView['asks'] => {
  const merged = kind === 'aftercare' ? mergedInto(plan) : null;
  return asked[merged ?? kind];
};

/** Of the two mails about a red flag: the client's and the clinic's. */
export const redFlagKey = (id: string): string => `red-flag:${id}`;

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

/** Soreness up to here is "about back to normal". */
export const RESOLVED_AT_MOST = 1;

/**
 * What an answer leads to. The page shows the checklist with every check-in, so an empty list means "none of
 * these". Where soreness was not asked, only what is worrying can lead anywhere.
 */
export function actionOf(
  { soreness, redFlags, harm = [] }: CheckInAnswer,
  known: Pick<AnswerInput, 'answeredAt' | 'trainingEndedAt' | 'sessionEnd' | 'previous'>,
): AnswerAction {
  const action = decideAnswer({
    ...known,
    soreness: soreness ?? 0,
    redFlags,
    checklist: redFlags.length > 0 ? 'any' : 'none',
    isWorseAfterMassage: harm.length > 0,
  });
  return soreness === undefined && action.kind === 'resolved' ? { kind: 'none' } : action;
}
