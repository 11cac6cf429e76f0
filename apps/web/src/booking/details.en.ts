export const detailsTexts = {
  title: (time: string) => `Who is coming at ${time}?`,
  hold: {
    label: 'Your chosen time',
    until: (time: string) => `Kept for you until ${time}`,
    extend: 'Keep it longer',
    extended: (time: string) => `Kept until ${time}. It cannot be kept longer than that.`,
    lastMinutes: (minutes: number) =>
      minutes === 1
        ? 'Your time is kept for 1 more minute.'
        : `Your time is kept for ${minutes} more minutes.`,
    over: {
      title: (time: string) => `Kept until ${time}, and no longer`,
      lead: 'Everything you typed is still here. The time may still be free: confirm to try, or keep it again.',
      again: 'Keep it again',
      others: 'See other times',
    },
    change: 'Change the time',
  },
  name: 'Name',
  email: 'E-mail',
  emailHint: 'For the confirmation, with a link to change it.',
  phone: 'Phone',
  phoneHint: 'Only if something changes on the day.',
  missing: {
    name: 'Tell us your name.',
    email: 'That does not look like an e-mail address, such as ada@example.com.',
    phone: 'Give a number we can reach you on, such as 07700 900123.',
  },
  young: {
    tick: 'I book for somebody under 18',
    hint: (minutes: number | null, pressure: string) =>
      `You are their parent or guardian. Every mail comes to you, none to them. Under 18 we give ${
        minutes === null ? '' : `at most ${minutes} minutes, `
      }with ${pressure} pressure at most.`,
    tooMuch: 'This session is longer or firmer than we give anybody under 18',
    tooMuchLead: 'Choose another one; what you typed stays.',
    guardian: 'Your name',
    name: 'Their name',
    email: 'Your e-mail',
    phone: 'Your phone',
    missing: 'Tell us your name: you say yes for them.',
    nameMissing: 'Tell us the name of who comes.',
    screeningNone:
      'None of these is true for them today, and you may keep this answer with their booking.',
  },
  optional: 'Both are optional, and can be stopped with one click.',
  checkIns: 'Ask me by mail how sore I am',
  checkInsHint:
    'One tap each, in the days after your training. Your answers are health data; only the clinic sees them.',
  marketing: 'Write to me about another visit',
  marketingHint: 'At most one mail, a week later.',
  screening: 'Health',
  screeningMissing: 'Please answer the health question first.',
  screeningNone:
    'None of these is true for me today, and you may keep this answer with my booking.',
  policyFree: (when: string) => `Free to cancel until ${when}.`,
  policyFee: (fee: string) => `After that, cancelling costs ${fee}.`,
  policyLate: (fee: string) =>
    `It is too close to the visit to cancel free of charge: cancelling would cost ${fee}.`,
  policyUndo: (minutes: number, fee: string) =>
    `Free to cancel for ${minutes === 1 ? 'a minute' : `${minutes} minutes`} after booking. After that, this close to the visit, cancelling costs ${fee}.`,
  policyPay: 'Nothing to pay now; pay at the clinic.',
  confirm: (price: string) => `Confirm · ${price}`,
  seeSafety: 'See what to do',
  terms: 'Terms',
  lost: {
    title: 'That time has gone',
    lead: 'Nothing was booked, and everything you typed is still here. These are the nearest free times:',
    leadNone:
      'Nothing was booked, and everything you typed is still here. Please pick another time.',
    others: 'See other times',
  },
  look: 'Please look at the fields marked below.',
  chooseOther: 'Choose another session',
  stillRunning:
    'Your booking is still being worked on. Wait a moment and press again; it will not be booked twice.',
} as const;
