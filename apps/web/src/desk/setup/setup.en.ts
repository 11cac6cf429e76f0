import type { StrandedBooking } from '@limber/contracts';

type Why = StrandedBooking['why'][number];

export const setupTexts = {
  title: 'Set-up',
  back: 'Set-up',
  sections: 'Sections of the set-up',
  add: 'Add',
  edit: (name: string) => `Edit ${name}`,
  look: (name: string) => `Look at ${name}`,
  save: 'Save',
  saving: 'Saving',
  checking: 'Checking',
  keep: 'Close',
  close: 'Close without saving',
  discardTitle: 'You have changes that are not saved.',
  discard: 'Discard them',
  goOn: 'Keep editing',
  readOnly: 'You can look, not change.',
  ownerOnly: 'The owner changes this.',
  none: 'None',
  undone: 'Taken back. It is as it was before.',
  notUndone: 'It was not taken back.',
  undoStrands: (n: number) =>
    `Not taken back: since then ${n === 1 ? 'a booking was made that would lose its place' : `${n} bookings were made that would lose their place`}. Change it by hand to see which.`,
  gone: 'Somebody removed this after you opened it. What you typed is still here to copy.',
  meanwhile: 'Somebody changed this after you opened it. Nothing of yours was saved yet.',
  meanwhileNothing:
    'Somebody saved this after you opened it, without changing any of these fields. Save again.',
  meanwhileLine: (label: string, was: string, is: string) => `${label}: was ${was}, is now ${is}.`,
  meanwhileKept: 'Your own is kept in the form.',
  meanwhileThen: 'Look at it and save again if it still holds.',
  unplaced: 'Also:',
  fieldMissing: 'Fill this in.',
  atLeastOne: 'Choose at least one.',
  tooLong: (most: string) => `At most ${most} characters.`,
  whole: (low: string, high: string, unit: string) =>
    `A whole number from ${low} to ${high} ${unit}.`,
  inSteps: (low: string, high: string, unit: string, step: string) =>
    `A number from ${low} to ${high} ${unit}, in steps of ${step}.`,
  priceSuchAs: (price: string) => `A price such as ${price}.`,
  between: (low: string, high: string, unit: string) => `Between ${low} and ${high} ${unit}.`,
  notRight: 'This does not look right.',
  midnight: '00:00 is midnight at the end of the day.',
  clear: 'Clear',
  optional: 'Optional',
  noEnd: 'no end',
  now: 'now',
} as const;

export const strandedTexts = {
  title: (n: number) =>
    n === 1 ? 'One booking would lose its place' : `${n} bookings would lose their place`,
  lead: 'Nothing is saved yet. Nobody is told and nothing is cancelled by saving; move these bookings or phone the clients.',
  renewed: 'The bookings changed while you looked. This is the list as it stands now.',
  list: 'Bookings that would lose their place',
  why: {
    LOCATION_INACTIVE: 'The location is not in use',
    THERAPIST_INACTIVE: 'The therapist is not active',
    NOT_QUALIFIED: 'The therapist does not do this work',
    SHIFT: 'Nobody works there then',
    BUSY: 'The therapist is off or busy elsewhere',
    NO_ROOM: 'No fitting room',
  } satisfies Record<Why, string>,
  open: 'Open',
  openOf: (name: string) => `Open the booking of ${name} in a new tab`,
  agree: (n: number) => (n === 1 ? 'Save, and keep it listed' : `Save, and keep all ${n} listed`),
  keep: 'Go back, save nothing',
  with: (therapist: string) => `with ${therapist}`,
  at: (room: string, location: string) => `${room}, ${location}`,
} as const;
