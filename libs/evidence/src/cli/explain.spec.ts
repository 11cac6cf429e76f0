import fc from 'fast-check';
import { anyBooking } from '../follow-up.testing.ts';
import { explainFollowUps, planFollowUps } from '../follow-up.rules.ts';
import { explainRecommendation } from '../recommend.rules.ts';
import { anyInput } from '../recommend.testing.ts';
import { explainLine } from './answer-line.rules.ts';

const explain = (command: 'recommend' | 'followups', json: unknown): string[] =>
  explainLine(command, JSON.stringify(json), 1).text.split('\n');

describe('a suggestion explained', () => {
  it('names every gate it passed and every rule that fired, with what it looked at', () => {
    const lines = explain('recommend', {
      now: '2026-03-02T20:00:00Z',
      training: {
        ...{ type: 'eccentric', rpe: 8, durationMin: 60 },
        endedAt: '2026-03-02T18:00:00Z',
      },
      areas: ['legs', 'calves'],
      soreness: 7,
      screening: ['bruise:calves'],
    });
    expect(lines).toEqual([
      'Line 1: recommend_with_caution: recovery_light, light, 30 min, 2 to 72 h from training_end, best 2 to 26',
      '  G1 looked at screening bruise:calves: let pass',
      '  G2 looked at hoursSinceTraining 2: let pass',
      '  G3 looked at redFlags none: let pass',
      '  G4 looked at soreness 7; hoursSinceTraining 2: let pass',
      '  G5 looked at clearanceCodes none; unknown none: let pass',
      '  G6 looked at areas legs, calves; left legs: let pass',
      '  G7 looked at soreness 7: let pass',
      '  TYPE_GOAL looked at goal ease_soreness: fired: sports_massage, moderate. The session type follows the goal.',
      '  TYPE_SORE looked at soreness 7: fired: recovery_light, light. Soreness of 7 or more: light pressure only.',
      '  SCREENING_PRESSURE looked at precaution bruise:calves: fired: at most moderate. A health answer caps the pressure.',
      '  WINDOW_GOAL looked at goal ease_soreness; soreness 7; hoursSinceTraining 2: fired: 2 to 72 h, best 2 to 26, after training. The window follows the goal and the hours since training.',
      '  LENGTH_AREAS looked at areasLeft 1: fired: 30 min. The length follows the number of areas.',
      '  PRECAUTION looked at codes bruise:calves: fired: therapist_note. A health answer goes to the therapist as a note.',
      expect.stringMatching(
        /^ {2}Because of: C1 .+ \(moderate certainty\); X1 .+ \(\w+ certainty\)/,
      ),
      '  Cautions: local_avoid:calves, very_low_certainty, effect_uncertain, therapist_note, bruise:calves',
      '',
    ]);
  });

  it('stops at the gate that refused', () => {
    const lines = explain('recommend', { now: '2026-03-02T20:00:00Z', screening: ['dark_urine'] });
    expect(lines[0]).toBe('Line 1: do_not_book');
    expect(
      lines.filter((line) => /^ {2}[A-Z]+_|^ {2}G/.test(line)).map((line) => line.trim()),
    ).toEqual([
      'G1 looked at screening dark_urine: let pass',
      'G2 looked at hoursSinceTraining no training: let pass',
      'G3 looked at redFlags dark_urine: fired: do_not_book. A red flag was ticked, so nothing can be booked.',
    ]);
  });

  it('is told by the decision itself: the rules that fired are those the product stores', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { rules, steps } = explainRecommendation(input);
        const told = new Set(steps.filter(({ isFired }) => isFired).map(({ rule }) => rule));
        expect(rules.map(({ id }) => id)).toEqual([...told]);
        expect(steps.every(({ saw, did }) => Object.keys(saw).length > 0 && did !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a plan explained', () => {
  const visit = {
    ...{ tz: 'Europe/London', trainingEndedAt: '2026-01-12T21:30Z' },
    ...{ bookedAt: '2026-01-12T22:00Z', sessionStart: '2026-01-15T09:00Z' },
    ...{ sessionEnd: '2026-01-15T10:00Z', consent: { checkins: true, marketing: false } },
  };

  it('names each rule that moved or dropped a message, and why', () => {
    expect(explain('followups', visit)).toEqual([
      'Line 1: Europe/London',
      '  consent nudge_7d dropped, no_consent. Nothing is sent without the consent it needs.',
      '  3 checkin_24 looked at dueAt 2026-01-13 21:30: moved to 2026-01-14 08:00. Nothing is sent in quiet hours, 21:00 to 08:00: it waits for their end.',
      '  2 checkin_48 looked at dueAt 2026-01-14 21:30; sendAt 2026-01-15 08:00; from 2026-01-15 06:00; to 2026-01-15 13:00: dropped, merged_into_aftercare. A check-in from 3 hours before the session to 3 hours after it is asked in the aftercare mail.',
      '  3 checkin_72 looked at dueAt 2026-01-15 21:30: moved to 2026-01-16 08:00. Nothing is sent in quiet hours, 21:00 to 08:00: it waits for their end.',
      '  Sent: checkin_24 at 2026-01-14 08:00; aftercare at 2026-01-15 11:00; checkin_72 at 2026-01-16 08:00',
      '',
    ]);
  });

  it('tells of a red flag, and of a plan that no rule touched', () => {
    const quiet = { ...visit, trainingEndedAt: null, consent: { checkins: true, marketing: true } };
    expect(explain('followups', quiet)[1]).toBe('  No rule moved or dropped a message.');
    const events = [{ type: 'red_flag', at: '2026-01-15T12:00Z' }];
    const lines = explain('followups', { ...quiet, events });
    expect(lines[1]).toMatch(
      /^ {2}6 checkin_24 looked at event red_flag; eventAt 2026-01-15 12:00/,
    );
    expect(lines.at(-2)).toBe('  Booking is blocked and the clinic is alerted.');
  });

  it('is the plan: its drops are the steps that dropped', () => {
    fc.assert(
      fc.property(anyBooking, (input) => {
        const { plan, steps } = explainFollowUps(input);
        expect(plan).toEqual(planFollowUps(input));
        const drops = steps.flatMap(({ id, did }) =>
          did.kind === 'dropped' ? [[id, did.reason]] : [],
        );
        expect(plan.dropped).toEqual(drops);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a line that is not understood', () => {
  it.each([
    ['{', 'Line 3: not understood (NOT_JSON)\n'],
    [
      '{"now":"2026-03-02T20:00:00Z","soreness":11}',
      'Line 3: not understood (OUT_OF_RANGE at soreness)\n',
    ],
  ])('%s is told so, with its number', (line, text) => {
    expect(explainLine('recommend', line, 3)).toEqual({ ok: false, text });
  });
});
