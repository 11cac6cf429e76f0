export const whichTimeTexts = {
  needDay: 'Choose the day.',
  needTime: 'Choose the time.',
  skipped: (time: string) => `The clocks go forward that night and leave ${time} out.`,
  twice: (field: string) => `${field}: the clocks go back that night and show this time twice`,
  nth: (time: string, nth: number) => `${time}, ${nth === 0 ? 'the first' : 'the second'}`,
} as const;
