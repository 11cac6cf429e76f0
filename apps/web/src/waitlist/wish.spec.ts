import {
  earlierWish,
  firstWish,
  nextWindow,
  partOf,
  timeLeft,
  windowOn,
  wishBody,
  withFrom,
  withPart,
} from './wish.rules.ts';

const TODAY = '2027-01-11';

describe('a wish', () => {
  it('begins with the day that was looked at, else with the coming week', () => {
    expect(firstWish(TODAY, '2027-01-14').windows).toEqual([windowOn('2027-01-14')]);
    expect(firstWish(TODAY, undefined).windows).toEqual([windowOn(TODAY, '2027-01-17')]);
    expect(firstWish(TODAY, '2027-01-10').windows).toEqual([windowOn(TODAY, '2027-01-17')]);
  });

  it('for an earlier time reaches to the day of the visit', () => {
    expect(earlierWish(TODAY, '2027-01-20').windows).toEqual([windowOn(TODAY, '2027-01-20')]);
  });

  it('adds the day after the last one', () => {
    const windows = [windowOn('2027-01-20'), windowOn('2027-01-12', '2027-01-14')];
    expect(nextWindow(windows, TODAY)).toEqual(windowOn('2027-01-21'));
    expect(nextWindow([], TODAY)).toEqual(windowOn(TODAY));
  });

  it('knows parts of the day, and hours of its own', () => {
    const window = windowOn(TODAY);
    expect(partOf(window)).toBe('any');
    expect(partOf(withPart(window, 'evening'))).toBe('evening');
    expect(partOf({ ...window, startTime: '10:00' })).toBeNull();
  });

  it('never ends before it begins', () => {
    const window = windowOn('2027-01-12', '2027-01-14');
    expect(withFrom(window, '2027-01-13')).toMatchObject({ from: '2027-01-13', to: '2027-01-14' });
    expect(withFrom(window, '2027-01-20')).toMatchObject({ from: '2027-01-20', to: '2027-01-20' });
  });

  it('is sent without a last day where none is named', () => {
    expect(wishBody(firstWish(TODAY, undefined))).not.toHaveProperty('expiresOn');
    const named = { ...firstWish(TODAY, undefined), expiresOn: '2027-01-13' };
    expect(wishBody(named)).toMatchObject({ expiresOn: '2027-01-13', noticeMin: 120 });
  });
});

it.each([
  ['15:00', 0],
  ['4:05', 655_000],
  ['0:01', 899_500],
  ['0:00', 900_000],
  ['0:00', 1_000_000],
])('counts down: %s', (expected, passed) => {
  const now = Date.parse('2027-01-11T10:00:00Z');
  expect(timeLeft('2027-01-11T10:15:00Z', now + passed)).toBe(expected);
});
