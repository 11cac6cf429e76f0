import fc from 'fast-check';
import { HOUR, MINUTE } from '@limber/kernel';
import { answerBy, mayAnswer } from './request.rules.ts';

const policy = { requestAnswerHours: 24, requestAnswerBeforeHours: 2 };
const at = (text: string): Date => new Date(`2026-11-${text}:00Z`);

describe('until when a request waits', () => {
  it.each([
    ['days ahead: 24 hours', '24T10:00', '28T10:00', '25T10:00'],
    ['tomorrow morning: two hours before', '24T10:00', '25T09:00', '25T07:00'],
    ['in three hours: one hour', '24T10:00', '24T13:00', '24T11:00'],
    ['in two hours: half an hour all the same', '24T10:00', '24T12:00', '24T10:30'],
    ['in twenty minutes: until the start', '24T10:00', '24T10:20', '24T10:20'],
  ])('%s', (_, asked, starts, expected) => {
    expect(answerBy(at(asked), at(starts), policy)).toEqual(at(expected));
  });

  it('is never after the start, and leaves half an hour where there is one', () => {
    const hours = fc.integer({ min: 0, max: 168 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), hours, hours, (ahead, wait, before) => {
        const asked = at('24T10:00');
        const starts = new Date(asked.getTime() + ahead * MINUTE);
        const rules = { requestAnswerHours: wait, requestAnswerBeforeHours: before };
        const by = answerBy(asked, starts, rules).getTime();
        expect(by).toBeLessThanOrEqual(starts.getTime());
        expect(by).toBeGreaterThanOrEqual(Math.min(asked.getTime() + HOUR / 2, starts.getTime()));
      }),
    );
  });
});

describe('answering', () => {
  it.each([
    ['waiting', 'requested', '24T10:00', true],
    ['late, before the start', 'requested', '24T17:59', true],
    ['begun', 'requested', '24T18:00', false],
    ['confirmed already', 'confirmed', '24T10:00', false],
    ['let go', 'cancelled', '24T10:00', false],
  ] as const)('%s', (_, status, now, ok) => {
    expect(mayAnswer({ status, startsAt: at('24T18:00') }, at(now)).ok).toBe(ok);
  });
});
