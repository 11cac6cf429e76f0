import { parseFollowUpLine, parseRecommendationLine } from './parse-line.rules.ts';

const now = '2026-03-02T20:00:00Z';
const endedAt = '2026-03-02T18:00:00Z';
const training = { type: 'mixed', rpe: 7, durationMin: 60, endedAt };
const plan = {
  tz: 'Europe/London',
  bookedAt: '2026-01-12T11:00:00Z',
  sessionStart: '2026-01-12T15:00:00Z',
  sessionEnd: '2026-01-12T16:00:00Z',
};

/** "CODE path", or "ok". */
const said = (
  parsed: ReturnType<typeof parseRecommendationLine | typeof parseFollowUpLine>,
): string => (parsed.ok ? 'ok' : `${parsed.error.code} ${parsed.error.path}`);
const about = (change: object) => said(parseRecommendationLine({ now, ...change }));
const planned = (change: object) => said(parseFollowUpLine({ ...plan, ...change }));

describe('a recommendation line', () => {
  it('takes the defaults for everything but now', () => {
    expect(parseRecommendationLine({ now })).toEqual({
      ok: true,
      value: {
        now: Date.parse(now),
        training: null,
        areas: ['legs'],
        soreness: 0,
        goal: 'ease_soreness',
        next: null,
        massageExperience: 'some',
        trainingExperience: 'regular',
        preferredPressure: null,
        screening: [],
      },
    });
  });

  it.each([[null], [5], ['text'], [[]], [true]])('%j is no object', (json) => {
    expect(said(parseRecommendationLine(json))).toBe('WRONG_TYPE ');
  });

  it.each<[object, string]>([
    [{ now: undefined }, 'WRONG_TYPE now'],
    [{ now: 5 }, 'WRONG_TYPE now'],
    [{ now: '' }, 'WRONG_TYPE now'],
    [{ now: '2026-03-02' }, 'WRONG_TYPE now'],
    [{ now: '2026-03-02T20:00:00' }, 'WRONG_TYPE now'],
    [{ now: '2026-03-02 20:00:00Z' }, 'WRONG_TYPE now'],
    [{ now: '2026-02-30T20:00:00Z' }, 'OUT_OF_RANGE now'],
    [{ now: '2026-13-01T20:00:00Z' }, 'OUT_OF_RANGE now'],
    [{ now: '2026-03-02T25:00:00Z' }, 'OUT_OF_RANGE now'],
    [{ now: '2026-03-02T20:00:60Z' }, 'OUT_OF_RANGE now'],
    [{ now: '2026-03-02T20:00:00+24:00' }, 'OUT_OF_RANGE now'],
    [{ now: '2028-02-29T20:00Z' }, 'ok'],
    [{ now: '2026-03-02T20:00:00.123456+0530' }, 'ok'],
  ])('%j: %s', (change, expected) => {
    expect(about(change)).toBe(expected);
  });

  it.each([
    ['2026-03-02T20:00:00+02:00', '2026-03-02T18:00:00.000Z'],
    ['2026-03-02T20:00:00+0200', '2026-03-02T18:00:00.000Z'],
    ['2026-03-02T20:00:00-02', '2026-03-02T22:00:00.000Z'],
    ['2026-03-02T20:00Z', '2026-03-02T20:00:00.000Z'],
    ['2026-03-02T20:00:00.5Z', '2026-03-02T20:00:00.500Z'],
  ])('reads %s as %s', (text, utc) => {
    const parsed = parseRecommendationLine({ now: text });
    expect(parsed.ok && new Date(parsed.value.now).toISOString()).toBe(utc);
  });

  it.each<[object, string]>([
    [{ training: 5 }, 'WRONG_TYPE training'],
    [{ training: {} }, 'MISSING training.type'],
    [{ training: { ...training, type: 'yoga' } }, 'UNKNOWN_VALUE training.type'],
    [{ training: { ...training, rpe: '7' } }, 'WRONG_TYPE training.rpe'],
    [{ training: { ...training, rpe: 7.5 } }, 'WRONG_TYPE training.rpe'],
    [{ training: { ...training, rpe: 11 } }, 'OUT_OF_RANGE training.rpe'],
    [{ training: { ...training, rpe: -1 } }, 'OUT_OF_RANGE training.rpe'],
    [{ training: { ...training, rpe: Number.NaN } }, 'WRONG_TYPE training.rpe'],
    [{ training: { ...training, durationMin: 1441 } }, 'OUT_OF_RANGE training.durationMin'],
    [{ training: { type: 'mixed', rpe: 7, durationMin: 60 } }, 'MISSING training.endedAt'],
    [{ training: { ...training, endedAt: null } }, 'WRONG_TYPE training.endedAt'],
    [{ training: { ...training, load: 420 } }, 'UNKNOWN_FIELD training.load'],
    [{ training: { type: 'rest', rpe: 0, durationMin: 0 } }, 'ok'],
    [{ training: { type: 'rest', rpe: 0, durationMin: 0, endedAt: 'never' } }, 'ok'],
    [{ training: { type: 'rest', rpe: 0 } }, 'MISSING training.durationMin'],
    [{ training }, 'ok'],
    [{ areas: 'legs' }, 'WRONG_TYPE areas'],
    [{ areas: null }, 'WRONG_TYPE areas'],
    [{ areas: [] }, 'OUT_OF_RANGE areas'],
    [{ areas: [5] }, 'WRONG_TYPE areas.0'],
    [{ areas: ['legs', 'nose'] }, 'UNKNOWN_VALUE areas.1'],
    [
      {
        areas: [
          'neck',
          'shoulders',
          'arms',
          'upper_back',
          'back',
          'hips',
          'glutes',
          'thighs',
          'feet',
        ],
      },
      'OUT_OF_RANGE areas',
    ],
    [{ areas: Array.from({ length: 9 }, () => 'legs') }, 'ok'],
    [{ soreness: 11 }, 'OUT_OF_RANGE soreness'],
    [{ soreness: null }, 'WRONG_TYPE soreness'],
    [{ goal: 'win' }, 'UNKNOWN_VALUE goal'],
    [{ goal: 1 }, 'WRONG_TYPE goal'],
    [{ next: { kind: 'competition' } }, 'MISSING next.at'],
    [{ next: { kind: 'party', at: now } }, 'UNKNOWN_VALUE next.kind'],
    [{ next: { kind: 'competition', at: now, name: 'x' } }, 'UNKNOWN_FIELD next.name'],
    [{ massageExperience: 'none' }, 'UNKNOWN_VALUE massageExperience'],
    [{ trainingExperience: null }, 'WRONG_TYPE trainingExperience'],
    [{ preferredPressure: 'hard' }, 'UNKNOWN_VALUE preferredPressure'],
    [{ preferredPressure: null }, 'ok'],
    [{ screening: null }, 'ok'],
    [{ screening: 'none' }, 'WRONG_TYPE screening'],
    [{ screening: ['x', 5] }, 'WRONG_TYPE screening.1'],
    [{ screening: ['never_heard_of'] }, 'ok'],
    [{ colour: 'red' }, 'UNKNOWN_FIELD colour'],
    [{ toString: 1 }, 'UNKNOWN_FIELD toString'],
  ])('%j: %s', (change, expected) => {
    expect(about(change)).toBe(expected);
  });

  it('tells an unknown field first, then the first field of the table', () => {
    expect(said(parseRecommendationLine({ nwo: now, soreness: 11 }))).toBe('UNKNOWN_FIELD nwo');
    expect(said(parseRecommendationLine({ soreness: 11, goal: 'win' }))).toBe('MISSING now');
    expect(about({ goal: 'win', soreness: 11 })).toBe('OUT_OF_RANGE soreness');
  });

  it('does not take a planted prototype for a field', () => {
    expect(said(parseRecommendationLine(JSON.parse(`{"now":"${now}","__proto__":{}}`)))).toBe(
      'UNKNOWN_FIELD __proto__',
    );
  });

  it('counts a repeated area once', () => {
    const parsed = parseRecommendationLine({ now, areas: ['legs', 'back', 'legs'] });
    expect(parsed.ok && parsed.value.areas).toEqual(['legs', 'back']);
  });
});

