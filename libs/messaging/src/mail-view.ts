import type { Money } from '@limber/kernel';
import type { CalendarEntry } from './calendar.rules.ts';

export interface MailClinic {
  name: string;
  legalName: string;
  /** Of the location, one line. */
  address: string;
  phone: string;
  email: string;
  timeZone: string;
  /** BCP 47; shapes dates, times and money. */
  locale: string;
}

export interface MailVisit {
  reference: string;
  service: string;
  durationMin: number;
  therapist: string;
  startsAt: Date;
  endsAt: Date;
  location: { name: string; address: string };
  price: Money;
  /** IANA zone of the reader, where it is known. */
  readerZone?: string;
}

/** A statement of evidence that the mail's copy leans on. */
export interface MailClaim {
  id: string;
  title: string;
  certainty: 'high' | 'moderate' | 'low' | 'very low';
}

interface AnyMail {
  clinic: MailClinic;
  /** IANA zone of every time in the mail: a visit's times in the location's, else the client's. */
  timeZone: string;
}

/** A clinic's own words with their placeholders; null: as the house words it. Lines are paragraphs. */
export interface MailWords {
  opening: string | null;
  closing: string | null;
}

interface ClientMail extends AnyMail {
  firstName: string;
  /** Left out where a clinic never changed them, and where it may not. */
  words?: MailWords;
}

interface Evidence {
  evidenceUrl: string;
  claims: MailClaim[];
  symptomsUrl: string;
}

interface Unsubscribable {
  /** The page behind the link in the footer. */
  unsubscribeUrl: string;
  /** Where a mail program POSTs its one click (RFC 8058): an api route, no cookie, no page. */
  oneClickUrl: string;
}

/** What a mail puts into the reader's calendar, or takes out of it. */
export interface CalendarNews {
  /** Several visits are no invitation, which speaks of one: they are published. */
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  entries: readonly CalendarEntry[];
}

interface WithCalendar {
  calendar?: CalendarNews | null;
}

export type CheckInQuestion = 'soreness' | 'stiffness' | 'sleep' | 'readiness';

/** What is asked by one tap. The page opens with `#s=6` chosen and stores nothing until it is sent. */
export interface CheckInAsk {
  /** The first one gets the 0-10 row, the page asks the rest. */
  asks: CheckInQuestion[];
  /** `${PUBLIC_URL}/check-in/{token}`; the value travels in the fragment, which no scanner sends on. */
  url: string;
  expiresAt: Date;
}

export interface BookingConfirmationView extends ClientMail, WithCalendar {
  kind: 'booking_confirmation' | 'booking_moved';
  visit: MailVisit;
  /** Where the visit stood before; null for a first booking, and when only the hands change. */
  movedFrom: Date | null;
  /** Who would have given it before. */
  therapistBefore?: string | null;
  /** The location it would have been at before. */
  placeBefore?: string | null;
  freeCancellationUntil: Date | null;
  manageUrl: string;
}

export interface BookingRequestedView extends ClientMail, WithCalendar {
  kind: 'booking_requested';
  visit: MailVisit;
  /** Where the request stood before; null for a first one. */
  movedFrom: Date | null;
  answerBy: Date;
  manageUrl: string;
}

export interface BookingDeclinedView extends ClientMail {
  kind: 'booking_declined';
  visit: MailVisit;
  cause: 'declined' | 'unanswered';
  /** Other times of the same session; null where the client must not be offered any now. */
  timesUrl: string | null;
}

export interface BookingCancelledView extends ClientMail, WithCalendar {
  kind: 'booking_cancelled';
  visit: MailVisit;
  cancelledBy: 'client' | 'clinic';
  fee: Money | null;
  /** Null where the client must not be offered another one now. */
  bookUrl: string | null;
}

/** Before a visit: whether one comes is said by one tap and one press, and moving is one tap away. */
export interface ReminderView extends ClientMail {
  kind: 'reminder_24h' | 'reminder_2h';
  visit: MailVisit;
  freeCancellationUntil: Date | null;
  /** The page that asks; null once the client has said it. */
  attendUrl: string | null;
  /** Null where moving is no longer the client's to do. */
  moveUrl: string | null;
  manageUrl: string;
}

/** Several visits at once: one mail, not one each. */
export interface SeriesMailView extends ClientMail, WithCalendar {
  kind: 'series_booked' | 'series_cancelled';
  visit: Pick<MailVisit, 'service' | 'durationMin' | 'therapist' | 'location'>;
  /** In time order; each with its own page while it stands, and until when it is free to cancel; null: no more. */
  dates: { startsAt: Date; url: string | null; freeUntil: Date | null }[];
  bookUrl: string | null;
}

