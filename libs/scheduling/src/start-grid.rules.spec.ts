import { visitStarts } from './start-grid.rules.ts';

describe('visitStarts', () => {
  const day = [{ start: 0, end: 1440, anchor: 5 }];
  it.each([
    ['the grid from its anchor', { first: 5, last: 40, meetsBooking: false }, [5, 20, 35]],
    ['the beginning of a free run', { first: 7, last: 40, meetsBooking: false }, [7, 20, 35]],
    [
      'its end where it meets a booking',
      { first: 7, last: 40, meetsBooking: true },
      [7, 20, 35, 40],
    ],
    ['an end on the grid only once', { first: 7, last: 35, meetsBooking: true }, [7, 20, 35]],
    ['a run of one start only once', { first: 7, last: 7, meetsBooking: true }, [7]],
  ])('offers %s', (_, run, expected) => {
    const visited: number[] = [];
    visitStarts(run, { step: 15, segments: day }, (start) => visited.push(start));
    expect(visited).toEqual(expected);
  });

  it('re-aligns after a clock change', () => {
    const visited: number[] = [];
    const segments = [
      { start: 0, end: 60, anchor: 0 },
      { start: 60, end: 1440, anchor: 60 + 5 },
    ];
    const run = { first: 0, last: 120, meetsBooking: false };
    visitStarts(run, { step: 20, segments }, (start) => visited.push(start));
    expect(visited).toEqual([0, 20, 40, 65, 85, 105]);
  });
});
