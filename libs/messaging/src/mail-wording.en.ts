import type { WordedMailKind } from '@limber/contracts';

interface HouseWords {
  /** After the greeting. */
  opening: string;
  /** The last words before the footer. */
  closing: string;
}

const nothing: HouseWords = { opening: '', closing: '' };
const call = 'Something in the way? Answer this mail or call {{clinicPhone}}.';

/**
 * What a mail says in the two places a clinic may word, for as long as it has not. Facts, times, terms, links and
 * whatever is said about health stand in mail.en.ts and stay as they are.
 */
export const houseWording: Readonly<Record<WordedMailKind, HouseWords>> = {
  booking_confirmation: nothing,
  booking_moved: nothing,
  booking_requested: nothing,
  booking_declined: nothing,
  booking_cancelled: nothing,
  reminder_24h: { opening: '', closing: call },
  reminder_2h: { opening: '', closing: call },
  series_booked: nothing,
  series_cancelled: nothing,
  re_offer: { opening: '', closing: 'You can also answer this mail, or call {{clinicPhone}}.' },
  waitlist_joined: nothing,
  waitlist_offer: nothing,
  waitlist_taken: {
    opening: 'We are sorry. Somebody who was offered the same time accepted it before you.',
    closing: '',
  },
  aftercare: nothing,
  checkin_24: nothing,
  checkin_48: nothing,
  checkin_72: nothing,
  nudge_7d: nothing,
};
