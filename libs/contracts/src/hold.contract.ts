import { z } from 'zod';
import { ClinicKey, DurationMin, Instant, Money, Uuid } from './primitives.contract.ts';

export const HoldRequest = z
  .strictObject({
    serviceId: Uuid,
    durationMin: DurationMin,
    startsAt: Instant,
    locationId: Uuid.optional(),
    therapistId: Uuid.optional(),
    /** Taken when the choice is open and this therapist can: a wish, never a reason to refuse. */
    preferTherapistId: Uuid.optional(),
    partySize: z
      .int()
      .min(1)
      .max(2)
      .optional()
      .meta({ description: '2 = side by side: two therapists and one room' }),
  })
  .meta({ id: 'HoldRequest' });
export type HoldRequest = z.infer<typeof HoldRequest>;

export const PolicyView = z.object({
  kind: z.enum(['none', 'card_on_file', 'deposit', 'full']),
  freeCancellationUntil: Instant,
  lateCancellationFee: Money,
  undoMin: z.int().meta({
    description: 'So many minutes after booking, cancelling is free whatever the hour',
  }),
});
export const HoldView = z
  .object({
    id: Uuid,
    token: z.string(),
    expiresAt: Instant,
    serviceId: Uuid,
    durationMin: z.int(),
    therapistId: Uuid,
    secondTherapistId: Uuid.nullable(),
    locationId: Uuid,
    startsAt: Instant,
    endsAt: Instant,
    price: Money,
    policy: PolicyView,
  })
  .meta({ id: 'Hold' });
export type HoldView = z.infer<typeof HoldView>;
export const HoldExtension = z.object({ id: Uuid, expiresAt: Instant });
export const HoldParams = z.object({ clinic: ClinicKey, id: Uuid });
export const HoldToken = z.string().min(20).max(100);
