import { urgencies } from '@limber/contracts';
import {
  allowedLate,
  atOnce,
  firstBatch,
  nextBatch,
  slicesOf,
  urgencyOf,
} from './due-mail.rules.ts';
import { kindRules, type MessageKind, messageKinds } from './message-kind.data.ts';

describe('how soon a kind of mail matters', () => {
  it.each([
    ['safety', 'now'],
    ['booking_confirmation', 'now'],
    ['booking_cancelled', 'now'],
    ['reminder_2h', 'soon'],
    ['checkin_48', 'soon'],
    ['aftercare', 'soon'],
    ['nudge_7d', 'bulk'],
    ['of a later version', 'bulk'],
    ['toString', 'bulk'],
  ])('%s: %s', (kind, urgency) => {
    expect(urgencyOf(kind)).toBe(urgency);
  });

  it('what is sent at most once is bulk, where a crash gives up few', () => {
    const once = messageKinds.filter((kind) => kindRules[kind].delivery === 'at_most_once');
    expect(once.length).toBeGreaterThan(0);
    expect(once.map((kind) => kindRules[kind].urgency)).toEqual(once.map(() => 'bulk'));
  });

  it('what is sent at most once is claimed one by one, wherever it is sent', () => {
    const once = (kinds: readonly MessageKind[]) =>
      kinds.some((kind) => kindRules[kind].delivery === 'at_most_once');
    const sizes = urgencies
      .flatMap(slicesOf)
      .filter(({ kinds }) => once(kinds))
      .map((slice) => firstBatch('bulk', slice));
    expect(sizes).toEqual([1, 1]);
  });

  it('each kind is found on time and late', () => {
    for (const age of ['on_time', 'late']) {
      const found = urgencies.flatMap((urgency) =>
        slicesOf(urgency).flatMap((slice) => (slice.age === age ? slice.kinds : [])),
      );
      expect([...found].sort()).toEqual([...messageKinds].sort());
    }
  });
});

describe('how many are claimed at once', () => {
  it.each([
    ['now', 10, 100, 1, 40],
    ['now', 60, 100, 1, 240],
    ['now', 300, 100, 1, 800],
    ['now', 800, 100, 1, 800],
    ['soon', 40, 1_000, 1, 40],
    ['soon', 40, 999, 1, 160],
    ['soon', 40, 3_001, 1, 20],
    ['soon', 160, 600, 249, 640],
    ['soon', 160, 600, 250, 160],
    ['soon', 640, 2_000, 1_000, 640],
    ['soon', 640, 2_000, 1_001, 320],
    ['now', 1, 60_000, 1, 1],
    ['bulk', 5, 1, 1, 5],
    ['bulk', 5, 3_001, 1, 2],
  ] as const)(
    '%s: after %i in %i ms, claimed in %i, come %i',
    (urgency, size, tookMs, claimMs, next) => {
      expect(nextBatch(urgency, size, { tookMs, claimMs })).toBe(next);
    },
  );

  it.each([
    ['now', 10],
    ['soon', 10],
    ['bulk', 5],
  ] as const)('%s begins with %i', (urgency, size) => {
    expect(firstBatch(urgency)).toBe(size);
  });

  it.each([
    [0, 60],
    [59, 1],
    [60, 0],
    [500, 0],
  ])('with %i sent in the last minute, %i late ones may follow', (sent, allowed) => {
    expect(allowedLate(sent, 60)).toBe(allowed);
  });
});

describe('how many are under way at once', () => {
  it.each([
    [0, 20, 1],
    [1, 60_000, 8],
    [100, 20, 1],
    [100, 81, 2],
    [20, 2_000, 5],
    [199, 40, 1],
    [200, 1, Infinity],
  ])('of %i in hand that take %i ms each: %i', (inHand, eachMs, expected) => {
    expect(atOnce(inHand, eachMs)).toBe(expected);
  });
});
