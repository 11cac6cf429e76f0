import type { DeskBookingCard } from '@limber/contracts';
import type { VisitStep } from './desk.requests.ts';

type Visit = DeskBookingCard['visit'];

export const visitWords: Record<Visit, string> = {
  booked: 'Booked',
  arrived: 'Arrived',
  in_session: 'In session',
  done: 'Done',
  no_show: 'No-show',
};

/** Booked, and the client has said that they are coming. */
export const comingWord = 'Coming';

export const statusWords = {
  requested: 'Requested',
  awaiting_payment: 'Awaiting payment',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
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
    `${name} did not come? This stops the mails after the visit. It can be taken back for 24 hours.`,
  yesNoShow: 'Yes, no-show',
  back: 'Back',
  undone: (name: string) => `Not saved, so ${name} stands as before.`,
  undo: 'Undo',
  dismiss: 'Close this message',
} as const;
