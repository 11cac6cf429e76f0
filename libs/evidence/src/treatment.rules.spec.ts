import { explainRecommendation, recommend } from './recommend.rules.ts';
import { given } from './recommend.testing.ts';

const chosen = (change: Parameters<typeof given>[0]): string => {
  const { sessionType, pressure } = recommend(given(change));
  return `${sessionType}, ${pressure}`;
};
const firm = { preferredPressure: 'firm' } as const;

describe('session type and pressure', () => {
  it.each([
    ['ease_soreness', 'sports_massage, moderate', 'recovery_light, light'],
    ['move_better', 'mobility, moderate', 'recovery_light, light'],
    ['calm_down', 'relaxation, moderate', 'relaxation, light'],
    ['keep_consistent', 'sports_massage, moderate', 'recovery_light, light'],
    ['prep_event', 'sports_massage, moderate', 'recovery_light, light'],
  ] as const)('%s: %s, and at soreness 7 %s', (goal, usual, sore) => {
    expect(chosen({ goal, soreness: 6 })).toBe(usual);
    expect(chosen({ goal, soreness: 7 })).toBe(sore);
  });

  it.each([
    [1.99, 5, 'recovery_light, light'],
    [2, 5, 'sports_massage, moderate'],
    [11.99, 9, 'recovery_light, light'],
    [12, 9, 'sports_massage, moderate'],
    [11, 8, 'sports_massage, moderate'],
  ])('easing soreness %d h after RPE %d: %s', (h, rpe, expected) => {
    expect(chosen({ h, training: { rpe } })).toBe(expected);
  });

  it('looks at fresh and hard efforts only to ease soreness', () => {
    const change = { h: 1, training: { rpe: 10 } };
    expect(chosen({ ...change, goal: 'move_better' })).toBe('mobility, moderate');
    expect(chosen({ ...change, goal: 'keep_consistent' })).toBe('sports_massage, moderate');
  });

  it.each(['move_better', 'keep_consistent', 'prep_event'] as const)(
    'gives deep tissue for %s when asked for and nothing speaks against it',
    (goal) => {
      expect(chosen({ ...firm, goal, soreness: 3 })).toBe('deep_tissue, firm');
      expect(recommend(given({ ...firm, goal })).cautions).not.toContain('deep_not_now');
    },
  );

  it.each([
    ['soreness 4', { goal: 'move_better', soreness: 4 }, 'mobility, moderate'],
    ['a first massage', { goal: 'move_better', massageExperience: 'first' }, 'mobility, moderate'],
    ['easing soreness', { goal: 'ease_soreness' }, 'sports_massage, moderate'],
    ['calming down', { goal: 'calm_down' }, 'relaxation, moderate'],
    [
      'a capped screening',
      { goal: 'move_better', screening: ['bp_controlled'] },
      'mobility, moderate',
    ],
    ['a local code', { goal: 'move_better', screening: ['eczema:feet'] }, 'mobility, moderate'],
  ] as const)('says deep_not_now for %s', (_name, change, expected) => {
    expect(chosen({ ...firm, ...change })).toBe(expected);
    const { cautions, reasons } = recommend(given({ ...firm, ...change }));
    expect(cautions).toContain('deep_not_now');
    expect(reasons).toContain('X5');
  });

  it('keeps deep tissue with a code that has no cap', () => {
    const change = { ...firm, goal: 'move_better', screening: ['oil_allergy'] } as const;
    expect(chosen(change)).toBe('deep_tissue, firm');
  });

  it.each([
    ['asked for', { preferredPressure: 'light' }],
    ['a light cap', { screening: ['osteoporosis_mild'] }],
  ] as const)('light because of %s renames only a sports massage', (_name, change) => {
    expect(chosen({ ...change, goal: 'keep_consistent' })).toBe('recovery_light, light');
    expect(chosen({ ...change, goal: 'move_better' })).toBe('mobility, light');
    expect(chosen({ ...change, goal: 'calm_down' })).toBe('relaxation, light');
  });

  it('does not raise the pressure when moderate is asked for', () => {
    expect(chosen({ preferredPressure: 'moderate', soreness: 7 })).toBe('recovery_light, light');
  });

  it('says in plain words why not deeper', () => {
    const { rules } = explainRecommendation(given({ ...firm, soreness: 5 }));
    expect(rules.find(({ id }) => id === 'DEEP_NOT_NOW')?.text).toMatch(/no trial/);
  });
});
