import type { MailPlaceholder, WordedMailKind } from '@limber/contracts';

/** Every mail a clinic may word, in the order a client meets them. */
export const wordingGroups = [
  {
    title: 'Bookings',
    kinds: [
      ...(['booking_confirmation', 'booking_moved', 'booking_cancelled'] as const),
      ...(['booking_requested', 'booking_declined', 'series_booked', 'series_cancelled'] as const),
    ],
  },
  { title: 'Before a visit', kinds: ['reminder_24h', 'reminder_2h', 're_offer'] },
  { title: 'Waitlist', kinds: ['waitlist_joined', 'waitlist_offer', 'waitlist_taken'] },
  {
    title: 'After a visit',
    kinds: ['aftercare', 'checkin_24', 'checkin_48', 'checkin_72', 'nudge_7d'],
  },
] as const satisfies readonly { title: string; kinds: readonly WordedMailKind[] }[];

export const wordingTexts = {
  back: 'All mails',
  own: 'Own words',
  house: 'Standard wording',
  changed: (when: string, who: string) => `Changed ${when} by ${who}`,
  lead: 'Yours are the first words after the greeting and the last words of the mail. Subject, times, terms, links and everything about health stay as they are.',
  parts: { opening: 'Opening', closing: 'Closing' },
  hints: {
    opening: 'After the greeting; each line becomes a paragraph.',
    closing: 'The last words of the mail; each line becomes a paragraph.',
  },
  left: (used: number, most: number) => `${used} of ${most} letters.`,
  restore: 'Standard wording',
  restorePart: (part: string) => `Put the standard wording back into the ${part.toLowerCase()}`,
  insert: (name: string, part: string) => `Insert ${name} into the ${part.toLowerCase()}`,
  insertLead: 'Insert',
  names: {
    clientName: 'First name',
    startsAt: 'Day and time',
    therapistName: 'Therapist',
    serviceName: 'Service',
    clinicName: 'Clinic',
    clinicPhone: 'Phone',
  } satisfies Record<MailPlaceholder, string>,

  preview: 'Preview',
  previewLead: 'A made-up visit, rendered as it would be sent.',
  asPage: 'As a page',
  asText: 'As plain text',
  view: 'How to show the mail',
  frame: (subject: string) => `Preview of the mail: ${subject}`,
  subject: 'Subject',
  previewStale: 'The preview still shows the words before. Correct what is marked.',

  none: 'No booking waits for this mail right now. What is planned from now on says it.',
  planned: (n: number) =>
    n === 1
      ? 'Already planned for one booking, with the earlier wording'
      : `Already planned for ${n} bookings, with the earlier wording`,
  upcoming: (n: number) => (n === 1 ? 'Change that one too' : `Change all ${n} too`),
  upcomingHint: 'They are sent with the words you see here.',
  onlyNew: 'Only new ones',
  onlyNewHint: 'What is planned keeps its words. Mails planned from now on say the new ones.',
  chooseOne: 'Choose whether the planned mails change too.',

  nothingChanged: 'Nothing is changed.',
  unsaved: 'Not saved yet.',
  faulty: 'Correct what is marked, then save.',
  checking: 'Checking',
  reset: 'Take back',
  save: 'Save',
  saved: (kind: string, n: number) =>
    n === 0
      ? `${kind}: saved.`
      : n === 1
        ? `${kind}: saved, for one planned mail too.`
        : `${kind}: saved, for ${n} planned mails too.`,
  savedNew: (kind: string) => `${kind}: saved, for new mails only.`,
  meanwhile: (who: string, when: string) =>
    `${who} changed this mail ${when}, after you opened it. Nothing of yours was saved.`,
  meanwhileKept: (parts: string) =>
    `Your own words are kept in: ${parts}. Save again if they still hold.`,
  meanwhileTaken: 'What you see is how it stands now.',

  history: 'History',
  noHistory: 'Nobody has changed this mail.',
  version: (n: number, who: string, when: string) => `Version ${n}, ${who}, ${when}`,
  reach: { upcoming: 'Planned mails too', new: 'New mails only' },
  said: (part: string, words: string) => `${part}: ${words}`,
  saidHouse: 'the standard wording',
  saidNothing: 'nothing',
  take: 'Take these words',
  takeVersion: (n: number) => `Take the words of version ${n} into the form`,
} as const;
