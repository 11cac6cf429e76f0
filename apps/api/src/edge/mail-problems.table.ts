import type { ErrorCode } from '@limber/contracts';
import type { Wording } from './problem.wording.ts';

/** What can go wrong with a mail, its buttons, and a clinic's own words. */
export const mailProblems = {
  TOO_LATE_TO_CONFIRM: {
    status: 409,
    title: 'Nothing left to confirm',
    detail: 'The visit has begun, is over, or waits for the clinic. There is nothing to confirm.',
  },
  MAIL_NOT_REPEATABLE: {
    status: 409,
    title: 'This mail cannot be sent again',
    detail:
      'Only a mail that failed can be sent again, while it still holds and the client has an address. Phone the client instead.',
  },
} satisfies Partial<Record<ErrorCode, Wording>>;
