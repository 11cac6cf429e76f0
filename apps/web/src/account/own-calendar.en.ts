export const ownCalendarTexts = {
  title: 'Your visits in your calendar',
  lead: 'A private calendar address keeps all your visits up to date in your calendar program. Whoever has it can read them, so it is shown once.',
  make: 'Make a calendar address',
  again: 'Make a new address',
  againHint: 'The one you have now stops working.',
  since: (when: string) => `You have had one since ${when}.`,
  made: 'Copy this address now. It is not shown again.',
  address: 'Calendar address',
  revoke: 'Stop my calendar address',
} as const;
