export const changeTexts = {
  plusTen: '10 minutes late',
  late: (name: string, time: string) => `${name} now begins at ${time}.`,
  undoCancel: 'Take the cancellation back',
  undoNoShow: 'Take the no-show back',
  takenBack: (name: string) => `${name} is booked as before.`,
  until: (when: string) => `Possible until ${when}.`,
  settling: 'The mail about this change',
  goesAt: (time: string) => `The client is told at ${time}.`,
  sendNow: 'Send now',
  doNotSend: 'Do not send',
  sentNow: 'The mail is on its way.',
  notSent: 'No mail goes. Tell the client yourself.',
} as const;
