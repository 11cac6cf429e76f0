export const attendanceTexts = {
  title: 'Are you coming?',
  lead: 'One press tells the clinic that they can count on you.',
  yes: 'Yes, I am coming',
  said: 'You have told the clinic that you are coming.',
} as const;
