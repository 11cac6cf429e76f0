import { z } from 'zod';
import { StaffRole } from './account.contract.ts';
import { oneLine } from './booking.contract.ts';
import { ClearanceOnFile, ClearanceState } from './clearance.contract.ts';
import { PolicyView } from './hold.contract.ts';
import {
  BodyArea,
  ClinicKey,
  Email,
  Instant,
  LocalDate,
  Money,
  SessionType,
  Uuid,
} from './primitives.contract.ts';
import { SpokenSuggestion, Training } from './recommendation.contract.ts';

export const visitStates = ['booked', 'arrived', 'in_session', 'done', 'no_show'] as const;
const Status = z.enum(['requested', 'awaiting_payment', 'confirmed', 'cancelled']);
const VisitState = z.enum(visitStates);
const Pressure = z.enum(['light', 'moderate', 'firm']);
const Named = z.object({ id: Uuid, name: z.string() });
const Range = z.object({ startsAt: Instant, endsAt: Instant });

export const DeskMe = z
  .object({
    name: z.string(),
    role: StaffRole,
    therapistId: Uuid.nullable(),
    clinic: z.object({
      slug: z.string(),
      name: z.string(),
      timeZone: z.string(),
      locale: z.string(),
    }),
  })
  .meta({ id: 'DeskMe' });
export type DeskMe = z.infer<typeof DeskMe>;

export const DeskDayQuery = z.strictObject({
  date: LocalDate.optional().meta({ description: 'Clinic-local; today when left out' }),
  therapistId: Uuid.optional(),
});
export type DeskDayQuery = z.infer<typeof DeskDayQuery>;

const SuggestedWork = z.object({
  sessionType: SessionType.nullable(),
  pressure: Pressure.nullable(),
  durationMin: z.int().nullable(),
});
const Note = z.object({ code: z.string(), note: z.string() });

/** Who comes along to a session for two, and whose hands they are in. */
const Guest = z
  .object({ name: z.string(), therapist: Named, caution: z.boolean() })
  .nullable()
  .meta({ description: 'Of a session for two' });

/** Only ever for the therapist who treats; every other reader gets null in its place. */
export const DeskHealthCard = z
  .object({
    hoursSinceTraining: z
      .number()
      .nullable()
      .meta({ description: 'From the end of the training to the start of the session' }),
    trainingType: Training.shape.type.nullable(),
    rpe: z.int().nullable(),
    areas: z.array(BodyArea),
    sorenessAtBooking: z.int().nullable(),
    suggestedWork: SuggestedWork.nullable(),
    pressureCap: Pressure.meta({ description: 'firm = no cap' }),
    minutesCap: z.int().nullable(),
    notes: z.array(Note),
    lastResponse: z
      .array(z.object({ kind: z.string(), soreness: z.int() }))
      .meta({ description: 'The answers after the last visit that was answered' }),
  })
  .meta({ id: 'DeskHealthCard' });
export type DeskHealthCard = z.infer<typeof DeskHealthCard>;

export const DeskBookingCard = z
  .object({
    reference: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    service: z.string(),
    sessionType: SessionType,
    durationMin: z.int(),
    room: Named,
    location: Named,
    clientName: z.string(),
    guest: Guest,
    isNewClient: z.boolean(),
    isFirstOfType: z.boolean(),
    visit: VisitState,
    attendanceConfirmed: z.boolean().meta({ description: 'The client said: I am coming' }),
    nextVisits: z.array(VisitState).meta({ description: 'What may be pressed now' }),
    status: Status,
    formStatus: z.enum(['answered', 'missing']),
    contactFirst: z.boolean().meta({ description: 'Speak with the client before anything else' }),
    caution: z.boolean().meta({ description: 'The therapist has something to mind' }),
    health: DeskHealthCard.nullable(),
  })
  .meta({ id: 'DeskBookingCard' });
export type DeskBookingCard = z.infer<typeof DeskBookingCard>;

export const DeskDay = z
  .object({
    date: LocalDate,
    timeZone: z.string(),
    now: Instant,
    columns: z.array(
      z.object({
        therapistId: Uuid,
        name: z.string(),
        shifts: z.array(Range.extend({ locationId: Uuid, breaks: z.array(Range) })),
        unavailable: z.array(Range),
        bookings: z.array(DeskBookingCard),
      }),
    ),
  })
  .meta({ id: 'DeskDay' });
export type DeskDay = z.infer<typeof DeskDay>;

