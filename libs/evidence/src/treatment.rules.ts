import { hours, type Facts } from './facts.rules.ts';
import type { Goal, Pressure, SessionType } from './recommendation.contract.ts';
import type { RuleId } from './rule-text.en.ts';
import { lowestPressure } from './screening.rules.ts';

/** Session type and pressure: section 3. */
export interface Treatment {
  readonly sessionType: SessionType;
  readonly pressure: Pressure;
  /** The caution the choice leaves behind. */
  readonly caution: 'deep_not_now' | 'light_only' | null;
  readonly rules: readonly RuleId[];
}

const defaultTypes: Readonly<Record<Goal, SessionType>> = {
  ease_soreness: 'sports_massage',
  move_better: 'mobility',
  calm_down: 'relaxation',
  keep_consistent: 'sports_massage',
  prep_event: 'sports_massage',
};

const deepGoals: ReadonlySet<Goal> = new Set(['move_better', 'keep_consistent', 'prep_event']);

/** Why only a light recovery session fits, or nothing. */
const recoveryRules = ({ input, training, since }: Facts): RuleId[] => {
  const rules: RuleId[] = [];
  if (input.soreness >= 7) rules.push('TYPE_SORE');
  if (input.goal === 'ease_soreness' && training !== null && since !== null) {
    if (since < hours(2)) rules.push('TYPE_FRESH');
    if (training.rpe >= 9 && since < hours(12)) rules.push('TYPE_HARD');
  }
  return rules;
};

const allowsDeep = ({ input, isFirst, screening }: Facts): boolean =>
  deepGoals.has(input.goal) && input.soreness <= 3 && !isFirst && screening.pressureCap === 'firm';

const renameIfLight = (sessionType: SessionType, pressure: Pressure): SessionType =>
  sessionType === 'sports_massage' && pressure === 'light' ? 'recovery_light' : sessionType;

export const chooseTreatment = (facts: Facts): Treatment => {
  const { input, isFirst, screening } = facts;
  const asksFirm = input.preferredPressure === 'firm';
  if (asksFirm && allowsDeep(facts)) {
    const rules: RuleId[] = ['TYPE_GOAL', 'DEEP_ALLOWED'];
    return { sessionType: 'deep_tissue', pressure: 'firm', caution: null, rules };
  }
  const recovery = recoveryRules(facts);
  const rules: RuleId[] = ['TYPE_GOAL', ...recovery];
  const isRecovery = recovery.length > 0 && input.goal !== 'calm_down';
  const type = isRecovery ? 'recovery_light' : defaultTypes[input.goal];
  if (asksFirm) rules.push('DEEP_NOT_NOW');
  if (isFirst) rules.push('FIRST_MODERATE');
  if (input.preferredPressure === 'light') rules.push('LIGHT_ASKED');
  if (screening.pressureCap !== 'firm') rules.push('SCREENING_PRESSURE');
  // No default is firm, so "moderate for a first massage" holds already.
  const pressure = lowestPressure(
    recovery.length > 0 ? 'light' : 'moderate',
    input.preferredPressure ?? 'firm',
    screening.pressureCap,
  );
  const sessionType = renameIfLight(type, pressure);
  if (sessionType !== type) rules.push('LIGHT_RENAMED');
  return { sessionType, pressure, caution: asksFirm ? 'deep_not_now' : null, rules };
};

/** One step lighter because the event is near; null when there is nothing lighter to offer. */
export const stepDown = ({ input, isFirst }: Facts, current: Treatment): Treatment | null => {
  if (isFirst || current.pressure === 'light') return null;
  if (current.pressure === 'firm') {
    return {
      sessionType: input.goal === 'move_better' ? 'mobility' : 'sports_massage',
      pressure: 'moderate',
      caution: 'deep_not_now',
      rules: ['EVENT_MODERATE'],
    };
  }
  return {
    sessionType: renameIfLight(current.sessionType, 'light'),
    pressure: 'light',
    caution: 'light_only',
    rules: ['EVENT_LIGHT'],
  };
};