describe('a follow-up line', () => {
  it('takes missing consent for a yes, here only', () => {
    const parsed = parseFollowUpLine({ ...plan, consent: { marketing: false } });
    expect(parsed.ok && parsed.value.consent).toEqual({ checkins: true, marketing: false });
    const bare = parseFollowUpLine(plan);
    expect(bare.ok && bare.value).toMatchObject({
      trainingEndedAt: null,
      consent: { checkins: true, marketing: true },
      events: [],
    });
  });

  const at = '2026-01-13T11:00:00Z';
  it.each<[object, string]>([
    [{ tz: 'Mars/Olympus' }, 'UNKNOWN_VALUE tz'],
    [{ tz: 5 }, 'WRONG_TYPE tz'],
    [{ trainingEndedAt: null }, 'ok'],
    [{ trainingEndedAt: 'monday' }, 'WRONG_TYPE trainingEndedAt'],
    [{ sessionEnd: '2026-01-12T14:59:00Z' }, 'OUT_OF_RANGE sessionEnd'],
    [{ consent: { checkins: 'yes' } }, 'WRONG_TYPE consent.checkins'],
    [{ consent: { all: true } }, 'UNKNOWN_FIELD consent.all'],
    [{ consent: null }, 'WRONG_TYPE consent'],
    [{ events: {} }, 'WRONG_TYPE events'],
    [{ events: [5] }, 'WRONG_TYPE events.0'],
    [{ events: [{}] }, 'MISSING events.0.type'],
    [{ events: [{ type: 'bounce' }] }, 'MISSING events.0.at'],
    [{ events: [{ type: 'moved', at }] }, 'UNKNOWN_VALUE events.0.type'],
    [{ events: [{ type: 'moved', soreness: 4 }] }, 'UNKNOWN_VALUE events.0.type'],
    [{ events: [{ type: 'bounce', at, soreness: 4 }] }, 'UNKNOWN_FIELD events.0.soreness'],
    [
      {
        events: [
          { type: 'bounce', at },
          { type: 'answer', at },
        ],
      },
      'MISSING events.1.soreness',
    ],
    [{ events: [{ type: 'answer', at, soreness: 11 }] }, 'OUT_OF_RANGE events.0.soreness'],
    [
      { events: [{ type: 'answer', at, soreness: 8, checklist: 'some' }] },
      'UNKNOWN_VALUE events.0.checklist',
    ],
    [{ events: [{ type: 'answer', at, soreness: 8, checklist: 'any' }] }, 'ok'],
    [{ id: 7 }, 'UNKNOWN_FIELD id'],
  ])('%j: %s', (change, expected) => {
    expect(planned(change)).toBe(expected);
  });

  it.each(['tz', 'bookedAt', 'sessionStart', 'sessionEnd'] as const)('needs %s', (field) => {
    const { [field]: _gone, ...rest } = plan;
    expect(said(parseFollowUpLine(rest))).toBe(`MISSING ${field}`);
  });
});
