/** Saving the answer and taking the next visit with one press. */
export const rebookTexts = {
  book: (when: string, who: string, minutes: number, price: string) =>
    `Save and book ${when} with ${who} · ${minutes} min · ${price}`,
  noneToday: (value: number) => `none of these today, soreness ${value}`,
  saveOnly: (value: number) => `None of these · save ${value} only`,
  jump: (when: string) => `Read these, then book ${when}`,
  jumpSave: 'Read these, then save',
  title: 'A visit, if you want one',
  lead: (service: string, minutes: number) =>
    `${service}, ${minutes} minutes. Nothing is booked until you press the button.`,
  times: 'Times that fit',
  with: (who: string) => `with ${who}`,
  withAt: (who: string, place: string) => `with ${who}, ${place}`,
  booked: 'Answer saved, visit booked',
  free: (when: string) => `Free to cancel until ${when}.`,
  fee: (fee: string) => `Cancelling costs ${fee} this close to the visit.`,
  taken: {
    title: 'That time has just been taken',
    lead: 'Nothing was booked. These are the nearest free times.',
    leadNone: 'Nothing was booked. See what else is free.',
  },
  refused: {
    title: 'That time could not be booked',
    lead: 'Nothing was booked. See what else is free, or call us.',
  },
  clearance: {
    title: 'Nothing was booked',
    lead: 'After this answer somebody at the clinic would like to speak with you first.',
  },
  saved: 'Your answer is saved',
  otherTimes: 'See all free times',
  nothingBooked: 'Your answer is saved. Nothing was booked.',
} as const;
