import { fit, markBest } from './fit.rules.ts';

describe('fit', () => {
  it.each([
    [0.4, 0.4],
    [1.7, 1],
    [-0.2, 0],
    [NaN, 0],
  ])('a curve that says %d counts as %d', (value, expected) => {
    expect(fit(5, () => value)).toBe(expected);
  });

  it('asks the curve about the start', () => {
    expect(fit(0.25, (instant) => instant)).toBe(0.25);
  });
});

describe('markBest', () => {
  const slots = [10, 20, 30].map((startsAt) => ({ startsAt, locationId: 'home' }));
  const scored = (scores: Record<number, number>) =>
    markBest(slots, (instant) => scores[instant] ?? 0).map((s) => [
      s.startsAt,
      s.fit.score,
      s.fit.best,
    ]);

  it('marks one slot and keeps order, slots and fields', () => {
    expect(scored({ 10: 0.2, 20: 0.9, 30: 0.5 })).toEqual([
      [10, 0.2, false],
      [20, 0.9, true],
      [30, 0.5, false],
    ]);
    expect(markBest(slots, () => 0)).toEqual(
      slots.map((s) => ({ ...s, fit: { score: 0, best: false } })),
    );
  });

  it('marks the earliest of equals, even in a list that is not in time order', () => {
    const reversed = markBest([...slots].reverse(), (instant) => (instant > 10 ? 1 : 0));
    expect(reversed.filter((s) => s.fit.best).map((s) => s.startsAt)).toEqual([20]);
  });

  it('marks nothing in an empty list', () => {
    expect(markBest([], () => 1)).toEqual([]);
  });
});
