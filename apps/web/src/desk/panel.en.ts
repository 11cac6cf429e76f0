import type { DeskCancelRequest } from '@limber/contracts';

export const cancelReasons: Record<DeskCancelRequest['reason'], string> = {
  client_asked: 'The client asked',
  therapist_away: 'Therapist away',
  room_unavailable: 'Room not available',
  clinic_closed: 'Clinic closed',
  booked_by_mistake: 'Booked by mistake',
  other: 'Other',
};

export const panelTexts = {
  close: 'Close the booking',
  closePanel: 'Close',
  loading: 'Loading the booking',
  contact: 'Contact',
  phone: (name: string, number: string) => `Call ${name}, ${number}`,
  mail: (name: string, address: string) => `Write to ${name}, ${address}`,
  unreachable: 'Mails to this address come back. Phone instead.',
  what: 'Service',
  where: 'Where',
  who: 'Therapist',
  price: 'Price',
  atClinic: 'paid at the clinic',
  policy: 'Policy',
  freeUntil: (when: string) => `Free for the client to cancel until ${when}`,
  thenFee: (fee: string) => `, then ${fee}`,
  thenNoFee: ', and no fee after it',
  revision: 'Version',
  revisionOf: (n: number, reference: string) => `${n}, reference ${reference}`,
  by: { client: 'by the client', staff: 'by the clinic', system: 'by itself' },
  bookedAt: 'Booked',
  cancel: 'Cancel this booking',
  cancelTitle: 'Cancel for the clinic',
  cancelLead: (first: string, email: string | null) =>
    `Free for ${first}, whatever the hour. ${email ? `A cancellation mail goes to ${email}` : 'There is no address to mail'}, and the time is free again. This cannot be taken back.`,
  why: 'Why?',
  cancelYes: 'Cancel and tell the client',
  cancelling: 'Cancelling',
  keep: 'Keep the booking',
  pickReason: 'Choose a reason first. The client does not see it.',
  changed:
    'Somebody changed this booking after you opened it. Nothing was cancelled. This is how it stands now; look at it and cancel again if it still holds.',
  cancelled: (name: string, email: string | null) =>
    `The booking of ${name} is cancelled. ${email ? `The mail to ${email} is on its way.` : 'There is no address to mail: tell them.'}`,
  isCancelled: (when: string, by: string) => `Cancelled ${when} ${by}`,
  notPossible: 'A session that is running or over cannot be cancelled.',
  notFound: 'There is no such booking here, or it is not yours to see.',
  cancelReasons,
} as const;
