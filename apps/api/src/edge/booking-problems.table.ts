import type { ErrorCode } from '@limber/contracts';
import { type Params, text, type Wording } from './problem.wording.ts';

const kindWords: Readonly<Record<string, string>> = {
  recovery_light: 'light recovery',
  sports_massage: 'sports massage',
  mobility: 'mobility',
  relaxation: 'relaxation',
  deep_tissue: 'deep tissue',
};
/** "light recovery, mobility or relaxation" */
const words = (kinds: unknown): string => {
  const known = Array.isArray(kinds) ? kinds.map((kind) => kindWords[text(kind)] ?? '') : [];
  return [known.slice(0, -1).join(', '), known.at(-1)].filter(Boolean).join(' or ');
};

const often = (times: unknown): string => (times === 1 ? 'once' : `${text(times)} times`);
/** Where to go on after a time that is gone. */
const near = ({ alternatives }: Params): string => {
  if (!Array.isArray(alternatives)) return 'pick it again if it is still free.';
  return alternatives.length > 0
    ? 'the nearest free times are listed.'
    : 'nothing near it is free. Look at another day.';
};

/** What clients hear about times, health answers, their booking and the links to it. */
export const bookingProblems = {
  OFF_GRID: {
    status: 422,
    title: 'Not a start that is offered',
    detail: 'Sessions do not start at that minute. Pick one of the listed times.',
  },
  IN_PAST: {
    status: 422,
    title: 'In the past',
    detail: 'That time has passed. Pick a later one.',
  },
  NOTICE: {
    status: 422,
    title: 'Too soon',
    detail: 'The clinic needs more notice than that. Pick a later time or phone the clinic.',
  },
  HORIZON: {
    status: 422,
    title: 'Too far ahead',
    detail: 'That day is not open for booking yet. Pick an earlier one.',
  },
  SAME_DAY_CUTOFF: {
    status: 422,
    title: 'Today is closed',
    detail: 'Times for today are no longer sold online. Pick another day or phone the clinic.',
  },
  OUTSIDE_HOURS: {
    status: 422,
    title: 'Outside working hours',
    detail: 'Nobody works at that time. Pick one of the listed times.',
  },
  SLOT_TAKEN: {
    status: 409,
    title: 'Just taken',
    detail: (params) =>
      `Somebody else has just taken that time. Nothing was booked; ${near(params)}`,
  },
  HOLD_EXPIRED: {
    status: 409,
    title: 'No longer kept',
    detail: (params) => `That time was kept for a while and is not any more; ${near(params)}`,
  },
  HOLD_USED: {
    status: 409,
    title: 'Already booked',
    detail:
      'This time has already been booked with this hold. Look for the confirmation in your mail.',
  },
  HOLD_EXTENDED: {
    status: 409,
    title: 'Already extended',
    detail: 'A time can be kept longer once only. Book it, or pick it again when it is free.',
  },
  TOO_MANY_HOLDS: {
    status: 429,
    title: 'Too many times kept',
    detail:
      'Too many times are being kept from this address. Book or let go of one, then try again.',
  },
  SCREENING_REFUSED: {
    status: 422,
    title: 'Please do not have a massage now',
    detail: 'Because of what you answered no massage can be booked. Please read the advice below.',
  },
  CLEARANCE_NEEDED: {
    status: 422,
    title: 'A clinician has to agree first',
    detail: ({ phone }) =>
      `Because of what you answered we need a clinician's yes before a massage. Phone us on ${text(phone)} and we will sort it out with you.`,
  },
  CLEARANCE_ENDS: {
    status: 422,
    title: "A clinician's yes is needed for that day",
    detail: ({ phone }) =>
      `The yes we have from a clinician ends before that day. Choose an earlier day, or phone us on ${text(phone)} and we will sort it out with you. Your visit stays where it is.`,
  },
  PRECAUTION_CAP: {
    status: 422,
    title: 'A gentler or shorter session, please',
    detail: ({ minutes, pressure, sessionTypes }) => {
      const length = minutes ? ` and at most ${text(minutes)} minutes` : '';
      const kinds = words(sessionTypes);
      return `With what we know of you we offer ${text(pressure)} pressure${length}: ${kinds}. Pick one of these; your answers are kept.`;
    },
  },
  CONSENT_REQUIRED: {
    status: 422,
    title: 'Your consent is needed',
    detail:
      'We may only book when you allow us to keep your health answers. Tick the box, or phone us.',
  },
  PHONE_INVALID: {
    status: 422,
    title: 'Phone number not understood',
    detail:
      'The phone number cannot be read. Include the country code, for example +44 7700 900123.',
  },
  INTAKE_CLOSED: {
    status: 409,
    title: 'No longer asked',
    detail: 'The visit was cancelled or is over, so these questions are no longer asked for it.',
  },
  INTAKE_OUTDATED: {
    status: 409,
    title: 'The questions have changed',
    detail:
      'The questions were changed after you opened them. Open the page again and answer those.',
  },
  BOOKING_BLOCKED: {
    status: 409,
    title: 'Please speak with us first',
    detail: ({ phone }) =>
      `Online booking is paused until somebody from the clinic has spoken with you. Phone ${text(phone)}.`,
  },
  ALREADY_CANCELLED: {
    status: 409,
    title: 'Already cancelled',
    detail: 'This booking was cancelled before. There is nothing left to do.',
  },
  TOO_LATE_TO_CANCEL: {
    status: 409,
    title: 'Too late to cancel',
    detail: ({ phone }) => `The session has begun or is over. Phone the clinic on ${text(phone)}.`,
  },
  FEE_NOT_ACCEPTED: {
    status: 409,
    title: 'This change has a price now',
    detail:
      'The time for changing it free of charge has ended. Nothing has changed yet: it goes on once you accept the fee named below.',
  },
  ALREADY_MOVED: {
    status: 409,
    title: 'Moved in the meantime',
    detail:
      'This booking was moved after you opened it, to the time named below. Nothing was changed now.',
  },
  TOO_LATE_TO_MOVE: {
    status: 409,
    title: 'Too late to move',
    detail: 'This visit has begun or is over, so it cannot be moved. Book another one instead.',
  },
  REQUEST_CLOSED: {
    status: 409,
    title: 'Not waiting any more',
    detail:
      'This request was answered before, was let go, or its time has come. Nothing was changed; look at it again.',
  },
  GUEST_NEEDED: {
    status: 422,
    title: 'Who comes along?',
    detail: 'This time is kept for two. Give the name and the health answers of the second person.',
  },
  GUEST_UNEXPECTED: {
    status: 422,
    title: 'Kept for one',
    detail: 'This time is kept for one person. Pick a time for two, then name the second person.',
  },
  GUEST_NOT_BOOKABLE: {
    status: 422,
    title: 'Not for both of you today',
    detail: ({ phone }) =>
      `Because of what was answered for the second person we would like to speak first. Phone us on ${text(phone)}; nothing was booked.`,
  },
  MOVE_LIMIT: {
    status: 409,
    title: 'Moved as often as possible online',
    detail: ({ phone, limit }) =>
      limit === 0
        ? `Bookings here are not moved online. To move yours, phone us on ${text(phone)}.`
        : `A booking can be moved ${often(limit)} online. To move it again, phone us on ${text(phone)}.`,
  },
  MOVE_WINDOW_CLOSED: {
    status: 409,
    title: 'Too close to your visit',
    detail: ({ phone }) =>
      `The time for moving it online has ended. Phone us on ${text(phone)} and we will see what we can do.`,
  },
  LINK_INVALID: {
    status: 404,
    title: 'Link not valid',
    detail: 'This link is not complete. Open it again from the mail, or copy all of it.',
  },
  LINK_EXPIRED: {
    status: 404,
    title: 'Link has ended',
    detail: ({ phone }) =>
      `This link could be answered for seven days. Phone us on ${text(phone)} if something worries you.`,
  },
  ANSWER_LOCKED: {
    status: 409,
    title: 'Answer can no longer be changed',
    detail: ({ phone }) =>
      `An answer can be corrected for 24 hours. Phone us on ${text(phone)} if something has changed.`,
  },
} satisfies Partial<Record<ErrorCode, Wording>>;
