import type { FollowUpPlan } from '@limber/evidence';

type MailId = FollowUpPlan['send'][number]['id'];

export const doneTexts = {
  title: 'Booked',
  reference: (reference: string) => `Reference ${reference}`,
  awaiting: 'One step is left: the payment. The time is kept until it is done.',
  pay: 'Go to the payment',
  with: (therapist: string, service: string, minutes: number) =>
    `${service}, ${minutes} minutes, with ${therapist}`,
  where: 'Where',
  map: 'Map',
  next: 'What happens next',
  now: 'now',
  mails: {
    confirmation: 'The confirmation, with a link to see or change the booking',
    aftercare: 'After your visit: a few lines for the rest of the day',
    checkin_24: 'Check-in, day one',
    checkin_48: 'Check-in, day two',
    checkin_72: 'Check-in, day three',
    nudge_7d: 'One mail about another visit',
  } satisfies Record<MailId | 'confirmation', string>,
  checkInAfterVisit: 'Check-in, a day after your visit',
  counted: 'Check-ins are counted from the end of your training; night hours are left out.',
  change: 'How to change it',
  changeLead: (until: string) =>
    `Free to cancel until ${until}. The link is in the confirmation, and here:`,
  changeLate: (fee: string) =>
    `Cancelling costs ${fee} this close to the visit. The link is in the confirmation, and here:`,
  changeUndo: (minutes: number, fee: string) =>
    `Free to cancel for ${minutes === 1 ? 'a minute' : `${minutes} minutes`} after booking; then it costs ${fee} this close to the visit. The link is in the confirmation, and here:`,
  manage: 'See or change the booking',
  another: 'Book another',
  noHealth: 'If your health changes before you come, call us first.',
} as const;
