import fc from 'fast-check';
import { HOUR, MINUTE } from '@limber/kernel';
import {
  addDays,
  dayRange,
  daysBetween,
  instantOf,
  localDateOf,
  wallMinutesOf,
  weekdayOf,
} from './local-time.rules.ts';

const utc = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().slice(0, 16);

describe('instantOf', () => {
  it.each([
    ['Europe/London', '2027-01-11', '09:00', '2027-01-11T09:00'],
    ['Europe/London', '2027-07-12', '09:00', '2027-07-12T08:00'],
    ['Asia/Kathmandu', '2027-01-11', '09:00', '2027-01-11T03:15'],
    // Spring: before, inside and after the gap.
    ['America/New_York', '2027-03-14', '01:59', '2027-03-14T06:59'],
    ['America/New_York', '2027-03-14', '02:00', null],
    ['America/New_York', '2027-03-14', '02:59', null],
    ['America/New_York', '2027-03-14', '03:00', '2027-03-14T07:00'],
    ['America/New_York', '2027-03-14', '15:00', '2027-03-14T19:00'],
    // Autumn: the first of two.
    ['America/New_York', '2027-11-07', '01:30', '2027-11-07T05:30'],
    ['America/New_York', '2027-11-07', '02:00', '2027-11-07T07:00'],
    ['Europe/Berlin', '2027-03-28', '02:30', null],
    ['Europe/Berlin', '2027-10-31', '02:30', '2027-10-31T00:30'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', null],
    ['Australia/Lord_Howe', '2026-10-04', '02:30', '2026-10-03T15:30'],
    ['Australia/Lord_Howe', '2027-04-04', '01:45', '2027-04-03T14:45'],
    ['Australia/Lord_Howe', '2027-04-04', '02:00', '2027-04-03T15:30'],
    // Havana changes at midnight: the day begins at 01:00.
    ['America/Havana', '2027-03-14', '00:30', null],
    ['America/Havana', '2027-03-14', '01:00', '2027-03-14T05:00'],
    // Nuuk goes back from midnight: 23:30 comes twice, and 24:00 ends both.
    ['America/Nuuk', '2027-10-30', '23:30', '2027-10-31T00:30'],
    ['America/Nuuk', '2027-10-30', '24:00', '2027-10-31T02:00'],
    // Apia left this day out altogether.
    ['Pacific/Apia', '2011-12-30', '12:00', null],
  ])('%s %s %s is %s', (zone, date, time, expected) => {
    expect(utc(instantOf(date, time, zone))).toBe(expected);
  });

  it.each(['9:00', '09:60', '24:01', '', '09:00:00', 'noon!'])('refuses %j', (time) => {
    expect(() => wallMinutesOf(time)).toThrow(RangeError);
  });
});

describe('dayRange', () => {
  it.each([
    ['Europe/London', '2027-01-11', 24],
    ['Europe/London', '2027-03-28', 23],
    ['Europe/London', '2026-10-25', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2027-04-04', 24.5],
    ['America/Havana', '2027-03-14', 23],
    ['Pacific/Apia', '2011-12-30', 0],
  ])('%s %s has %d hours', (zone, date, hours) => {
    const { start, end } = dayRange(date, zone);
    expect((end - start) / HOUR).toBe(hours);
  });
});

describe('localDateOf', () => {
  it.each([
    ['Pacific/Kiritimati', '2027-01-01T10:00Z', '2027-01-02'],
    ['Pacific/Pago_Pago', '2027-01-01T10:59Z', '2026-12-31'],
    ['Pacific/Apia', '2011-12-30T09:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00Z', '2011-12-31'],
    ['America/New_York', '2027-03-15T03:59Z', '2027-03-14'],
    ['America/New_York', '2027-03-15T04:00Z', '2027-03-15'],
  ])('%s at %s is %s', (zone, instant, expected) => {
    expect(localDateOf(Date.parse(instant), zone)).toBe(expected);
  });

  it('agrees with Intl at any minute of two years', () => {
    const zones = ['Europe/London', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const formats = zones.map((timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone }));
    const first = Date.parse('2026-01-01T00:00Z') / MINUTE;
    fc.assert(
      fc.property(
        fc.integer({ min: first, max: first + 2 * 365 * 1440 }),
        fc.integer({ min: 0, max: zones.length - 1 }),
        (minute, n) => {
          const zone = zones[n] ?? '';
          expect(localDateOf(minute * MINUTE, zone)).toBe(formats[n]?.format(minute * MINUTE));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('dates', () => {
  it.each([
    ['2027-01-11', 1],
    ['2027-01-17', 7],
    ['1969-12-31', 3],
    ['1970-01-01', 4],
    ['2028-02-29', 2],
  ])('%s is weekday %i', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });

  it.each([
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-01-01', -1, '2026-12-31'],
    // Across both changes of the year: dates do not have hours.
    ['2027-03-13', 300, '2028-01-07'],
  ])('%s plus %i days is %s, and that many days lie between', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(daysBetween(date, expected)).toBe(days);
  });

  it.each(['2027-13-01', '2027-1-1', 'today', ''])('refuses %j', (date) => {
    expect(() => addDays(date, 1)).toThrow(RangeError);
  });
});
