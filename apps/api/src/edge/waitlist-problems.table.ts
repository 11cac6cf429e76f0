import type { ErrorCode } from '@limber/contracts';
import { text, type Wording } from './problem.wording.ts';

/** What people hear who wait for a time, and the desk about them. */
export const waitlistProblems = {
  OFFER_TAKEN: {
    status: 409,
    title: 'Just taken',
    detail: 'Somebody who was offered the same time was quicker. You stay on the list.',
  },
  WAITLIST_CLOSED: {
    status: 409,
    title: 'No longer waiting',
    detail:
      'This place on the waitlist has ended. Nothing was changed. Join again if you still want a time.',
  },
  WAITLIST_FULL: {
    status: 409,
    title: 'On the list as often as one can be',
    detail: ({ limit }) =>
      `This address waits for ${text(limit)} sessions already. Leave one of them first; the link is in its mail.`,
  },
  ALREADY_WAITING: {
    status: 409,
    title: 'Already on the list',
    detail:
      'This visit waits for an earlier time already. Change that wish instead; the link is in its mail.',
  },
  ALREADY_OFFERED: {
    status: 409,
    title: 'An offer is open',
    detail: 'This person is being offered a time now. Wait until they answer or it ends.',
  },
  WINDOW_TOO_SHORT: {
    status: 422,
    title: 'Too short for the session',
    detail: 'The whole session has to fit between the two times. Make the window longer.',
  },
} satisfies Partial<Record<ErrorCode, Wording>>;
