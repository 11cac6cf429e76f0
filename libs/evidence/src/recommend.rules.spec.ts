import { HOUR } from '@limber/kernel';
import fc from 'fast-check';
import { windowInstants } from './preference.rules.ts';
import { edgesCases } from './recommend-edges.cases.testing.ts';
import { goalsCases } from './recommend-goals.cases.testing.ts';
import { sorenessCases } from './recommend-soreness.cases.testing.ts';
import { oracle } from './recommend.oracle.testing.ts';
import { explainRecommendation, recommend, RULES_VERSION } from './recommend.rules.ts';
import {
  anyCode,
  anyInput,
  codes,
  given,
  inputOf,
  rank,
  severity,
  type RuleCase,
} from './recommend.testing.ts';
import { ruleTexts } from './rule-text.en.ts';
import { PRESSURES, type Pressure, type Recommendation } from './recommendation.contract.ts';
import { screen } from './screening.rules.ts';

const isPressure = (text: string): text is Pressure => PRESSURES.some((known) => known === text);

/** Every promise of a case that the result breaks, in words. */
const brokenPromises = ({ expect: promise }: RuleCase, result: Recommendation): string[] => {
  const broken: string[] = [];
  const hold = (isKept: boolean, name: string) => void (isKept || broken.push(name));
  const { window } = promise;
  hold(result.decision === promise.decision, 'decision');
  const type = result.sessionType ?? '';
  hold(promise.sessionTypeIn?.includes(type) ?? true, 'sessionTypeIn');
  hold(!promise.sessionTypeNotIn?.includes(type), 'sessionTypeNotIn');
  hold(promise.sessionTypeIs !== null || result.sessionType === null, 'sessionTypeIs');
  const most = promise.pressureMax ?? 'firm';
  hold(isPressure(most) && rank(result.pressure) <= rank(most), 'pressureMax');
  hold(promise.durationIn?.includes(result.durationMin ?? 0) ?? true, 'durationIn');
  if (window !== undefined) {
    hold((window.anchor ?? result.window?.anchor) === result.window?.anchor, 'anchor');
    for (const key of ['fromH', 'toH', 'bestFromH', 'bestToH'] as const) {
      const [low = -Infinity, high = Infinity] = window[key] ?? [];
      const value = result.window?.[key] ?? Number.NaN;
      hold(value >= low && value <= high, key);
    }
  }
  hold(promise.reasonsInclude?.every((id) => result.reasons.includes(id)) ?? true, 'reasons');
  hold(!promise.reasonsExclude?.some((id) => result.reasons.includes(id)), 'reasonsExclude');
  hold(promise.cautionsInclude?.every((id) => result.cautions.includes(id)) ?? true, 'cautions');
  return broken;
};

describe('recommend', () => {
  it.each(
    [...sorenessCases, ...goalsCases, ...edgesCases].map(
      (story) => [story.id, story.title, story] as const,
    ),
  )('%s: %s', (_id, _title, story) => {
    expect(brokenPromises(story, recommend(inputOf(story.input)))).toEqual([]);
  });

  it('knows all worked cases', () => {
    expect([sorenessCases.length, goalsCases.length, edgesCases.length]).toEqual([12, 10, 16]);
  });

  it('would notice a broken promise', () => {
    const [story] = sorenessCases;
    if (story === undefined) throw new Error('no case');
    const wrong = recommend(given({ goal: 'calm_down', soreness: 7 }));
    expect(brokenPromises(story, wrong)).toEqual(
      expect.arrayContaining(['sessionTypeIn', 'durationIn', 'fromH', 'toH', 'reasons']),
    );
  });

  it('has exactly the shape of the contract', () => {
    expect(Object.keys(recommend(given()))).toEqual(
      'decision sessionType pressure durationMin window bodyFocus reasons cautions'.split(' '),
    );
    expect(RULES_VERSION).toBe('1.0');
  });

  it('agrees with a second reading of the rules', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(recommend(input)).toEqual(oracle(input));
      }),
      { numRuns: 6000 },
    );
  });

  it('meets every decision, step and rule among random clients', () => {
    const results = fc.sample(anyInput, { numRuns: 6000, seed: 7 }).map(explainRecommendation);
    expect(new Set(results.map(({ result }) => result.decision)).size).toBe(7);
    const fired = new Set(results.flatMap(({ rules }) => rules.map(({ id }) => id)));
    expect(fired).toEqual(new Set(Object.keys(ruleTexts)));
  });
});

