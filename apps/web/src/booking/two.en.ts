export const twoTexts = {
  chip: 'For two, side by side',
  lead: 'Two therapists and one room, at the same time. The price is for both of you.',
  both: (first: string, second: string) => `${first} and ${second}`,
  twoOf: (count: number) => `two of ${count}`,
  section: 'Who comes with you?',
  name: 'Their name',
  nameMissing: 'Tell us who comes with you.',
  somebody: 'the second person',
  question: (name: string) => `Is any of this true for ${name} today?`,
  none: (name: string) =>
    `None of these is true for ${name}, who agrees that we keep this answer with the booking.`,
  unanswered: 'Please answer for the second person as well.',
  stopped: {
    title: 'Please not for two today',
    lead: 'With that, a massage should wait until a clinician has looked at it. You can still book for yourself.',
    signs: 'What to do about such signs',
    alone: 'Pick a time for one',
  },
  with: (name: string, therapist: string) => `${name} with ${therapist}`,
} as const;
