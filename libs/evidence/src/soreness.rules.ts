import type { Training, TrainingExperience, TrainingType } from './recommendation.contract.ts';

/** Onset, peak and end in hours after training, and the base height [H]. */
interface CurveShape {
  readonly onset: number;
  readonly peak: number;
  readonly end: number;
  readonly base: number;
}

const shapes: Readonly<Record<Exclude<TrainingType, 'rest'>, CurveShape>> = {
  eccentric: { onset: 8, peak: 48, end: 120, base: 4.5 },
  unfamiliar: { onset: 8, peak: 48, end: 120, base: 5.0 },
  heavy_strength: { onset: 10, peak: 42, end: 108, base: 3.5 },
  long_endurance: { onset: 8, peak: 28, end: 96, base: 3.5 },
  intervals: { onset: 8, peak: 36, end: 96, base: 2.5 },
  mixed: { onset: 8, peak: 36, end: 96, base: 2.5 },
};

/** A repeat bout hurts less. */
const habituation: Readonly<Record<TrainingExperience, number>> = {
  new: 1.25,
  regular: 1,
  trained: 0.8,
};

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

const smoothstep = (u: number): number => u * u * (3 - 2 * u);

const shapeAt = (type: TrainingType, tHours: number): number => {
  if (type === 'rest') return 0;
  const { onset, peak, end } = shapes[type];
  if (tHours <= onset || tHours >= end) return 0;
  if (tHours <= peak) return smoothstep((tHours - onset) / (peak - onset));
  return 1 - smoothstep((tHours - peak) / (end - peak));
};

type Load = Pick<Training, 'type' | 'rpe' | 'durationMin'>;

/** Height of the curve, 0-9. */
export const sorenessPeak = (training: Load, experience: TrainingExperience): number => {
  if (training.type === 'rest') return 0;
  const effort = 0.4 + 0.1 * training.rpe;
  const length = clamp(Math.sqrt(training.durationMin / 60), 0.6, 1.4);
  return clamp(shapes[training.type].base * effort * length * habituation[experience], 0, 9);
};

/** S(t), 0-10, t in hours after training. `peak` comes from personalise() once the client answered. */
export const expectedSoreness = (
  training: Load,
  experience: TrainingExperience,
  tHours: number,
  peak: number = sorenessPeak(training, experience),
): number => peak * shapeAt(training.type, tHours);

/** The peak pulled halfway to what the client reported; near the ends of the curve it says too little. */
export const personalise = (
  peak: number,
  type: TrainingType,
  observed: number,
  tHours: number,
): number => {
  const share = shapeAt(type, tHours);
  return share >= 0.3 ? 0.5 * peak + 0.5 * clamp(observed / share, 0, 10) : peak;
};

export interface Range {
  readonly low: number;
  readonly high: number;
}

const LASTING_HOURS = 72;
const MID = 0.15;
const LARGEST = 0.3;
const EARLY_HOURS = 2;
const EARLY_EXTRA = 0.1;

/** Fraction a session may take off; `low` is always 0, because some people feel no difference. */
export const expectedEffect = (hoursAfterMassage: number): Range & { readonly mid: number } => {
  if (!(hoursAfterMassage >= 0 && hoursAfterMassage <= LASTING_HOURS)) {
    return { low: 0, mid: 0, high: 0 };
  }
  const extra = EARLY_EXTRA * clamp(1 - hoursAfterMassage / EARLY_HOURS, 0, 1);
  return { low: 0, mid: Math.min(LARGEST, MID + extra), high: LARGEST };
};

/**
 * One band, never two lines: a massage only widens it downward, so "no change" stays inside. The middle
 * of the effect is never printed as points or hours saved.
 */
export const sorenessBand = (expected: number, hoursAfterMassage: number | null = null): Range => {
  const effect = hoursAfterMassage === null ? 0 : expectedEffect(hoursAfterMassage).high;
  return { low: 0.6 * expected * (1 - effect), high: Math.min(10, 1.5 * expected) };
};
