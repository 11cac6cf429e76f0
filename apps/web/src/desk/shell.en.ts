import type { DeskMe } from '@limber/contracts';

export const deskTexts = {
  nav: 'Desk',
  day: 'Day',
  week: 'Week',
  waiting: 'To phone',
  waitlist: 'Waitlist',
  requests: 'Requests',
  sick: 'Sick calls',
  mail: 'Mail',
  jobs: 'Behind the scenes',
  reports: 'Reports',
  calendars: 'Private calendars',
  setUp: 'Set-up',
  ownShifts: 'My shifts',
  ownTimeOff: 'My time off',
  signOut: 'Sign out',
  menu: 'Menu',
  roles: {
    therapist: 'Therapist',
    front_desk: 'Front desk',
    owner: 'Owner',
  } satisfies Record<DeskMe['role'], string>,
  demoClock: (when: string) => `Demo: it is ${when}`,
  mailbox: 'Mailbox',
  skip: 'Skip to the page',
} as const;
