import { DAY, HOUR, MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import { isWorkedOut, nextLookAfter, sameSpans, windowAt } from './look.rules.ts';

const NOON = Date.parse('2027-03-27T12:00:00Z');

describe('the window of a look', () => {
  it('begins with yesterday and reaches further than any clinic sells', () => {
    expect(windowAt(NOON).start).toBe(Date.parse('2027-03-26T00:00:00Z'));
    expect(windowAt(NOON).end - NOON).toBeGreaterThan(366 * DAY);
  });

  it('is the same all day, whatever the hour: a span cut at it is no change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY - 1 }), (part) => {
        const midnight = Math.floor(NOON / DAY) * DAY;
        expect(windowAt(midnight + part)).toEqual(windowAt(midnight));
      }),
    );
  });

  it('is worked out until the day is over', () => {
    const until = windowAt(NOON).end;
    expect(isWorkedOut(until, NOON + 11 * HOUR)).toBe(true);
    expect(isWorkedOut(until, NOON + 12 * HOUR)).toBe(false);
  });
});

it.each([
  [0, 15 * MINUTE],
  [1, 30 * MINUTE],
  [3, 2 * HOUR],
  [4, 4 * HOUR],
  [5, 4 * HOUR],
  [10_000, 4 * HOUR],
])('after %i failures in a row it is looked again in %i ms', (failures, wait) => {
  expect(nextLookAfter(NOON, failures) - NOON).toBe(wait);
});

it.each([
  [[], [], true],
  [[[1, 2]], [[1, 2]], true],
  [[[1, 2]], [[1, 3]], false],
  [[[1, 2]], [[0, 2]], false],
  [[[1, 2]], [], false],
  [[], [[1, 2]], false],
])('%j and %j are the same spans: %s', (one, other, same) => {
  const spans = (pairs: number[][]) => pairs.map(([start = 0, end = 0]) => ({ start, end }));
  expect(sameSpans(spans(one), spans(other))).toBe(same);
});
