import { HOUR } from '@limber/kernel';
import { decideAnswer, type AnswerInput } from './answer.rules.ts';

const T = Date.UTC(2026, 0, 12, 10);
const M = T + 6 * HOUR;

/** An answer some hours after training; earlier answers as [hours, soreness]. */
const decide = (
  h: number,
  soreness: number,
  {
    earlier = [],
    ...rest
  }: Partial<AnswerInput> & { earlier?: readonly (readonly [number, number])[] } = {},
) =>
  decideAnswer({
    answeredAt: T + h * HOUR,
    trainingEndedAt: T,
    sessionEnd: M,
    soreness,
    redFlags: [],
    previous: earlier.map(([hours, value]) => ({ answeredAt: T + hours * HOUR, soreness: value })),
    ...rest,
  });

describe('decideAnswer', () => {
  it.each([
    [24, 3, 'none'],
    [24, 0, 'none'],
    [47.99, 1, 'none'],
    [48, 1, 'resolved'],
    [48, 0, 'resolved'],
    [48, 2, 'none'],
    [71.99, 8, 'checklist'],
    [72, 8, 'red_flag'],
    [72, 7, 'none'],
    [168, 4, 'none'],
    [168.01, 4, 'outside_course'],
    [168.01, 3, 'none'],
    [200, 9, 'red_flag'],
    [200, 1, 'resolved'],
  ])('at %d h soreness %d: %s', (h, soreness, kind) => {
    expect(decide(h, soreness).kind).toBe(kind);
  });

  it('goes by the time of the answer, not by the check-in it came through', () => {
    // The 48 h check-in, answered a day late.
    expect(decide(73, 8)).toEqual({ kind: 'red_flag', cause: 'severe_late', codes: [] });
  });

  it('stops for any ticked symptom, at any soreness and time', () => {
    expect(decide(24, 0, { redFlags: ['dark_urine', 'dark_urine'] })).toEqual({
      kind: 'red_flag',
      cause: 'symptom',
      codes: ['dark_urine'],
    });
    expect(decide(24, 2, { checklist: 'any' }).kind).toBe('red_flag');
    expect(decide(24, 2, { redFlags: ['never_heard_of'] }).kind).toBe('red_flag');
  });

  it('shows the checklist for early severe soreness, then says rest', () => {
    expect(decide(30, 8)).toEqual({ kind: 'checklist', cause: 'severe' });
    expect(decide(30, 8, { checklist: 'none' })).toEqual({ kind: 'sore_but_expected' });
    expect(decide(30, 8, { checklist: 'any' }).kind).toBe('red_flag');
  });

  it('does not let an empty checklist excuse severe soreness after 72 h', () => {
    expect(decide(72, 8, { checklist: 'none' }).kind).toBe('red_flag');
  });

  it('notices a rise of two points from 48 to 72 h', () => {
    expect(decide(72, 5, { earlier: [[48, 3]] })).toEqual({ kind: 'checklist', cause: 'rising' });
    expect(decide(72, 5, { earlier: [[48, 3]], checklist: 'none' })).toEqual({ kind: 'rising' });
    expect(decide(72, 4, { earlier: [[48, 3]] }).kind).toBe('none');
    expect(decide(72, 5, { earlier: [[24, 3]] }).kind).toBe('none');
    expect(decide(71, 5, { earlier: [[48, 3]] }).kind).toBe('none');
  });

  it('compares with the last answer of the second day', () => {
    const earlier = [
      [60, 4],
      [48, 2],
    ] as const;
    expect(decide(72, 5, { earlier }).kind).toBe('none');
  });

  it('records harm after the massage, unless it is more serious still', () => {
    const isWorseAfterMassage = true;
    expect(decide(24, 5, { isWorseAfterMassage }).kind).toBe('adverse_event');
    expect(decide(24, 9, { isWorseAfterMassage }).kind).toBe('checklist');
    expect(decide(72, 8, { isWorseAfterMassage }).kind).toBe('red_flag');
    expect(decide(24, 5, { isWorseAfterMassage, redFlags: ['dvt_signs'] }).kind).toBe('red_flag');
  });

  it('counts from the session when no training is recorded', () => {
    const untrained = (h: number, soreness: number, checklist?: 'none') =>
      decide(h + 6, soreness, { trainingEndedAt: null, checklist }).kind;
    expect(untrained(48, 1)).toBe('resolved');
    expect(untrained(47.9, 1)).toBe('none');
    expect(untrained(72, 8)).toBe('red_flag');
    expect(untrained(24, 8)).toBe('checklist');
  });

  it('calls nothing expected that no training explains', () => {
    const change = { trainingEndedAt: null, checklist: 'none' } as const;
    expect(decide(30, 8, change)).toEqual({ kind: 'outside_course' });
  });
});
