import { answerWindow } from './check-in.rules.ts';

const expiresAt = new Date('2026-11-30T10:00:00Z');
const firstAnsweredAt = new Date('2026-11-24T10:00:00Z');

describe('answerWindow', () => {
  it.each([
    ['before anything', null, '2026-11-24T09:00:00Z', 'open'],
    ['at the last instant of the link', null, '2026-11-30T10:00:00Z', 'open'],
    ['after the link', null, '2026-11-30T10:00:01Z', 'expired'],
    ['24 h after the first answer', firstAnsweredAt, '2026-11-25T10:00:00Z', 'open'],
    ['later than that', firstAnsweredAt, '2026-11-25T10:00:01Z', 'locked'],
  ])('%s', (_, first, now, expected) => {
    expect(answerWindow({ expiresAt, firstAnsweredAt: first }, new Date(now))).toBe(expected);
  });

  it('lets an answer of the last minute be corrected after the link would have ended', () => {
    const state = { expiresAt, firstAnsweredAt: new Date('2026-11-30T09:59:00Z') };
    expect(answerWindow(state, new Date('2026-12-01T09:00:00Z'))).toBe('open');
  });
});
