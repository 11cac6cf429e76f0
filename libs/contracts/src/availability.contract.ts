import { z } from 'zod';
import { DurationMin, Instant, LocalDate, Uuid } from './primitives.contract.ts';

export const MAX_RANGE_DAYS = 62;

export const AvailabilityQuery = z.strictObject({
  serviceId: Uuid,
  durationMin: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(DurationMin),
  from: LocalDate,
  to: LocalDate,
  therapistId: Uuid.optional(),
  locationId: Uuid.optional(),
  fitFor: Uuid.optional(),
  partySize: z
    .enum(['1', '2'])
    .transform(Number)
    .optional()
    .meta({ description: '2 = only starts at which two can be treated side by side' }),
});
export type AvailabilityQuery = z.infer<typeof AvailabilityQuery>;

export const SlotView = z.object({
  startsAt: Instant,
  endsAt: Instant,
  locationId: Uuid,
  therapistIds: z.array(Uuid),
  fit: z.object({ score: z.number().min(0).max(1), best: z.boolean() }).nullable(),
});
export const AvailabilityView = z
  .object({
    timeZone: z.string().meta({
      description: 'Of the places asked about; the clinic’s where these have several zones',
    }),
    days: z.array(z.object({ date: LocalDate, slots: z.array(SlotView) })),
    nextFreeAt: Instant.nullable(),
  })
  .meta({ id: 'Availability' });
export type AvailabilityView = z.infer<typeof AvailabilityView>;
