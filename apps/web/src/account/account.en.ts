import type { CheckInView, UnsubscribeResult } from '@limber/contracts';

type Ask = CheckInView['asks'][number];

export const checkInTexts = {
  title: 'How are you doing?',
  questions: {
    soreness: 'How sore are you right now?',
    stiffness: 'How stiff do you feel right now?',
    sleep: 'How well did you sleep last night?',
    readiness: 'How ready to train do you feel?',
  } satisfies Record<Ask, string>,
  low: {
    soreness: '0 not at all',
    stiffness: '0 not at all',
    sleep: '0 very badly',
    readiness: '0 not at all',
  } satisfies Record<Ask, string>,
  high: {
    soreness: '10 worst imaginable',
    stiffness: '10 worst imaginable',
    sleep: '10 very well',
    readiness: '10 fully ready',
  } satisfies Record<Ask, string>,
  notSaved: (value: number) => `${value} is chosen, and not saved yet.`,
  notSavedNone: 'Nothing is saved until you press the button.',
  optional: 'If you like',
  flags: 'Is any of this true now?',
  flagsLead: 'Tick what is true. If nothing is, the button says so for you.',
  saveNone: (value: number) => `None of these · save ${value}`,
  saveSome: 'Save, and see what to do',
  chooseFirst: 'Choose a number first.',
  until: (when: string) => `The link works until ${when}.`,
  answered: (when: string) => `You have answered. You can correct it until ${when}.`,
  saved: 'Saved',
  correct: 'Correct the answer',
  correctable: (when: string) => `You can correct your answer until ${when}.`,
  times: 'See times that fit',
  blocked: (phone: string) =>
    `New bookings are paused until someone at the clinic has spoken with you. Once you have had help, call us on ${phone}.`,
  bookingBlockedTitle: 'Please read this first',
  linkTroubleTitle: 'This link does not open a check-in',
  callClinic: (phone: string) => `Call the clinic, ${phone}`,
} as const;

export const manageTexts = {
  confirmed: 'Your booking',
  awaiting: 'Your booking waits for payment',
  requested: 'Your booking waits for the clinic',
  cancelled: 'Cancelled',
  past: 'Your last visit',
  was: (when: string) => `It was on ${when}. The time is no longer kept for you.`,
  what: 'What',
  who: 'With',
  where: 'Where',
  price: 'Price',
  payAtClinic: 'pay at the clinic',
  reference: 'Reference',
  free: 'Free to cancel',
  until: (when: string) => `until ${when}`,
  freeOver: (when: string) => `ended ${when}`,
  map: 'Map',
  range: (from: string, to: string) => `${from} to ${to}`,
  cancelTitle: 'Cancel this booking',
  cancelFree: 'Cancel for free',
  cancelFee: (fee: string) => `Cancel · ${fee}`,
  feeLead: (fee: string) =>
    `Cancelling now costs ${fee}: the time for cancelling free of charge has passed.`,
  freeLead: (when: string) => `Cancelling costs nothing until ${when}.`,
  freeLeadNow: 'Cancelling costs nothing right now.',
  sure: 'The time goes to somebody else, and check-ins for this visit stop.',
  yesFree: 'Yes, cancel for free',
  yesFee: (fee: string) => `Yes, cancel for ${fee}`,
  keep: 'Keep it',
  late: (phone: string) => `It can no longer be cancelled here. Call us on ${phone}.`,
  rebook: 'Choose another time',
  again: 'Book again',
  invalid: {
    title: 'This link does not open a booking',
    lead: 'It may be cut off. Open it again from the mail, or copy all of it. Links do not run out.',
  },
  serviceLine: (service: string, minutes: number) => `${service}, ${minutes} min`,
} as const;

export const unsubscribeTexts = {
  title: 'Stop these mails?',
  lead: 'Nothing has changed yet. Confirmations of bookings and safety messages keep coming.',
  stop: 'Stop these mails',
  keep: 'Keep them',
  doneTitle: 'Stopped',
  done: {
    check_ins: 'You get no more check-ins from us.',
    marketing: 'You get no more mails about another visit.',
    all: 'You get neither check-ins nor mails about another visit.',
  } satisfies Record<UnsubscribeResult['unsubscribed'], string>,
  again: 'If you change your mind, tick the box with your next booking.',
} as const;
