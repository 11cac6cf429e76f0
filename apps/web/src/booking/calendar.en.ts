export const calendarTexts = {
  add: 'Add to calendar',
} as const;
