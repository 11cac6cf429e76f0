import type { DeskMe } from '@limber/contracts';

export const deskTexts = {
  nav: 'Desk',
  day: 'Day',
  signOut: 'Sign out',
  account: 'Your account',
  roles: {
    therapist: 'Therapist',
    front_desk: 'Front desk',
    owner: 'Owner',
  } satisfies Record<DeskMe['role'], string>,
  demoClock: (when: string) => `Demo: it is ${when}`,
  mailbox: 'Mailbox',
  skip: 'Skip to the day',
} as const;
