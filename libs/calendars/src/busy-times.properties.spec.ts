import { DAY, MINUTE, type TimeRange } from '@limber/kernel';
import fc from 'fast-check';
import { busyTimes } from './busy-times.rules.ts';
import { CalendarUnread } from './calendar-unread.ts';
import {
  apple,
  calendar,
  event,
  google,
  nextcloud,
  ofLondon,
  outlook,
} from './calendar-files.testing.ts';

const window = {
  ...ofLondon,
  from: Date.parse('2026-03-01T00:00Z'),
  until: Date.parse('2026-05-01T00:00Z'),
};

const stamp = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Events around the window, some of them coming again, in seconds: files know nothing of minutes. */
const events = fc.array(
  fc
    .record({
      start: fc.integer({ min: window.from / 1000 - 200_000, max: window.until / 1000 + 200_000 }),
      seconds: fc.integer({ min: 0, max: 200_000 }),
      zone: fc.constantFrom('', ';TZID=Europe/London', ';TZID=America/New_York'),
      rule: fc.constantFrom('', 'FREQ=DAILY;COUNT=4', 'FREQ=WEEKLY', 'FREQ=MONTHLY;BYMONTHDAY=-1'),
    })
    .map(({ start, seconds, zone, rule }) => [
      `DTSTART${zone}:${stamp(start * 1000).slice(0, zone === '' ? 16 : 15)}`,
      `DURATION:PT${seconds}S`,
      ...(rule === '' ? [] : [`RRULE:${rule}`]),
    ]),
  { maxLength: 8 },
);

const fileOf = (lines: string[][]): string => calendar(...lines.map((each) => event(...each)));

/** Minute by minute, as slowly and simply as can be. */
const minutesOf = (spans: readonly TimeRange[]): Set<number> =>
  new Set(
    spans.flatMap(({ start, end }) =>
      Array.from({ length: (end - start) / MINUTE }, (_, index) => start + index * MINUTE),
    ),
  );

describe('busy times', () => {
  it('are in order, apart, in whole minutes, and within the window', () => {
    fc.assert(
      fc.property(events, (lines) => {
        const spans = busyTimes([fileOf(lines)], window);
        spans.forEach(({ start, end }, index) => {
          expect(start).toBeGreaterThanOrEqual(window.from);
          expect(end).toBeLessThanOrEqual(window.until);
          expect(start).toBeLessThan(end);
          expect([start % MINUTE, end % MINUTE]).toEqual([0, 0]);
          expect(start).toBeGreaterThan(spans[index - 1]?.end ?? -Infinity);
        });
      }),
    );
  });

  it('of two files are those of both', () => {
    fc.assert(
      fc.property(events, events, (one, other) => {
        const files = [fileOf(one), fileOf(other)];
        const together = minutesOf(busyTimes(files, window));
        const apart = files.map((file) => minutesOf(busyTimes([file], window)));
        expect(together).toEqual(new Set(apart.flatMap((minutes) => [...minutes]).sort()));
        expect(busyTimes(files, window)).toEqual(busyTimes([fileOf([...one, ...other])], window));
      }),
      { numRuns: 40 },
    );
  });

  it('gain nothing by what takes no time', () => {
    fc.assert(
      fc.property(events, events, (taken, free) => {
        const shownAsFree = free.map((lines) => [...lines, 'TRANSP:TRANSPARENT']);
        expect(busyTimes([fileOf([...taken, ...shownAsFree])], window)).toEqual(
          busyTimes([fileOf(taken)], window),
        );
      }),
    );
  });

  it('of a smaller window are those of a larger one, cut', () => {
    const smaller = { ...window, from: window.from + 10 * DAY, until: window.until - 10 * DAY };
    fc.assert(
      fc.property(events, (lines) => {
        const cut = busyTimes([fileOf(lines)], window)
          .map(({ start, end }) => ({
            start: Math.max(start, smaller.from),
            end: Math.min(end, smaller.until),
          }))
          .filter(({ start, end }) => start < end);
        expect(busyTimes([fileOf(lines)], smaller)).toEqual(cut);
      }),
    );
  });

  it('are told, or the file is refused: nothing else happens, whatever became of it on the way', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat({ max: 30 }),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 5 }),
        fc.constantFrom(
          '\r\n',
          ';',
          ':',
          '=',
          '0',
          '9999999',
          'Z',
          '-',
          'END:VEVENT\r\n',
          '\r\nRRULE:FREQ=DAILY',
        ),
      ),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(apple, google, nextcloud, outlook),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        (file, damages) => {
          const text = damages.reduce((whole, { at, cut, put }) => {
            const place = Math.floor(at * whole.length);
            return whole.slice(0, place) + put + whole.slice(place + cut);
          }, file);
          try {
            expect(busyTimes([text], window)).toBeInstanceOf(Array);
          } catch (error) {
            expect(error).toBeInstanceOf(CalendarUnread);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
