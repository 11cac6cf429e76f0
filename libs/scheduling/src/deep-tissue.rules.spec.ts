import { addDays } from './local-time.rules.ts';
import { at, booked, MONDAY, shift, timesOn, withAna } from './small-clinic.testing.ts';

const SHIFTS = [shift('08:00', '16:00')];
const deep = (from: string, to: string) => booked(from, to, { sessionType: 'deep_tissue' });
const sports = (from: string, to: string) => booked(from, to, { sessionType: 'sports' });
const block = (from: string, to: string) => booked(from, to);

const starts = (
  sessionType: string,
  occupied: ReturnType<typeof booked>[],
  deepTissueInARow: number | null = 2,
  deepTissueRestMin = 45,
): string =>
  timesOn(
    withAna(
      { shifts: SHIFTS, occupied, sessionTypes: ['sports', 'deep_tissue'] },
      { service: { sessionType }, policy: { deepTissueInARow, deepTissueRestMin } },
    ),
  );

/** One-hour sessions on the hour between 08:00 and 16:00; at most two in a row, then 45 minutes. */
describe('deep-tissue sessions in a row', () => {
  it.each([
    ['no limit', [deep('10:00', '11:00'), deep('11:00', '12:00')], null, '08 09 12 13 14 15'],
    ['none yet', [], 2, '08 09 10 11 12 13 14 15'],
    ['one: a second may follow at once', [deep('10:00', '11:00')], 2, '08 09 11 12 13 14 15'],
    [
      'two: a third keeps the rest on either side, and stands beside it',
      [deep('10:00', '11:00'), deep('11:00', '12:00')],
      2,
      '08 08:15 12:45 13 14 15',
    ],
    [
      'two with less than a rest between are still a row',
      [deep('10:00', '11:00'), deep('11:30', '12:30')],
      2,
      '08 08:15 13:15 14 15',
    ],
    [
      'two with a whole rest between are not',
      [deep('09:00', '10:00'), deep('10:45', '11:45')],
      2,
      '08 11:45 12 13 14 15',
    ],
    [
      'the middle is closed when it would join two rows',
      [deep('09:00', '10:00'), deep('10:00', '11:00'), deep('12:00', '13:00')],
      2,
      '13 14 15',
    ],
    [
      'another kind between two breaks the row',
      [deep('09:00', '10:00'), deep('10:00', '11:00'), sports('11:00', '12:00')],
      2,
      '12 13 14 15',
    ],
    [
      'a block is no session: it neither counts nor breaks, and is rest',
      [deep('10:00', '11:00'), block('11:00', '12:00'), deep('12:00', '13:00')],
      2,
      '08 09 13 14 15',
    ],
    ['a limit of one', [deep('10:00', '11:00')], 1, '08 08:15 11:45 12 13 14 15'],
    [
      'a row that would become full keeps the rest before what follows',
      [deep('10:00', '11:00'), sports('11:00', '12:00')],
      2,
      '08 08:15 12 13 14 15',
    ],
  ])('%s', (_, occupied, limit, expected) => {
    const hours = starts('deep_tissue', occupied, limit).replaceAll(':00', '');
    expect(hours).toBe(expected);
  });

  it.each([
    [
      'a full row: nothing before the rest is over',
      [deep('10:00', '11:00'), deep('11:00', '12:00')],
      '08 09 12:45 13 14 15',
    ],
    ['half a row: at once', [deep('10:00', '11:00')], '08 09 11 12 13 14 15'],
    [
      'a row that was already too long',
      [deep('09:00', '10:00'), deep('10:00', '11:00'), deep('11:00', '12:00')],
      '08 12:45 13 14 15',
    ],
  ])('another kind of session after %s', (_, occupied, expected) => {
    expect(starts('sports', occupied).replaceAll(':00', '')).toBe(expected);
  });

  it('a row runs over midnight', () => {
    const eve = addDays(MONDAY, -1);
    const late = { ...deep('08:00', '09:00'), start: at('22:00', eve), end: at('24:00', eve) };
    const input = withAna(
      {
        shifts: [shift('00:00', '04:00')],
        occupied: [late],
        sessionTypes: ['deep_tissue'],
      },
      {
        service: { sessionType: 'deep_tissue' },
        policy: { deepTissueInARow: 1, deepTissueRestMin: 60 },
      },
    );
    expect(timesOn(input)).toBe('01:00 02:00 03:00');
  });

  it('without minutes of rest nothing is a row', () => {
    const touching = [deep('10:00', '11:00'), deep('11:00', '12:00')];
    expect(starts('deep_tissue', touching, 2, 0)).toBe('08:00 09:00 12:00 13:00 14:00 15:00');
  });
});
