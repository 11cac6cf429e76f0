import { z } from 'zod';
import { ClinicKey, Instant, Money, Uuid } from './primitives.contract.ts';

export const MAX_SICK_DAYS = 31;
const Named = z.object({ id: Uuid, name: z.string() });

/** Somebody cannot come: away at once, nothing that is booked is cancelled. */
export const SickCallRequest = z
  .strictObject({ therapistId: Uuid, from: Instant, to: Instant })
  .meta({ id: 'SickCallRequest' });
export type SickCallRequest = z.infer<typeof SickCallRequest>;

/** `expired` is said by the clock, the rest by somebody. */
export const reOfferStates = [
  'offered',
  'accepted',
  'moved',
  'cancelled',
  'expired',
  'withdrawn',
] as const;
export const ReOfferState = z.enum(reOfferStates);
export type ReOfferState = z.infer<typeof ReOfferState>;

export const ReOfferView = z.object({
  id: Uuid,
  reference: z.string(),
  state: ReOfferState,
  therapist: Named,
  expiresAt: Instant,
});
export type ReOfferView = z.infer<typeof ReOfferView>;

export const SickCallView = z
  .object({
    id: Uuid,
    therapist: Named,
    from: Instant,
    to: Instant,
    listedElsewhere: z.int().meta({
      description: 'Bookings in that time that are listed with another call, so each is once',
    }),
    bookings: z.array(
      z.object({
        reference: z.string(),
        revision: z.int(),
        startsAt: Instant,
        endsAt: Instant,
        timeZone: z.string(),
        service: z.string(),
        isForTwo: z.boolean().meta({ description: 'Arranged by hand: nothing is proposed' }),
        clientName: z.string(),
        phone: z.string().nullable(),
        canBeMailed: z.boolean(),
        therapist: Named.meta({ description: 'Who has it now; another after an accepted offer' }),
        room: Named,
        replacements: z.array(Named).meta({
          description: 'Free at the same time, equally skilled; the proposed one first',
        }),
        suggestedTherapistId: Uuid.nullable().meta({
          description: 'No two bookings at one time are given the same person',
        }),
        offer: ReOfferView.nullable(),
      }),
    ),
  })
  .meta({ id: 'SickCall' });
export type SickCallView = z.infer<typeof SickCallView>;
export const SickCallList = z.array(SickCallView).meta({ id: 'SickCallList' });
export const SickCallParams = z.object({ clinic: ClinicKey, id: Uuid });

export const ReOffersRequest = z
  .strictObject({
    offers: z
      .array(
        z.strictObject({
          reference: z.string().regex(/^[A-Z0-9]{4,20}$/),
          therapistId: Uuid,
        }),
      )
      .min(1)
      .max(60),
  })
  .meta({ id: 'ReOffersRequest' });
export type ReOffersRequest = z.infer<typeof ReOffersRequest>;

/** Many at once: what cannot be offered is named and does not hold up the rest. */
export const ReOffersResult = z
  .object({
    offered: z.array(ReOfferView),
    refused: z.array(
      z.object({
        reference: z.string(),
        code: z.enum([
          'NOT_FOUND',
          'NO_EMAIL',
          'NOT_FREE',
          'ALREADY_OFFERED',
          'TOO_LATE',
          'FOR_TWO',
        ]),
      }),
    ),
  })
  .meta({ id: 'ReOffersResult' });
export type ReOffersResult = z.infer<typeof ReOffersResult>;

export const ReOfferParams = z.object({ clinic: ClinicKey, id: Uuid });
export const ReOfferTokenParams = z.object({ clinic: ClinicKey, token: z.string().max(200) });

/** What the client's link shows. Reading it changes nothing. */
export const ReOfferPage = z
  .object({
    state: ReOfferState,
    reference: z.string(),
    firstName: z.string(),
    service: z.string(),
    durationMin: z.int(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    location: z.object({ name: z.string(), address: z.string() }),
    away: z.string().meta({ description: 'Who cannot come' }),
    instead: z.string().meta({ description: 'Who would' }),
    price: Money,
    expiresAt: Instant,
    phone: z.string(),
    manageUrl: z.string(),
  })
  .meta({ id: 'ReOfferPage' });
export type ReOfferPage = z.infer<typeof ReOfferPage>;

export const ReOfferAnswer = z
  .strictObject({ decision: z.enum(['accept', 'cancel']) })
  .meta({ id: 'ReOfferAnswer' });
export type ReOfferAnswer = z.infer<typeof ReOfferAnswer>;
