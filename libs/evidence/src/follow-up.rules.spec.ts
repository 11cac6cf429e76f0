import { HOUR, MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import { followUpCases } from './follow-up.cases.testing.ts';
import { followUpOracle } from './follow-up.oracle.testing.ts';
import type { FollowUpEvent, FollowUpInput } from './follow-up.contract.ts';
import { formatFollowUps, planFollowUps } from './follow-up.rules.ts';
import { anyBooking, booking, NOON, planLine } from './follow-up.testing.ts';
import { toWall, wallDay } from './wall-clock.rules.ts';

const at = (hours: number): number => NOON + hours * HOUR;
const sent = (input: FollowUpInput): string[] => planFollowUps(input).send.map(({ id }) => id);
const dropped = (input: FollowUpInput) => planFollowUps(input).dropped;
const withEvents = (...events: FollowUpEvent[]): FollowUpInput => booking({ events });

describe('worked cases', () => {
  it.each(followUpCases.map((story) => [story.id, story.title, story] as const))(
    '%s: %s',
    (_id, _title, story) => {
      expect(planLine(story.input)).toEqual(story.expect);
    },
  );

  it('are all here', () => {
    expect(followUpCases.map(({ id }) => id).join(' ')).toBe(
      'F01 F02 F04 F05 F07 F09 F10 F11 F12 F14 F15',
    );
  });
});

describe('the schedule', () => {
  it('knows due time, time of sending and expiry', () => {
    expect(planFollowUps(booking()).send).toEqual([
      { id: 'aftercare', dueAt: at(5), sendAt: at(5), notAfter: at(29) },
      { id: 'checkin_24', dueAt: at(24), sendAt: at(24), notAfter: at(36) },
      { id: 'checkin_48', dueAt: at(48), sendAt: at(48), notAfter: at(60) },
      { id: 'checkin_72', dueAt: at(72), sendAt: at(72), notAfter: at(84) },
      { id: 'nudge_7d', dueAt: at(172), sendAt: at(172), notAfter: at(220) },
    ]);
  });

  it('takes missing consent for a no', () => {
    const input = booking({ consent: undefined });
    expect(sent(input)).toEqual(['aftercare']);
    expect(dropped(input)).toEqual([
      ['checkins', 'no_consent'],
      ['nudge_7d', 'no_consent'],
    ]);
  });

  it('drops a check-in due at the moment of booking, and keeps one due a minute later', () => {
    const late = { from: 40, to: 41, bookedAt: at(24) };
    expect(dropped(booking(late))).toContainEqual(['checkin_24', 'before_booking']);
    expect(sent(booking({ ...late, bookedAt: at(24) - MINUTE }))).toContain('checkin_24');
  });

  it.each([
    [27, 28, true],
    [27.02, 28, false],
    [20, 21, false],
    [20, 21.02, true],
  ])('session from %d to %d h takes the check-in at 24 h along: %s', (from, to, isMerged) => {
    const reasons = dropped(booking({ from, to }));
    expect(reasons.some(([, reason]) => reason === 'merged_into_aftercare')).toBe(isMerged);
  });

  it('merges a check-in that quiet hours push against the session', () => {
    // Due 22:00, so 08:00 next morning, when the session starts at 10:00.
    const input = booking({ trained: 10, bookedAt: at(11), from: 46, to: 47 });
    expect(dropped(input)).toEqual([['checkin_24', 'merged_into_aftercare']]);
  });

  it('allows exactly 10 h between two messages, and not a minute less', () => {
    // Aftercare at 10:00, the check-in at 20:00.
    const evening = { trained: 8, bookedAt: at(9), from: 20 };
    expect(sent(booking({ ...evening, to: 21 }))).toContain('checkin_24');
    expect(dropped(booking({ ...evening, to: 21 + 1 / 60 }))).toEqual([['checkin_24', 'min_gap']]);
  });

  it('keeps the aftercare also when the check-in would go out before it', () => {
    expect(dropped(booking({ from: 28, to: 29 }))).toEqual([['checkin_24', 'min_gap']]);
  });

  it('lists what is sent in the order of time', () => {
    expect(sent(booking({ trained: -4, from: 28, to: 29 }))).toEqual([
      'checkin_24',
      'aftercare',
      'checkin_48',
      'checkin_72',
      'nudge_7d',
    ]);
  });

  it('drops the nudge near a check-in', () => {
    const input = booking({ trained: 124, from: 3, to: 4, bookedAt: at(1) });
    expect(dropped(input)).toEqual([['nudge_7d', 'min_gap']]);
  });
});

describe('quiet hours', () => {
  it('expires what long quiet hours hold back for more than its time', () => {
    const allDayBut = (end: number) => ({ start: end + 1, end });
    const input = booking();
    // Due 12:00, sent at 00:00: exactly 12 h later is allowed.
    expect(planFollowUps(input, allDayBut(0)).dropped).not.toContainEqual([
      'checkin_24',
      'expired',
    ]);
    expect(planFollowUps(input, allDayBut(1)).dropped).toContainEqual(['checkin_24', 'expired']);
  });
});

describe('later events', () => {
  const all = ['checkin_24', 'checkin_48', 'checkin_72', 'nudge_7d'];
  const checkIns = ['checkin_24', 'checkin_48', 'checkin_72'];

  it.each([
    ['cancelled', ['aftercare', ...all]],
    ['no_show', ['aftercare', ...all]],
    ['opt_out_all', ['aftercare', ...all]],
    ['bounce', ['aftercare', ...all]],
    ['complaint', ['aftercare', ...all]],
    ['opt_out_marketing', ['nudge_7d']],
    ['adverse_event', ['nudge_7d']],
    ['consent_withdrawn', checkIns],
    ['red_flag', all],
  ] as const)('%s drops %j', (type, ids) => {
    const plan = planFollowUps(withEvents({ type, at: at(2) }));
    expect(plan.dropped).toEqual(ids.map((id) => [id, type]));
    expect(plan.safety !== undefined).toBe(type === 'red_flag');
  });

  it('leaves alone what was sent by then, to the moment', () => {
    expect(sent(withEvents({ type: 'opt_out_all', at: at(24) }))).toEqual([
      'aftercare',
      'checkin_24',
    ]);
    expect(sent(withEvents({ type: 'opt_out_all', at: at(24) - 1 }))).toEqual(['aftercare']);
  });

  it('happen in the order of time, whatever the order of the list', () => {
    const input = withEvents(
      { type: 'bounce', at: at(60) },
      { type: 'opt_out_marketing', at: at(50) },
    );
    expect(dropped(input)).toEqual([
      ['nudge_7d', 'opt_out_marketing'],
      ['checkin_72', 'bounce'],
    ]);
  });

  it('do not bring back what the minimum gap took', () => {
    const near = booking({ from: 12, to: 14, events: [{ type: 'cancelled', at: at(11) }] });
    expect(dropped(near)[0]).toEqual(['checkin_24', 'min_gap']);
  });

  it.each<[string, number, number, 'none' | 'any' | undefined, string[], string | null]>([
    ['resolved at 48 h', 48, 1, undefined, ['checkin_72'], 'resolved'],
    ['1 before 48 h', 47.9, 1, undefined, [], null],
    ['8 before 72 h', 30, 8, undefined, [], null],
    ['8 before 72 h, all no', 30, 8, 'none', [], null],
    ['8 before 72 h, any yes', 30, 8, 'any', ['checkin_48', 'checkin_72', 'nudge_7d'], 'red_flag'],
    ['8 at 72 h, all no', 72, 8, 'none', ['nudge_7d'], 'red_flag'],
    ['5 after a week', 169, 5, undefined, [], null],
  ])('answer %s', (_name, hours, soreness, checklist, ids, reason) => {
    const plan = planFollowUps(withEvents({ type: 'answer', at: at(hours), soreness, checklist }));
    expect(plan.dropped).toEqual(ids.map((id) => [id, reason]));
    expect(plan.safety !== undefined).toBe(reason === 'red_flag');
  });

  it('count an answer from the session when no training is recorded', () => {
    const answer = (hours: number): FollowUpEvent => ({
      type: 'answer',
      at: at(4 + hours),
      soreness: 8,
    });
    const untrained = { trained: null };
    expect(planFollowUps(booking({ ...untrained, events: [answer(72)] })).safety).toBeDefined();
    expect(planFollowUps(booking({ ...untrained, events: [answer(71)] })).safety).toBeUndefined();
  });
});

describe('formatFollowUps', () => {
  it('cuts seconds instead of rounding', () => {
    const plan = planFollowUps(booking({ tz: 'Asia/Kathmandu', sessionEnd: at(4) + 59_999 }));
    const { send, sendUtc } = formatFollowUps(plan, 'Asia/Kathmandu');
    // 17:00:59 UTC is 22:45 in Kathmandu: quiet, so 08:00 there, 02:15 UTC.
    expect([send[0], sendUtc[0]]).toEqual([
      ['aftercare', '2026-01-13 08:00'],
      ['aftercare', '2026-01-13T02:15Z'],
    ]);
    const tokyo = planFollowUps(booking({ tz: 'UTC', sessionEnd: at(4) + 59_999 }));
    expect(formatFollowUps(tokyo, 'UTC').sendUtc[0]).toEqual(['aftercare', '2026-01-12T17:00Z']);
  });
});

describe('a second reading of the page', () => {
  it('plans the same mails for random bookings', () => {
    fc.assert(
      fc.property(anyBooking, (input) => {
        expect(formatFollowUps(planFollowUps(input), input.tz)).toEqual(followUpOracle(input));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('in any zone, around any clock change', () => {
  const holds = (check: (input: FollowUpInput) => void) => {
    fc.assert(fc.property(anyBooking, check), { numRuns: 2000 });
  };

  it('sends nothing in quiet hours and nothing before it is due', () => {
    holds((input) => {
      for (const { sendAt, dueAt } of planFollowUps(input).send) {
        const wall = toWall(input.tz, sendAt);
        const hour = (wall - wallDay(wall)) / HOUR;
        expect(hour >= 8 && hour < 21).toBe(true);
        expect(sendAt).toBeGreaterThanOrEqual(dueAt);
      }
    });
  });

  it('keeps 10 h between any two and sends nothing after its expiry', () => {
    holds((input) => {
      const { send } = planFollowUps(input);
      send.forEach(({ sendAt, notAfter }, index) => {
        expect(sendAt).toBeLessThanOrEqual(notAfter);
        const before = send[index - 1];
        if (before) expect(sendAt - before.sendAt).toBeGreaterThanOrEqual(10 * HOUR);
      });
    });
  });

  it('keeps the elapsed hours of check-ins and the wall time of the nudge', () => {
    holds((input) => {
      for (const { id, dueAt } of planFollowUps(input).send) {
        const start = input.trainingEndedAt ?? input.sessionEnd;
        if (id.startsWith('checkin_')) expect(((dueAt - start) / HOUR) % 24).toBe(0);
        if (id !== 'nudge_7d') continue;
        const [then, now] = [input.sessionEnd, dueAt].map((ms) => toWall(input.tz, ms));
        // An hour off only where that wall time does not exist.
        expect([168, 168.5, 169]).toContain(((now ?? 0) - (then ?? 0)) / HOUR);
      }
    });
  });

  it('accounts for every message exactly once', () => {
    holds((input) => {
      const plan = planFollowUps(input);
      const ids = [...plan.send.map(({ id }) => id), ...plan.dropped.map(([id]) => id)];
      expect(new Set(ids).size).toBe(ids.length);
      const training = input.trainingEndedAt ?? null;
      const checkIns = input.consent?.checkins !== true || training === null ? 1 : 3;
      expect(ids).toHaveLength(2 + checkIns);
    });
  });

  it('answers the same twice and leaves the input as it was', () => {
    holds((input) => {
      const copy = structuredClone(input);
      expect(planFollowUps(input)).toEqual(planFollowUps(copy));
      expect(input).toEqual(copy);
    });
  });
});