describe('whatever the client answers', () => {
  const holds = (
    check: (result: Recommendation, input: Parameters<typeof recommend>[0]) => void,
  ) => {
    fc.assert(
      fc.property(anyInput, (input) => check(recommend(input), input)),
      { numRuns: 2000 },
    );
  };

  it('never presses harder than any cap', () => {
    holds((result, input) => {
      const { pressureCap, minutesCap } = screen(input.screening ?? [], input.areas);
      expect(rank(result.pressure)).toBeLessThanOrEqual(rank(pressureCap));
      if (input.soreness >= 7 || input.preferredPressure === 'light') {
        expect(rank(result.pressure)).toBeLessThanOrEqual(rank('light'));
      }
      if (input.massageExperience === 'first' || input.soreness > 3) {
        expect(rank(result.pressure)).toBeLessThanOrEqual(rank('moderate'));
      }
      expect(result.durationMin ?? 0).toBeLessThanOrEqual(minutesCap ?? 90);
      expect([null, 30, 45, 60, 90]).toContain(result.durationMin);
    });
  });

  it('offers nothing on a red flag', () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...codes.refuse), (input, code) => {
        const answered = { ...input, screening: [...(input.screening ?? []), code] };
        const result = recommend(answered);
        expect(['do_not_book', 'invalid_input']).toContain(result.decision);
        expect([result.sessionType, result.pressure, result.durationMin, result.window]).toEqual([
          null,
          null,
          null,
          null,
        ]);
      }),
    );
  });

  it('keeps the window ahead of now, inside the horizon, with the best part inside', () => {
    holds((result, input) => {
      const window = windowInstants(result, input);
      if (window === null) return expect(result.bodyFocus).toEqual([]);
      expect(window.fromMs).toBeGreaterThanOrEqual(input.now);
      expect(window.bestFromMs).toBeGreaterThanOrEqual(window.fromMs);
      expect(window.bestToMs).toBeGreaterThan(window.bestFromMs);
      expect(window.toMs).toBeGreaterThanOrEqual(window.bestToMs);
      expect(window.toMs - window.fromMs).toBeGreaterThanOrEqual(HOUR);
      const horizon = Math.max(input.now, input.next?.at ?? 0) + 168 * HOUR;
      expect(window.toMs).toBeLessThanOrEqual(horizon);
    });
  });

  it('never presses harder because of more soreness', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 0, max: 10 }), (input, other) => {
        const [less, more] = [input.soreness, other].sort((a, b) => a - b);
        // Without an event: soreness moves the window, and an event may step only one of the two down.
        const milder = recommend({ ...input, next: null, soreness: less ?? 0 });
        const sorer = recommend({ ...input, next: null, soreness: more ?? 0 });
        expect(rank(sorer.pressure)).toBeLessThanOrEqual(rank(milder.pressure));
      }),
      { numRuns: 2000 },
    );
  });

  it('never gets looser or longer through one more screening code', () => {
    fc.assert(
      fc.property(anyInput, anyCode, (input, code) => {
        if (input.screening === null) return;
        const before = recommend(input);
        const after = recommend({ ...input, screening: [...input.screening, code] });
        if (before.decision === 'invalid_input') {
          expect(after).toEqual(before);
          return;
        }
        expect(severity(after)).toBeGreaterThanOrEqual(severity(before));
        expect(after.durationMin ?? 0).toBeLessThanOrEqual(before.durationMin ?? 0);
        expect(rank(after.pressure)).toBeLessThanOrEqual(rank(before.pressure));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers the same twice and leaves the input as it was', () => {
    holds((result, input) => {
      const copy = structuredClone(input);
      expect(recommend(input)).toEqual(result);
      expect(input).toEqual(copy);
    });
  });
});
