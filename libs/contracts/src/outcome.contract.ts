import { z } from 'zod';
import { ClinicParams, Instant, LocalDate, Uuid } from './primitives.contract.ts';
import { Training } from './recommendation.contract.ts';

/** Which side of the massage an answer stands on. */
export const OutcomeSide = z.enum(['baseline', 'at_visit', 'after']);
/** What may be said of a curve. A change under two points is never called one. */
export const OutcomeVerdict = z.enum(['too_few', 'no_clear_change', 'lower', 'higher']);
export type OutcomeVerdict = z.infer<typeof OutcomeVerdict>;

const OutcomePoint = z.object({
  at: Instant,
  hours: z.number().meta({ description: 'Since the training ended, or the visit without one' }),
  soreness: z.int().min(0).max(10),
  side: OutcomeSide.nullable().meta({ description: 'null: there was no massage' }),
});

/** One training, or one visit without one, and what was answered about it. */
export const OutcomeCurve = z
  .object({
    training: z.object({ type: Training.shape.type, endedAt: Instant }).nullable(),
    visit: z
      .object({ startsAt: Instant, hours: z.number() })
      .nullable()
      .meta({ description: 'null: it was called off, or nobody came' }),
    points: z.array(OutcomePoint),
    band: z
      .array(z.object({ hours: z.number(), low: z.number(), high: z.number() }))
      .meta({ description: 'Likely soreness every four hours; empty without a training' }),
    baseline: z.int().min(0).max(10).nullable(),
    verdict: OutcomeVerdict,
  })
  .meta({ id: 'OutcomeCurve' });
export type OutcomeCurve = z.infer<typeof OutcomeCurve>;

export const OwnOutcomes = z
  .object({ timeZone: z.string(), expiresAt: Instant, curves: z.array(OutcomeCurve) })
  .meta({ id: 'OwnOutcomes' });
export type OwnOutcomes = z.infer<typeof OwnOutcomes>;

export const ReportParams = ClinicParams;
export const ReportQuery = z.strictObject({
  from: LocalDate,
  to: LocalDate.meta({ description: 'Clinic-local, both inclusive, at most 366 days' }),
});

const Spread = z.object({ n: z.int(), median: z.number(), q1: z.number(), q3: z.number() });
export type Spread = z.infer<typeof Spread>;
const CheckInName = z.enum(['checkin_24', 'checkin_48', 'checkin_72']);

/** Counts and spread of many answers, never one person's. */
export const OutcomeReport = z
  .object({
    from: LocalDate,
    to: LocalDate,
    rates: z.array(z.object({ kind: CheckInName, asked: z.int(), answered: z.int() })),
    services: z.array(
      z.object({
        service: z.string(),
        kind: CheckInName,
        n: z.int(),
        spread: Spread.nullable().meta({ description: 'null: fewer answers than may be shown' }),
      }),
    ),
    therapists: z
      .array(z.object({ id: Uuid, name: z.string(), spread: Spread }))
      .meta({ description: 'By name, and only from `therapistMinimum` answers on: no ranking' }),
    harmReports: z.int(),
    groupMinimum: z.int(),
    therapistMinimum: z.int(),
  })
  .meta({ id: 'OutcomeReport' });
export type OutcomeReport = z.infer<typeof OutcomeReport>;
