import { DAY, HOUR, MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { ZONES } from './follow-up.testing.ts';
import { fromWall, isTimeZone, toWall, wallDay } from './wall-clock.rules.ts';

const wall = (text: string): number => Date.parse(`${text}Z`);
const show = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

describe('wall time', () => {
  it.each([
    ['Europe/London', '2026-03-29T01:30', '2026-03-29T01:30'],
    ['America/New_York', '2027-03-14T02:30', '2027-03-14T07:30'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45'],
  ])('%s: the missing %s moves forward by the gap', (tz, local, utc) => {
    expect(show(fromWall(tz, wall(local)))).toBe(utc);
  });

  it.each([
    ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30'],
    ['America/New_York', '2027-11-07T01:30', '2027-11-07T05:30'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
  ])('%s: the repeated %s is its first occurrence', (tz, local, utc) => {
    expect(show(fromWall(tz, wall(local)))).toBe(utc);
  });

  it.each(ZONES)('%s agrees with Temporal around every change of two years', (tz) => {
    const start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(2026, 0, 1));
    const changes = [start.toZonedDateTimeISO(tz)];
    for (let index = 0; index < 4; index += 1) {
      const next = changes.at(-1)?.getTimeZoneTransition('next');
      if (next) changes.push(next);
    }
    for (const change of changes) {
      for (let offset = -DAY; offset <= DAY; offset += 30 * MINUTE) {
        const ms = change.epochMilliseconds + offset;
        const plain = Temporal.Instant.fromEpochMilliseconds(ms)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        expect(fromWall(tz, ms)).toBe(plain.toZonedDateTime(tz).epochMilliseconds);
        const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz);
        expect(toWall(tz, ms)).toBe(ms + zoned.offsetNanoseconds / 1e6);
      }
    }
  });

  it('agrees with Temporal in any year, and comes back from its own wall time', () => {
    const hours = fc.integer({
      min: Date.UTC(1950, 0, 1) / HOUR,
      max: Date.UTC(2200, 0, 1) / HOUR,
    });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), hours, (tz, hour) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(hour * HOUR).toZonedDateTimeISO(tz);
        const there = toWall(tz, hour * HOUR);
        expect(there).toBe(hour * HOUR + zoned.offsetNanoseconds / 1e6);
        expect(toWall(tz, fromWall(tz, there))).toBe(there);
      }),
      { numRuns: 1000 },
    );
  });

  it('knows where a day starts, before 1970 too', () => {
    expect(wallDay(wall('2026-03-01T23:59'))).toBe(wall('2026-03-01T00:00'));
    expect(wallDay(wall('1969-12-31T01:00'))).toBe(wall('1969-12-31T00:00'));
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Europe/London', true],
    ['UTC', true],
    ['Etc/GMT+5', true],
    ['Mars/Olympus', false],
    ['+01:00', false],
    ['2026-01-01T00:00[Europe/London]', false],
    ['', false],
  ])('%s: %s', (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });
});
