export const checkTexts = {
  title: 'Is any of this true today?',
  lead: 'Some signs mean a massage has to wait. We ask everyone, every time. If you are not sure about a line, tick it.',
  lines: 'Signs that mean no massage today',
  none: 'None of these',
  some: 'See what to do',
  open: 'Which of these? If you are not sure, leave it at that.',
  consent:
    'Pressing the button below also allows us to keep these answers with your booking. Only your therapist sees them. You can withdraw this at any time.',
  notKept: 'What you ticked is neither sent nor kept.',
  privacy: 'How we handle health answers',
  again: 'Still none of these?',
  againYes: 'Still none of the warning signs',
  againList: 'Show the list again',
  againTick: 'Yes, none of the warning signs is true for me today.',
} as const;
