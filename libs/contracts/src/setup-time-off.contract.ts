import { z } from 'zod';
import { Instant, LocalDate, Uuid } from './primitives.contract.ts';
import { AcceptStranded, localSpan, Named, Version } from './setup.contract.ts';

export const timeOffKinds = ['leave', 'sick', 'training', 'other'] as const;
export const timeOffStates = ['requested', 'approved', 'declined', 'withdrawn'] as const;

/** Dates and times are the clinic's. Only what is approved takes time out of the book. */
export const DeskTimeOff = z
  .object({
    id: Uuid,
    therapist: Named,
    kind: z.enum(timeOffKinds),
    from: LocalDate,
    startTime: z.string().nullable(),
    to: LocalDate,
    endTime: z.string().nullable(),
    startsAt: Instant,
    endsAt: Instant,
    note: z.string(),
    state: z.enum(timeOffStates),
    requestedAt: Instant,
    decidedAt: Instant.nullable(),
    version: Version,
  })
  .meta({ id: 'DeskTimeOff' });
export type DeskTimeOff = z.infer<typeof DeskTimeOff>;
export const DeskTimeOffList = z.array(DeskTimeOff);

export const TimeOffQuery = z.strictObject({
  therapistId: Uuid.optional(),
  state: z.enum(timeOffStates).optional(),
  from: LocalDate.optional().meta({
    description: 'Clinic-local; what ended before is left out; today when not named',
  }),
});
export type TimeOffQuery = z.infer<typeof TimeOffQuery>;

/** A therapist asks for the own time off; what front desk or owner enter is approved at once. */
export const NewTimeOff = z
  .strictObject({
    therapistId: Uuid.optional().meta({ description: 'A therapist may leave it out' }),
    kind: z.enum(timeOffKinds),
    ...localSpan,
    note: z.string().trim().max(200).default(''),
    acceptStranded: AcceptStranded,
  })
  .meta({ id: 'NewTimeOff' });
export type NewTimeOff = z.infer<typeof NewTimeOff>;

export const TimeOffDecision = z
  .strictObject({ decision: z.enum(['approve', 'decline']), acceptStranded: AcceptStranded })
  .meta({ id: 'TimeOffDecision' });
export type TimeOffDecision = z.infer<typeof TimeOffDecision>;
