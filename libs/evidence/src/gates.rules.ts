import { hours, type Facts } from './facts.rules.ts';
import type { Decision, Recommendation } from './recommendation.contract.ts';
import type { RuleId } from './rule-text.en.ts';

export interface Refusal {
  readonly rule: RuleId;
  readonly result: Recommendation;
}

const refuse = (
  rule: RuleId,
  decision: Decision,
  reasons: readonly string[],
  cautions: readonly string[],
): Refusal => ({
  rule,
  result: {
    decision,
    sessionType: null,
    pressure: null,
    durationMin: null,
    window: null,
    bodyFocus: [],
    reasons,
    cautions,
  },
});

const isUnusualSoreness = ({ input, since }: Facts): boolean => {
  const { soreness } = input;
  if (soreness >= 9) return true;
  if (soreness >= 8 && (since === null || since >= hours(72))) return true;
  return soreness >= 4 && since !== null && since > hours(168);
};

/** Section 2, first match wins. G7 does not refuse and lives with the cautions. */
export const checkGates = (facts: Facts): Refusal | null => {
  const { input, since, screening } = facts;
  if (input.screening === null) {
    return refuse('G1', 'screening_required', ['X10'], ['screening_missing']);
  }
  if (since !== null && since < 0) {
    return refuse('G2', 'invalid_input', [], ['training_end_in_future']);
  }
  if (screening.refuse.length > 0) {
    return refuse('G3', 'do_not_book', ['X10'], ['see_clinician', ...screening.refuse]);
  }
  if (isUnusualSoreness(facts)) {
    const cautions = ['ask_red_flags', 'unusual_soreness'];
    return refuse('G4', 'clearance_needed', ['X10', 'X1'], cautions);
  }
  if (screening.clearance.length > 0) {
    const cautions = ['clinician_clearance', ...screening.clearance];
    return refuse('G5', 'clearance_needed', ['X10'], cautions);
  }
  if (screening.areasLeft.length === 0) {
    return refuse('G6', 'clearance_needed', ['X10'], ['no_area_left']);
  }
  return null;
};
