import { z } from 'zod';
import { BookingCreated } from './booking.contract.ts';
import {
  ClinicKey,
  DurationMin,
  Instant,
  Money,
  ScreeningCodes,
  SessionType,
  Uuid,
} from './primitives.contract.ts';
import { SafetyMessage } from './recommendation.contract.ts';

export const TokenParams = z.object({
  clinic: ClinicKey,
  token: z.string().regex(/^[\w.-]{1,300}$/),
});

const Scale = z.int().min(0).max(10);

/** The time a known client takes along with the answer, in the same press. */
export const CheckInBooking = z.strictObject({
  serviceId: Uuid,
  durationMin: DurationMin,
  startsAt: Instant,
  locationId: Uuid,
  therapistId: Uuid,
});
export type CheckInBooking = z.infer<typeof CheckInBooking>;

export const CheckInAnswer = z
  .strictObject({
    soreness: Scale,
    stiffness: Scale.optional(),
    readiness: Scale.optional(),
    sleep: Scale.optional(),
    redFlags: ScreeningCodes,
    book: CheckInBooking.optional().meta({
      description: 'Book this too; only with none of the warning signs',
    }),
  })
  .meta({ id: 'CheckInAnswer' });
export type CheckInAnswer = z.infer<typeof CheckInAnswer>;

export const CheckInView = z
  .object({
    kind: z.string(),
    asks: z.array(z.enum(['soreness', 'stiffness', 'sleep', 'readiness'])),
    redFlags: z.array(z.object({ code: z.string(), question: z.string() })),
    answered: z.boolean(),
    correctableUntil: Instant.nullable(),
    expiresAt: Instant,
  })
  .meta({ id: 'CheckIn' });
export type CheckInView = z.infer<typeof CheckInView>;

export const CheckInResult = z
  .object({
    stored: z.literal(true),
    outcome: z.string(),
    message: z.string(),
    safety: z.array(SafetyMessage),
    bookingBlocked: z.boolean(),
    correctableUntil: Instant,
    booking: BookingCreated.nullable(),
    notBooked: z
      .object({ code: z.string(), alternatives: z.array(Instant) })
      .nullable()
      .meta({
        description: 'Why the wished time was not booked; the answer is stored all the same',
      }),
  })
  .meta({ id: 'CheckInResult' });
export type CheckInResult = z.infer<typeof CheckInResult>;

export const OffersRequest = z.strictObject({ soreness: Scale }).meta({ id: 'OffersRequest' });
/** Times that fit what is being answered; asked by POST because soreness may not stand in a URL. */
export const CheckInOffers = z
  .object({
    timeZone: z.string(),
    offers: z.array(
      z.object({
        serviceId: Uuid,
        service: z.string(),
        sessionType: SessionType,
        durationMin: z.int(),
        price: Money,
        startsAt: Instant,
        endsAt: Instant,
        location: z.object({ id: Uuid, name: z.string() }),
        therapist: z.object({ id: Uuid, name: z.string() }),
        fit: z.number().min(0).max(1),
      }),
    ),
  })
  .meta({ id: 'CheckInOffers' });
export type CheckInOffers = z.infer<typeof CheckInOffers>;

/** RFC 8058 sends a form body; a JSON or empty body is fine too. Nothing in it is used. */
export const UnsubscribeBody = z.unknown();
export const UnsubscribeResult = z
  .object({ unsubscribed: z.enum(['check_ins', 'marketing', 'all']) })
  .meta({ id: 'UnsubscribeResult' });
export type UnsubscribeResult = z.infer<typeof UnsubscribeResult>;
