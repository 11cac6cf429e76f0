import { formatFor, formatOf } from './format.ts';
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

describe('a time the clocks show twice', () => {
  it.each([
    ['America/New_York', '2027-11-07T05:30:00Z', '01:30 (GMT-4)'],
    ['America/New_York', '2027-11-07T06:30:00Z', '01:30 (GMT-5)'],
    ['Europe/Berlin', '2027-10-31T00:30:00Z', '02:30 (GMT+2)'],
    ['Europe/Berlin', '2027-10-31T01:30:00Z', '02:30 (GMT+1)'],
    ['Australia/Lord_Howe', '2027-04-03T14:45:00Z', '01:45 (GMT+11)'],
    ['Australia/Lord_Howe', '2027-04-03T15:15:00Z', '01:45 (GMT+10:30)'],
    // Neither side of what is shown twice, nor the hour that is left out in spring.
    ['Europe/Berlin', '2027-10-30T23:59:00Z', '01:59'],
    ['Europe/Berlin', '2027-10-31T02:00:00Z', '03:00'],
    ['Europe/Berlin', '2027-03-28T01:30:00Z', '03:30'],
    ['Asia/Kathmandu', '2027-11-07T05:30:00Z', '11:15'],
  ])('in %s, %s is %s', (zone, at, told) => {
    const format = formatFor('en-GB', zone);
    expect(format.time(at)).toBe(told);
    expect(format.moment(at)).toMatch(new RegExp(`, ${told.replaceAll(/[()+]/g, '\\$&')}$`));
    // A field for a time takes no such word.
    expect(format.wall(at)).toBe(told.slice(0, 5));
  });
});

describe('the clocks of a place', () => {
  const clinic = {
    ...{ locale: 'en-GB', timeZone: 'Europe/London' },
    locations: [{ id: 'north', timeZone: 'America/New_York' }],
  };
  const at = '2027-01-14T15:00:00Z';

  it('are its own where it is named, else the clinic’s', () => {
    expect(formatOf(clinic, 'north').time(at)).toBe('10:00');
    expect(formatOf(clinic).time(at)).toBe('15:00');
    expect(formatOf(clinic, 'gone').time(at)).toBe('15:00');
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
