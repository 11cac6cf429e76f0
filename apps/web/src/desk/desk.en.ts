import type { DeskBookingCard, DeskCancelRequest, DeskMe, SessionType } from '@limber/contracts';
import type { VisitStep } from './desk.requests.ts';

type Visit = DeskBookingCard['visit'];
type Health = NonNullable<DeskBookingCard['health']>;
type TrainingType = NonNullable<Health['trainingType']>;
type Pressure = Health['pressureCap'];

const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const deskTexts = {
  nav: 'Desk',
  day: 'Day',
  signOut: 'Sign out',
  account: 'Your account',
  roles: {
    therapist: 'Therapist',
    front_desk: 'Front desk',
    owner: 'Owner',
  } satisfies Record<DeskMe['role'], string>,
  demoClock: (when: string) => `Demo: it is ${when}`,
  mailbox: 'Mailbox',
  skip: 'Skip to the day',
} as const;

export const signInTexts = {
  title: 'Sign in to the desk',
  lead: 'For the people who work at the clinic.',
  wrong: 'E-mail address and password do not belong together. Check both and try again.',
  ended:
    'Your session has ended. Sign in again, and you are back where you were: the day and the open booking are kept.',
  email: 'E-mail',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  go: 'Sign in',
  going: 'Signing in',
  demo: 'Demo accounts',
  demoLead:
    'A press fills in the e-mail. The passwords stand in the terminal where the clinic was started.',
  demoPeople: [
    ['ana@limber.example', 'Ana, therapist'],
    ['marek@limber.example', 'Marek, therapist'],
    ['desk@limber.example', 'Fay, front desk'],
    ['owner@limber.example', 'Olu, owner'],
  ],
} as const;

export const visitWords: Record<Visit, string> = {
  booked: 'Booked',
  arrived: 'Arrived',
  in_session: 'In session',
  done: 'Done',
  no_show: 'No-show',
};

export const statusWords = {
  requested: 'Requested',
  awaiting_payment: 'Awaiting payment',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
} as const;

export const dayTexts = {
  previous: 'Day before',
  following: 'Day after',
  today: 'Today',
  pick: 'Go to a day',
  switcher: 'Choose the day. The left and right arrow keys work too.',
  visits: (n: number) => (n === 0 ? 'No visits' : count(n, 'visit', 'visits')),
  ahead: (n: number) => `${n} still to come`,
  allDone: 'all done',
  working: (from: string, to: string) => `${from} to ${to}`,
  until: (from: string, to: string) => `${from} to ${to}`,
  now: 'Now',
  next: 'Next',
  inRoom: 'In session now',
  later: 'Later',
  earlier: 'Earlier',
  nothingLeft: 'No more visits today.',
  nothing: (day: string) => `Nothing booked on ${day}`,
  free: (ranges: string) => `Free from ${ranges}.`,
  off: 'Nobody works that day.',
  offYou: 'You do not work that day.',
  and: ' and ',
  notIn: (names: string) => `Not in: ${names}`,
  rest: 'Break',
  away: 'Away',
  columns: 'Therapists side by side',
  new: 'New',
  newHint: 'First visit to the clinic',
  first: 'First of type',
  firstShort: 'First',
  firstHint: 'First session of this type',
  form: { answered: 'Form answered', missing: 'Form missing' },
  contactFirst: 'Speak with the client before anything else',
  caution: 'Something to mind, see the health answers',
  cautionPlain: 'The therapist has something to mind',
  minutes: (n: number) => `${n} min`,
  /** Kept on one line by spaces that do not break. */
  place: (n: number, room: string) => `${n}\u00a0min\u00a0·\u00a0${room}`,
  late: (when: string) => `As of ${when}. The clinic cannot be reached.`,
} as const;

export const stepTexts: Record<
  VisitStep,
  { press: string; pressFor: (n: string) => string; did: (n: string) => string }
> = {
  arrived: {
    press: 'Arrived',
    pressFor: (name) => `${name} has arrived`,
    did: (name) => `${name} is marked as arrived.`,
  },
  in_session: {
    press: 'Start',
    pressFor: (name) => `Start the session of ${name}`,
    did: (name) => `The session of ${name} has started.`,
  },
  done: {
    press: 'End',
    pressFor: (name) => `End the session of ${name}`,
    did: (name) => `The session of ${name} has ended.`,
  },
  no_show: {
    press: 'No-show',
    pressFor: (name) => `${name} did not come`,
    did: (name) => `${name} is marked as a no-show. The mails after the visit are stopped.`,
  },
};

