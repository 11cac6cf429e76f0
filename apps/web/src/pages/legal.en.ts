export interface LegalText {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export interface LegalFacts {
  readonly name: string;
  readonly legalName: string;
  readonly phone: string;
  readonly email: string;
  readonly addresses: readonly string[];
  readonly policies: readonly string[];
}

const demo = 'This is a demo clinic. It does not exist, and nothing you enter leaves this machine.';

export const privacyText = ({ legalName, email, phone }: LegalFacts): LegalText => ({
  title: 'Privacy',
  lead: demo,
  parts: [
    {
      title: 'What we keep, and why',
      lines: [
        'Name, e-mail address and phone number: to keep your booking and to reach you about it.',
        'What you say about training, soreness and warning signs: to decide whether and how a massage fits. This is health data. We keep it only because you allow it, and we encrypt it.',
        'Answers to check-ins, if you ticked them: so that your therapist knows how you did, and to tell you when somebody should have a look.',
      ],
    },
    {
      title: 'Who sees it',
      lines: [
        'Your therapist sees your health answers. The front desk sees your booking, your contact details and whether the form is filled in, not what is in it.',
        'Nobody else. We do not sell or share it, and health answers are never used to choose what we offer you.',
      ],
    },
    {
      title: 'Mails',
      lines: [
        'Confirmations and safety messages come with every booking. Check-ins and mails about another visit come only if you ticked them, and each has a link that stops them.',
        'The number you tap in a mail travels in a part of the address that is never sent to a server until you press save.',
      ],
    },
    {
      title: 'Cookies',
      lines: [
        'One, called limber_visit. It says which browser a chosen time is kept for, and ends with the browser’s session. There is no tracking, so there is no banner to click away.',
        'What you type while booking stays in this tab until you close it.',
      ],
    },
    {
      title: 'Your rights',
      lines: [
        'You can ask what we hold, have it corrected or erased, take it with you, and withdraw any consent at any time. Invoices are kept as long as the law asks.',
        `Write to ${email} or call ${phone}. Responsible: ${legalName}.`,
      ],
    },
  ],
});

export const termsText = ({ policies, phone }: LegalFacts): LegalText => ({
  title: 'Terms',
  lead: demo,
  parts: [
    { title: 'Booking', lines: policies },
    {
      title: 'Paying',
      lines: ['You pay at the clinic. The price on the button is the whole price.'],
    },
    {
      title: 'Your health',
      lines: [
        'A massage here is for how you feel. It is not a medical treatment, and nothing on these pages is medical advice.',
        'Please answer the health questions truthfully, and tell us if something changes before you come. Your therapist may decide against a session on the day; then it costs nothing.',
      ],
    },
    {
      title: 'When we have to cancel',
      lines: [
        `We tell you at once, charge nothing, and find another time with you. Call ${phone}.`,
      ],
    },
  ],
});

export const accessibilityText = ({ email, phone }: LegalFacts): LegalText => ({
  title: 'Accessibility',
  lead: 'We want everybody to be able to book here, with or without a mouse, a screen, or much patience.',
  parts: [
    {
      title: 'What we aim for',
      lines: [
        'WCAG 2.2, level AA. Every page is checked by machine in light and in dark, and the way to a booking is walked with the keyboard alone.',
        'Charts have a table beside them. Nothing is said by colour alone. Motion stays off if your system asks for that.',
        'A chosen time is kept for ten minutes and can be kept longer by one press; nothing you typed is lost when it runs out.',
      ],
    },
    {
      title: 'What we know is missing',
      lines: [
        'It has not been tried by people who use a screen reader every day. Texts exist in English only.',
      ],
    },
    {
      title: 'If something is in your way',
      lines: [`Call ${phone} or write to ${email}. We book for you, and mend it.`],
    },
  ],
});

export const imprintText = ({ legalName, addresses, phone, email }: LegalFacts): LegalText => ({
  title: 'Imprint',
  lead: demo,
  parts: [
    { title: legalName, lines: addresses },
    { title: 'Reach us', lines: [`Phone ${phone}`, `E-mail ${email}`] },
  ],
});

export const sourceText = (): LegalText => ({
  title: 'Source',
  lead: 'Limber is free software under the GNU Affero General Public License, version 3.',
  parts: [
    {
      title: 'Getting it',
      lines: [
        'Whoever uses this site may have the source of exactly what runs here. The clinic that runs it names the address on this page.',
        'This demo runs from the source on the same machine: it is the folder in which it was started.',
      ],
    },
  ],
});
