import { z } from 'zod';
import {
  BodyArea,
  ClinicKey,
  Instant,
  Money,
  ScreeningCodes,
  TimeZone,
  Uuid,
} from './primitives.contract.ts';
import { SpokenSuggestion, Training } from './recommendation.contract.ts';
import { PolicyView } from './hold.contract.ts';
import { MovingView } from './reschedule.contract.ts';

export const Consents = z.strictObject({
  healthData: z.boolean(),
  checkIns: z.boolean(),
  marketing: z.boolean(),
});
export type Consents = z.infer<typeof Consents>;

/** What the client adds to a training when booking: where, and how sore before the massage. */
export const TrainingReport = Training.extend({
  areas: z.array(BodyArea).max(8).optional(),
  soreness: z.int().min(0).max(10).optional(),
}).meta({ id: 'TrainingReport' });
export type TrainingReport = z.infer<typeof TrainingReport>;

export const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // A line break in a name or address could become a mail header of its own.
    .regex(/^[^\p{Cc}]*$/u);

/** Who comes, and how to reach them. */
export const ClientContact = z.strictObject({
  name: oneLine(120),
  email: z.email().max(254),
  phone: oneLine(40),
  timeZone: TimeZone.optional(),
  guardian: z
    .strictObject({ name: oneLine(120) })
    .optional()
    .meta({
      description: 'The client is under 18: e-mail and phone are those of this parent or guardian',
    }),
});

export const BookingRequest = z
  .strictObject({
    holdId: Uuid,
    client: ClientContact,
    screening: ScreeningCodes,
    consents: Consents,
    training: TrainingReport.optional(),
    recommendationId: Uuid.optional(),
    note: z.string().max(2000).optional(),
    guest: z
      .strictObject({ name: oneLine(120), screening: ScreeningCodes })
      .optional()
      .meta({ description: 'Of a session for two: who comes along, and their own answers' }),
  })
  .meta({ id: 'BookingRequest' });
export type BookingRequest = z.infer<typeof BookingRequest>;

export const BookingCreated = z
  .object({
    reference: z.string(),
    status: z.enum(['confirmed', 'requested', 'awaiting_payment']),
    manageUrl: z.string(),
    checkoutUrl: z.string().optional(),
    answerBy: Instant.optional().meta({
      description: 'Of a request: the clinic says yes or no until then',
    }),
  })
  .meta({ id: 'BookingCreated' });
export type BookingCreated = z.infer<typeof BookingCreated>;

export const BookingView = z
  .object({
    reference: z.string(),
    status: z.enum(['requested', 'awaiting_payment', 'confirmed', 'cancelled']),
    revision: z.int(),
    serviceId: Uuid,
    service: z.string(),
    durationMin: z.int(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    location: z.object({ id: Uuid, name: z.string(), address: z.string() }),
    therapist: z.object({ id: Uuid, name: z.string() }),
    guest: z
      .object({ name: z.string(), therapist: z.object({ id: Uuid, name: z.string() }) })
      .nullable()
      .meta({ description: 'Of a session for two' }),
    price: Money,
    policy: PolicyView,
    answerBy: Instant.nullable().meta({
      description: 'Of a request: the clinic says yes or no until then',
    }),
    cancellation: z
      .object({
        possible: z.boolean(),
        feeNow: Money,
        by: z.enum(['client', 'clinic']).nullable(),
        cause: z.enum(['declined', 'unanswered']).nullable(),
        fee: Money.nullable().meta({
          description: 'Of a cancelled booking: what its client agreed to owe; null: nothing',
        }),
      })
      .meta({ description: 'What cancelling would cost at this moment, or has cost' }),
    suggestion: SpokenSuggestion.nullable(),
    intake: z
      .object({ isDue: z.boolean(), answeredAt: Instant.nullable() })
      .meta({ description: 'The longer health questions: whether they wait for an answer' }),
    moving: MovingView,
    attendance: z
      .object({ confirmedAt: Instant.nullable(), canConfirm: z.boolean() })
      .meta({ description: 'Whether the client has said that they are coming' }),
  })
  .meta({ id: 'Booking' });
export type BookingView = z.infer<typeof BookingView>;

/** What the next booking of the same client may begin with. Answers about anybody's health are never in it. */
export const BookAgainView = z
  .object({
    serviceId: Uuid.nullable().meta({ description: 'Null: no longer sold' }),
    durationMin: z.int().nullable(),
    locationId: Uuid.nullable(),
    lastTherapistId: Uuid.nullable().meta({
      description: 'Who gave it, while they still do: a wish for `preferTherapistId` of a hold',
    }),
    partySize: z.int(),
    guestName: z.string().nullable(),
    client: z
      .object({
        name: z.string(),
        email: z.string(),
        phone: z.string(),
        guardian: z.object({ name: z.string() }).nullable().meta({
          description:
            'The client is under 18; the name is empty where it was not given with this booking',
        }),
      })
      .meta({ description: 'As given with this booking, never what else is known of the client' }),
  })
  .meta({ id: 'BookAgain' });
export type BookAgainView = z.infer<typeof BookAgainView>;

export const BookingParams = z.object({
  clinic: ClinicKey,
  reference: z.string().regex(/^[A-Z0-9]{4,20}$/),
});
/** The signed link token of the mails; also accepted as the header Link-Token. */
export const LinkTokenQuery = z.object({ token: z.string().max(200).optional() });
/** "I am coming", to the time that was seen. */
export const AttendanceRequest = z
  .strictObject({ revision: z.int().min(1).max(1_000_000) })
  .meta({ id: 'AttendanceRequest' });
export type AttendanceRequest = z.infer<typeof AttendanceRequest>;
export const CancelRequest = z
  .strictObject({ acceptFee: z.boolean().optional() })
  .default({})
  .meta({ id: 'CancelRequest' });
