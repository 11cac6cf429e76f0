import { type Urgency, wordedMailKinds } from '@limber/contracts';

/**
 * What a recipient may say no to. `all` stops everything but booking mails, safety and what staff get at work;
 * `undeliverable` is the mail server's no, which stops those too. `complaint` is a reader who called a mail of ours
 * spam: only what must be said still goes there.
 */
export const suppressionScopes = [
  ...(['all', 'marketing', 'check_ins', 'undeliverable', 'complaint'] as const),
] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

export interface KindRule {
  /** After a crash between the server's yes and our commit: send again, or rather not at all. */
  readonly delivery: 'at_least_once' | 'at_most_once';
  /** Which queue wakes its sender. What is sent at most once is bulk: it is claimed a few at a time. */
  readonly urgency: Urgency;
  /** The scope its one-click unsubscribe stops; null = nothing to unsubscribe from. */
  readonly unsubscribe: 'check_ins' | 'marketing' | null;
  readonly stoppedByAll: boolean;
  /** Never put off while others catch up. */
  readonly isUrgent?: boolean;
  /** Claims its copy leans on; the mail shows each with its certainty. */
  readonly claims: readonly string[];
}

const transactional: KindRule = {
  delivery: 'at_least_once',
  urgency: 'now',
  unsubscribe: null,
  stoppedByAll: false,
  claims: [],
};
const checkIn = (claims: readonly string[]): KindRule => ({
  delivery: 'at_least_once',
  urgency: 'soon',
  unsubscribe: 'check_ins',
  stoppedByAll: true,
  claims,
});
/**
 * Of the staff's own mails: twice is worse than not at all, the desk says the same. What somebody asks for as a
 * client of the house does not reach them at work; they are switched off there.
 */
const digest: KindRule = {
  delivery: 'at_most_once',
  urgency: 'bulk',
  unsubscribe: null,
  stoppedByAll: false,
  claims: [],
};

/** Those a clinic may word, which the pages know too, and those that say what they must. */
export const messageKinds = [
  ...wordedMailKinds,
  'safety',
  'clinic_alert',
  'day_plan_evening',
  'day_plan_morning',
] as const;
export type MessageKind = (typeof messageKinds)[number];

export const kindRules: Readonly<Record<MessageKind, KindRule>> = {
  booking_confirmation: transactional,
  booking_moved: transactional,
  booking_requested: transactional,
  booking_declined: transactional,
  booking_cancelled: transactional,
  reminder_24h: { ...transactional, urgency: 'soon' },
  reminder_2h: { ...transactional, urgency: 'soon' },
  series_booked: transactional,
  series_cancelled: transactional,
  re_offer: transactional,
  waitlist_joined: transactional,
  waitlist_offer: transactional,
  waitlist_taken: transactional,
  aftercare: { ...transactional, urgency: 'soon', stoppedByAll: true, claims: ['C4', 'C5', 'X10'] },
  checkin_24: checkIn(['C1', 'X1']),
  checkin_48: checkIn(['C1', 'X1', 'X8']),
  checkin_72: checkIn(['X1', 'X10']),
  nudge_7d: {
    delivery: 'at_most_once',
    urgency: 'bulk',
    unsubscribe: 'marketing',
    stoppedByAll: true,
    claims: ['C6', 'X8'],
  },
  safety: { ...transactional, isUrgent: true },
  clinic_alert: { ...transactional, isUrgent: true },
  day_plan_evening: digest,
  day_plan_morning: digest,
};

/** Worth a try even to an address that failed before. */
const TRIED_ANYWAY: ReadonlySet<MessageKind> = new Set(['safety', 'clinic_alert']);

/** Visit and day take place without them: who complained gets none. Changes and answers must be told. */
const CAN_BE_SPARED: ReadonlySet<MessageKind> = new Set([
  ...(['reminder_24h', 'reminder_2h', 'day_plan_evening', 'day_plan_morning'] as const),
]);

/** Which opt-outs stop a kind. */
export function scopesThatStop(kind: MessageKind): SuppressionScope[] {
  const { unsubscribe, stoppedByAll } = kindRules[kind];
  return [
    ...(unsubscribe ? [unsubscribe] : []),
    ...(stoppedByAll ? (['all'] as const) : []),
    ...(stoppedByAll || CAN_BE_SPARED.has(kind) ? (['complaint'] as const) : []),
    ...(TRIED_ANYWAY.has(kind) ? [] : (['undeliverable'] as const)),
  ];
}

/** Which kinds an opt-out stops. */
export const kindsStoppedBy = (scope: SuppressionScope): MessageKind[] =>
  messageKinds.filter((kind) => scopesThatStop(kind).includes(scope));
