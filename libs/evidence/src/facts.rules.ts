import { HOUR } from '@limber/kernel';
import type {
  Area,
  RecommendationInput,
  TrainedSession,
  Training,
  TrainingType,
} from './recommendation.contract.ts';
import { screen, type ScreeningResult } from './screening.rules.ts';

/** The input as the rules see it: rest is no training, a past event is no event, areas count once. */
export interface Facts {
  readonly input: RecommendationInput;
  readonly training: TrainedSession | null;
  /** Milliseconds since training ended; null without training. */
  readonly since: number | null;
  readonly next: RecommendationInput['next'];
  readonly isFirst: boolean;
  readonly screening: ScreeningResult;
  readonly areas: readonly Area[];
}

const damagingTypes: ReadonlySet<TrainingType> = new Set([
  'eccentric',
  'unfamiliar',
  'heavy_strength',
]);

export const isDamaging = (training: TrainedSession): boolean => damagingTypes.has(training.type);

/** From here on training counts as hard whatever it was [H]. */
const HARD_RPE = 7;

/** Hard enough that the soreness afterwards is a story of its own: a series of check-ins begins again. */
export const isHardTraining = ({ type, rpe }: Pick<Training, 'type' | 'rpe'>): boolean =>
  type !== 'rest' && (rpe >= HARD_RPE || damagingTypes.has(type));

export const gatherFacts = (input: RecommendationInput): Facts => {
  const training =
    input.training === null || input.training.type === 'rest' ? null : input.training;
  const screening = screen(input.screening ?? [], input.areas);
  return {
    input,
    training,
    since: training === null ? null : input.now - training.endedAt,
    next: input.next !== null && input.next.at > input.now ? input.next : null,
    isFirst: input.massageExperience === 'first',
    screening,
    areas: screening.areasLeft,
  };
};

export const hours = (count: number): number => count * HOUR;
