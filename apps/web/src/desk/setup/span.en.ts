export const spanTexts = {
  from: 'First day',
  to: 'Last day',
  toHint: 'Left empty: until further notice.',
  whole: 'Whole days',
  startTime: 'From, on the first day',
  endTime: 'Until, on the last day',
  untilFurther: 'until further notice',
} as const;
