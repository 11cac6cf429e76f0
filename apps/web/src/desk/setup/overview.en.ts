export const overviewTexts = {
  lead: 'What the clinic is made of, and what of it needs a look.',
  attention: 'Needs attention',
  withoutPlace: 'Bookings without their place',
  withoutPlaceLead:
    'As the set-up stands now, nobody works, no room fits, or the therapist is off or busy elsewhere at these times. Bookings made so on purpose are listed too.',
  moreWithoutPlace: (n: number) => (n === 1 ? 'One more' : `${n} more`),
  allWell: 'Nothing needs attention.',
  waiting: (name: string, what: string, when: string) =>
    `${name} asks for ${what.toLowerCase()}: ${when}`,
  outNow: (room: string, when: string) => `${room} is out of order: ${when}`,
  outSoon: (room: string, when: string) => `${room} will be out of order: ${when}`,
  holiday: (name: string, when: string, where: string) => `${name}, ${when}: ${where} closed`,
  everywhere: 'all locations',
  noShift: (name: string) => `${name} has no shifts: nothing can be booked with them`,
  nobodyDoes: (service: string) => `${service}: no active therapist has this skill`,
  noRoom: (service: string) => `${service}: no room has all it needs, so it is not sold`,
  noHours: (location: string) => `${location} has no opening hours: nothing is sold there`,
  tags: {
    decide: 'Decide',
    room: 'Room',
    holiday: 'Holiday',
    gap: 'Gap',
  },
  sections: 'Sections',
  count: {
    locations: (n: number) => (n === 1 ? '1 location' : `${n} locations`),
    rooms: (n: number) => (n === 1 ? '1 room' : `${n} rooms`),
    services: (n: number) => (n === 1 ? '1 service sold' : `${n} services sold`),
    people: (n: number) => (n === 1 ? '1 therapist' : `${n} therapists`),
    shifts: (n: number) =>
      n === 1 ? '1 shift in the usual week' : `${n} shifts in the usual week`,
    exceptions: (n: number) =>
      n === 0 ? 'No exception ahead' : n === 1 ? '1 exception ahead' : `${n} exceptions ahead`,
    'time-off': (waiting: number, planned: number) =>
      `${waiting === 0 ? 'Nothing waits' : `${waiting} to decide`}, ${planned} planned`,
    holidays: (n: number) =>
      n === 0 ? 'No holiday entered' : n === 1 ? '1 holiday ahead' : `${n} holidays ahead`,
    policies: (notice: string) => notice,
    wording: 'Openings and closings of mails to clients',
  },
} as const;
