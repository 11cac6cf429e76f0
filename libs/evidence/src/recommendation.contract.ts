export const AREAS = [
  'neck',
  'shoulders',
  'arms',
  'upper_back',
  'back',
  'hips',
  'glutes',
  'thighs',
  'hamstrings',
  'legs',
  'calves',
  'feet',
] as const;
export type Area = (typeof AREAS)[number];

export const TRAINING_TYPES = [
  'eccentric',
  'unfamiliar',
  'long_endurance',
  'intervals',
  'heavy_strength',
  'mixed',
  'rest',
] as const;
export type TrainingType = (typeof TRAINING_TYPES)[number];

export const GOALS = [
  'ease_soreness',
  'move_better',
  'calm_down',
  'keep_consistent',
  'prep_event',
] as const;
export type Goal = (typeof GOALS)[number];

/** From softest to hardest: the order is the rule "lowest of". */
export const PRESSURES = ['light', 'moderate', 'firm'] as const;
export type Pressure = (typeof PRESSURES)[number];

export const EVENT_KINDS = ['competition', 'hard_session'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
export const MASSAGE_EXPERIENCES = ['first', 'some', 'regular'] as const;
export type MassageExperience = (typeof MASSAGE_EXPERIENCES)[number];
export const TRAINING_EXPERIENCES = ['new', 'regular', 'trained'] as const;
export type TrainingExperience = (typeof TRAINING_EXPERIENCES)[number];

/** The closed lists, for forms and schemas. */
export const vocabulary = {
  areas: AREAS,
  trainingTypes: TRAINING_TYPES,
  goals: GOALS,
  pressures: PRESSURES,
  eventKinds: EVENT_KINDS,
  massageExperiences: MASSAGE_EXPERIENCES,
  trainingExperiences: TRAINING_EXPERIENCES,
} as const;

/** Instants are epoch milliseconds throughout; only the edges know ISO strings. */
export interface TrainedSession {
  readonly type: Exclude<TrainingType, 'rest'>;
  /** Session RPE, 0-10. */
  readonly rpe: number;
  readonly durationMin: number;
  readonly endedAt: number;
}

/** Counts as no training; when it "ended" is never looked at. */
export interface RestDay {
  readonly type: 'rest';
  readonly rpe: number;
  readonly durationMin: number;
  readonly endedAt?: number;
}

export type Training = TrainedSession | RestDay;

export interface RecommendationInput {
  readonly now: number;
  readonly training: Training | null;
  readonly areas: readonly Area[];
  readonly soreness: number;
  readonly goal: Goal;
  readonly next: { readonly kind: EventKind; readonly at: number } | null;
  readonly massageExperience: MassageExperience;
  readonly trainingExperience: TrainingExperience;
  readonly preferredPressure: Pressure | null;
  /** Null = not answered, which is not the same as "none of these". */
  readonly screening: readonly string[] | null;
}

export type Decision =
  | 'recommend'
  | 'recommend_with_caution'
  | 'recommend_after_event'
  | 'screening_required'
  | 'invalid_input'
  | 'clearance_needed'
  | 'do_not_book';

export type SessionType =
  'sports_massage' | 'recovery_light' | 'mobility' | 'relaxation' | 'deep_tissue';

export type WindowAnchor = 'training_end' | 'now' | 'event';

/** Hours from the anchor, rounded to 2 decimals. */
export interface RecommendedWindow {
  readonly anchor: WindowAnchor;
  readonly fromH: number;
  readonly toH: number;
  readonly bestFromH: number;
  readonly bestToH: number;
}

/** The contract's exact shape; refusals carry nulls and an empty body focus. */
export interface Recommendation {
  readonly decision: Decision;
  readonly sessionType: SessionType | null;
  readonly pressure: Pressure | null;
  readonly durationMin: number | null;
  readonly window: RecommendedWindow | null;
  readonly bodyFocus: readonly Area[];
  readonly reasons: readonly string[];
  readonly cautions: readonly string[];
}
