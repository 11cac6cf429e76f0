import type { CalendarTrouble } from '@limber/contracts';

const times = (n: number): string =>
  n === 0 ? 'No busy times to come' : n === 1 ? '1 busy time to come' : `${n} busy times to come`;

const lie = (n: number): string =>
  n === 1 ? '1 booking lies in these times' : `${n} bookings lie in these times`;

const stands = (n: number): string =>
  n === 1
    ? 'It stands as it is until somebody moves it'
    : 'They stand as they are until somebody moves them';

export const privateCalendarTexts = {
  own: {
    part: 'Your calendar in Limber',
    lead: 'Connect a calendar of your own, and the clinic does not sell your time while you are busy in it.',
  },
  office: {
    part: 'Their calendars in Limber',
    lead: 'Connect a therapist’s own calendar, and the clinic does not sell their time while they are busy in it.',
  },
  kept: 'Only when somebody is busy is kept; titles, places and guests are never stored.',
  since: (when: string) => `Connected ${when}`,
  listTitle: 'Connected calendars',
  none: 'No calendar is connected yet.',
  readAgo: (minutes: number) =>
    minutes < 1
      ? 'Read just now'
      : minutes === 1
        ? 'Read 1 minute ago'
        : `Read ${minutes} minutes ago`,
  readAt: (when: string) => `Last read ${when}`,
  next: (when: string) => `again ${when}`,
  busyTimes: times,
  overlapping: lie,
  overlap: {
    own: (n: number) => `${stands(n)}. Speak with the front desk.`,
    office: (n: number) => `${stands(n)}, or phones the ${n === 1 ? 'client' : 'clients'}.`,
  },
  toWeek: 'Look at the week',
  toStranded: 'See bookings without their place',
  trouble: {
    CALENDAR_ADDRESS: {
      title: 'Not an address we may read any more',
      toDo: 'It leads into a private network now. Disconnect the calendar, and connect it again with an address on the internet.',
    },
    CALENDAR_UNREACHABLE: {
      title: 'The calendar does not answer',
      toDo: 'Mostly this passes by itself. If it does not, look whether the calendar is still there.',
    },
    CALENDAR_REFUSED: {
      title: 'The calendar does not open any more',
      toDo: 'Whoever keeps it refuses its address or its password. If one of them was changed there, disconnect it, and connect it again with the new one.',
    },
    CALENDAR_UNREADABLE: {
      title: 'Not a calendar any more',
      toDo: 'Something else stands at its address. If that stays so, disconnect it, and connect it again with the address it has today.',
    },
    CALENDAR_TOO_MUCH: {
      title: 'Too large a calendar by now',
      toDo: 'It holds more than can be read. Take out what is long over, or connect one that holds only what matters.',
    },
  } satisfies Record<CalendarTrouble, { title: string; toDo: string }>,
  stillCounts: (when: string) => `What was known ${when} still counts as busy.`,
  tries: (when: string) => `It is tried again ${when}.`,
  soon: 'in a moment',
  onReturn: 'once its therapist works here again',
  at: (when: string) => `at ${when}`,
  on: (when: string) => `on ${when}`,
  readNow: 'Read again now',
  reading: 'Reading…',
  readNowFor: (calendar: string) => `Read again now: ${calendar}`,
  wasRead: (host: string, n: number) => `${host} is read. ${times(n)}.`,
  notRead: (host: string) => `${host} could not be read. What was known still counts as busy.`,
  disconnect: 'Disconnect',
  disconnectFor: (calendar: string) => `Disconnect: ${calendar}`,
  calendarOf: (host: string, name: string, since: string) =>
    `calendar of ${name} at ${host}, connected ${since}`,
  sure: 'The times it keeps busy are sold again at once. To connect it again, its address is needed once more.',
  yes: 'Yes, disconnect it',
  back: 'Back',
  disconnected: (host: string) => `${host} is disconnected. Its times are sold again.`,
} as const;

export const connectTexts = {
  title: 'Connect a calendar',
  whose: 'Whose calendar',
  address: 'Its address',
  addressHint:
    'The secret one, where there is one. It begins with https:// or webcal://, and is not shown again.',
  addressMissing: 'Paste the address of the calendar.',
  asks: 'It asks for a password',
  asksHint: 'For CalDAV calendars. Best with an app password made for Limber only.',
  username: 'User name there',
  usernameMissing: 'Give the user name too.',
  password: 'App password',
  passwordMissing: 'Give the password too.',
  connect: 'Connect',
  connecting: 'Reading the calendar…',
  patience: 'This can take ten seconds.',
  connected: (host: string, n: number, bookings: number) =>
    [`${host} is connected. ${times(n)}.`, bookings > 0 && `${lie(bookings)}.`]
      .filter(Boolean)
      .join(' '),
  where: 'Where to find the address',
  places: [
    {
      name: 'Google Calendar',
      steps:
        'On a computer: Settings, then the calendar’s name, then “Integrate calendar”. Copy the “Secret address in iCal format”.',
    },
    {
      name: 'Apple iCloud',
      steps:
        'In the Calendar app: the calendar’s info, “Public Calendar” on, “Share Link”. Whoever has that link can read the calendar.',
    },
    {
      name: 'Outlook and Microsoft 365',
      steps:
        'On the web: Settings, Calendar, “Shared calendars”, “Publish a calendar”. Choose “Can view when I’m busy” and copy the ICS link.',
    },
    {
      name: 'Nextcloud',
      steps:
        'Edit the calendar and copy its internal link. It asks for a password: make an app password under Settings, Security.',
    },
  ],
} as const;
