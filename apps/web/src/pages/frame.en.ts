export const frameTexts = {
  skip: 'Skip to content',
  home: (clinic: string) => `${clinic}, to the start`,
  call: (phone: string) => `Call the clinic, ${phone}`,
  evidence: 'Evidence',
  pages: 'Main',
  demo: {
    label: 'Demo',
    what: 'Demo clinic',
    clock: (when: string) => `It is ${when} here`,
    mailbox: 'Mailbox',
  },
  footer: {
    label: 'About this site',
    reviewed: 'Not reviewed by a clinician yet; not medical advice.',
    cookies: 'No tracking. One cookie keeps your chosen time while you book.',
    links: {
      evidence: 'Evidence',
      warningSigns: 'Warning signs',
      privacy: 'Privacy',
      terms: 'Terms',
      accessibility: 'Accessibility',
      imprint: 'Imprint',
      source: 'Source',
    },
    runBy: (legalName: string) => `Run by ${legalName}`,
  },
  notFound: {
    title: 'There is no page here',
    lead: 'The address may be cut off, or the page has moved. Links from our mails stay valid: open them from the mail again.',
    home: 'To the start',
  },
} as const;