export const DeskBookingDetail = z
  .object({
    reference: z.string(),
    revision: z.int(),
    status: Status,
    visit: VisitState,
    attendanceConfirmed: z.boolean(),
    nextVisits: z.array(VisitState),
    serviceId: Uuid,
    service: z.string(),
    sessionType: SessionType,
    durationMin: z.int(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    room: Named,
    location: Named.extend({ address: z.string() }),
    therapist: Named,
    guest: Guest,
    contact: z.object({
      name: z.string(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      guardian: z
        .object({ name: z.string(), email: z.string() })
        .nullable()
        .meta({ description: 'Under 18: every mail goes here and nowhere else' }),
      unreachable: z.boolean().meta({ description: 'Mails to the address come back' }),
      complained: z
        .boolean()
        .meta({ description: 'Called a mail of ours spam: only what must be said is sent' }),
    }),
    isNewClient: z.boolean(),
    isFirstOfType: z.boolean(),
    formStatus: z.enum(['answered', 'missing']),
    contactFirst: z.boolean(),
    caution: z.boolean(),
    canReadHealth: z.boolean(),
    bookingPaused: z
      .boolean()
      .meta({ description: 'Clearance waits: speak with the client, then record it' }),
    clearance: ClearanceState,
    intake: z
      .enum(['on_file', 'due'])
      .meta({ description: 'The longer health questions: whether they are answered' }),
    price: Money,
    policy: PolicyView,
    bookedAt: Instant,
    seriesId: Uuid.nullable(),
    undo: z
      .object({ cancellation: Instant.nullable(), noShow: Instant.nullable() })
      .meta({ description: 'Until when each can be taken back; null where there is nothing to' }),
    answerBy: Instant.nullable().meta({ description: 'Of a request that waits for a yes or no' }),
    movedFrom: Instant.nullable(),
    cancellation: z.object({
      possible: z.boolean(),
      cancelledAt: Instant.nullable(),
      cancelledBy: z.enum(['client', 'clinic']).nullable(),
      cause: z.enum(['declined', 'unanswered']).nullable(),
      fee: Money.nullable(),
    }),
    history: z.array(
      z.object({
        at: Instant,
        by: z.enum(['client', 'staff', 'system']),
        action: z.string(),
        details: z.record(z.string(), z.string()),
      }),
    ),
    messages: z.array(
      z.object({
        id: Uuid,
        kind: z.string(),
        state: z.string(),
        canSendAgain: z.boolean(),
        dueAt: Instant,
        sentAt: Instant.nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DeskBooking' });
export type DeskBookingDetail = z.infer<typeof DeskBookingDetail>;

const Answered = z.object({
  code: z.string(),
  question: z.string(),
  area: z.string().nullable(),
  note: z.string().nullable(),
});

export const DeskHealth = z
  .object({
    of: z
      .object({ name: z.string(), isGuest: z.boolean() })
      .meta({ description: 'Whose answers: each therapist reads those of the person they treat' }),
    screening: z
      .object({ answeredAt: Instant, version: z.string(), yes: z.array(Answered) })
      .nullable()
      .meta({ description: 'The red flags, asked with this booking' }),
    intake: z
      .object({
        answeredAt: Instant,
        version: z.string(),
        dueAgainAt: Instant,
        isDue: z.boolean(),
        yes: z.array(Answered),
      })
      .nullable()
      .meta({ description: 'The longer questions, as the client answered them last' }),
    limits: z
      .object({
        pressureCap: Pressure,
        minutesCap: z.int().nullable(),
        avoid: z.array(BodyArea),
      })
      .meta({ description: 'What all answers together allow' }),
    clearances: z.array(
      ClearanceOnFile.extend({ covers: z.array(Answered), coversSoreness: z.boolean() }),
    ),
    training: Training.extend({
      areas: z.array(BodyArea),
      soreness: z.int().nullable(),
      hoursBefore: z.number().nullable(),
    }).nullable(),
    note: z.string().nullable().meta({ description: "The client's own words" }),
    suggestion: SpokenSuggestion.nullable(),
    lastResponse: DeskHealthCard.shape.lastResponse,
    harm: z
      .array(z.object({ toldAt: Instant, told: z.array(z.string()) }))
      .meta({ description: 'What the client told us after any of their visits, the newest first' }),
  })
  .meta({ id: 'DeskHealth' });
export type DeskHealth = z.infer<typeof DeskHealth>;

/** When the client hears of a change: at once, after three minutes in which it can be undone, or not. */
export const Notify = z.enum(['now', 'settle', 'none']);
export type Notify = z.infer<typeof Notify>;

/** Codes, not sentences: a free text would soon hold what the front desk must not know. */
export const clinicCancelReasons = [
  'client_asked',
  'therapist_away',
  'room_unavailable',
  'clinic_closed',
  'booked_by_mistake',
  'other',
] as const;
export const DeskCancelRequest = z
  .strictObject({
    reason: z.enum(clinicCancelReasons),
    notify: Notify.default('settle'),
  })
  .meta({ id: 'DeskCancelRequest' });
export type DeskCancelRequest = z.infer<typeof DeskCancelRequest>;

export const DeskVisitRequest = z
  .strictObject({ state: z.enum(['arrived', 'in_session', 'done', 'no_show']) })
  .meta({ id: 'DeskVisitRequest' });
export type DeskVisitRequest = z.infer<typeof DeskVisitRequest>;

export const DeskBookingParams = z.object({
  clinic: ClinicKey,
  reference: z.string().regex(/^[A-Z0-9]{4,20}$/),
});
export const DeskGuardian = z
  .strictObject({
    guardian: z
      .strictObject({ name: oneLine(120), email: Email })
      .nullable()
      .meta({ description: 'Null: the client is not under 18' }),
  })
  .meta({ id: 'DeskGuardian' });
export type DeskGuardian = z.infer<typeof DeskGuardian>;

export const DeskMessageParams = DeskBookingParams.extend({ id: Uuid });
