import { z } from 'zod';
import { Certainty } from './evidence.contract.ts';
import { BodyArea, Instant, ScreeningCodes, SessionType, Uuid } from './primitives.contract.ts';

export const Training = z
  .object({
    type: z.enum([
      'eccentric',
      'unfamiliar',
      'long_endurance',
      'intervals',
      'heavy_strength',
      'mixed',
      'rest',
    ]),
    endedAt: Instant,
    rpe: z.int().min(0).max(10).meta({ description: 'Session RPE, 0-10' }),
    durationMin: z.int().min(0).max(1440),
  })
  .meta({ id: 'Training' });
export type Training = z.infer<typeof Training>;

export const RecommendationRequest = z
  .strictObject({
    training: Training.nullable().default(null),
    areas: z.array(BodyArea).min(1).max(8),
    soreness: z.int().min(0).max(10),
    goal: z.enum(['ease_soreness', 'move_better', 'calm_down', 'keep_consistent', 'prep_event']),
    next: z
      .object({ kind: z.enum(['competition', 'hard_session']), at: Instant })
      .nullable()
      .default(null),
    massageExperience: z.enum(['first', 'some', 'regular']).default('some'),
    trainingExperience: z.enum(['new', 'regular', 'trained']).default('regular'),
    preferredPressure: z.enum(['light', 'moderate', 'firm']).nullable().default(null),
    screening: ScreeningCodes.nullable().meta({ description: 'null = not answered yet' }),
  })
  .meta({ id: 'RecommendationRequest' });
export type RecommendationRequest = z.infer<typeof RecommendationRequest>;

const Reason = z.object({
  claimId: z.string(),
  title: z.string(),
  certainty: Certainty,
});

export const SafetyMessage = z
  .object({
    code: z.string(),
    level: z.string(),
    title: z.string(),
    body: z.string(),
    numbers: z.array(z.object({ label: z.string(), number: z.string() })),
  })
  .meta({ id: 'SafetyMessage' });
export type SafetyMessage = z.infer<typeof SafetyMessage>;

export const RecommendationView = z
  .object({
    id: Uuid.meta({ description: 'Opaque; lives 24 h; goes into availability as fitFor' }),
    expiresAt: Instant,
    version: z.string(),
    ruleIds: z.array(z.string()),
    decision: z.enum([
      'recommend',
      'recommend_with_caution',
      'recommend_after_event',
      'screening_required',
      'invalid_input',
      'clearance_needed',
      'do_not_book',
    ]),
    sessionType: SessionType.nullable(),
    pressure: z.enum(['light', 'moderate', 'firm']).nullable(),
    durationMin: z.int().nullable(),
    window: z
      .object({
        anchor: z.enum(['training_end', 'now', 'event']),
        fromH: z.number(),
        toH: z.number(),
        bestFromH: z.number(),
        bestToH: z.number(),
        from: Instant,
        to: Instant,
        bestFrom: Instant,
        bestTo: Instant,
      })
      .nullable(),
    bodyFocus: z.array(BodyArea),
    reasons: z.array(z.string()),
    cautions: z.array(z.string()),
    evidence: z.array(Reason),
    explanation: z.array(z.string()).meta({ description: 'The rules that spoke, in plain words' }),
    safety: z.array(SafetyMessage),
    service: z
      .object({ serviceId: Uuid, durationMin: z.int() })
      .nullable()
      .meta({ description: 'What this clinic sells that comes closest' }),
  })
  .meta({ id: 'Recommendation' });
export type RecommendationView = z.infer<typeof RecommendationView>;

/** What was suggested when the booking was made: from the record, never reckoned anew. */
export const SpokenSuggestion = RecommendationView.pick({
  version: true,
  ruleIds: true,
  decision: true,
  sessionType: true,
  pressure: true,
  durationMin: true,
  window: true,
  bodyFocus: true,
  cautions: true,
  evidence: true,
  explanation: true,
})
  .extend({ spokenAt: Instant })
  .meta({ id: 'SpokenSuggestion' });
export type SpokenSuggestion = z.infer<typeof SpokenSuggestion>;
