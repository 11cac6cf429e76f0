import { recommend } from './recommend.rules.ts';
import { given } from './recommend.testing.ts';

type Change = Parameters<typeof given>[0];

describe('reasons', () => {
  it.each<[string, Change, string[]]>([
    ['ease soreness', {}, ['C1', 'X1']],
    ['move better', { goal: 'move_better', soreness: 3 }, ['C5']],
    ['move better while sore', { goal: 'move_better', soreness: 4 }, ['C5', 'C1']],
    ['calm down', { goal: 'calm_down' }, ['C4', 'X5']],
    ['calm down at soreness 7', { goal: 'calm_down', soreness: 7 }, ['C4', 'X5']],
    ['keep consistent', { goal: 'keep_consistent' }, ['C6']],
    ['keep consistent while sore', { goal: 'keep_consistent', soreness: 1 }, ['C6', 'C1']],
    ['prepare an event', { goal: 'prep_event' }, ['X3', 'X4']],
    ['a long ride', { training: { type: 'long_endurance' } }, ['C1', 'X1', 'X2']],
    ['intervals', { training: { type: 'intervals' } }, ['C1', 'X1', 'X2']],
    ['RPE 8', { training: { rpe: 8 } }, ['C1', 'X1', 'X2']],
    [
      'RPE 8 and light',
      { training: { rpe: 8 }, preferredPressure: 'light' },
      ['C1', 'X1', 'C2', 'X2'],
    ],
    [
      'light after RPE 8 for routine',
      { goal: 'keep_consistent', training: { rpe: 8 }, preferredPressure: 'light' },
      ['C6', 'C2'],
    ],
    [
      'light mobility is no recovery session',
      { goal: 'move_better', training: { rpe: 9 }, preferredPressure: 'light' },
      ['C5'],
    ],
    ['damaging, 3 h', { h: 3, training: { type: 'unfamiliar' } }, ['C1', 'X1', 'C3']],
    ['damaging, later', { h: 3.01, training: { type: 'unfamiliar' } }, ['C1', 'X1']],
    [
      'everything at once',
      { h: 1, soreness: 7, training: { type: 'eccentric', rpe: 9 } },
      ['C1', 'X1', 'C2', 'C3', 'X2', 'X5'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(recommend(given(change)).reasons).toEqual(expected);
  });

  it.each<[string, Change]>([
    ['C2', { training: { rpe: 8 }, preferredPressure: 'light' }],
    ['C3', { h: 3, training: { type: 'unfamiliar' } }],
    ['C6', { goal: 'keep_consistent' }],
  ])('%s always says very_low_certainty', (claim, change) => {
    const { reasons, cautions } = recommend(given(change));
    expect(reasons).toContain(claim);
    expect(cautions).toContain('very_low_certainty');
  });
});

describe('cautions', () => {
  it('stand in the order of the page', () => {
    const result = recommend(
      given({
        soreness: 8,
        goal: 'prep_event',
        preferredPressure: 'firm',
        training: { rpe: 9 },
        screening: ['bruise:neck', 'bp_controlled', 'eczema:feet', 'eczema:neck', 'bp_controlled'],
      }),
    );
    expect(result.decision).toBe('recommend_with_caution');
    expect(result.cautions).toEqual([
      'local_avoid:neck',
      'local_avoid:feet',
      'ask_red_flags',
      'deep_not_now',
      'not_performance',
      'event_date_missing',
      'very_low_certainty',
      'effect_uncertain',
      'therapist_note',
      'bruise:neck',
      'bp_controlled',
      'eczema:feet',
      'eczema:neck',
    ]);
  });
});
