import { hours, type Facts } from './facts.rules.ts';
import type { Decision, Recommendation } from './recommendation.contract.ts';
import type { RuleId } from './rule-text.en.ts';
import { inHours, type Seen, type TraceStep } from './trace.rules.ts';

interface Gate {
  readonly rule: RuleId;
  readonly saw: (facts: Facts) => Seen;
  readonly isHit: (facts: Facts) => boolean;
  readonly decision: Decision;
  readonly reasons: readonly string[];
  readonly cautions: (facts: Facts) => readonly string[];
}

const isUnusualSoreness = ({ input, since }: Facts): boolean => {
  const { soreness } = input;
  if (soreness >= 9) return true;
  if (soreness >= 8 && (since === null || since >= hours(72))) return true;
  return soreness >= 4 && since !== null && since > hours(168);
};

const sinceTraining = ({ since }: Facts): Seen => ({
  hoursSinceTraining: since === null ? 'no training' : inHours(since),
});

/** Section 2, in order; the first match wins. */
const gates: readonly Gate[] = [
  {
    rule: 'G1',
    saw: ({ input }) => ({ screening: input.screening ?? 'not answered' }),
    isHit: ({ input }) => input.screening === null,
    decision: 'screening_required',
    reasons: ['X10'],
    cautions: () => ['screening_missing'],
  },
  {
    rule: 'G2',
    saw: sinceTraining,
    isHit: ({ since }) => since !== null && since < 0,
    decision: 'invalid_input',
    reasons: [],
    cautions: () => ['training_end_in_future'],
  },
  {
    rule: 'G3',
    saw: ({ screening }) => ({ redFlags: screening.refuse }),
    isHit: ({ screening }) => screening.refuse.length > 0,
    decision: 'do_not_book',
    reasons: ['X10'],
    cautions: ({ screening }) => ['see_clinician', ...screening.refuse],
  },
  {
    rule: 'G4',
    saw: (facts) => ({ soreness: facts.input.soreness, ...sinceTraining(facts) }),
    isHit: isUnusualSoreness,
    decision: 'clearance_needed',
    reasons: ['X10', 'X1'],
    cautions: () => ['ask_red_flags', 'unusual_soreness'],
  },
  {
    rule: 'G5',
    saw: ({ screening }) => ({ clearanceCodes: screening.clearance, unknown: screening.unknown }),
    isHit: ({ screening }) => screening.clearance.length > 0,
    decision: 'clearance_needed',
    reasons: ['X10'],
    cautions: ({ screening }) => ['clinician_clearance', ...screening.clearance],
  },
  {
    rule: 'G6',
    saw: ({ input, screening }) => ({ areas: input.areas, left: screening.areasLeft }),
    isHit: ({ screening }) => screening.areasLeft.length === 0,
    decision: 'clearance_needed',
    reasons: ['X10'],
    cautions: () => ['no_area_left'],
  },
];

const refusalOf = ({ decision, reasons, cautions }: Gate, facts: Facts): Recommendation => ({
  decision,
  sessionType: null,
  pressure: null,
  durationMin: null,
  window: null,
  bodyFocus: [],
  reasons,
  cautions: cautions(facts),
});

/** Every gate that was looked at, up to the one that refused. G7 does not refuse: it adds a caution. */
export const checkGates = (
  facts: Facts,
): { refusal: Recommendation | null; steps: readonly TraceStep[] } => {
  const steps: TraceStep[] = [];
  for (const gate of gates) {
    const isFired = gate.isHit(facts);
    const did = isFired ? gate.decision : 'passed';
    steps.push({ rule: gate.rule, isFired, saw: gate.saw(facts), did });
    if (isFired) return { refusal: refusalOf(gate, facts), steps };
  }
  const { soreness } = facts.input;
  const asks = soreness >= 8;
  steps.push({
    rule: 'G7',
    isFired: asks,
    saw: { soreness },
    did: asks ? 'ask_red_flags' : 'passed',
  });
  return { refusal: null, steps };
};
