import { recommend } from './recommend.rules.ts';
import { given } from './recommend.testing.ts';
import type { Area } from './recommendation.contract.ts';

type Change = Parameters<typeof given>[0];
const minutes = (change: Change) => recommend(given(change)).durationMin;
const four: Area[] = ['back', 'neck', 'legs', 'arms'];
const long = { goal: 'calm_down', massageExperience: 'regular', areas: four } as const;

describe('duration', () => {
  it.each<[Area[], number]>([
    [['legs'], 30],
    [['legs', 'legs'], 30],
    [['legs', 'back'], 45],
    [['legs', 'back', 'arms'], 60],
    [[...four, 'feet'], 60],
  ])('%j: %d min', (areas, expected) => {
    expect(minutes({ areas })).toBe(expected);
  });

  it('is an hour for calm and routine, whatever the areas', () => {
    expect(minutes({ goal: 'calm_down' })).toBe(60);
    expect(minutes({ goal: 'keep_consistent' })).toBe(60);
  });

  it('counts the areas that are left', () => {
    const result = recommend(
      given({ areas: ['feet', 'legs', 'back'], screening: ['bruise:legs'] }),
    );
    expect([result.durationMin, result.bodyFocus]).toEqual([45, ['feet', 'back']]);
  });

  it('allows 90 min to a rested regular client with four areas', () => {
    expect(minutes(long)).toBe(90);
    expect(minutes({ ...long, goal: 'keep_consistent', soreness: 3 })).toBe(90);
    expect(minutes({ ...long, next: ['hard_session', 72.01] })).toBe(90);
  });

  it.each<[string, Change, number]>([
    ['another goal', { ...long, goal: 'ease_soreness' }, 60],
    ['three areas', { ...long, areas: ['back', 'neck', 'legs'] }, 60],
    ['an area taken away', { ...long, screening: ['bruise:legs'] }, 60],
    ['a precaution without a cap', { ...long, screening: ['oil_allergy'] }, 60],
    ['soreness 4', { ...long, soreness: 4 }, 60],
    ['some experience', { ...long, massageExperience: 'some' }, 60],
    ['a hard session within 72 h', { ...long, next: ['hard_session', 72] }, 60],
    ['a competition within 72 h', { ...long, next: ['competition', 72] }, 45],
  ])('does not allow 90 min with %s', (_name, change, expected) => {
    expect(minutes(change)).toBe(expected);
  });

  it.each<[string, Change, number]>([
    ['soreness 7', { areas: four, soreness: 7 }, 30],
    ['a competition in 72 h', { areas: four, next: ['competition', 72] }, 45],
    ['a competition in more than 72 h', { areas: four, next: ['competition', 72.01] }, 60],
    ['a hard session in 40 h', { areas: four, next: ['hard_session', 40] }, 60],
    ['a screening cap', { areas: four, screening: ['anticoagulant'] }, 45],
    ['a screening cap above the length', { screening: ['anticoagulant'] }, 30],
    ['a competition the session moved behind', { areas: four, next: ['competition', 20] }, 60],
  ])('%s', (_name, change, expected) => {
    expect(minutes(change)).toBe(expected);
  });
});
