import { HOUR } from '@limber/kernel';
import fc from 'fast-check';
import { parseRecommendationLine } from './cli/parse-line.rules.ts';
import { clearanceTable, localTable, precautionTable, refuseTable } from './screening.data.ts';
import {
  AREAS,
  EVENT_KINDS,
  GOALS,
  MASSAGE_EXPERIENCES,
  PRESSURES,
  TRAINING_EXPERIENCES,
  TRAINING_TYPES,
  type Pressure,
  type Recommendation,
  type RecommendationInput,
  type RecommendedWindow,
  type Training,
} from './recommendation.contract.ts';

type Bounds = readonly number[];

/** A story: the line as a client's answers arrive, and what must hold of the suggestion. */
export interface RuleCase {
  readonly id: string;
  readonly title: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: {
    readonly decision: string;
    readonly sessionTypeIn?: readonly string[];
    readonly sessionTypeNotIn?: readonly string[];
    readonly sessionTypeIs?: null;
    readonly pressureMax?: string;
    readonly durationIn?: readonly number[];
    readonly window?: Readonly<
      Partial<Record<'fromH' | 'toH' | 'bestFromH' | 'bestToH', Bounds>> & { anchor?: string }
    >;
    readonly reasonsInclude?: readonly string[];
    readonly reasonsExclude?: readonly string[];
    readonly cautionsInclude?: readonly string[];
  };
}

export const inputOf = (json: unknown): RecommendationInput => {
  const parsed = parseRecommendationLine(json);
  if (!parsed.ok) throw new Error(`${parsed.error.code} at "${parsed.error.path}"`);
  return parsed.value;
};

/** Training ended here in every table below. */
export const END = Date.UTC(2026, 2, 2, 18);

type Session = Exclude<Training, { type: 'rest' }>;
type Given = Omit<Partial<RecommendationInput>, 'training' | 'next'> & {
  /** Hours since training ended. */
  h?: number;
  training?: Partial<Session> | null;
  /** Kind and hours from now. */
  next?: readonly [NonNullable<RecommendationInput['next']>['kind'], number] | null;
};

/** An ordinary client some hours after mixed training; name only what the rule is about. */
export const given = ({ h = 20, training, next, ...rest }: Given = {}): RecommendationInput => {
  const now = END + h * HOUR;
  return {
    areas: ['legs'],
    soreness: 0,
    goal: 'ease_soreness',
    massageExperience: 'some',
    trainingExperience: 'regular',
    preferredPressure: null,
    screening: [],
    now,
    training:
      training === null
        ? null
        : { type: 'mixed', rpe: 6, durationMin: 60, endedAt: END, ...training },
    next: next ? { kind: next[0], at: now + next[1] * HOUR } : null,
    ...rest,
  };
};

/** [anchor, from, to, bestFrom, bestTo], the way the tables of the rules read. */
export const hoursOf = (window: RecommendedWindow | null): unknown[] =>
  window === null
    ? []
    : [window.anchor, window.fromH, window.toH, window.bestFromH, window.bestToH];

export const rank = (pressure: Pressure | null): number =>
  pressure === null ? -1 : PRESSURES.indexOf(pressure);

export const severity = ({ decision }: Recommendation): number =>
  ['recommend', 'recommend_with_caution', 'clearance_needed', 'do_not_book'].indexOf(
    decision === 'recommend_after_event' ? 'recommend' : decision,
  );

const localCodes = Object.keys(localTable).flatMap((code) =>
  AREAS.map((area) => `${code}:${area}`),
);

export const codes = {
  refuse: Object.keys(refuseTable),
  clearance: Object.keys(clearanceTable),
  precaution: Object.keys(precautionTable),
  local: localCodes,
  /** Wrong in every way a code can be wrong. */
  strange: ['', 'unheard_of', 'bruise', 'bruise:', 'bruise:nose', 'dark_urine:legs', 'constructor'],
};

const bookable = fc.constantFrom(...codes.precaution, ...codes.local);
export const anyCode = fc.oneof(
  { weight: 6, arbitrary: bookable },
  { weight: 1, arbitrary: fc.constantFrom(...codes.refuse) },
  { weight: 1, arbitrary: fc.constantFrom(...codes.clearance, ...codes.strange) },
);

/** Quarter hours are exact in binary, so hours as floats and instants as integers must agree. */
const quarter = (low: number, high: number) =>
  fc.integer({ min: low * 4, max: high * 4 }).map((count) => (count / 4) * HOUR);

/** Exactly where a rule turns. */
const onAnEdge = (...at: number[]) => fc.constantFrom(...at).map((hours) => hours * HOUR);

const anyScreening = fc.oneof(
  { weight: 12, arbitrary: fc.constant<string[] | null>([]) },
  { weight: 6, arbitrary: fc.array(bookable, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(anyCode, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const anySoreness = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 10 }) },
);

/** Clients of every kind, mostly ones that get past the gates, often with an event close by. */
export const anyInput: fc.Arbitrary<RecommendationInput> = fc
  .record({
    since: fc.oneof(
      quarter(0, 60),
      quarter(-1, 200),
      onAnEdge(0, 2, 3, 12, 24, 48, 71, 72, 95, 167, 168),
    ),
    type: fc.option(fc.constantFrom(...TRAINING_TYPES), { freq: 6 }),
    rpe: fc.integer({ min: 0, max: 10 }),
    durationMin: fc.integer({ min: 0, max: 1440 }),
    areas: fc.array(fc.constantFrom(...AREAS), { minLength: 1, maxLength: 6 }),
    soreness: anySoreness,
    goal: fc.constantFrom(...GOALS),
    kind: fc.option(fc.constantFrom(...EVENT_KINDS)),
    ahead: fc.oneof(
      quarter(0, 130),
      quarter(-5, 260),
      onAnEdge(0, 3, 12, 24, 25, 48, 49, 72, 73, 120),
    ),
    massageExperience: fc.constantFrom(...MASSAGE_EXPERIENCES),
    trainingExperience: fc.constantFrom(...TRAINING_EXPERIENCES),
    preferredPressure: fc.oneof(
      fc.constant<Pressure>('firm'),
      fc.option(fc.constantFrom(...PRESSURES)),
    ),
    screening: anyScreening,
  })
  .map(({ since, type, rpe, durationMin, kind, ahead, ...rest }) => ({
    ...rest,
    now: END + since,
    training: type === null ? null : { type, rpe, durationMin, endedAt: END },
    next: kind === null ? null : { kind, at: END + since + ahead },
  }));
