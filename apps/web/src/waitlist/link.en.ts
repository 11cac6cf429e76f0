/** The few words by which other pages point here, so that they need not carry the rest. */
export const waitlistLinkTexts = {
  link: 'Join the waitlist',
  linkLead: 'None of these? When a time comes free, we can offer it to you by mail.',
  earlierLink: 'Wait for an earlier time',
} as const;
