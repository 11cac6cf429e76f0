const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const requestTexts = {
  title: 'Requests',
  lead: 'The time is kept until it is answered. Unanswered, it is let go and the client is told.',
  none: 'Nothing waits for an answer.',
  waiting: (n: number) => `${count(n, 'request waits', 'requests wait')} for an answer`,
  answerBy: (when: string) => `Answer by ${when}`,
  asked: (when: string) => `Asked ${when}`,
  what: (service: string, minutes: number, where: string) => `${service}, ${minutes} min, ${where}`,
  with: (therapist: string, room: string) => `with ${therapist}, ${room}`,
  isNew: 'New client',
  open: 'Open the request of ',
  confirm: 'Confirm',
  confirmFor: (name: string) => `Confirm the request of ${name}`,
  decline: 'Decline',
  declineFor: (name: string) => `Decline the request of ${name}`,
  confirmed: (name: string) => `${name} is confirmed and told by mail.`,
  declined: (name: string) =>
    `The request of ${name} is declined; they are told and can choose another time.`,
  sure: 'Decline it? The time is free again and the client is told. This cannot be taken back.',
  sureYes: 'Yes, decline',
  back: 'Back',
  panel: 'This is a request. It waits for your yes or no.',
} as const;
