import { recommend } from './recommend.rules.ts';
import { given } from './recommend.testing.ts';

const future = { endedAt: Date.UTC(2027, 0, 1) };

describe('gates', () => {
  it.each([
    [
      'G1 unanswered screening',
      { screening: null },
      'screening_required',
      ['X10'],
      ['screening_missing'],
    ],
    [
      'G2 training end in the future',
      { training: future },
      'invalid_input',
      [],
      ['training_end_in_future'],
    ],
    [
      'G3 a red flag',
      { screening: ['dvt_signs'] },
      'do_not_book',
      ['X10'],
      ['see_clinician', 'dvt_signs'],
    ],
    [
      'G4 soreness 9',
      { soreness: 9 },
      'clearance_needed',
      ['X10', 'X1'],
      ['ask_red_flags', 'unusual_soreness'],
    ],
    [
      'G5 a clearance code',
      { screening: ['heart_disease'] },
      'clearance_needed',
      ['X10'],
      ['clinician_clearance', 'heart_disease'],
    ],
    [
      'G5 an unknown code',
      { screening: ['moon_sick'] },
      'clearance_needed',
      ['X10'],
      ['clinician_clearance', 'moon_sick'],
    ],
    [
      'G6 no area left',
      { screening: ['bruise:legs'] },
      'clearance_needed',
      ['X10'],
      ['no_area_left'],
    ],
  ] as const)('%s', (_name, change, decision, reasons, cautions) => {
    expect(recommend(given(change))).toEqual({
      decision,
      sessionType: null,
      pressure: null,
      durationMin: null,
      window: null,
      bodyFocus: [],
      reasons,
      cautions,
    });
  });

  it.each([
    [
      'unanswered screening',
      'a future training',
      { screening: null, training: future },
      'screening_required',
    ],
    [
      'a future training',
      'a red flag',
      { screening: ['dark_urine'], training: future },
      'invalid_input',
    ],
    ['a red flag', 'soreness 10', { screening: ['dark_urine'], soreness: 10 }, 'do_not_book'],
  ] as const)('%s wins over %s', (_first, _second, change, decision) => {
    expect(recommend(given(change)).decision).toBe(decision);
  });

  it.each([
    ['soreness', { soreness: 9, screening: ['heart_disease'] }, 'unusual_soreness'],
    ['a condition', { screening: ['heart_disease', 'bruise:legs'] }, 'clinician_clearance'],
  ] as const)('names %s first when two gates ask for clearance', (_name, change, caution) => {
    expect(recommend(given(change)).cautions).toContain(caution);
  });

  it.each([
    [8, 71.99, 'recommend'],
    [8, 72, 'clearance_needed'],
    [7, 100, 'recommend'],
    [9, 1, 'clearance_needed'],
    [4, 168, 'recommend'],
    [4, 168.01, 'clearance_needed'],
    [3, 300, 'recommend'],
  ])('soreness %d at %d h: %s', (soreness, h, decision) => {
    expect(recommend(given({ soreness, h })).decision).toBe(decision);
  });

  it.each([
    [7, 'recommend'],
    [8, 'clearance_needed'],
  ])('soreness %d without training: %s', (soreness, decision) => {
    const rest = { type: 'rest', rpe: 0, durationMin: 0 } as const;
    expect(recommend(given({ soreness, training: null })).decision).toBe(decision);
    expect(recommend({ ...given({ soreness }), training: rest }).decision).toBe(decision);
  });

  it('asks for the checklist at soreness 8, and not at 7 (G7)', () => {
    expect(recommend(given({ soreness: 8 })).cautions).toContain('ask_red_flags');
    expect(recommend(given({ soreness: 7 })).cautions).not.toContain('ask_red_flags');
  });

  it('never looks at when a rest day ended', () => {
    const rest = { type: 'rest', rpe: 9, durationMin: 0, endedAt: future.endedAt } as const;
    expect(recommend({ ...given(), training: rest }).window?.anchor).toBe('now');
  });

  it('lists only the codes of the gate, each once, as given', () => {
    const screening = ['bp_controlled', 'stroke_signs', 'dark_urine', 'stroke_signs', 'moon_sick'];
    expect(recommend(given({ screening })).cautions).toEqual([
      'see_clinician',
      'stroke_signs',
      'dark_urine',
    ]);
    const milder = ['bp_controlled', 'moon_sick', 'dvt_history', 'dark_urine:legs'];
    expect(recommend(given({ screening: milder })).cautions).toEqual([
      'clinician_clearance',
      'moon_sick',
      'dvt_history',
      'dark_urine:legs',
    ]);
  });
});
