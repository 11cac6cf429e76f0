import type { BookingView } from '@limber/contracts';

type Refusal = NonNullable<BookingView['moving']['refusal']>;

const times = (count: number): string =>
  count === 1 ? 'once more' : count === 2 ? 'twice more' : `${count} more times`;

export const moveTexts = {
  section: 'Move this booking',
  button: 'Move to another time',
  left: (count: number) => `You can move it ${times(count)}.`,
  free: (when: string) => `Free to cancel or move until ${when}.`,
  freeNow: 'Moving or cancelling costs nothing right now.',
  cost: (fee: string) =>
    `Moving it now costs ${fee}: the time for doing so free of charge is over.`,
  movedFrom: (to: string, from: string) => `Moved to ${to}. Before, it was on ${from}.`,
  back: (when: string) => `Move it back to ${when}`,
  backTo: (when: string, place: string) => `Move it back to ${when}, ${place}`,
  placeBefore: (now: string, before: string) => `It is at ${now} now. Before, it was at ${before}.`,
  refused: {
    ALREADY_CANCELLED: () => 'It is cancelled, so there is nothing to move.',
    TOO_LATE_TO_MOVE: () => 'The visit has begun, so it can no longer be moved.',
    MOVE_LIMIT: (phone: string) =>
      `You have moved it as often as can be done online. To move it again, call us on ${phone}.`,
    MOVE_WINDOW_CLOSED: (phone: string) =>
      `It is too close to your visit to move it online. Call us on ${phone} and we will see what we can do.`,
    BOOKING_BLOCKED: (phone: string) =>
      `Before anything is moved, someone at the clinic would like to speak with you. Call us on ${phone}.`,
  } satisfies Record<Refusal, (phone: string) => string>,

  title: 'Move your visit',
  now: (when: string, therapist: string) => `Now: ${when} with ${therapist}`,
  kept: 'Your time stays yours until the new one is certain.',
  choose: 'Choose the new time',
  onlyWith: (name: string) => `Only with ${name}`,
  clearedUntil: (day: string, phone: string) =>
    `For a time from ${day} on we need a clinician’s yes again. Call us on ${phone} and we will sort it out with you.`,
  move: (when: string) => `Move to ${when}`,
  moveFee: (when: string, fee: string) => `Move to ${when} · ${fee}`,
  stay: 'Keep the time I have',
  see: 'See the booking',
  taken: {
    title: 'Somebody was quicker',
    lead: 'Nothing was changed: your visit stays where it was. These are the nearest free times.',
    leadNone: 'Nothing was changed: your visit stays where it was. Please pick another time.',
  },
  elsewhere: {
    title: 'It was moved in the meantime',
    lead: (when: string) => `In another window it was moved to ${when}. Nothing was changed now.`,
    see: 'See the booking',
  },
  stillOpen: (until: string, count: number) =>
    `The window of your suggestion is still open until ${until}: ${count === 1 ? 'one other time is' : `${count} other times are`} free in it.`,
  instead: 'Move instead',
  notPossible: 'It cannot be moved here',
} as const;
