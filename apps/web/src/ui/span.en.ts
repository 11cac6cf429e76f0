export const spanTexts = {
  whole: 'whole day',
  wholeDay: (day: string) => `${day}, whole day`,
  between: (first: string, last: string) => `${first} to ${last}`,
  throughout: (first: string, lastDay: string) => `${first} to the end of ${lastDay}`,
  until: (time: string) => `until ${time}`,
  from: (time: string) => `from ${time}`,
  moment: (day: string, time: string) => `${day}, ${time}`,
  dayBegins: '00:00',
  /** Where 00:00 would be the beginning of the next. */
  dayEnds: '24:00',
} as const;
