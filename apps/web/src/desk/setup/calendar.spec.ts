import {
  addMonths,
  hoursLines,
  mondayOf,
  monthGrid,
  weekdayName,
  weekdayOf,
} from './calendar.rules.ts';

describe('a week', () => {
  it.each([
    ['2026-11-23', 1, '2026-11-23'],
    ['2026-11-29', 7, '2026-11-23'],
    ['2027-03-28', 7, '2027-03-22'],
    ['2028-02-29', 2, '2028-02-28'],
  ])('%s is weekday %i of the week of %s', (date, weekday, monday) => {
    expect([weekdayOf(date), mondayOf(date)]).toEqual([weekday, monday]);
  });

  it('begins with Monday', () => {
    expect(weekdayName('en-GB', 1)).toBe('Monday');
    expect(weekdayName('en-GB', 7, 'short')).toBe('Sun');
  });
});

describe('a month', () => {
  it('stands in whole weeks without the days of its neighbours', () => {
    const weeks = monthGrid('2026-11-24');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
  });

  it.each([
    ['2026-02-10', 5],
    ['2027-02-01', 4],
    ['2028-01-31', 6],
  ])('%s fills %i weeks, each day once', (date, weeks) => {
    const grid = monthGrid(date);
    const days = grid.flat().filter((day) => day !== null);
    expect(grid).toHaveLength(weeks);
    expect(new Set(days).size).toBe(days.length);
    expect(days.every((day) => day.startsWith(date.slice(0, 7)))).toBe(true);
  });

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-15', -1, '2025-12-01'],
  ])('%s and %i months is %s', (date, months, to) => expect(addMonths(date, months)).toBe(to));
});

describe('opening hours in lines', () => {
  const day = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });

  it('joins neighbouring days of the same hours and names the closed ones', () => {
    const week = [1, 2, 3, 4, 5].map((weekday) => day(weekday, '07:30', '21:00'));
    expect(hoursLines([...week, day(6, '09:00', '17:00')])).toEqual([
      { from: 1, to: 5, spans: [{ opens: '07:30', closes: '21:00' }] },
      { from: 6, to: 6, spans: [{ opens: '09:00', closes: '17:00' }] },
      { from: 7, to: 7, spans: [] },
    ]);
  });

  it('keeps a day with a gap apart, in the order of the clock', () => {
    const [first] = hoursLines([day(1, '14:00', '18:00'), day(1, '08:00', '12:00')]);
    expect(first?.spans.map(({ opens }) => opens)).toEqual(['08:00', '14:00']);
  });

  it('of no hours at all is one closed week', () => {
    expect(hoursLines([])).toEqual([{ from: 1, to: 7, spans: [] }]);
  });
});
