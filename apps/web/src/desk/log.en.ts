import { cancelReasons } from './panel.en.ts';
import { visitWords } from './visit.en.ts';

const kinds: Readonly<Record<string, string>> = {
  booking_confirmation: 'Confirmation',
  booking_moved: 'Move',
  booking_requested: 'Request received',
  booking_declined: 'Request declined',
  booking_cancelled: 'Cancellation',
  reminder_24h: 'Reminder, a day before',
  reminder_2h: 'Reminder, two hours before',
  re_offer: 'Offer of somebody else',
  aftercare: 'Aftercare',
  checkin_24: 'Check-in after 24 hours',
  checkin_48: 'Check-in after 48 hours',
  checkin_72: 'Check-in after 72 hours',
  nudge_7d: 'Invitation after 7 days',
  safety: 'Safety advice',
  clinic_alert: 'Alert to the clinic',
  day_plan_evening: 'Plan of tomorrow',
  day_plan_morning: 'Changes of today',
  series_booked: 'Visits of a series',
  series_cancelled: 'Cancelled visits of a series',
  waitlist_joined: 'On the waitlist',
  waitlist_offer: 'Waitlist: a free time',
  waitlist_taken: 'Waitlist: taken',
};

const reasons: Readonly<Record<string, string>> = {
  cancelled: 'the booking was cancelled',
  no_show: 'the client did not come',
  moved: 'the visit was moved',
  zone_changed: 'the client is in another time zone',
  quiet_hours: 'there is no hour for it outside the quiet hours',
  superseded: 'a newer mail took its place',
  suppressed: 'the address does not take these mails',
  visit_begun: 'the visit had begun',
  unsubscribed: 'the client unsubscribed',
  past_not_after: 'it would have come too late',
  sender_died: 'the sender stopped halfway',
  refused: 'the mail server refused it',
  connection_lost: 'the mail server could not be reached',
  gave_up: 'every try failed',
  retries_exhausted: 'every try failed',
  next_try_too_late: 'the next try would have come too late',
  not_wanted: 'the desk did not want it sent',
  restored: 'the cancellation was taken back',
  complaint: 'the reader called it spam',
  returned: 'it came back',
  guardian_only: 'only the guardian gets mails',
  bounce: 'mails to the address come back',
  nothing_changed: 'nothing had changed',
  nothing_to_tell: 'there was nothing to tell',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const plain = (code: string): string => capital(code.replaceAll('_', ' '));

const actions: Readonly<Record<string, string>> = {
  'booking.confirmed': 'Booked',
  'booking.moved': 'Moved',
  'booking.requested': 'Asked for',
  'booking.request_confirmed': 'Request confirmed',
  'booking.request_declined': 'Request declined',
  'booking.request_unanswered': 'Request let go: nobody answered in time',
  'booking.cancelled': 'Cancelled',
  'booking.attendance_confirmed': 'Client said: I am coming',
  'booking.mail_sent_again': 'Mail sent again',
  'booking.guardian_named': 'Under 18: mails go to the guardian',
  'booking.mail_stop_lifted': 'Mails go out again',
  'booking.guardian_removed': 'No guardian any more',
  'booking.contact_first': 'Marked: speak with the client first',
  'booking.visit_changed': 'Visit',
  'booking.clearance_recorded': 'Clearance recorded',
  'booking.intake_answered': 'Health questions answered',
};

const wordOf = (value: string): string =>
  (visitWords as Readonly<Record<string, string>>)[value] ??
  (cancelReasons as Readonly<Record<string, string>>)[value] ??
  plain(value);

export const logTexts = {
  messages: 'Messages',
  noMessages: 'No mail has been planned.',
  kind: (kind: string) => kinds[kind] ?? plain(kind),
  due: (when: string) => `due ${when}`,
  sent: (when: string) => `sent ${when}`,
  reason: (reason: string) => reasons[reason] ?? plain(reason).toLowerCase(),
  sendAgain: 'Send again',
  sendAgainFor: (kind: string) => `Send again: ${kind}`,
  onItsWay: (kind: string) => `On its way again: ${kind}.`,
  history: 'History',
  noHistory: 'Nothing has happened since it was booked.',
  action: (action: string) => actions[action] ?? plain(action.replace('booking.', '')),
  change: (from: string, to: string) => `${wordOf(from)} to ${wordOf(to).toLowerCase()}`,
  moved: (from: string, to: string) => `Moved from ${from} to ${to}`,
  because: (reason: string) => wordOf(reason),
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