/** Who was booked cannot come; somebody else is kept for the same time. */
export interface ReOfferMailView extends ClientMail {
  kind: 're_offer';
  /** The visit with whoever would take it. */
  visit: MailVisit;
  away: string;
  keptUntil: Date;
  /** The page that asks; which button was tapped travels in the fragment. */
  url: string;
}

/** On the list, with the link to see, change and leave it. */
export interface WaitlistJoinedView extends ClientMail {
  kind: 'waitlist_joined';
  service: string;
  durationMin: number;
  /** Null: with anybody. */
  therapist: string | null;
  /** From the first day's beginning and the last day's; `ends` is the first day's end. */
  windows: { from: Date; to: Date; ends: Date }[];
  /** Wall times between which nothing is offered, unless it is near. */
  quietFrom: string;
  quietUntil: string;
  /** In the last day on which an offer may come. */
  until: Date;
  /** A visit that is booked should move earlier. */
  isMove: boolean;
  url: string;
}

/** A time that came free, kept for whoever is quick. */
export interface WaitlistOfferView extends ClientMail {
  kind: 'waitlist_offer';
  visit: MailVisit;
  keptUntil: Date;
  /** The visit it would replace. */
  movedFrom: Date | null;
  url: string;
}

/** Somebody else was quicker. */
export interface WaitlistTakenView extends ClientMail {
  kind: 'waitlist_taken';
  visit: MailVisit;
  stillWaiting: boolean;
  entryUrl: string;
}

export interface AftercareView extends ClientMail, Evidence {
  kind: 'aftercare';
  visit: Pick<MailVisit, 'startsAt' | 'therapist'>;
  /** Where to say that something is worrying; null where nobody is asked. */
  worryUrl: string | null;
  /** A check-in that would have fallen into the visit is asked here. */
  checkIn: CheckInAsk | null;
  /** The page where one asks for mails about bookings and safety only. */
  stopAllUrl: string;
}

export interface CheckInMailView extends ClientMail, Evidence, Unsubscribable {
  kind: 'checkin_24' | 'checkin_48' | 'checkin_72';
  /** What the hours are counted from; without a recorded training the visit is all we know. */
  since: 'training' | 'visit';
  checkIn: CheckInAsk;
}

export interface NudgeView extends ClientMail, Evidence, Unsubscribable {
  kind: 'nudge_7d';
  visit: Pick<MailVisit, 'startsAt' | 'therapist'>;
  bookUrl: string;
}

export interface SafetyMailView extends ClientMail {
  kind: 'safety';
  /** As on the screen, worst first. */
  messages: { title: string; body: string; numbers: readonly string[] }[];
  bookingPaused: boolean;
  symptomsUrl: string;
}

export interface ClinicAlertView extends AnyMail {
  kind: 'clinic_alert';
  /** Of the booking; no name and no symptom ever goes into this mail. */
  reference: string;
  raisedAt: Date;
  deskUrl: string;
}

/** One visit of a therapist's day: a first name and what is done, nothing of anyone's health. */
export interface DayPlanVisit {
  startsAt: Date;
  endsAt: Date;
  firstName: string;
  service: string;
  durationMin: number;
  room: string;
  isNewClient: boolean;
  hasForm: boolean;
  /** Asked for: the clinic has not said yes. */
  isRequest: boolean;
  amber: DayPlanAmber | null;
}

/** That something waits on the day card, never what. */
export type DayPlanAmber = 'contact_first' | 'mind';

/** What is not as the evening's plan told it. */
export type DayPlanChange =
  | { type: 'new'; visit: DayPlanVisit }
  | { type: 'amber'; visit: DayPlanVisit }
  | { type: 'moved' | 'changed'; visit: DayPlanVisit; before: DayPlanBefore }
  | { type: 'cancelled' | 'elsewhere'; before: DayPlanBefore };

export interface DayPlanBefore {
  startsAt: Date;
  durationMin: number;
  firstName: string;
  service: string;
  room: string;
}

/** To a therapist: tomorrow in the evening, and in the morning what changed since. */
export interface DayPlanView extends AnyMail {
  kind: 'day_plan_evening' | 'day_plan_morning';
  firstName: string;
  /** An instant of the day that is told. */
  day: Date;
  shifts: { place: string; startsAt: Date; endsAt: Date }[];
  visits: DayPlanVisit[];
  /** Null: the whole day is told, for nothing was before. */
  changes: DayPlanChange[] | null;
  deskUrl: string;
}

export type MailView =
  | BookingConfirmationView
  | BookingRequestedView
  | BookingDeclinedView
  | BookingCancelledView
  | ReminderView
  | SeriesMailView
  | ReOfferMailView
  | WaitlistJoinedView
  | WaitlistOfferView
  | WaitlistTakenView
  | AftercareView
  | CheckInMailView
  | NudgeView
  | SafetyMailView
  | ClinicAlertView
  | DayPlanView;
