import type { IntakeResult } from '@limber/contracts';

export const intakeTexts = {
  title: 'Health questions before your visit',
  lead: 'They help your therapist to work with care. Tick what is true for you now; if nothing in a group is, say so.',
  privacy:
    'Your therapist sees the answers, the front desk only whether they are there. Asked again after six months.',
  groups: (answered: number, all: number) => `${answered} of ${all} groups answered`,
  none: 'None of these',
  where: 'Where?',
  pickPlace: 'Choose at least one place.',
  missing: 'Answer this group, or say that none of it is true.',
  missingTitle: 'Some groups are not answered yet',
  consent: 'I agree that the clinic keeps these answers for my treatment.',
  consentMissing: 'Without your consent we cannot keep the answers.',
  send: 'Send the answers',
  sending: 'Sending',
  onFile: (when: string) => `You answered these on ${when}.`,
  dueAgain: (when: string) => `They count until ${when}.`,
  wasDue: 'That is more than six months ago, so please answer them again.',
  change: 'Something has changed: answer again',
  closedTitle: 'These questions are closed',
  closed: 'The visit was cancelled or is over, so they are no longer asked for it.',
  back: 'Back to your booking',
  thanks: {
    ok: {
      title: 'Thank you, that is all',
      lead: 'Nothing in your answers changes the visit. Tell us before you come if something new happens.',
    },
    precaution: {
      title: 'Thank you, your therapist knows',
      lead: 'The visit stands. Your therapist sees what to mind and works lighter or shorter where that is needed.',
    },
    clearance: {
      title: 'We would like to speak with you first',
      lead: 'Your visit stays booked and nothing is cancelled. With what you answered a clinician should agree before a massage.',
    },
    refuse: {
      title: 'Please read this first',
      lead: 'With what you answered, please do not have a massage now. Your visit stays booked until we have spoken.',
    },
  } satisfies Record<IntakeResult['outcome'], { title: string; lead: string }>,
  call: (phone: string) => `Call the clinic, ${phone}`,
  askedLead: 'A few health questions are still open for this visit. They take about two minutes.',
  ask: 'Answer the health questions',
  answeredLead: (when: string) => `Health questions answered on ${when}.`,
  askAgain: 'Something has changed?',
  linkTrouble: 'This link does not open a booking',
} as const;
