import { z } from 'zod';
import { BookingCreated, ClientContact, Consents, TrainingReport } from './booking.contract.ts';
import { PolicyView } from './hold.contract.ts';
import {
  ClinicKey,
  DurationMin,
  Instant,
  LocalDate,
  Money,
  ScreeningCodes,
  Uuid,
} from './primitives.contract.ts';
import { WallTime, WallTimeEnd } from './setup.contract.ts';

export const MAX_WAITLIST_WINDOWS = 5;
const Named = z.object({ id: Uuid, name: z.string() });

/** On each local date from `from` to `to`, both inclusive, the whole session lies between the two times. */
export const WaitlistWindow = z
  .strictObject({ from: LocalDate, to: LocalDate, startTime: WallTime, endTime: WallTimeEnd })
  .meta({ id: 'WaitlistWindow' });
export type WaitlistWindow = z.infer<typeof WaitlistWindow>;

/** What somebody waits for, as they may change it. */
const wish = {
  therapistId: Uuid.nullable().default(null).meta({ description: 'null = anybody' }),
  windows: z.array(WaitlistWindow).min(1).max(MAX_WAITLIST_WINDOWS),
  noticeMin: z
    .int()
    .min(0)
    .max(10_080)
    .default(60)
    .meta({ description: 'Minutes between the offer and the start, at least' }),
  expiresOn: LocalDate.optional().meta({
    description:
      'Last local day on which an offer may come; the last day of the windows when left out',
  }),
};

export const WaitlistRequest = z
  .strictObject({
    serviceId: Uuid,
    durationMin: DurationMin,
    locationId: Uuid.nullable().default(null),
    ...wish,
    client: ClientContact,
    consents: Consents,
    training: TrainingReport.optional(),
    recommendationId: Uuid.optional(),
  })
  .meta({ id: 'WaitlistRequest' });
export type WaitlistRequest = z.infer<typeof WaitlistRequest>;

/** Wishes to have a visit that is booked moved earlier: service, length and person are the booking's. */
export const WaitlistMoveRequest = z.strictObject(wish).meta({ id: 'WaitlistMoveRequest' });
export type WaitlistMoveRequest = z.infer<typeof WaitlistMoveRequest>;
/** The whole wish anew. */
export const WaitlistChange = z.strictObject(wish).meta({ id: 'WaitlistChange' });
export type WaitlistChange = z.infer<typeof WaitlistChange>;

/** `expired` is said by the clock, the rest by somebody. */
export const waitlistStates = ['waiting', 'booked', 'left', 'removed', 'expired'] as const;
export const WaitlistState = z.enum(waitlistStates);
export type WaitlistState = z.infer<typeof WaitlistState>;

/** `taken`: somebody else of the wave was first. `lapsed`: nobody answered in time. */
export const waitlistOfferStates = [
  'open',
  'accepted',
  'declined',
  'taken',
  'lapsed',
  'withdrawn',
] as const;
export const WaitlistOfferState = z.enum(waitlistOfferStates);
export type WaitlistOfferState = z.infer<typeof WaitlistOfferState>;

const Waits = z.object({
  id: Uuid,
  revision: z.int(),
  state: WaitlistState,
  service: Named,
  durationMin: z.int(),
  therapist: Named.nullable(),
  location: Named.nullable(),
  timeZone: z.string(),
  windows: z.array(WaitlistWindow),
  noticeMin: z.int(),
  expiresOn: LocalDate,
  since: Instant,
});

const Offered = z.object({
  id: Uuid,
  state: WaitlistOfferState,
  startsAt: Instant,
  endsAt: Instant,
  therapist: Named,
  expiresAt: Instant,
});

/** What the person's signed link shows. */
export const WaitlistEntryView = Waits.extend({
  firstName: z.string(),
  email: z.string(),
  price: Money.nullable().meta({ description: 'As sold now; null when it is not sold any more' }),
  moves: z
    .object({ reference: z.string(), startsAt: Instant, manageUrl: z.string() })
    .nullable()
    .meta({ description: 'The visit that should move earlier' }),
  booked: z.object({ reference: z.string(), startsAt: Instant, manageUrl: z.string() }).nullable(),
  offers: z.array(Offered.extend({ url: z.string() })).meta({ description: 'Newest first' }),
}).meta({ id: 'WaitlistEntry' });
export type WaitlistEntryView = z.infer<typeof WaitlistEntryView>;

