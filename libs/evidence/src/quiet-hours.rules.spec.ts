import { DAY, MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import {
  DEFAULT_QUIET_HOURS,
  hourBeforeQuiet,
  type QuietHours,
  quietHoursOf,
  shiftFromQuiet,
} from './quiet-hours.rules.ts';
import { toWall, wallDay } from './wall-clock.rules.ts';

const london = (day: number, hour: number, minute = 0) => Date.UTC(2026, 0, day, hour, minute);
const between = (quietFrom: string, quietUntil: string) => quietHoursOf({ quietFrom, quietUntil });

describe('quiet hours', () => {
  it.each([
    [london(12, 20, 59), london(12, 20, 59)],
    [london(12, 21), london(13, 8)],
    [london(13, 0), london(13, 8)],
    [london(13, 7, 59), london(13, 8)],
    [london(13, 8), london(13, 8)],
  ])('%d is sent at %d', (due, expected) => {
    expect(shiftFromQuiet('Europe/London', due, DEFAULT_QUIET_HOURS)).toBe(expected);
  });

  it('are two wall times of the clinic', () => {
    expect(between('21:00', '08:00')).toEqual(DEFAULT_QUIET_HOURS);
    expect(between('00:15', '13:45')).toEqual({ start: 15, end: 825 });
  });

  it('can be edited, and switched off', () => {
    const noonBreak = between('12:00', '13:00');
    expect(shiftFromQuiet('UTC', london(12, 12, 30), noonBreak)).toBe(london(12, 13));
    expect(shiftFromQuiet('UTC', london(12, 23), noonBreak)).toBe(london(12, 23));
    const never = { start: 0, end: 0 };
    expect(shiftFromQuiet('UTC', london(12, 3), never)).toBe(london(12, 3));
  });

  it('never send earlier when their end comes twice', () => {
    // 01:15 for the second time in London; the first 01:30 is over.
    const due = Date.UTC(2026, 9, 25, 1, 15);
    const end = shiftFromQuiet('Europe/London', due, between('00:00', '01:30'));
    expect(end).toBe(due + 15 * MINUTE);
  });

  it('go on where their end is leapt over and they begin again', () => {
    // At 01:00 of that day it is 02:00 in London, and quiet again since 01:45.
    const due = Date.UTC(2026, 2, 29, 0, 30);
    const end = shiftFromQuiet('Europe/London', due, between('01:45', '01:30'));
    expect(end).toBe(Date.UTC(2026, 2, 30, 0, 30));
  });
});

describe('the hour before them', () => {
  it.each([
    ['the evening before', '21:00', '08:00', london(12, 23), london(12, 20)],
    ['also after midnight', '21:00', '08:00', london(13, 7, 59), london(12, 20)],
    [
      'of the day before, where they begin after midnight',
      '00:30',
      '07:00',
      london(13, 2),
      london(12, 23, 30),
    ],
    ['at noon, where they are in the afternoon', '13:00', '15:00', london(12, 14), london(12, 12)],
    [
      'is when they last ended, where they leave less than an hour',
      '08:30',
      '08:00',
      london(12, 12),
      london(12, 8),
    ],
    ['is none where the clocks leap over it', '02:15', '08:00', Date.UTC(2026, 2, 29, 3), null],
    ['is none by day', '21:00', '08:00', london(12, 20, 59), null],
  ])('%s', (_, from, until, at, expected) => {
    expect(hourBeforeQuiet('Europe/London', at, between(from, until))).toBe(expected);
  });
});

describe('any quiet hours, in any zone, around any clock change', () => {
  const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15);
  const anyQuiet = fc
    .record({ start: quarter, end: quarter })
    .filter(({ start, end }) => start !== end);
  const anyZone = fc.constantFrom(
    ...['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'],
    ...['America/St_Johns', 'Africa/Cairo', 'Pacific/Auckland'],
  );
  const anyTime = fc
    .integer({ min: 0, max: 365 * 96 })
    .map((n) => Date.UTC(2027, 0, 1) + n * 15 * MINUTE);
  /** The minutes of the wall clock that are quiet, counted one after the other. */
  const isQuietAt = (zone: string, ms: number, { start, end }: QuietHours): boolean => {
    const wall = toWall(zone, ms);
    const minute = Math.floor((wall - wallDay(wall)) / MINUTE);
    const since = (minute - start + 1440) % 1440;
    return since < (end - start + 1440) % 1440;
  };

  it('nothing that can wait is sent in them, nothing earlier, and what is not quiet does not wait', () => {
    fc.assert(
      fc.property(anyZone, anyTime, anyQuiet, (zone, due, quiet) => {
        const sent = shiftFromQuiet(zone, due, quiet);
        expect(isQuietAt(zone, sent, quiet)).toBe(false);
        expect(sent).toBeGreaterThanOrEqual(due);
        if (!isQuietAt(zone, due, quiet)) expect(sent).toBe(due);
        // No minute before it would have done.
        for (let at = due; at < sent; at += 15 * MINUTE) {
          expect(isQuietAt(zone, at, quiet)).toBe(true);
        }
        const before = hourBeforeQuiet(zone, due, quiet);
        if (before === null) return;
        expect(isQuietAt(zone, before, quiet)).toBe(false);
        expect(before).toBeLessThan(due);
        expect(before).toBeGreaterThan(due - 2 * DAY);
      }),
      { numRuns: 2000 },
    );
  });
});
