const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const dayTexts = {
  steps: {
    1: {
      previous: 'Day before',
      following: 'Day after',
      now: 'Today',
      switcher: 'Choose the day. The left and right arrow keys work too.',
    },
    7: {
      previous: 'Week before',
      following: 'Week after',
      now: 'This week',
      switcher: 'Choose the week. The left and right arrow keys work too.',
    },
  },
  pick: 'Go to a day',
  visits: (n: number) => (n === 0 ? 'No visits' : count(n, 'visit', 'visits')),
  here: (n: number) => `${n} here`,
  ahead: (n: number) => `${n} still to come`,
  allDone: 'all done',
  working: (from: string, to: string) => `${from} to ${to}`,
  until: (from: string, to: string) => `${from} to ${to}`,
  now: 'Now',
  next: 'Next',
  inRoom: 'In session now',
  later: 'Later',
  earlier: 'Earlier',
  nothingLeft: 'No more visits today.',
  nothing: (day: string) => `Nothing booked on ${day}`,
  free: (ranges: string) => `Free from ${ranges}.`,
  off: 'Nobody works that day.',
  offYou: 'You do not work that day.',
  and: ' and ',
  notIn: (names: string) => `Not in: ${names}`,
  rest: 'Break',
  away: 'Away',
  columns: 'Therapists side by side',
  new: 'New',
  newHint: 'First visit to the clinic',
  first: 'First of type',
  firstShort: 'First',
  firstHint: 'First session of this type',
  form: { answered: 'Form answered', missing: 'Form missing' },
  contactFirst: 'Speak with the client before anything else',
  placeless: 'Away then: give this visit another time or person',
  caution: 'Something to mind, see the health answers',
  cautionPlain: 'The therapist has something to mind',
  minutes: (n: number) => `${n} min`,
  /** Kept on one line by spaces that do not break. */
  place: (n: number, room: string) => `${n}\u00a0min\u00a0·\u00a0${room}`,
  late: (when: string) => `As of ${when}. The clinic cannot be reached.`,
} as const;

export const listWords = (items: readonly string[]): string => {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
};
