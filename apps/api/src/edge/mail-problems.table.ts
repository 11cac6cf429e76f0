import type { ErrorCode } from '@limber/contracts';
import { text, type Wording } from './problem.wording.ts';

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
  WORDING_TOO_LONG: {
    status: 422,
    title: 'Too long',
    detail: ({ most, length }) =>
      `One part of a mail has at most ${text(most)} letters; this one has ${text(length)}. Shorten it.`,
  },
  WORDING_MARKUP: {
    status: 422,
    title: 'Plain text only',
    detail: 'A wording is plain text. Take out the < and > signs.',
  },
  WORDING_BRACES: {
    status: 422,
    title: 'A brace stands alone',
    detail:
      'Braces come in pairs around a name, such as {{clinicName}}. Take out the others, or use the buttons.',
  },
  WORDING_PLACEHOLDER: {
    status: 422,
    title: 'This mail does not know that name',
    detail: ({ name, known }) =>
      `There is no ${text(name) === '' ? 'empty name' : `"${text(name)}"`} in this mail. It knows: ${text(known)}.`,
  },
  WORDING_LINK: {
    status: 422,
    title: 'No links',
    detail: 'A mail has its own links, and they stay as they are. Take the web address out.',
  },
  WORDING_FORBIDDEN: {
    status: 422,
    title: 'More than is known',
    detail: ({ said }) =>
      `This says more about massage than anybody has shown: "${text(said)}". Say less, or leave it out.`,
  },
  WORDING_COUNT_CHANGED: {
    status: 409,
    title: 'Bookings changed while you looked',
    detail: ({ planned }) =>
      `This mail is now planned for ${text(planned)} ${planned === 1 ? 'booking' : 'bookings'}, which is not the number you saw. Nothing was saved; look at it and save again.`,
  },
  GUARDIAN_NEEDED: {
    status: 409,
    title: 'No other address is known',
    detail:
      'This client has no e-mail address of their own, so mails can only go to the guardian. Nothing was changed.',
  },
} satisfies Partial<Record<ErrorCode, Wording>>;
