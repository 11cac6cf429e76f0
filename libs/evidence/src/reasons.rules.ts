import { hours, isDamaging, type Facts } from './facts.rules.ts';
import type { Goal, SessionType } from './recommendation.contract.ts';

const goalReasons: Readonly<Record<Goal, readonly string[]>> = {
  ease_soreness: ['C1', 'X1'],
  move_better: ['C5'],
  calm_down: ['C4', 'X5'],
  keep_consistent: ['C6'],
  prep_event: ['X3', 'X4'],
};

const isAboutSoreness = ({ input }: Facts): boolean =>
  (input.goal === 'move_better' && input.soreness >= 4) ||
  (input.goal === 'keep_consistent' && input.soreness >= 1);

/** Claim ids in the order of section 9, each once. */
export const reasonsFor = (
  facts: Facts,
  sessionType: SessionType,
  notes: ReadonlySet<string>,
): readonly string[] => {
  const { input, training, since } = facts;
  const own = goalReasons[input.goal];
  if (notes.has('before_event_not_recommended')) return [...new Set([...own, 'X3'])];
  const reasons = new Set(own);
  if (isAboutSoreness(facts)) reasons.add('C1');
  if (training !== null && since !== null) {
    const isHard = training.rpe >= 8;
    if (sessionType === 'recovery_light' && isHard) reasons.add('C2');
    if (input.goal === 'ease_soreness') {
      if (isDamaging(training) && since <= hours(3)) reasons.add('C3');
      const isTiring = training.type === 'long_endurance' || training.type === 'intervals';
      if (isTiring || isHard) reasons.add('X2');
    }
  }
  if (input.soreness >= 7 || notes.has('deep_not_now')) reasons.add('X5');
  if (notes.has('event_limits_window')) reasons.add('X3');
  return [...reasons];
};
