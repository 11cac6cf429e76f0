import { hours, type Facts } from './facts.rules.ts';
import type { RuleId } from './rule-text.en.ts';

const isWithin72h = ({ input, next }: Facts): boolean =>
  next !== null && next.at - input.now <= hours(72);

const allowsLong = (facts: Facts): boolean =>
  facts.input.massageExperience === 'regular' &&
  facts.areas.length >= 4 &&
  facts.input.soreness <= 3 &&
  !isWithin72h(facts) &&
  facts.screening.outcome === 'ok';

const baseLength = (facts: Facts): [minutes: number, rule: RuleId] => {
  const { goal } = facts.input;
  if (goal === 'calm_down' || goal === 'keep_consistent') {
    return allowsLong(facts) ? [90, 'LENGTH_LONG'] : [60, 'LENGTH_GOAL'];
  }
  const count = facts.areas.length;
  return [count <= 1 ? 30 : count === 2 ? 45 : 60, 'LENGTH_AREAS'];
};

const caps = (facts: Facts, isAfterEvent: boolean): [minutes: number, rule: RuleId][] => {
  const found: [number, RuleId][] = [];
  if (facts.input.soreness >= 7) found.push([30, 'LENGTH_SORE']);
  if (!isAfterEvent && facts.next?.kind === 'competition' && isWithin72h(facts)) {
    found.push([45, 'LENGTH_COMPETITION']);
  }
  if (facts.screening.minutesCap !== null) {
    found.push([facts.screening.minutesCap, 'LENGTH_SCREENING']);
  }
  return found;
};

/**
 * Section 4. Length is never sold as better recovery (X6). "First massage 60" needs no cap of its own: only
 * regular clients get more.
 */
export const chooseDuration = (
  facts: Facts,
  isAfterEvent: boolean,
): { minutes: number; rules: readonly RuleId[] } => {
  const [base, baseRule] = baseLength(facts);
  const limits = caps(facts, isAfterEvent);
  return {
    minutes: Math.min(base, ...limits.map(([minutes]) => minutes)),
    rules: [baseRule, ...limits.filter(([cap]) => cap < base).map(([, rule]) => rule)],
  };
};
