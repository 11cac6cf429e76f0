import type { DeskBookingCard } from '@limber/contracts';
import { countsOf, wholeFacts } from './day.rules.ts';

const NOW = Date.parse('2027-01-13T10:50:00Z');
const card = (startsAt: string, visit: DeskBookingCard['visit']) =>
  ({
    ...{ visit, startsAt: `2027-01-13T${startsAt}:00Z` },
    endsAt: new Date(Date.parse(`2027-01-13T${startsAt}:00Z`) + 3_600_000).toISOString(),
  }) as DeskBookingCard;

describe('the visits of a day that are not over', () => {
  it.each<[string, DeskBookingCard[], [number, number]]>([
    ['nobody', [], [0, 0]],
    ['who is on the table is here, and no longer to come', [card('10:30', 'in_session')], [1, 0]],
    ['who is at the door is here', [card('11:00', 'arrived')], [1, 0]],
    ['who is late is still to come', [card('10:30', 'booked')], [0, 1]],
    ['who never came is not, two hours later', [card('07:30', 'booked')], [0, 0]],
    [
      'who is done or did not come is neither',
      [card('09:00', 'done'), card('09:30', 'no_show')],
      [0, 0],
    ],
    [
      'all of a day',
      [
        card('09:00', 'done'),
        card('10:30', 'in_session'),
        card('12:00', 'booked'),
        card('13:00', 'booked'),
      ],
      [1, 2],
    ],
  ])('%s', (_, bookings, [here, ahead]) => {
    expect(countsOf(bookings, NOW)).toEqual({ here, ahead });
  });
});

it.each([
  [0, 0],
  [1, 1],
  [3, 3],
  [4, 2],
  [5, 1],
  [6, 0],
  [7, 0],
])('of %d facts on three lines in two columns, %d have a line of their own', (count, whole) => {
  expect(wholeFacts(count)).toBe(whole);
  if (count <= 6) expect(whole + Math.ceil((count - whole) / 2)).toBeLessThanOrEqual(3);
});
