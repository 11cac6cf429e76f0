import { addDays } from './local-time.rules.ts';
import { offeredMinutes } from './offered-time.rules.ts';
import { at, clinic, location, MONDAY, shift, therapist } from './small-clinic.testing.ts';

const SUNDAY = addDays(MONDAY, 6);
const breaks = [{ startsAt: '10:00', endsAt: '10:30' }];

describe('offered hands-on minutes', () => {
  it.each([
    ['a shift a week', {}, MONDAY, SUNDAY, 180],
    ['two weeks', {}, MONDAY, addDays(SUNDAY, 7), 360],
    ['a day without a shift', {}, addDays(MONDAY, 1), SUNDAY, 0],
    ['less the break', { shifts: [shift('09:00', '12:00', { breaks })] }, MONDAY, MONDAY, 150],
    [
      'less time off, counted once where it overlaps itself and the break not twice',
      {
        shifts: [shift('09:00', '12:00', { breaks })],
        unavailable: [
          { start: at('09:30'), end: at('10:15') },
          { start: at('09:45'), end: at('11:00') },
        ],
      },
      MONDAY,
      MONDAY,
      90,
    ],
    [
      'time off around the shift leaves nothing',
      { unavailable: [{ start: at('00:00'), end: at('23:00') }] },
      MONDAY,
      MONDAY,
      0,
    ],
    [
      'an exception',
      { shifts: [shift('09:00', '12:00', { except: [MONDAY] })] },
      MONDAY,
      SUNDAY,
      0,
    ],
  ])('%s', (_, ana, from, to, expected) => {
    const input = clinic({ therapists: [therapist('ana', ana)] });
    expect(offeredMinutes(input, { from, to }).get('ana')).toBe(expected);
  });

  it('end with the opening hours and on holidays', () => {
    const openingHours = [{ weekday: 1 as const, opens: '10:00', closes: '11:00' }];
    const open = clinic({ locations: [location('home', { openingHours })] });
    const week = { from: MONDAY, to: SUNDAY };
    expect(offeredMinutes(open, week)).toEqual(new Map([['ana', 60]]));
    const closed = clinic({ locations: [location('home', { closedDates: [MONDAY] })] });
    expect(offeredMinutes(closed, week)).toEqual(new Map([['ana', 0]]));
  });
});
