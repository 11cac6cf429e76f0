import { recommend } from './recommend.rules.ts';
import { given, hoursOf } from './recommend.testing.ts';

type Change = Parameters<typeof given>[0];
const windowOf = (change: Change) => hoursOf(recommend(given(change)).window);
const deep = { goal: 'move_better', preferredPressure: 'firm' } as const;
const prep = { goal: 'prep_event', soreness: 2 } as const;

describe('window after training', () => {
  it.each<[string, Change, unknown[]]>([
    ['ease soreness', { h: 0 }, ['training_end', 1, 72, 2, 24]],
    ['ease soreness, best part not stretched at 6 h', { h: 18 }, ['training_end', 18, 72, 18, 24]],
    [
      'ease soreness, best part stretched below 6 h',
      { h: 18.5 },
      ['training_end', 18.5, 72, 18.5, 30.5],
    ],
    ['sore 4, early', { h: 10, soreness: 4 }, ['training_end', 10, 72, 10, 34]],
    ['sore 4, at 55 h', { h: 55, soreness: 4 }, ['training_end', 55, 79, 55, 72]],
    ['sore 4, at 65 h', { h: 65, soreness: 4 }, ['training_end', 65, 89, 65, 77]],
    ['sore 4, near the end', { h: 150, soreness: 4 }, ['training_end', 150, 168, 150, 162]],
    ['sore 4, less than 1 h left', { h: 167.5, soreness: 4 }, ['now', 0, 72, 0, 24]],
    ['move better', { h: 0, goal: 'move_better' }, ['training_end', 12, 96, 24, 72]],
    ['calm down', { h: 0, goal: 'calm_down' }, ['training_end', 1, 36, 2, 12]],
    [
      'calm down, stretched to the end',
      { h: 30, goal: 'calm_down' },
      ['training_end', 30, 36, 30, 36],
    ],
    ['keep consistent', { h: 0, goal: 'keep_consistent' }, ['training_end', 24, 120, 24, 72]],
    ['prep event without a date', { h: 0, goal: 'prep_event' }, ['training_end', 24, 120, 24, 72]],
    ['no training', { training: null, soreness: 5 }, ['now', 0, 168, 0, 72]],
    ['training 168 h ago', { h: 168, goal: 'move_better' }, ['now', 0, 168, 0, 72]],
    ['1 h left', { h: 71 }, ['training_end', 71, 72, 71, 72]],
    ['less than 1 h left', { h: 71.01 }, ['now', 0, 72, 0, 24]],
    ['firm after mixed', { ...deep, h: 0 }, ['training_end', 24, 96, 24, 72]],
    [
      'firm after heavy',
      { ...deep, h: 0, training: { type: 'heavy_strength' } },
      ['training_end', 48, 96, 48, 72],
    ],
    [
      'firm long after',
      { ...deep, h: 200, training: { type: 'eccentric' } },
      ['now', 0, 168, 0, 72],
    ],
  ])('%s', (_name, change, expected) => {
    expect(windowOf(change)).toEqual(expected);
  });

  it('rounds hours to two decimals, once', () => {
    expect(windowOf({ h: 20 + 1 / 3 })).toEqual(['training_end', 20.33, 72, 20.33, 32.33]);
  });
});

