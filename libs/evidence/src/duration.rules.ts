import { hours, type Facts } from './facts.rules.ts';
import type { RuleId } from './rule-text.en.ts';
import { fired, inHours, type Seen, type TraceStep } from './trace.rules.ts';

const isWithin72h = ({ input, next }: Facts): boolean =>
  next !== null && next.at - input.now <= hours(72);

const allowsLong = (facts: Facts): boolean =>
  facts.input.massageExperience === 'regular' &&
  facts.areas.length >= 4 &&
  facts.input.soreness <= 3 &&
  !isWithin72h(facts) &&
  facts.screening.outcome === 'ok';

const baseLength = (facts: Facts): { minutes: number; step: TraceStep } => {
  const { goal, massageExperience, soreness } = facts.input;
  const count = facts.areas.length;
  if (goal === 'calm_down' || goal === 'keep_consistent') {
    const saw = { goal, massageExperience, areasLeft: count, soreness };
    return allowsLong(facts)
      ? { minutes: 90, step: fired('LENGTH_LONG', saw, '90 min') }
      : { minutes: 60, step: fired('LENGTH_GOAL', saw, '60 min') };
  }
  const minutes = count <= 1 ? 30 : count === 2 ? 45 : 60;
  return { minutes, step: fired('LENGTH_AREAS', { areasLeft: count }, `${minutes} min`) };
};

const caps = (facts: Facts, isAfterEvent: boolean): { cap: number; step: TraceStep }[] => {
  const { input, next, screening } = facts;
  const found: { cap: number; step: TraceStep }[] = [];
  const add = (rule: RuleId, cap: number, saw: Seen): void =>
    void found.push({ cap, step: fired(rule, saw, `at most ${cap} min`) });
  if (input.soreness >= 7) add('LENGTH_SORE', 30, { soreness: input.soreness });
  if (!isAfterEvent && next?.kind === 'competition' && isWithin72h(facts)) {
    add('LENGTH_COMPETITION', 45, { hoursToEvent: inHours(next.at - input.now) });
  }
  if (screening.minutesCap !== null) {
    add('LENGTH_SCREENING', screening.minutesCap, { precaution: screening.precaution });
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
): { minutes: number; steps: readonly TraceStep[] } => {
  const base = baseLength(facts);
  const limits = caps(facts, isAfterEvent);
  return {
    minutes: Math.min(base.minutes, ...limits.map(({ cap }) => cap)),
    steps: [base.step, ...limits.filter(({ cap }) => cap < base.minutes).map(({ step }) => step)],
  };
};
