import { HOUR } from '@limber/kernel';
import type { Checklist } from './follow-up.contract.ts';

export interface AnswerInput {
  readonly answeredAt: number;
  /** Null = no training recorded. */
  readonly trainingEndedAt: number | null;
  readonly sessionEnd: number;
  readonly soreness: number;
  /** Red-flag codes ticked with the answer; any of them counts, known or not. */
  readonly redFlags: readonly string[];
  /** Undefined = the checklist was not shown yet. */
  readonly checklist?: Checklist | undefined;
  /** Bad bruise, numbness or worse pain after the massage. */
  readonly isWorseAfterMassage?: boolean | undefined;
  readonly previous: readonly { readonly answeredAt: number; readonly soreness: number }[];
}

/** What a check-in answer leads to; the first that applies, most serious first. */
export type AnswerAction =
  /** Safety page at once, safety mail, check-ins and nudge cancelled, booking blocked, clinic alerted. */
  | {
      readonly kind: 'red_flag';
      readonly cause: 'symptom' | 'severe_late';
      readonly codes: readonly string[];
    }
  /** Thank, call-back task, adverse-event record; no rebook link, no nudge. */
  | { readonly kind: 'adverse_event' }
  /** Show the checklist and decide again with its answer. */
  | { readonly kind: 'checklist'; readonly cause: 'severe' | 'rising' }
  /** Rest, light movement, no massage with pressure; ask again at the next check-in. */
  | { readonly kind: 'sore_but_expected' }
  /** Reassure; suggest a clinician if it still rises. */
  | { readonly kind: 'rising' }
  /** Outside the normal course: clinician advice. */
  | { readonly kind: 'outside_course' }
  /** Later check-ins are cancelled, the nudge stays. */
  | { readonly kind: 'resolved' }
  | { readonly kind: 'none' };

/** Up by 2 points or more since an answer given from 48 h, before 72 h, after training. */
const hasRisen = (input: AnswerInput, start: number): boolean => {
  if (input.answeredAt < start + 72 * HOUR) return false;
  const second = input.previous
    .filter(({ answeredAt }) => answeredAt >= start + 48 * HOUR && answeredAt < start + 72 * HOUR)
    .sort((a, b) => a.answeredAt - b.answeredAt)
    .at(-1);
  return second !== undefined && input.soreness - second.soreness >= 2;
};

/** Soreness 8 or more. */
const severeAction = (input: AnswerInput, elapsed: number): AnswerAction => {
  // Even when all is "no" on the checklist: too sore, too late.
  if (elapsed >= 72 * HOUR) return { kind: 'red_flag', cause: 'severe_late', codes: [] };
  if (input.checklist === undefined) return { kind: 'checklist', cause: 'severe' };
  // Without training nothing explains it, so "expected" would be untrue (as in gate G4).
  return { kind: input.trainingEndedAt === null ? 'outside_course' : 'sore_but_expected' };
};

/**
 * Section 4. Which rule an answer meets is decided by its time against the training's end, not by the
 * check-in it came through. Without training the session's end stands in: it is the point from which that
 * one check-in was timed.
 */
export const decideAnswer = (input: AnswerInput): AnswerAction => {
  const start = input.trainingEndedAt ?? input.sessionEnd;
  const elapsed = input.answeredAt - start;
  if (input.redFlags.length > 0 || input.checklist === 'any') {
    return { kind: 'red_flag', cause: 'symptom', codes: [...new Set(input.redFlags)] };
  }
  if (input.soreness >= 8) return severeAction(input, elapsed);
  if (input.isWorseAfterMassage === true) return { kind: 'adverse_event' };
  if (input.soreness >= 4 && elapsed > 168 * HOUR) return { kind: 'outside_course' };
  if (hasRisen(input, start)) {
    return input.checklist === undefined
      ? { kind: 'checklist', cause: 'rising' }
      : { kind: 'rising' };
  }
  if (input.soreness <= 1 && elapsed >= 48 * HOUR) return { kind: 'resolved' };
  return { kind: 'none' };
};
