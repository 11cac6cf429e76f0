import type { RecommendationRequest, TrainingReport } from '@limber/contracts';
import type { Area, Draft, Goal, TrainingDraft, TrainingType } from './draft.ts';

/** Where each kind of training is usually felt: used while the client has not said, and never stored. */
const usualAreas: Record<TrainingType, readonly Area[]> = {
  long_endurance: ['thighs', 'calves'],
  intervals: ['hamstrings', 'calves'],
  heavy_strength: ['back', 'thighs'],
  eccentric: ['thighs', 'calves'],
  unfamiliar: ['back', 'legs'],
  mixed: ['back', 'legs'],
};

const UNSAID_RPE = 5;
const UNSAID_MINUTES = 60;
const UNSAID_SORENESS = 3;

export const goalOf = ({ goal, kind }: Draft): Goal =>
  goal ?? (kind === 'trained' ? 'ease_soreness' : 'calm_down');

/** Without a kind or an end there is no training to count hours from. */
function trainingOf({ type, endedAt, rpe, minutes }: TrainingDraft): TrainingReport | null {
  if (endedAt === null) return null;
  return {
    type: type ?? 'mixed',
    endedAt,
    rpe: rpe ?? UNSAID_RPE,
    durationMin: minutes ?? UNSAID_MINUTES,
  };
}

const hasTraining = (draft: Draft): boolean => draft.kind === 'trained';

export function recommendationRequest(draft: Draft): RecommendationRequest {
  const { training } = draft;
  const said = training.areas.length > 0;
  const usual = usualAreas[training.type ?? 'mixed'];
  return {
    training: hasTraining(draft) ? trainingOf(training) : null,
    areas: [...(said ? training.areas : hasTraining(draft) ? usual : (['back'] as const))],
    soreness: hasTraining(draft) ? (training.soreness ?? UNSAID_SORENESS) : 0,
    goal: goalOf(draft),
    next: draft.goal === 'prep_event' ? draft.next : null,
    massageExperience: draft.isFirstMassage ? 'first' : 'some',
    trainingExperience: 'regular',
    preferredPressure: draft.pressure,
    screening: draft.screening === null ? null : [...draft.screening],
  };
}

/** What is kept with the booking: only what the client really said about areas and soreness. */
export function trainingReport(draft: Draft): TrainingReport | null {
  const training = hasTraining(draft) ? trainingOf(draft.training) : null;
  if (!training) return null;
  const { areas, soreness } = draft.training;
  return {
    ...training,
    ...(areas.length > 0 && { areas: [...areas] }),
    ...(soreness !== null && { soreness }),
  };
}
