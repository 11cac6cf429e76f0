import fc from 'fast-check';
import { overlaps, type TimeRange } from './time-range.ts';

const range = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 100 }))
  .map(([start, length]): TimeRange => ({ start, end: start + length }));

describe('overlaps', () => {
  it.each([
    [{ start: 0, end: 10 }, { start: 10, end: 20 }, false],
    [{ start: 0, end: 10 }, { start: 9, end: 20 }, true],
    [{ start: 0, end: 10 }, { start: 2, end: 3 }, true],
  ])('%j and %j -> %s', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
  });

  it('means that some whole unit belongs to both', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const shared = Array.from({ length: a.end - a.start }, (_, i) => a.start + i).some(
          (t) => t >= b.start && t < b.end,
        );
        return overlaps(a, b) === shared;
      }),
    );
  });
});
