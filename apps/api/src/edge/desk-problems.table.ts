import type { ErrorCode } from '@limber/contracts';
import { text, type Wording } from './problem.wording.ts';

/** What staff hear about the book, and clients about what the clinic proposes. */
export const deskProblems = {
  OVERRIDE_NEEDED: {
    status: 409,
    title: 'Some rules speak against it',
    detail:
      'The broken rules are listed. Name exactly these with a reason, or pick another time. Nothing was changed.',
  },
  BLOCK_CONFLICT: {
    status: 409,
    title: 'Somebody is booked then',
    detail: 'Nothing was blocked. Move or cancel what is listed first, or block another time.',
  },
  SERIES_CHANGED: {
    status: 409,
    title: 'The dates look different now',
    detail: 'Nothing was booked. The dates that changed are listed; look at the series again.',
  },
  UNDO_TOO_LATE: {
    status: 409,
    title: 'Too late to undo',
    detail:
      'The client has been told, or the time for undoing has passed. Book the visit again or phone the client.',
  },
  UNDO_NO_PLACE: {
    status: 409,
    title: 'No place for it any more',
    detail:
      'Since the visit was cancelled somebody was given time off, or a shift or a room has changed. It stays cancelled; book it again at a time that fits.',
  },
  NOTICE_GONE: {
    status: 409,
    title: 'No mail is waiting',
    detail: 'The mail about this change has gone out or was taken back. Look at the booking again.',
  },
  LATE_NOT_POSSIBLE: {
    status: 409,
    title: 'The visit cannot start later',
    detail: 'What follows stands in the way; the rules are listed. Nothing was changed.',
  },
  OFFER_ENDED: {
    status: 409,
    title: 'No longer kept',
    detail: ({ phone }) =>
      `We kept this for you for a while and it has ended. Nothing was changed. Phone us on ${text(phone)} and we will find a time.`,
  },
} satisfies Partial<Record<ErrorCode, Wording>>;
