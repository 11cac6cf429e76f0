import { z } from 'zod';
import { oneLine, TrainingReport } from './booking.contract.ts';
import { Notify } from './desk.contract.ts';
import { DurationMin, Instant, ScreeningCodes, TimeZone, Uuid } from './primitives.contract.ts';

const MINUTE_MS = 60_000;
/** A start as a person at the desk sets it: any whole minute. */
export const WholeMinute = Instant.refine(
  (text) => Date.parse(text) % MINUTE_MS === 0,
  'a whole minute',
);

/** Why a time breaks a rule, in the order of the checks. Staff only: they tell of others' bookings. */
export const brokenRuleCodes = [
  'NOT_QUALIFIED',
  'IN_PAST',
  'HORIZON',
  'SAME_DAY_CUTOFF',
  'NOTICE',
  'NO_SUCH_TIME',
  'SHIFT',
  'BUSY',
  'AWAY',
  'REST',
  'OFF_GRID',
  'ORPHAN_GAP',
  'CAP',
  'NO_ROOM',
  'ROOM_BUSY',
  'ROOM_CLOSED',
  'ROOM_RESET',
  'ROOM_FEATURES',
  'CLEARANCE',
] as const;
export const BrokenRuleCode = z.enum(brokenRuleCodes);
export type BrokenRuleCode = z.infer<typeof BrokenRuleCode>;

export const BrokenRule = z
  .object({
    code: BrokenRuleCode,
    sentence: z.string(),
    overridable: z
      .boolean()
      .meta({ description: 'False only where two pairs of hands or two clients would overlap' }),
  })
  .meta({ id: 'BrokenRule' });
export type BrokenRule = z.infer<typeof BrokenRule>;

/** Codes, not sentences: a free text would soon hold what the front desk must not know. */
export const overrideReasons = [
  'client_asked',
  'therapist_agreed',
  'urgent',
  'regular_arrangement',
  'rearranging_the_day',
  'fixing_a_mistake',
  'other',
] as const;
export const Override = z
  .strictObject({
    codes: z.array(BrokenRuleCode).min(1).max(brokenRuleCodes.length),
    reason: z.enum(overrideReasons),
  })
  .meta({ id: 'Override', description: 'Names exactly the rules that were seen broken' });
export type Override = z.infer<typeof Override>;

export const DeskStart = z.strictObject({
  serviceId: Uuid,
  durationMin: DurationMin,
  startsAt: WholeMinute,
  therapistId: Uuid,
  locationId: Uuid,
  roomId: Uuid.optional(),
});
export type DeskStart = z.infer<typeof DeskStart>;

export const DeskCheckRequest = DeskStart.extend({
  startsAt: WholeMinute.optional().meta({ description: 'Left out: a walk-in, now' }),
  reference: z
    .string()
    .regex(/^[A-Z0-9]{4,20}$/)
    .optional()
    .meta({ description: 'A booking that would move here; its own time does not count' }),
}).meta({ id: 'DeskCheckRequest' });
export type DeskCheckRequest = z.infer<typeof DeskCheckRequest>;

export const DeskCheck = z
  .object({
    startsAt: Instant,
    endsAt: Instant,
    broken: z.array(BrokenRule),
    overridable: z.boolean(),
    roomId: Uuid.nullable().meta({ description: 'The room that would be taken' }),
    rooms: z.array(
      z.object({
        id: Uuid,
        name: z.string(),
        free: z.boolean(),
        fits: z.boolean().meta({ description: 'Has every feature the service needs' }),
        features: z.array(z.string()),
      }),
    ),
    alternatives: z.array(Instant).meta({ description: 'Starts of the same therapist, unbroken' }),
  })
  .meta({ id: 'DeskCheck' });
export type DeskCheck = z.infer<typeof DeskCheck>;

/** Somebody already known, by id; or who they say they are. A walk-in may leave a name only. */
export const DeskClient = z.union([
  z.strictObject({ clientId: Uuid }),
  z.strictObject({
    name: oneLine(120),
    email: z.email().max(254).optional(),
    phone: oneLine(40).optional(),
    timeZone: TimeZone.optional(),
  }),
]);
export type DeskClient = z.infer<typeof DeskClient>;

const Party = z.strictObject({
  client: DeskClient,
  screening: ScreeningCodes.nullable().meta({
    description:
      'Asked by word of mouth: [] = none of these; null = not asked, the form is missing',
  }),
  consents: z
    .strictObject({ healthData: z.boolean(), checkIns: z.boolean(), marketing: z.boolean() })
    .default({ healthData: false, checkIns: false, marketing: false })
    .meta({ description: 'What the client said yes to; answers are kept with healthData only' }),
  training: TrainingReport.optional(),
  override: Override.optional(),
  notify: z.boolean().meta({ description: 'Whether the confirmation goes out' }),
});

export const DeskBookingRequest = DeskStart.extend(Party.shape).meta({ id: 'DeskBookingRequest' });
export type DeskBookingRequest = z.infer<typeof DeskBookingRequest>;

export const WalkInRequest = DeskStart.omit({ startsAt: true })
  .extend(Party.shape)
  .meta({ id: 'WalkInRequest' });
export type WalkInRequest = z.infer<typeof WalkInRequest>;

export const DeskBookingCreated = z
  .object({
    reference: z.string(),
    revision: z.int(),
    startsAt: Instant,
    endsAt: Instant,
    therapistId: Uuid,
    roomId: Uuid,
    overridden: z.array(BrokenRuleCode),
  })
  .meta({ id: 'DeskBookingCreated' });
export type DeskBookingCreated = z.infer<typeof DeskBookingCreated>;

export const DeskMoveRequest = z
  .strictObject({
    startsAt: WholeMinute,
    therapistId: Uuid.optional(),
    locationId: Uuid.optional().meta({ description: 'When left out: where it is now' }),
    roomId: Uuid.optional().meta({ description: 'Of that location' }),
    override: Override.optional(),
    notify: Notify.default('settle'),
  })
  .meta({ id: 'DeskMoveRequest' });
export type DeskMoveRequest = z.infer<typeof DeskMoveRequest>;

export const DeskLateRequest = z
  .strictObject({ minutes: z.int().min(5).max(30).multipleOf(5).default(10) })
  .meta({ id: 'DeskLateRequest' });
export type DeskLateRequest = z.infer<typeof DeskLateRequest>;

/** What to do with the mail of a change that has not gone out yet. */
export const DeskNoticeRequest = z
  .strictObject({ action: z.enum(['send_now', 'do_not_send']) })
  .meta({ id: 'DeskNoticeRequest' });
export type DeskNoticeRequest = z.infer<typeof DeskNoticeRequest>;

export const DeskClientQuery = z.strictObject({ q: z.string().trim().min(2).max(120) });
/** Contact data only. */
export const DeskClientList = z
  .array(
    z.object({
      id: Uuid,
      name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      bookingPaused: z.boolean(),
      visits: z.int().meta({ description: 'Visits that took place' }),
      nextAt: Instant.nullable(),
    }),
  )
  .meta({ id: 'DeskClientList' });
export type DeskClientList = z.infer<typeof DeskClientList>;
