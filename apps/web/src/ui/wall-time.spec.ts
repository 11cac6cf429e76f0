import { formatFor } from './format.ts';
import { instantOfWall } from './wall-time.ts';

const iso = (date: string, time: string, zone: string): string =>
  new Date(instantOfWall(date, time, zone)).toISOString();

describe('a wall time of the clinic as an instant', () => {
  it.each([
    ['2026-11-23', '18:30', 'Europe/London', '2026-11-23T18:30:00.000Z'],
    ['2026-07-01', '18:30', 'Europe/London', '2026-07-01T17:30:00.000Z'],
    ['2027-03-14', '15:00', 'America/New_York', '2027-03-14T19:00:00.000Z'],
    ['2027-11-07', '15:00', 'America/New_York', '2027-11-07T20:00:00.000Z'],
    ['2027-10-31', '09:30', 'Europe/Berlin', '2027-10-31T08:30:00.000Z'],
    ['2027-04-04', '09:30', 'Australia/Lord_Howe', '2027-04-03T23:00:00.000Z'],
    ['2026-11-23', '13:00', 'Asia/Kathmandu', '2026-11-23T07:15:00.000Z'],
  ])('%s %s in %s is %s', (date, time, zone, expected) => {
    expect(iso(date, time, zone)).toBe(expected);
  });

  it('comes back as the same wall time', () => {
    const format = formatFor('en-GB', 'Australia/Lord_Howe');
    const at = instantOfWall('2027-10-03', '14:45', 'Australia/Lord_Howe');
    expect([format.date(at), format.time(at)]).toEqual(['2027-10-03', '14:45']);
  });
});

describe('the house style of dates and money', () => {
  const format = formatFor('en-GB', 'Europe/London');
  const at = '2026-11-24T18:00:00Z';

  it('writes the weekday without a comma and the time absolute', () => {
    expect(format.moment(at)).toBe('Tuesday 24 November, 18:00');
    expect(format.shortMoment(at)).toBe('Tue 24 Nov, 18:00');
  });

  it('knows how many digits a currency has', () => {
    expect(format.money({ amount: 7000, currency: 'GBP' })).toBe('£70.00');
    expect(format.money({ amount: 7000, currency: 'JPY' })).toMatch(/7,000$/);
  });
});
