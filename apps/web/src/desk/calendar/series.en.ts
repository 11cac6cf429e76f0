const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const seriesTexts = {
  title: 'Repeat',
  every: 'How often',
  once: 'Just once',
  weeks: (n: number) => (n === 1 ? 'Every week' : `Every ${n} weeks`),
  times: 'How many visits',
  dates: 'The dates',
  looking: 'Looking at the dates',
  conflicts: (n: number) =>
    n === 0
      ? 'Every date is free.'
      : `${count(n, 'date breaks', 'dates break')} a rule. Leave it out, choose another time, or book it with a reason.`,
  take: (when: string) => `Book ${when}`,
  free: 'Free',
  missing: 'The clocks leave this time out',
  cannot: 'Cannot be booked',
  instead: (when: string) => `Take ${when} instead`,
  needTwo: 'Choose at least two dates.',
  needReason: 'Choose a reason for the dates that break a rule.',
  go: (n: number) => `Book ${count(n, 'visit', 'visits')}`,
  going: 'Booking the series',
  done: (name: string, n: number) => `${name} is booked, ${count(n, 'visit', 'visits')}.`,
  changed:
    'A date has changed since you looked. Nothing was booked; the dates are shown as they stand now.',
  partOf: 'Part of a series',
  cancelRest: 'Cancel this and the visits after it',
  cancelled: (n: number) => `${count(n, 'visit', 'visits')} cancelled.`,
} as const;
