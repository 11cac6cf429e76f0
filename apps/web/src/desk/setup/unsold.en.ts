export const unsoldTexts = {
  title: 'Not all of it can be booked',
  titleAll: 'Nothing of it can be booked',
  closed: (days: string, place: string) => `${days}: ${place} is closed then.`,
  parts: (days: string, place: string, spans: string) =>
    `${days}: ${place} is closed from ${spans}.`,
  span: (from: string, to: string) => `${from} to ${to}`,
  and: ' and ',
  more: (days: string, n: number) => `${days} and ${n} more`,
  saves:
    'It can be saved all the same. Opening hours stand under locations, closed days under holidays.',
} as const;
