import { chooseDuration } from './duration.rules.ts';
import { gatherFacts, type Facts } from './facts.rules.ts';
import { checkGates } from './gates.rules.ts';
import { reasonsFor } from './reasons.rules.ts';
import type {
  Decision,
  Recommendation,
  RecommendationInput,
  RecommendedWindow,
} from './recommendation.contract.ts';
import { ruleTexts, type RuleId } from './rule-text.en.ts';
import { fired, firedRules, inHours, type TraceStep } from './trace.rules.ts';
import { chooseTreatment, stepDown, type Treatment } from './treatment.rules.ts';
import { findWindow, windowAfterEvent, type Span } from './window.rules.ts';

export const RULES_VERSION = '1.0';

export interface FiredRule {
  readonly id: RuleId;
  readonly text: string;
}

interface Advice {
  readonly result: Recommendation;
  /** The window before rounding. */
  readonly span: Span | null;
  readonly steps: readonly TraceStep[];
}

interface Plan {
  readonly treatment: Treatment;
  readonly span: Span;
  readonly isAfterEvent: boolean;
}

/** Treatment and window together: an event may make the session lighter, or move it behind itself. */
const planSession = (facts: Facts, notes: Set<string>, steps: TraceStep[]): Plan => {
  let treatment = chooseTreatment(facts);
  for (;;) {
    if (treatment.caution !== null) notes.add(treatment.caution);
    steps.push(...treatment.steps);
    const found = findWindow(facts, treatment.pressure);
    steps.push(...found.steps);
    if (found.isCut) notes.add('event_limits_window');
    if (!found.isTooShort) return { treatment, span: found.span, isAfterEvent: false };
    const lighter = stepDown(facts, treatment);
    if (lighter === null) break;
    treatment = lighter;
  }
  notes.add('before_event_not_recommended');
  const { pressure } = treatment;
  const next = facts.next?.kind ?? null;
  steps.push(fired('EVENT_AFTER', { event: next, pressure }, 'recovery_light, 2 to 48 h after it'));
  return {
    treatment: { ...treatment, sessionType: 'recovery_light', pressure: 'light' },
    // A window is only ever too short because of an event.
    span: windowAfterEvent(facts.next?.at ?? facts.input.now),
    isAfterEvent: true,
  };
};

const cautionOrder = [
  'ask_red_flags',
  'deep_not_now',
  'event_limits_window',
  'light_only',
  'before_event_not_recommended',
  'not_performance',
  'event_date_missing',
  'very_low_certainty',
  'effect_uncertain',
] as const;

const cautionsFor = (
  facts: Facts,
  notes: ReadonlySet<string>,
  reasons: readonly string[],
): readonly string[] => {
  const { input, next, screening } = facts;
  const fired = new Set(notes).add('effect_uncertain');
  if (input.soreness >= 8) fired.add('ask_red_flags');
  if (input.goal === 'prep_event') {
    fired.add('not_performance');
    if (next === null) fired.add('event_date_missing');
  }
  if (['C2', 'C3', 'C6'].some((claim) => reasons.includes(claim))) fired.add('very_low_certainty');
  return [
    ...screening.localAvoid.map((area) => `local_avoid:${area}`),
    ...cautionOrder.filter((caution) => fired.has(caution)),
    ...(screening.outcome === 'precaution' ? ['therapist_note', ...screening.precaution] : []),
  ];
};

const roundWindow = (span: Span): RecommendedWindow => ({
  anchor: span.anchor,
  fromH: inHours(span.from),
  toH: inHours(span.to),
  bestFromH: inHours(span.bestFrom),
  bestToH: inHours(span.bestTo),
});

const decisionFor = (facts: Facts, plan: Plan): Decision => {
  if (plan.isAfterEvent) return 'recommend_after_event';
  return facts.screening.outcome === 'precaution' ? 'recommend_with_caution' : 'recommend';
};

const advise = (input: RecommendationInput): Advice => {
  const facts = gatherFacts(input);
  const { refusal, steps: gateSteps } = checkGates(facts);
  if (refusal !== null) return { result: refusal, span: null, steps: gateSteps };
  const notes = new Set<string>();
  const steps: TraceStep[] = [...gateSteps];
  const plan = planSession(facts, notes, steps);
  const duration = chooseDuration(facts, plan.isAfterEvent);
  steps.push(...duration.steps);
  if (facts.screening.outcome === 'precaution') {
    steps.push(fired('PRECAUTION', { codes: facts.screening.precaution }, 'therapist_note'));
  }
  const reasons = reasonsFor(facts, plan.treatment.sessionType, notes);
  return {
    result: {
      decision: decisionFor(facts, plan),
      sessionType: plan.treatment.sessionType,
      pressure: plan.treatment.pressure,
      durationMin: duration.minutes,
      window: roundWindow(plan.span),
      bodyFocus: facts.areas,
      reasons,
      cautions: cautionsFor(facts, notes, reasons),
    },
    span: plan.span,
    steps,
  };
};

/**
 * The suggestion for one client and moment, version RULES_VERSION. For planned training pass the planned
 * end as `now` and soreness 0, call it provisional, and ask again after the session.
 */
export const recommend = (input: RecommendationInput): Recommendation => advise(input).result;

/**
 * The same result with every gate and rule that fired, in the order of the rules, and the trace they left:
 * what each looked at, also where it let pass.
 */
export const explainRecommendation = (
  input: RecommendationInput,
): {
  result: Recommendation;
  rules: readonly FiredRule[];
  steps: readonly TraceStep[];
} => {
  const { result, steps } = advise(input);
  return { result, rules: firedRules(steps).map((id) => ({ id, text: ruleTexts[id] })), steps };
};

/** The unrounded window, for instants; not part of the door. */
export const exactWindow = (input: RecommendationInput): Span | null => advise(input).span;