describe('an event', () => {
  it.each<[string, Change, unknown[], string[]]>([
    [
      'cuts the end',
      { next: ['competition', 60] },
      ['training_end', 20, 32, 20, 32],
      ['event_limits_window'],
    ],
    [
      'far away changes nothing',
      { next: ['competition', 100] },
      ['training_end', 20, 72, 20, 32],
      [],
    ],
    [
      'leaves exactly 1 h',
      { next: ['competition', 49] },
      ['training_end', 20, 21, 20, 21],
      ['event_limits_window'],
    ],
    [
      'takes the best part',
      { h: 0, goal: 'move_better', next: ['hard_session', 30] },
      ['training_end', 12, 18, 12, 18],
      ['event_limits_window'],
    ],
    [
      'at or before now is ignored',
      { next: ['competition', 0] },
      ['training_end', 20, 72, 20, 32],
      [],
    ],
    [
      'counts from now when the window is over',
      { h: 80, next: ['hard_session', 20] },
      ['now', 0, 8, 0, 8],
      ['event_limits_window'],
    ],
  ])('%s', (_name, change, expected, cautions) => {
    const result = recommend(given(change));
    expect(hoursOf(result.window)).toEqual(expected);
    expect(result.cautions).toEqual([...cautions, 'effect_uncertain']);
    expect(result.reasons.includes('X3')).toBe(cautions.length > 0);
  });

  it.each([
    ['competition', 'light', 24],
    ['competition', 'moderate', 48],
    ['hard_session', 'light', 3],
    ['hard_session', 'moderate', 12],
  ] as const)('%s keeps its distance from a %s session', (kind, preferredPressure, gap) => {
    const change = { preferredPressure, next: [kind, gap + 10] } as const;
    expect(windowOf(change)).toEqual(['training_end', 20, 30, 20, 30]);
  });

  it.each([
    ['competition', 72],
    ['hard_session', 24],
  ] as const)('%s keeps %d h from firm work and from a first massage', (kind, gap) => {
    const next = [kind, gap + 10] as const;
    expect(windowOf({ ...deep, h: 30, next })).toEqual(['training_end', 30, 40, 30, 40]);
    expect(windowOf({ massageExperience: 'first', next })).toEqual([
      'training_end',
      20,
      30,
      20,
      30,
    ]);
  });

  it('steps firm down to moderate, and says both', () => {
    const result = recommend(given({ ...deep, h: 30, next: ['competition', 60] }));
    expect(result.sessionType).toBe('mobility');
    expect(hoursOf(result.window)).toEqual(['training_end', 30, 42, 30, 42]);
    expect(result.cautions).toEqual(['deep_not_now', 'event_limits_window', 'effect_uncertain']);
    expect(result.reasons).toEqual(['C5', 'X5', 'X3']);
  });

  it('steps down to light, and a sports massage is renamed', () => {
    const firm = { goal: 'keep_consistent', preferredPressure: 'firm', h: 30 } as const;
    const result = recommend(given({ ...firm, next: ['competition', 40] }));
    expect([result.sessionType, result.pressure]).toEqual(['recovery_light', 'light']);
    expect(result.cautions).toEqual([
      'deep_not_now',
      'event_limits_window',
      'light_only',
      'very_low_certainty',
      'effect_uncertain',
    ]);
    const calm = recommend(given({ goal: 'calm_down', next: ['competition', 40] }));
    expect([calm.sessionType, calm.pressure]).toEqual(['relaxation', 'light']);
  });

  it('keeps the caution and X3 of a round it cut, though the lighter one fits whole', () => {
    const result = recommend(given({ h: 60, soreness: 5, next: ['competition', 48.5] }));
    expect(hoursOf(result.window)).toEqual(['training_end', 60, 84, 60, 72]);
    expect(result.cautions).toEqual(['event_limits_window', 'light_only', 'effect_uncertain']);
    expect(result.reasons).toEqual(['C1', 'X1', 'X3']);
  });

  it('moves behind itself when even light work is too close', () => {
    const result = recommend(
      given({ goal: 'keep_consistent', soreness: 5, h: 30, next: ['competition', 20] }),
    );
    expect(result.decision).toBe('recommend_after_event');
    expect([result.sessionType, result.pressure, result.durationMin]).toEqual([
      'recovery_light',
      'light',
      60,
    ]);
    expect(hoursOf(result.window)).toEqual(['event', 2, 48, 2, 24]);
    expect(result.reasons).toEqual(['C6', 'X3']);
    expect(result.cautions).toEqual([
      'event_limits_window',
      'light_only',
      'before_event_not_recommended',
      'very_low_certainty',
      'effect_uncertain',
    ]);
  });

  it('does not step a first-timer down', () => {
    const result = recommend(given({ massageExperience: 'first', next: ['competition', 60] }));
    expect(result.decision).toBe('recommend_after_event');
    expect(result.cautions).not.toContain('light_only');
  });

  it('keeps its name and the note when screening asks for caution', () => {
    const result = recommend(given({ screening: ['bp_controlled'], next: ['competition', 20] }));
    expect(result.decision).toBe('recommend_after_event');
    expect(result.cautions.slice(-2)).toEqual(['therapist_note', 'bp_controlled']);
  });
});

describe('preparing an event with a date', () => {
  it.each<[string, Change, unknown[]]>([
    ['competition', { ...prep, next: ['competition', 144] }, ['event', -120, -48, -96, -72]],
    [
      'competition, light',
      { ...prep, preferredPressure: 'light', next: ['competition', 144] },
      ['event', -120, -24, -96, -72],
    ],
    [
      'competition, first massage',
      { ...prep, massageExperience: 'first', next: ['competition', 200] },
      ['event', -168, -72, -120, -72],
    ],
    ['hard session', { ...prep, next: ['hard_session', 144] }, ['event', -120, -12, -72, -24]],
    [
      'hard session, first massage',
      { ...prep, massageExperience: 'first', next: ['hard_session', 200] },
      ['event', -168, -24, -72, -24],
    ],
    ['not before now', { ...prep, next: ['competition', 90] }, ['event', -90, -48, -90, -72]],
    [
      'best part over: the whole window',
      { ...prep, next: ['competition', 60] },
      ['event', -60, -48, -60, -48],
    ],
    [
      'short best part is not stretched',
      { ...prep, next: ['competition', 74] },
      ['event', -74, -48, -74, -72],
    ],
    [
      'firm after heavy work',
      {
        ...prep,
        h: 0,
        preferredPressure: 'firm',
        training: { type: 'eccentric' },
        next: ['competition', 144],
      },
      ['event', -96, -72, -96, -72],
    ],
  ])('%s', (_name, change, expected) => {
    const result = recommend(given(change));
    expect(hoursOf(result.window)).toEqual(expected);
    expect(result.cautions).toEqual(['not_performance', 'effect_uncertain']);
  });

  it('steps down when less than 1 h remains, without saying that the window was cut', () => {
    const result = recommend(given({ ...prep, next: ['competition', 48.5] }));
    expect(result.cautions).toEqual(['light_only', 'not_performance', 'effect_uncertain']);
    expect(hoursOf(result.window)).toEqual(['event', -48.5, -24, -48.5, -24]);
  });

  it('asks for the date when there is none, or when it is past', () => {
    for (const next of [null, ['competition', -1] as const]) {
      const { cautions } = recommend(given({ ...prep, next }));
      expect(cautions).toEqual(['not_performance', 'event_date_missing', 'effect_uncertain']);
    }
  });
});
