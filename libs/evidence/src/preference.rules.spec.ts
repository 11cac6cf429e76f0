import { HOUR } from '@limber/kernel';
import fc from 'fast-check';
import { isBest, preference, windowInstants } from './preference.rules.ts';
import { recommend } from './recommend.rules.ts';
import { anyInput, END, given } from './recommend.testing.ts';

const window = { fromMs: 0, bestFromMs: 10, bestToMs: 20, toMs: 40 };

describe('preference', () => {
  it.each([
    [-1, 0],
    [0, 0.4],
    [5, 0.7],
    [10, 1],
    [15, 1],
    [20, 1],
    [30, 0.65],
    [40, 0.3],
    [41, 0],
  ])('at %d is %d', (t, expected) => {
    expect(preference(window, t)).toBeCloseTo(expected, 12);
  });

  it('is 1 at both ends when the whole window is best', () => {
    const whole = { fromMs: 0, bestFromMs: 0, bestToMs: 40, toMs: 40 };
    expect([0, 40].map((t) => preference(whole, t))).toEqual([1, 1]);
  });

  it('marks as best what lies in the best part, ends included', () => {
    expect([9, 10, 20, 21].map((t) => isBest(window, t))).toEqual([false, true, true, false]);
  });

  it('hides nothing inside any window and nothing outside stays', () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: -0.5, max: 1.5, noNaN: true }), (input, share) => {
        const found = windowInstants(recommend(input), input);
        if (found === null) return;
        const t = found.fromMs + share * (found.toMs - found.fromMs);
        const value = preference(found, t);
        if (t < found.fromMs || t > found.toMs) expect(value).toBe(0);
        else expect(value).toBeGreaterThanOrEqual(0.3 - 1e-9);
        expect(value).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('windowInstants', () => {
  it('are exact where the hours are rounded', () => {
    const input = given({ h: 20 + 1 / 3, next: ['competition', 63 + 1 / 3] });
    expect(windowInstants(recommend(input), input)).toEqual({
      fromMs: input.now,
      toMs: input.now + (15 + 1 / 3) * HOUR,
      bestFromMs: input.now,
      bestToMs: input.now + 12 * HOUR,
    });
  });

  it('count from the anchor', () => {
    const input = given({ h: 0 });
    expect(windowInstants(recommend(input), input)?.toMs).toBe(END + 72 * HOUR);
    const prep = given({ goal: 'prep_event', next: ['competition', 144] });
    expect(windowInstants(recommend(prep), prep)?.toMs).toBe(prep.now + 96 * HOUR);
  });

  it('are null for a refusal', () => {
    const input = given({ screening: null });
    expect(windowInstants(recommend(input), input)).toBeNull();
  });
});
