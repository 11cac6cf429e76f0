import fc from 'fast-check';
import { TRAINING_EXPERIENCES, TRAINING_TYPES } from './recommendation.contract.ts';
import {
  expectedEffect,
  expectedSoreness,
  personalise,
  sorenessBand,
  sorenessPeak,
} from './soreness.rules.ts';

const legs = { type: 'eccentric', rpe: 8, durationMin: 60 } as const;

describe('expected soreness', () => {
  it.each([
    [0, 0],
    [8, 0],
    [12, 0.2],
    [24, 1.9],
    [36, 4.2],
    [48, 5.4],
    [72, 4.0],
    [96, 1.4],
    [120, 0],
    [200, 0],
  ])('eccentric, RPE 8, 60 min, regular at %d h: %d', (t, expected) => {
    expect(expectedSoreness(legs, 'regular', t)).toBeCloseTo(expected, 1);
  });

  it.each([
    ['eccentric', 48, 4.5],
    ['unfamiliar', 48, 5],
    ['heavy_strength', 42, 3.5],
    ['long_endurance', 28, 3.5],
    ['intervals', 36, 2.5],
    ['mixed', 36, 2.5],
    ['rest', 36, 0],
  ] as const)('%s peaks at %d h', (type, t, base) => {
    expect(expectedSoreness({ ...legs, type, rpe: 6 }, 'regular', t)).toBeCloseTo(base, 12);
  });

  it.each([
    ['new', 6.75],
    ['regular', 5.4],
    ['trained', 4.32],
  ] as const)('somebody %s to training peaks at %d', (experience, peak) => {
    expect(sorenessPeak(legs, experience)).toBeCloseTo(peak, 12);
  });

  it.each([
    [1, 3.24],
    [30, 5.4 * Math.SQRT1_2],
    [600, 7.56],
  ])('%d min give a peak of %d', (durationMin, peak) => {
    expect(sorenessPeak({ ...legs, durationMin }, 'regular')).toBeCloseTo(peak, 12);
  });

  it('never passes 9 and never falls below 0', () => {
    const anything = fc.record({
      type: fc.constantFrom(...TRAINING_TYPES),
      rpe: fc.integer({ min: 0, max: 10 }),
      durationMin: fc.integer({ min: 0, max: 1440 }),
    });
    const experience = fc.constantFrom(...TRAINING_EXPERIENCES);
    fc.assert(
      fc.property(
        anything,
        experience,
        fc.double({ min: -10, max: 300, noNaN: true }),
        (load, k, t) => {
          const value = expectedSoreness(load, k, t);
          return value >= 0 && value <= 9;
        },
      ),
    );
  });
});

describe('personalise', () => {
  it('pulls the peak halfway to the answer', () => {
    expect(personalise(5.4, 'eccentric', 3, 48)).toBeCloseTo(4.2, 12);
    expect(personalise(5.4, 'eccentric', 10, 60)).toBeCloseTo(7.7, 12);
  });

  it('leaves the peak alone where the curve is low', () => {
    expect(personalise(5.4, 'eccentric', 6, 12)).toBe(5.4);
    expect(personalise(5.4, 'rest', 6, 48)).toBe(5.4);
  });

  it('gives a peak the curve can be drawn with', () => {
    const peak = personalise(5.4, 'eccentric', 3, 48);
    expect(expectedSoreness(legs, 'regular', 48, peak)).toBeCloseTo(4.2, 12);
  });
});

describe('the effect of a massage', () => {
  it.each([
    [-1, 0, 0],
    [0, 0.25, 0.3],
    [1, 0.2, 0.3],
    [2, 0.15, 0.3],
    [72, 0.15, 0.3],
    [72.01, 0, 0],
  ])('%d h after it: mid %d, at most %d, at least nothing', (t, mid, high) => {
    const effect = expectedEffect(t);
    expect(effect.mid).toBeCloseTo(mid, 12);
    expect([effect.low, effect.high]).toEqual([0, high]);
  });

  it('has zero in its range at every hour, and never more than 0.3', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 200, noNaN: true }), (t) => {
        const { low, mid, high } = expectedEffect(t);
        expect(low).toBe(0);
        expect(mid).toBeGreaterThanOrEqual(low);
        expect(mid).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(0.3);
        // The band with a massage holds the whole band without one.
        const [without, after] = [sorenessBand(5), sorenessBand(5, t)];
        expect(after.low).toBeLessThanOrEqual(without.low);
        expect(after.high).toBe(without.high);
      }),
    );
  });

  it('only widens the band downward, so that no difference stays possible', () => {
    expect(sorenessBand(5)).toEqual({ low: 3, high: 7.5 });
    expect(sorenessBand(5, 10)).toEqual({ low: 3 * 0.7, high: 7.5 });
    expect(sorenessBand(5, 100)).toEqual(sorenessBand(5));
    expect(sorenessBand(9).high).toBe(10);
  });
});
