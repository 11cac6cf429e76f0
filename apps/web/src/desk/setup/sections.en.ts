export const sectionTexts = {
  names: {
    locations: 'Locations',
    rooms: 'Rooms',
    services: 'Services',
    people: 'People',
    shifts: 'Shifts',
    exceptions: 'Exceptions',
    'time-off': 'Time off',
    holidays: 'Holidays',
    policies: 'Policies',
    wording: 'Mail wording',
  },
  ownNames: { shifts: 'My shifts', exceptions: 'My exceptions', 'time-off': 'My time off' },
  leads: {
    locations:
      'Where the clinic is, when its doors are open, and in which time zone its clock runs.',
    rooms:
      'What each room has. A booking gets a room by what its service needs, never by its name.',
    services: 'What is sold: lengths, prices, the minutes around a session, and what it needs.',
    people: 'Who treats: what they do, which languages they speak, and how much work is enough.',
    shifts: 'The usual week. Times are the wall clock of the location.',
    exceptions: 'Single days that differ from the usual week.',
    'time-off': 'Leave, training and sick days. Only what is approved takes time out of the book.',
    holidays: 'Days on which a location, or the whole clinic, is closed.',
    wording:
      'What the mails to your clients say in your own words: the first lines after the greeting, and the last.',
    policies: 'How far ahead, how late and how fine-grained time is sold.',
  },
} as const;
