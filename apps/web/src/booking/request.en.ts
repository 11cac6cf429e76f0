export const requestTexts = {
  /** In a list of sessions, and on what is being booked. */
  mark: 'on request',
  lead: 'The clinic answers this request itself. The time is kept for you meanwhile.',
  confirm: (price: string) => `Ask for this time · ${price}`,
  done: 'Your request is in',
  waits: (when: string) => `The time is kept for you. You hear from us by ${when}.`,
  mail: 'The mail about your request, with a link to see or change it',
  answerMail: 'Our answer, at the latest',
  asksAgain: 'The clinic says yes or no to the new time as well. Your old time is given up.',
  declined: 'The clinic could not offer this time. It costs you nothing.',
  unanswered:
    'Nobody could answer your request in time, so the time is free again. It costs you nothing.',
} as const;
