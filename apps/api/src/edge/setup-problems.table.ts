import type { ErrorCode } from '@limber/contracts';
import { text, type Wording } from './problem.wording.ts';

/** '2027-01-11' as a person reads it; a plain date, so no zone can move it. */
const dayInWords = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    timeZone: 'UTC',
  }).format(Date.parse(date));

/** What the desk is told when a change of the set-up cannot be. */
export const setupProblems = {
  SHIFT_ENDS_BEFORE_START: {
    status: 422,
    title: 'Ends before it starts',
    detail: 'A shift ends later on the same day than it starts. Swap the two times or correct one.',
  },
  SHIFT_OVERLAP: {
    status: 422,
    title: 'At work somewhere else then',
    detail: ({ therapist, date, startsAt, endsAt, location }) =>
      `${text(therapist)} already works on ${dayInWords(text(date))} from ${text(startsAt)} to ${text(endsAt)} at ${text(location)}. Nothing was changed; change one of the two.`,
  },
  BREAK_OUTSIDE_SHIFT: {
    status: 422,
    title: 'Break outside the shift',
    detail: 'A break begins and ends within its shift. Correct its times or take it out.',
  },
  BREAKS_OVERLAP: {
    status: 422,
    title: 'Two breaks at once',
    detail: 'Two breaks lie over each other. Make one of them shorter or take it out.',
  },
  EXCEPTION_EXISTS: {
    status: 422,
    title: 'That day already has an exception',
    detail: ({ therapist, date }) =>
      `${text(therapist)} already has an exception on ${dayInWords(text(date))}. Nothing was changed; change that one instead.`,
  },
  UNKNOWN_TIME_ZONE: {
    status: 422,
    title: 'No such time zone',
    detail: 'There is no time zone of that name. Use one such as Europe/London.',
  },
  HOURS_REVERSED: {
    status: 422,
    title: 'Closes before it opens',
    detail:
      'Opening hours close later on the same day than they open. Swap the two or correct one.',
  },
  HOURS_OVERLAP: {
    status: 422,
    title: 'Opening hours overlap',
    detail: 'Two opening hours of one weekday lie over each other. Join them or correct one.',
  },
  QUIET_HOURS_EMPTY: {
    status: 422,
    title: 'Quiet hours begin and end at the same time',
    detail:
      'The quiet hours begin and end at the same time, so there are none. Pick another end; over midnight is fine.',
  },
  QUIET_HOURS_OFF_GRID: {
    status: 422,
    title: 'Quiet hours keep to the quarter hour',
    detail: 'Quiet hours begin and end on a quarter of an hour, such as 21:00 or 07:45.',
  },
  HOLIDAY_EXISTS: {
    status: 422,
    title: 'Already a holiday',
    detail: 'That day is already closed for the same place. Change that entry instead.',
  },
  ROOM_ELSEWHERE: {
    status: 422,
    title: 'Room of another location',
    detail: 'That room is not at the location of the shift. Pick one that is, or none.',
  },
  DURATION_TWICE: {
    status: 422,
    title: 'One length, two prices',
    detail: 'Every length has one price. Take one of the two out.',
  },
  TIME_OFF_DECIDED: {
    status: 409,
    title: 'Already decided',
    detail: ({ state }) => `This time off is already ${text(state)}. Look at it again.`,
  },
  CALENDAR_ADDRESS: {
    status: 422,
    title: 'Not an address we may read',
    detail:
      'Give the calendar’s own address on the internet. It begins with https:// or webcal://; addresses inside a private network are not read.',
  },
  CALENDAR_UNREACHABLE: {
    status: 422,
    title: 'The calendar does not answer',
    detail:
      'Nothing answered at this address in time. Look whether it is right, or try again later.',
  },
  CALENDAR_REFUSED: {
    status: 422,
    title: 'The calendar does not open',
    detail:
      'Whoever keeps the calendar refuses this address or its password. Copy its secret address once more, or give an app password.',
  },
  CALENDAR_UNREADABLE: {
    status: 422,
    title: 'Not a calendar',
    detail:
      'What stands at this address is no calendar. The address that is wanted is often called “secret address in iCal format”.',
  },
  CALENDAR_TOO_MUCH: {
    status: 422,
    title: 'Too large a calendar',
    detail: 'This calendar holds more than can be read. Connect one that holds only what matters.',
  },
  CALENDAR_KNOWN: {
    status: 422,
    title: 'Connected already',
    detail: 'This calendar is connected already. To give it another password, disconnect it first.',
  },
  TOO_MANY_CALENDARS: {
    status: 409,
    title: 'Enough calendars',
    detail: ({ number }) =>
      `There are ${text(number)} calendars connected, as many as can be. Disconnect one first.`,
  },
  STRANDS_BOOKINGS: {
    status: 409,
    title: 'Bookings would be left without their place',
    detail: ({ number }) =>
      `This would strand ${text(number)} upcoming ${number === 1 ? 'booking' : 'bookings'}, which is not the number you saw. Nothing was changed; look at the list and save again.`,
  },
} satisfies Partial<Record<ErrorCode, Wording>>;