export const actionTexts = {
  label: 'Steps of the visit',
  sureNoShow: (name: string) =>
    `${name} did not come? This stops the mails after the visit and cannot be taken back.`,
  yesNoShow: 'Yes, no-show',
  back: 'Back',
  undone: (name: string) => `Not saved, so ${name} stands as before.`,
  dismiss: 'Close this message',
} as const;

export const workWords: Record<SessionType, string> = {
  recovery_light: 'light recovery work',
  sports_massage: 'sports massage',
  deep_tissue: 'deep tissue work',
  mobility: 'mobility work',
  relaxation: 'calm massage',
};

export const trainingWords: Record<TrainingType, string> = {
  eccentric: 'downhill or jumps',
  unfamiliar: 'something unfamiliar',
  long_endurance: 'a long run or ride',
  intervals: 'intervals',
  heavy_strength: 'heavy weights',
  mixed: 'mixed training',
  rest: 'a rest day',
};

export const pressureWords: Record<Pressure, string> = {
  light: 'light pressure',
  moderate: 'moderate pressure',
  firm: 'firm pressure',
};

const checkInHours: Readonly<Record<string, string>> = {
  checkin_24: '24 h',
  checkin_48: '48 h',
  checkin_72: '72 h',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const healthTexts = {
  trained: (hours: number | null, type: TrainingType, rpe: number | null) => {
    const when =
      hours === null
        ? `After ${trainingWords[type]}`
        : `${Math.round(hours)} h after ${trainingWords[type]}`;
    return rpe === null ? when : `${when}, RPE ${rpe}`;
  },
  restDay: 'Rest day before the visit',
  noTraining: 'No training given',
  work: (type: SessionType | null, minutes: number | null, pressure: Pressure | null) =>
    capital(
      [type && workWords[type], minutes && `${minutes} min`, pressure && pressureWords[pressure]]
        .filter(Boolean)
        .join(', '),
    ),
  cap: (pressure: Pressure, minutes: number | null) =>
    [pressure !== 'firm' && pressureWords[pressure], minutes && `${minutes} min`]
      .filter(Boolean)
      .join(', '),
  atMost: (limit: string) => `At most ${limit}`,
  suggested: (work: string) => `Suggested: ${work.charAt(0).toLowerCase()}${work.slice(1)}`,
  where: (areas: string) => `Trained: ${areas}`,
  soreness: (n: number) => `Soreness ${n} of 10 when booking`,
  last: (answers: readonly { kind: string; soreness: number }[]) =>
    `After the last visit: ${answers
      .map(({ kind, soreness }) => `${soreness} at ${checkInHours[kind] ?? kind}`)
      .join(', ')}`,
  labels: {
    training: 'Training',
    work: 'Suggested',
    cap: 'Limit',
    note: 'Mind',
    last: 'Last response',
    areas: 'Where',
    soreness: 'Soreness',
  },
  section: 'Health answers',
  open: 'Open the health answers',
  recorded: 'Opening this is recorded with your name and the time.',
  wasRecorded: (when: string) => `Opened at ${when}; this is recorded.`,
  close: 'Close the health answers',
  notNow: 'Health answers can be opened from 30 days before the visit until 90 days after it.',
  screening: 'Screening',
  answeredAt: (when: string, version: string) => `Answered ${when}, questions ${version}`,
  noneYes: 'Every question was answered with no.',
  noScreening: 'The form has not been answered.',
  yesTo: 'Answered yes',
  place: (area: string) => `Place: ${area}`,
  avoid: (areas: string) => `Leave out: ${areas}`,
  training: 'Training and soreness',
  length: (minutes: number) => `${minutes} min`,
  ended: (when: string) => `Ended ${when}`,
  clientNote: 'In the client’s words',
  suggestion: 'What was suggested',
  noSuggestion: 'No suggestion was asked for.',
  reasons: 'Why',
  cautions: 'Cautions',
  rules: (version: string) => `Rules ${version}, as they stood when this was booked`,
  focus: (areas: string) => `On ${areas}`,
} as const;

const kinds: Readonly<Record<string, string>> = {
  booking_confirmation: 'Confirmation',
  booking_cancelled: 'Cancellation',
  aftercare: 'Aftercare',
  checkin_24: 'Check-in after 24 hours',
  checkin_48: 'Check-in after 48 hours',
  checkin_72: 'Check-in after 72 hours',
  nudge_7d: 'Invitation after 7 days',
  safety: 'Safety advice',
  clinic_alert: 'Alert to the clinic',
};

const reasons: Readonly<Record<string, string>> = {
  cancelled: 'the booking was cancelled',
  no_show: 'the client did not come',
  moved: 'the visit was moved',
  superseded: 'a newer mail took its place',
  suppressed: 'the address does not take these mails',
  unsubscribed: 'the client unsubscribed',
  past_not_after: 'it would have come too late',
  sender_died: 'the sender stopped halfway',
  refused: 'the mail server refused it',
  connection_lost: 'the mail server could not be reached',
  gave_up: 'every try failed',
};

const cancelReasons: Record<DeskCancelRequest['reason'], string> = {
  client_asked: 'The client asked',
  therapist_away: 'Therapist away',
  room_unavailable: 'Room not available',
  clinic_closed: 'Clinic closed',
  booked_by_mistake: 'Booked by mistake',
  other: 'Other',
};

const plain = (code: string): string => capital(code.replaceAll('_', ' '));

const actions: Readonly<Record<string, string>> = {
  'booking.confirmed': 'Booked',
  'booking.cancelled': 'Cancelled',
  'booking.contact_first': 'Marked: speak with the client first',
  'booking.visit_changed': 'Visit',
  'booking.clearance_recorded': 'Clearance recorded',
};

const wordOf = (value: string): string =>
  (visitWords as Readonly<Record<string, string>>)[value] ??
  (cancelReasons as Readonly<Record<string, string>>)[value] ??
  plain(value);

export const panelTexts = {
  close: 'Close the booking',
  loading: 'Loading the booking',
  contact: 'Contact',
  phone: (name: string, number: string) => `Call ${name}, ${number}`,
  mail: (name: string, address: string) => `Write to ${name}, ${address}`,
  unreachable: 'Mails to this address come back. Phone instead.',
  what: 'Service',
  where: 'Where',
  who: 'Therapist',
  price: 'Price',
  atClinic: 'paid at the clinic',
  policy: 'Policy',
  freeUntil: (when: string) => `Free for the client to cancel until ${when}`,
  thenFee: (fee: string) => `, then ${fee}`,
  thenNoFee: ', and no fee after it',
  revision: 'Version',
  revisionOf: (n: number, reference: string) => `${n}, reference ${reference}`,
  messages: 'Messages',
  noMessages: 'No mail has been planned.',
  kind: (kind: string) => kinds[kind] ?? plain(kind),
  due: (when: string) => `due ${when}`,
  sent: (when: string) => `sent ${when}`,
  reason: (reason: string) => reasons[reason] ?? plain(reason).toLowerCase(),
  history: 'History',
  noHistory: 'Nothing has happened since it was booked.',
  action: (action: string) => actions[action] ?? plain(action.replace('booking.', '')),
  change: (from: string, to: string) => `${wordOf(from)} to ${wordOf(to).toLowerCase()}`,
  because: (reason: string) => wordOf(reason),
  by: { client: 'by the client', staff: 'by the clinic', system: 'by itself' },
  bookedAt: 'Booked',
  cancel: 'Cancel this booking',
  cancelTitle: 'Cancel for the clinic',
  cancelLead: (first: string, email: string) =>
    `Free for ${first}, whatever the hour. A cancellation mail goes to ${email}, and the time is free again. This cannot be taken back.`,
  why: 'Why?',
  cancelYes: 'Cancel and tell the client',
  cancelling: 'Cancelling',
  keep: 'Keep the booking',
  pickReason: 'Choose a reason first. The client does not see it.',
  changed:
    'Somebody changed this booking after you opened it. Nothing was cancelled. This is how it stands now; look at it and cancel again if it still holds.',
  cancelled: (name: string, email: string) =>
    `The booking of ${name} is cancelled. The mail to ${email} is on its way.`,
  isCancelled: (when: string, by: string) => `Cancelled ${when} ${by}`,
  pausedTitle: 'Online booking is paused for this client',
  pausedLead:
    'An answer of theirs was a warning sign. Phone them first; whether a session can take place is for them and a clinician to say.',
  clear: 'We have spoken: record clearance',
  clearYes: 'Yes, open booking again',
  cleared: (name: string) => `Clearance is recorded. ${name} can book again.`,
  notPossible: 'A session that is running or over cannot be cancelled.',
  notFound: 'There is no such booking here, or it is not yours to see.',
  cancelReasons,
} as const;

export const messageStates: Readonly<Record<string, string>> = {
  planned: 'Planned',
  sending: 'Being sent',
  sent: 'Sent',
  cancelled: 'Called off',
  dropped: 'Not sent',
  skipped_stale: 'Too late, not sent',
  unknown: 'Unclear whether it went',
  dead: 'Failed',
};

export const listWords = (items: readonly string[]): string => {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
};
