import type { ErrorCode } from '@limber/contracts';
import { bookingProblems } from './booking-problems.table.ts';
import { deskProblems } from './desk-problems.table.ts';
import { mailProblems } from './mail-problems.table.ts';
import { type Params, text, type Wording } from './problem.wording.ts';
import { setupProblems } from './setup-problems.table.ts';
import { waitlistProblems } from './waitlist-problems.table.ts';

/** Every code with its status and sentence. A code without a row does not compile. */
export const problems: Record<ErrorCode, Wording> = {
  ...bookingProblems,
  ...deskProblems,
  ...waitlistProblems,
  ...setupProblems,
  ...mailProblems,
  BAD_REQUEST: {
    status: 400,
    title: 'Request not understood',
    detail: 'The request could not be read. Check its form and send it again.',
  },
  BAD_JSON: {
    status: 400,
    title: 'Not JSON',
    detail: 'The body is not valid JSON. Nothing was changed.',
  },
  BAD_URL: {
    status: 400,
    title: 'Address not understood',
    detail: 'The address cannot be decoded. Check it for stray % signs.',
  },
  NOT_FOUND: {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing here, or it is not yours to see.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address does not take that method.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'Too large',
    detail: 'The body is larger than 100 kB. Send less at once.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Content type not supported',
    detail: 'Send the body as application/json.',
  },
  VALIDATION_FAILED: {
    status: 422,
    title: 'Some fields need another look',
    detail: 'Nothing was changed. Each field at fault says what it needs.',
  },
  RANGE_TOO_LONG: {
    status: 422,
    title: 'Range too long',
    detail: ({ days }) => `Ask for at most ${text(days)} days at once.`,
  },
  RANGE_REVERSED: {
    status: 422,
    title: 'Range is reversed',
    detail: 'The last day lies before the first. Swap from and to.',
  },
  DURATION_NOT_SOLD: {
    status: 422,
    title: 'Length not sold',
    detail: ({ sold }) => `This service is sold in these lengths: ${text(sold)} minutes.`,
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'Key used for something else',
    detail: 'This Idempotency-Key was used with another request. Make a new key for a new request.',
  },
  IDEMPOTENCY_RUNNING: {
    status: 409,
    title: 'Still being worked on',
    detail: 'The same request is still running. Wait a moment and ask again with the same key.',
  },
  UNAUTHENTICATED: {
    status: 401,
    title: 'Please sign in',
    detail: 'Nobody is signed in, or the session has ended. Sign in and try again.',
  },
  SIGN_IN_FAILED: {
    status: 401,
    title: 'Could not sign in',
    detail: 'E-mail address and password do not belong together. Check both and try again.',
  },
  TOO_MANY_SIGN_INS: {
    status: 429,
    title: 'Too many attempts',
    detail: 'Too many sign-ins from here went wrong. Wait a few minutes and try again.',
  },
  CROSS_SITE: {
    status: 403,
    title: 'Sent from another site',
    detail:
      'The request was sent from a page of another site. Nothing was changed; use our own pages.',
  },
  PRECONDITION_REQUIRED: {
    status: 428,
    title: 'Say which version you saw',
    detail:
      'Send the ETag of what you looked at as If-Match, so that nobody is overwritten unseen.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    title: 'Changed in the meantime',
    detail: 'Somebody changed this after you opened it. Nothing was done; look at it again.',
  },
  VISIT_OUT_OF_ORDER: {
    status: 409,
    title: 'Not the next step',
    detail: ({ from }) =>
      `This visit stands at "${text(from)}", so that step does not follow. Look at it again.`,
  },
  VISIT_TOO_EARLY: {
    status: 409,
    title: 'Too early for that',
    detail: 'That step can be pressed around the time of the session. Nothing was changed.',
  },
  DEMO_ONLY: {
    status: 404,
    title: 'Demo only',
    detail: 'This exists in demo mode only.',
  },
  CLOCK_BACKWARDS: {
    status: 422,
    title: 'The clock only moves forward',
    detail: 'Give a positive duration such as PT24H, at most 400 days.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    title: 'Too many requests',
    detail: 'Too many requests came from this address. Wait a little and try again.',
  },
  BUSY: {
    status: 503,
    title: 'Very busy right now',
    detail: 'Too many people want the same thing at this moment. Nothing was changed; try again.',
  },
  UNAVAILABLE: {
    status: 503,
    title: 'Not reachable right now',
    detail:
      "A part of the clinic's system cannot be reached. Nothing was changed; try again shortly.",
  },
  INTERNAL: {
    status: 500,
    title: 'Something went wrong',
    detail:
      'This is our mistake. Nothing was changed. If it stays, phone the clinic and name the request id.',
  },
};

export const detailOf = (code: ErrorCode, params: Params): string => {
  const { detail } = problems[code];
  return typeof detail === 'string' ? detail : detail(params);
};
