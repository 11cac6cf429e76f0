import fc from 'fast-check';
import { formatFor, formatOf } from './format.ts';
import { clockOf, instantOfClock, instantOfWall, wallInstants } from './wall-time.ts';

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

describe('when the clocks show a time', () => {
  it.each<[string, string, string, string[]]>([
    ['Europe/London', '2027-10-31', '00:59', ['2027-10-30T23:59Z']],
    ['Europe/London', '2027-10-31', '01:00', ['2027-10-31T00:00Z', '2027-10-31T01:00Z']],
    ['Europe/London', '2027-10-31', '01:59', ['2027-10-31T00:59Z', '2027-10-31T01:59Z']],
    ['Europe/London', '2027-10-31', '02:00', ['2027-10-31T02:00Z']],
    ['Europe/London', '2027-03-28', '00:59', ['2027-03-28T00:59Z']],
    ['Europe/London', '2027-03-28', '01:00', []],
    ['Europe/London', '2027-03-28', '01:59', []],
    ['Europe/London', '2027-03-28', '02:00', ['2027-03-28T01:00Z']],
    ['America/New_York', '2027-11-07', '01:30', ['2027-11-07T05:30Z', '2027-11-07T06:30Z']],
    ['America/New_York', '2027-11-07', '15:00', ['2027-11-07T20:00Z']],
    ['America/New_York', '2027-03-14', '02:30', []],
    ['Australia/Lord_Howe', '2027-04-04', '01:29', ['2027-04-03T14:29Z']],
    ['Australia/Lord_Howe', '2027-04-04', '01:30', ['2027-04-03T14:30Z', '2027-04-03T15:00Z']],
    ['Australia/Lord_Howe', '2027-04-04', '01:59', ['2027-04-03T14:59Z', '2027-04-03T15:29Z']],
    ['Australia/Lord_Howe', '2027-04-04', '02:00', ['2027-04-03T15:30Z']],
    ['Australia/Lord_Howe', '2027-10-03', '02:15', []],
    ['Australia/Lord_Howe', '2027-10-03', '02:30', ['2027-10-02T15:30Z']],
    ['Asia/Kathmandu', '2027-11-07', '01:30', ['2027-11-06T19:45Z']],
  ])('in %s on %s, %s is %j', (zone, date, time, expected) => {
    const found = wallInstants(date, time, zone).map((at) => new Date(at).toISOString());
    expect(found).toEqual(expected.map((at) => at.replace('Z', ':00.000Z')));
  });

  it('is the first of two unless the second is meant, and nothing in a gap or while it is typed', () => {
    const zone = 'Europe/London';
    const told = (date: string, time: string, isAgain: boolean): number | null =>
      instantOfClock({ date, time, isAgain }, zone);
    expect(told('2027-10-31', '01:30', false)).toBe(Date.parse('2027-10-31T00:30Z'));
    expect(told('2027-10-31', '01:30', true)).toBe(Date.parse('2027-10-31T01:30Z'));
    expect(told('2027-10-31', '03:30', true)).toBe(Date.parse('2027-10-31T03:30Z'));
    expect(told('2027-03-28', '01:30', true)).toBeNull();
    expect(told('2027-03-28', '', false)).toBeNull();
    expect(told('', '01:30', false)).toBeNull();
    expect(instantOfWall('2027-10-31', '01:30', zone)).toBe(Date.parse('2027-10-31T00:30Z'));
    expect(instantOfWall('2027-03-28', '01:30', zone)).toBe(Date.parse('2027-03-28T01:30Z'));
  });

  it('is typed back as the very same minute, on every night of the year', () => {
    const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Berlin'];
    const changes = [
      '2027-10-31T01:00Z',
      '2027-11-07T06:00Z',
      '2027-04-03T15:00Z',
      '2027-03-28T01:00Z',
    ];
    const minute = fc.oneof(
      fc
        .integer({ min: 0, max: 365 * 1440 })
        .map((n) => Date.parse('2027-01-01T00:00Z') + n * 60_000),
      fc
        .tuple(fc.constantFrom(...changes), fc.integer({ min: -180, max: 180 }))
        .map(([change, n]) => Date.parse(change) + n * 60_000),
    );
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, at) => {
        expect(instantOfClock(clockOf(formatFor('en-GB', zone), at), zone)).toBe(at);
      }),
    );
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
