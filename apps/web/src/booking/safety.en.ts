export const safetyPageTexts = {
  refuse: 'Please do not have a massage now',
  refuseLead: 'Because of what you ticked, nothing can be booked. Please read this first.',
  clearance: 'Please speak with a clinician first',
  clearanceLead: (phone: string) =>
    `Soreness this strong, this late, or without training is outside what massage is for. Have it looked at, and look at the warning signs. Phone us on ${phone} and we will sort out a visit with you once a clinician agrees.`,
  call: (number: string) => `Call ${number}`,
  callClinic: (phone: string) => `Call the clinic, ${phone}`,
  notDiagnosis: 'We do not diagnose. These lines only say who should look at it, and how soon.',
  wrong: 'I ticked that by mistake',
  wrongSoreness: 'Change how sore I am',
  warningSigns: 'All warning signs',
  levels: {
    emergency: 'Emergency',
    urgent: 'Today',
    clinician: 'See a clinician',
    wait: 'Wait',
    rebook: 'Another time',
  } as Readonly<Record<string, string>>,
} as const;
