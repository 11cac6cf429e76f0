/** In schedule order. */
export const FOLLOW_UP_IDS = [
  'aftercare',
  'checkin_24',
  'checkin_48',
  'checkin_72',
  'nudge_7d',
] as const;
export type FollowUpId = (typeof FOLLOW_UP_IDS)[number];

export const PLAIN_EVENT_TYPES = [
  'cancelled',
  'no_show',
  'opt_out_all',
  'opt_out_marketing',
  'consent_withdrawn',
  'bounce',
  'complaint',
  'red_flag',
  'adverse_event',
] as const;
export type PlainEventType = (typeof PLAIN_EVENT_TYPES)[number];

export const CHECKLISTS = ['none', 'any'] as const;
/** Answer to the red-flag checklist: all no, or any yes. */
export type Checklist = (typeof CHECKLISTS)[number];

export type FollowUpEvent =
  | { readonly type: PlainEventType; readonly at: number }
  | {
      readonly type: 'answer';
      readonly at: number;
      readonly soreness: number;
      readonly checklist?: Checklist | undefined;
    };

/** Instants are epoch milliseconds. */
export interface FollowUpInput {
  /** The client's IANA zone. */
  readonly tz: string;
  readonly trainingEndedAt?: number | null | undefined;
  /** When the booking chain was first booked. */
  readonly bookedAt: number;
  readonly sessionStart: number;
  readonly sessionEnd: number;
  /** Missing means not ticked, so no. */
  readonly consent?: { readonly checkins: boolean; readonly marketing: boolean } | undefined;
  readonly events?: readonly FollowUpEvent[] | undefined;
}

export interface PlannedMessage {
  readonly id: FollowUpId;
  readonly dueAt: number;
  /** After the quiet-hours shift. */
  readonly sendAt: number;
  /** Sent later than this it is stale. */
  readonly notAfter: number;
}

export type DropReason =
  | 'no_consent'
  | 'before_booking'
  | 'merged_into_aftercare'
  | 'expired'
  | 'min_gap'
  | 'resolved'
  | PlainEventType;

export interface FollowUpPlan {
  /** In the order of sending; the safety mail is not part of it. */
  readonly send: readonly PlannedMessage[];
  /** `checkins` stands for all of them when their consent is missing. */
  readonly dropped: readonly (readonly [id: FollowUpId | 'checkins', reason: DropReason])[];
  readonly safety?: { readonly bookingBlocked: true; readonly clinicAlert: true };
}

/** Section 1: consent first, then rules 1 to 6 in their order. */
export type FollowUpRule = 'consent' | 1 | 2 | 3 | 4 | 5 | 6;

/** Every rule that moved or dropped a message. What it looked at is instants, ids and event types. */
export type FollowUpTrace = readonly {
  readonly rule: FollowUpRule;
  readonly id: FollowUpId | 'checkins';
  readonly saw: Readonly<Record<string, number | string>>;
  readonly did:
    | { readonly kind: 'moved'; readonly sendAt: number }
    | { readonly kind: 'dropped'; readonly reason: DropReason };
}[];
