const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

/** Time off, as its code or as somebody wrote it. */
const awayWords: Readonly<Record<string, string>> = {
  sick: 'Sick',
  sick_call: 'Sick',
  holiday: 'Holiday',
  time_off: 'Time off',
  vacation: 'Time off',
  training: 'Training',
  out_of_order: 'Out of order',
  own_calendar: 'Busy elsewhere',
};

export const calendarTexts = {
  week: 'Week',
  grid: { therapist: 'Therapists side by side', room: 'Rooms side by side' },
  gridHint: 'Arrow keys choose a free time, Enter books it.',
  weekGrid: (name: string) => `The week of ${name}`,
  by: 'Columns',
  byOf: { therapist: 'Therapists', room: 'Rooms' },
  place: 'Location',
  everyPlace: 'Every location',
  lane: 'Column',
  add: 'New booking',
  find: 'Find',
  findWhat: ' a client, a booking or a command',
  findKeys: 'Find a client, a booking or a command',
  shortcut: 'Ctrl K',
  requested: 'Requested',
  held: 'Being booked',
  turnover: 'Turnover',
  blocked: (reason: string) => (reason ? `Blocked: ${reason}` : 'Blocked'),
  away: (reason: string) => awayWords[reason] ?? (reason.length > 2 ? reason : 'Away'),
  outOfOrder: 'Out of order',
  rest: 'Break',
  range: (word: string, when: string) => `${word}, ${when}`,
  effort: (used: string, cap: string | null) =>
    cap === null ? `Effort ${used}` : `Effort ${used} of ${cap}`,
  nextBreak: (from: string, to: string) => `Break ${from}–${to}`,
  noBreak: 'No break left',
  visits: (n: number) => (n === 0 ? 'No visits' : count(n, 'visit', 'visits')),
  hours: (from: string, to: string) => `${from}–${to}`,
  notIn: (names: string) => `Not in: ${names}`,
  closed: (name: string) => `Closed: ${name}`,
  noHours: 'Not open',
  /** The cursor on an empty time. */
  cursor: (time: string, lane: string, stands: string | null) =>
    stands ? `${time}, ${lane}, ${stands}` : `${time}, ${lane}, book or block`,
  cursorShort: (time: string) => `+ ${time}`,
  stands: (name: string) => `open the booking of ${name}`,
  standsBlock: (reason: string) => `open the block ${reason}`,
  weekOf: (from: string, to: string) => `${from} to ${to}`,
  whose: 'Whose week',
  team: 'Whole team',
  allRooms: 'All rooms',
  nobody: 'There is nobody like that here. Choose somebody else.',
  teamTable: 'The week of the whole team',
  openDay: (name: string, day: string) => `Open ${day} of ${name}: `,
  off: 'Off',
  free: (hours: string) => `${hours} free`,
  hoursOf: (minutes: number) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    if (hours === 0) return `${rest} min`;
    return rest === 0 ? `${hours} h` : `${hours} h ${rest}`;
  },
} as const;
