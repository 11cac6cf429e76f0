import { hours, type Facts } from './facts.rules.ts';
import type { Goal, Pressure, SessionType } from './recommendation.contract.ts';
import { lowestPressure } from './screening.rules.ts';
import { fired, inHours, type TraceStep } from './trace.rules.ts';

/** Session type and pressure: section 3. */
export interface Treatment {
  readonly sessionType: SessionType;
  readonly pressure: Pressure;
  /** The caution the choice leaves behind. */
  readonly caution: 'deep_not_now' | 'light_only' | null;
  readonly steps: readonly TraceStep[];
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
const recoverySteps = ({ input, training, since }: Facts): TraceStep[] => {
  const steps: TraceStep[] = [];
  const { goal, soreness } = input;
  // A calm massage keeps its name; only its pressure follows.
  const did = goal === 'calm_down' ? 'light' : 'recovery_light, light';
  if (soreness >= 7) steps.push(fired('TYPE_SORE', { soreness }, did));
  if (goal === 'ease_soreness' && training !== null && since !== null) {
    const hoursSinceTraining = inHours(since);
    if (since < hours(2)) steps.push(fired('TYPE_FRESH', { hoursSinceTraining }, did));
    if (training.rpe >= 9 && since < hours(12)) {
      steps.push(fired('TYPE_HARD', { rpe: training.rpe, hoursSinceTraining }, did));
    }
  }
  return steps;
};

const allowsDeep = ({ input, isFirst, screening }: Facts): boolean =>
  deepGoals.has(input.goal) && input.soreness <= 3 && !isFirst && screening.pressureCap === 'firm';

const renameIfLight = (sessionType: SessionType, pressure: Pressure): SessionType =>
  sessionType === 'sports_massage' && pressure === 'light' ? 'recovery_light' : sessionType;

export const chooseTreatment = (facts: Facts): Treatment => {
  const { input, isFirst, screening } = facts;
  const { goal, soreness, massageExperience, preferredPressure } = input;
  const asksFirm = preferredPressure === 'firm';
  const start = fired('TYPE_GOAL', { goal }, `${defaultTypes[goal]}, moderate`);
  const { pressureCap } = screening;
  const deepSaw = { preferredPressure, goal, soreness, massageExperience, pressureCap };
  if (asksFirm && allowsDeep(facts)) {
    const steps = [start, fired('DEEP_ALLOWED', deepSaw, 'deep_tissue, firm')];
    return { sessionType: 'deep_tissue', pressure: 'firm', caution: null, steps };
  }
  const recovery = recoverySteps(facts);
  const steps: TraceStep[] = [start, ...recovery];
  const isRecovery = recovery.length > 0 && goal !== 'calm_down';
  const type = isRecovery ? 'recovery_light' : defaultTypes[goal];
  if (asksFirm) steps.push(fired('DEEP_NOT_NOW', deepSaw, 'deep_not_now'));
  if (isFirst) steps.push(fired('FIRST_MODERATE', { massageExperience }, 'at most moderate'));
  if (preferredPressure === 'light') {
    steps.push(fired('LIGHT_ASKED', { preferredPressure }, 'light'));
  }
  if (pressureCap !== 'firm') {
    const saw = { precaution: screening.precaution };
    steps.push(fired('SCREENING_PRESSURE', saw, `at most ${pressureCap}`));
  }
  // No default is firm, so "moderate for a first massage" holds already.
  const pressure = lowestPressure(
    recovery.length > 0 ? 'light' : 'moderate',
    preferredPressure ?? 'firm',
    pressureCap,
  );
  const sessionType = renameIfLight(type, pressure);
  if (sessionType !== type) steps.push(fired('LIGHT_RENAMED', { sessionType: type }, sessionType));
  return { sessionType, pressure, caution: asksFirm ? 'deep_not_now' : null, steps };
};

/** One step lighter because the event is near; null when there is nothing lighter to offer. */
export const stepDown = ({ input, isFirst }: Facts, current: Treatment): Treatment | null => {
  const { sessionType: from, pressure } = current;
  if (isFirst || pressure === 'light') return null;
  if (pressure === 'firm') {
    const sessionType = input.goal === 'move_better' ? 'mobility' : 'sports_massage';
    return {
      sessionType,
      pressure: 'moderate',
      caution: 'deep_not_now',
      steps: [fired('EVENT_MODERATE', { sessionType: from, pressure }, `${sessionType}, moderate`)],
    };
  }
  const sessionType = renameIfLight(from, 'light');
  return {
    sessionType,
    pressure: 'light',
    caution: 'light_only',
    steps: [fired('EVENT_LIGHT', { sessionType: from, pressure }, `${sessionType}, light`)],
  };
};
