import type { ErrorCode } from '@limber/contracts';
import type { Wording } from './problem.wording.ts';

/** What can go wrong with a mail, its buttons, and a clinic's own words. */
export const mailProblems = {
  TOO_LATE_TO_CONFIRM: {
    status: 409,
    title: 'Nothing left to confirm',
    detail: 'The visit has begun, is over, or waits for the clinic. There is nothing to confirm.',
  },
} satisfies Partial<Record<ErrorCode, Wording>>;
