export const holidayTexts = {
  add: 'Add a holiday',
  addTitle: 'New holiday',
  list: 'Coming holidays',
  empty: 'No holiday is entered',
  emptyNext:
    'Add the days on which the clinic, or one location, is closed. Past ones are not shown.',
  panelLead: 'The day is closed for booking',
  date: 'Date',
  name: 'Name',
  nameHint: 'For the team, such as Christmas Day.',
  where: 'Closed',
  everywhere: 'All locations',
  remove: 'Remove this holiday',
  saved: (name: string, date: string) => `${name}, ${date}, is saved. That day is closed.`,
  removed: (name: string, date: string) => `${name}, ${date}, is removed. That day is open again.`,
} as const;