export const WaitlistJoined = z
  .object({ manageUrl: z.string(), entry: WaitlistEntryView })
  .meta({ id: 'WaitlistJoined' });
export type WaitlistJoined = z.infer<typeof WaitlistJoined>;

export const WaitlistTokenParams = z.object({ clinic: ClinicKey, token: z.string().max(200) });

/** What an offer's link shows. Reading it changes nothing. */
export const WaitlistOfferPage = z
  .object({
    state: WaitlistOfferState,
    stillWaiting: z.boolean().meta({ description: 'Whether the person is still on the list' }),
    firstName: z.string(),
    service: z.string(),
    durationMin: z.int(),
    startsAt: Instant,
    endsAt: Instant,
    timeZone: z.string(),
    location: z.object({ name: z.string(), address: z.string() }),
    therapist: z.string(),
    price: Money,
    policy: PolicyView,
    asksAgain: z.boolean().meta({ description: 'The clinic still has to say yes' }),
    forYoung: z.boolean().meta({ description: 'A guardian answers for somebody under 18' }),
    expiresAt: Instant,
    moves: z
      .object({ reference: z.string(), startsAt: Instant })
      .nullable()
      .meta({ description: 'The visit this time would replace' }),
    booked: BookingCreated.pick({ reference: true, status: true, manageUrl: true }).nullable(),
    phone: z.string(),
    entryUrl: z.string(),
  })
  .meta({ id: 'WaitlistOfferPage' });
export type WaitlistOfferPage = z.infer<typeof WaitlistOfferPage>;

/** A new visit needs the answers to the red-flag questions; a move needs none. */
export const WaitlistAccept = z
  .strictObject({ screening: ScreeningCodes.optional(), healthData: z.boolean().optional() })
  .default({})
  .meta({ id: 'WaitlistAccept' });
export type WaitlistAccept = z.infer<typeof WaitlistAccept>;

/** Saying no to this one keeps the place on the list, unless `leave`. */
export const WaitlistDecline = z
  .strictObject({ leave: z.boolean().default(false) })
  .prefault({})
  .meta({ id: 'WaitlistDecline' });
export type WaitlistDecline = z.infer<typeof WaitlistDecline>;

/** What the desk may see: whom and when, never why somebody fits. */
export const DeskWaitlistEntry = Waits.extend({
  clientName: z.string(),
  email: z.string(),
  phone: z.string(),
  moves: z.object({ reference: z.string(), startsAt: Instant }).nullable(),
  booked: z.object({ reference: z.string(), startsAt: Instant }).nullable(),
  offers: z.int().meta({ description: 'How many it has had' }),
  open: Offered.nullable(),
}).meta({ id: 'DeskWaitlistEntry' });
export type DeskWaitlistEntry = z.infer<typeof DeskWaitlistEntry>;
export const DeskWaitlist = z.array(DeskWaitlistEntry).meta({ id: 'DeskWaitlist' });

export const DeskWaitlistQuery = z.strictObject({
  state: z.enum(['waiting', 'ended']).default('waiting'),
  serviceId: Uuid.optional(),
  therapistId: Uuid.optional().meta({ description: 'Whoever would come to this therapist' }),
});
export type DeskWaitlistQuery = z.infer<typeof DeskWaitlistQuery>;
export const DeskWaitlistParams = z.object({ clinic: ClinicKey, id: Uuid });

export const DeskWaitlistOffer = z
  .strictObject({ startsAt: Instant, therapistId: Uuid })
  .meta({ id: 'DeskWaitlistOffer' });
export type DeskWaitlistOffer = z.infer<typeof DeskWaitlistOffer>;

export const DeskWave = z
  .object({
    id: Uuid,
    number: z.int(),
    cause: z.enum(['booking', 'block', 'setup', 'desk', 'hold']),
    state: z.enum(['open', 'accepted', 'declined', 'lapsed', 'withdrawn']),
    startsAt: Instant,
    timeZone: z.string(),
    therapist: Named,
    mailAt: Instant,
    expiresAt: Instant,
    createdAt: Instant,
    offers: z.array(
      z.object({
        entryId: Uuid,
        rank: z.int(),
        clientName: z.string(),
        service: z.string(),
        durationMin: z.int(),
        state: WaitlistOfferState,
        reference: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'DeskWave' });
export type DeskWave = z.infer<typeof DeskWave>;
export const DeskWaves = z.array(DeskWave).meta({ id: 'DeskWaves' });
