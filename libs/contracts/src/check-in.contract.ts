import { z } from 'zod';
import { BookingCreated, TrainingReport } from './booking.contract.ts';
import {
  ClinicKey,
  DurationMin,
  Instant,
  Money,
  ScreeningCodes,
  SessionType,
  TimeZone,
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

/** What can go wrong after a massage; asked once the visit has begun. */
export const HarmCode = z.enum(['bad_bruise', 'numbness', 'worse_pain']);
export type HarmCode = z.infer<typeof HarmCode>;

export const CheckInAnswer = z
  .strictObject({
    soreness: Scale.optional().meta({
      description: 'Needed where it is asked; the mail after a visit may only ask what is worrying',
    }),
    stiffness: Scale.optional(),
    readiness: Scale.optional(),
    sleep: Scale.optional(),
    redFlags: ScreeningCodes,
    harm: z.array(HarmCode).max(3).optional(),
    newTraining: TrainingReport.optional().meta({
      description: 'Trained hard again since: the check-ins begin again at its end',
    }),
    timeZone: TimeZone.optional().meta({ description: 'Where the client is now' }),
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
    harm: z
      .array(z.object({ code: HarmCode, question: z.string() }))
      .meta({ description: 'Empty before the visit' }),
    visit: z.object({ startsAt: Instant, timeZone: z.string() }),
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
    bookingBlocked: z.boolean().meta({
      description: 'Nothing can be booked until somebody at the clinic has spoken with them',
    }),
    correctableUntil: Instant,
    outcomesUrl: z
      .string()
      .meta({ description: 'The own answers over time; opens for seven days' }),
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

export const AnswersDeleted = z
  .object({ deleted: z.int().min(0) })
  .meta({ id: 'AnswersDeleted', description: 'How many check-in answers there were' });
export type AnswersDeleted = z.infer<typeof AnswersDeleted>;
