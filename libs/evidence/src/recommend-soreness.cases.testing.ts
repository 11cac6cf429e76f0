import type { RuleCase } from './recommend.testing.ts';

/** Stories about soreness, tired legs and early signals; training ends 2026-03-02T18:00Z. Ranges are inclusive. */
export const sorenessCases: readonly RuleCase[] = [
  {
    id: 'R01',
    title: 'Eccentric gym session, 2 h ago, barely sore',
    input: {
      now: '2026-03-02T20:00:00Z',
      training: { type: 'eccentric', rpe: 7, durationMin: 60, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['thighs', 'calves'],
      soreness: 1,
      goal: 'ease_soreness',
    },
    expect: {
      decision: 'recommend',
      sessionTypeIn: ['sports_massage'],
      pressureMax: 'moderate',
      durationIn: [45],
      window: {
        anchor: 'training_end',
        fromH: [1, 2],
        toH: [60, 72],
        bestFromH: [2, 2],
        bestToH: [20, 24],
      },
      reasonsInclude: ['C1', 'X1'],
    },
  },
  {
    id: 'R03',
    title: 'Severe soreness 7 at 30 h: light only, short',
    input: {
      now: '2026-03-04T00:00:00Z',
      training: { type: 'eccentric', rpe: 9, durationMin: 60, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['thighs', 'glutes', 'calves'],
      soreness: 7,
    },
    expect: {
      decision: 'recommend',
      sessionTypeIn: ['recovery_light'],
      pressureMax: 'light',
      durationIn: [30],
      reasonsInclude: ['C1', 'X5'],
    },
  },
  {
    id: 'R04',
    title: 'Soreness 8 at 36 h: light plus red-flag check',
    input: {
      now: '2026-03-04T06:00:00Z',
      training: { type: 'eccentric', rpe: 9, durationMin: 60, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['thighs'],
      soreness: 8,
    },
    expect: {
      decision: 'recommend',
      sessionTypeIn: ['recovery_light'],
      pressureMax: 'light',
      durationIn: [30],
      cautionsInclude: ['ask_red_flags'],
    },
  },
  {
    id: 'R05',
    title: 'Heavy strength, asks for firm while sore 5: refused firm',
    input: {
      now: '2026-03-03T20:00:00Z',
      training: {
        type: 'heavy_strength',
        rpe: 8,
        durationMin: 75,
        endedAt: '2026-03-02T18:00:00Z',
      },
      areas: ['back', 'legs'],
      soreness: 5,
      preferredPressure: 'firm',
    },
    expect: {
      decision: 'recommend',
      sessionTypeNotIn: ['deep_tissue'],
      pressureMax: 'moderate',
      cautionsInclude: ['deep_not_now'],
      reasonsInclude: ['C1'],
    },
  },
  {
    id: 'R06',
    title: 'Half-marathon 1 h ago, RPE 9: light recovery',
    input: {
      now: '2026-03-02T19:00:00Z',
      training: {
        type: 'long_endurance',
        rpe: 9,
        durationMin: 120,
        endedAt: '2026-03-02T18:00:00Z',
      },
      areas: ['calves', 'thighs'],
      soreness: 3,
    },
    expect: {
      decision: 'recommend',
      sessionTypeIn: ['recovery_light'],
      pressureMax: 'light',
      durationIn: [45],
      reasonsInclude: ['C1', 'C2', 'X2'],
      cautionsInclude: ['very_low_certainty'],
    },
  },
  {
    id: 'R07',
    title: 'Soreness 3 at 80 h: window has passed, offer from now',
    input: {
      now: '2026-03-06T02:00:00Z',
      training: { type: 'mixed', rpe: 7, durationMin: 60, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['legs'],
      soreness: 3,
    },
    expect: {
      decision: 'recommend',
      window: { anchor: 'now', fromH: [0, 0], toH: [48, 72], bestFromH: [0, 0], bestToH: [12, 24] },
    },
  },
  {
    id: 'R08',
    title: 'Heavy fatigue RPE 10, 4 h after intervals: no-load option',
    input: {
      now: '2026-03-02T22:00:00Z',
      training: { type: 'intervals', rpe: 10, durationMin: 50, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['legs'],
      soreness: 2,
    },
    expect: {
      decision: 'recommend',
      sessionTypeIn: ['recovery_light'],
      pressureMax: 'light',
      reasonsInclude: ['C2', 'X2'],
      cautionsInclude: ['very_low_certainty'],
    },
  },
  {
    id: 'R10',
    title: 'Light request after long ride, RPE 8: restful reason allowed',
    input: {
      now: '2026-03-03T00:00:00Z',
      training: {
        type: 'long_endurance',
        rpe: 8,
        durationMin: 180,
        endedAt: '2026-03-02T18:00:00Z',
      },
      areas: ['legs'],
      soreness: 2,
      preferredPressure: 'light',
    },
    expect: {
      decision: 'recommend',
      sessionTypeIn: ['recovery_light'],
      pressureMax: 'light',
      reasonsInclude: ['C2'],
    },
  },
  {
    id: 'R11',
    title: 'Easy mixed session: C2 never used as a reason',
    input: {
      now: '2026-03-02T23:00:00Z',
      training: { type: 'mixed', rpe: 4, durationMin: 60, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['legs'],
      soreness: 1,
    },
    expect: { decision: 'recommend', reasonsExclude: ['C2', 'C3'] },
  },
  {
    id: 'R12',
    title: 'Eccentric, 3 h: C3 only as a very-low-certainty note',
    input: {
      now: '2026-03-02T21:00:00Z',
      training: { type: 'eccentric', rpe: 6, durationMin: 60, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['thighs'],
      soreness: 1,
    },
    expect: {
      decision: 'recommend',
      reasonsInclude: ['C1', 'C3'],
      cautionsInclude: ['very_low_certainty'],
    },
  },
  {
    id: 'R14',
    title: 'Long endurance, 2 h: C3 not used outside damaging types',
    input: {
      now: '2026-03-02T20:00:00Z',
      training: {
        type: 'long_endurance',
        rpe: 7,
        durationMin: 90,
        endedAt: '2026-03-02T18:00:00Z',
      },
      areas: ['legs'],
      soreness: 1,
    },
    expect: { decision: 'recommend', reasonsExclude: ['C3'] },
  },
  {
    id: 'R15',
    title: 'Goal calm down 2 h after eccentric: C3 not a headline',
    input: {
      now: '2026-03-02T20:00:00Z',
      training: { type: 'eccentric', rpe: 7, durationMin: 60, endedAt: '2026-03-02T18:00:00Z' },
      areas: ['back'],
      soreness: 1,
      goal: 'calm_down',
    },
    expect: { decision: 'recommend', reasonsInclude: ['C4'], reasonsExclude: ['C3'] },
  },
];
