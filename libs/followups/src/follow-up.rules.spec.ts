import { planFollowUps, quietHoursOf } from '@limber/evidence';
import { HOUR, MINUTE } from '@limber/kernel';
import { asksOf } from './check-in.rules.ts';
import {
  endedAt,
  eventsOf,
  isAsPlanned,
  isOpen,
  isSameMails,
  mergedInto,
  recordOf,
  retimed,
  sideOf,
  stillToSend,
} from './follow-up.rules.ts';

const planned = new Date('2027-01-12T16:00:00Z');
const at = (minutes: number): Date => new Date(planned.getTime() + minutes * MINUTE);

describe('pressing "end"', () => {
  it.each([
    ['on time', 0, 0],
    ['a little early', -20, -20],
    ['late', 45, 45],
    ['much too late', 200, 60],
    ['much too early', -90, -60],
  ])('%s', (_, pressed, moved) => {
    expect(endedAt(planned, at(pressed))).toEqual(at(moved));
  });
});

describe('which side of the massage an answer stands on', () => {
  const visit = { sessionStartsAt: planned, state: 'active' as const };
  it.each([
    ['before it', 'checkin_24', -1, 'baseline'],
    ['with the mail after it', 'aftercare', 120, 'at_visit'],
    ['later', 'checkin_48', 600, 'after'],
    ['at its very start', 'checkin_24', 0, 'after'],
  ] as const)('%s', (_, kind, minutes, side) => {
    expect(sideOf({ kind, answeredAt: at(minutes) }, visit)).toBe(side);
    expect(sideOf({ kind, answeredAt: at(minutes) }, { ...visit, state: 'stopped' })).toBeNull();
  });
});

describe('what comes back when a series is planned again', () => {
  it.each([
    ['waiting', 'planned', null, 'moved', true],
    ['taken back by a move', 'cancelled', 'moved', 'zone_changed', true],
    ['too late in other quiet hours', 'cancelled', 'quiet_hours', 'quiet_hours', true],
    ['resolved, and the visit moves', 'cancelled', 'resolved', 'moved', false],
    ['resolved, and there is a new training', 'cancelled', 'resolved', 'new_training', true],
    ['stopped by a warning sign', 'cancelled', 'red_flag', 'new_training', false],
    ['unsubscribed', 'cancelled', 'unsubscribed', 'new_training', false],
    ['sent', 'sent', null, 'new_training', false],
    ['dropped', 'dropped', 'two_ignored', 'new_training', false],
  ] as const)('%s', (_, state, reason, why, comes) => {
    expect(isOpen(state, reason, why)).toBe(comes);
  });
});

describe('what can still go out', () => {
  const quiet = quietHoursOf({ quietFrom: '21:00', quietUntil: '08:00' });
  const on = (day: number, hour: number, minute = 0) => Date.UTC(2027, 0, day, hour, minute);
  const mail = (sendAt: number, hoursLeft: number) => ({
    ...{ id: 'aftercare' as const, dueAt: sendAt, sendAt, notAfter: sendAt + hoursLeft * HOUR },
  });
  it.each([
    ['what is to come', on(12, 16), 24, on(12, 15), 'UTC', on(12, 16)],
    ['by day what fell due a while ago, at once', on(12, 16), 24, on(12, 18), 'UTC', on(12, 16)],
    ['at night in the morning', on(12, 16), 24, on(12, 21), 'UTC', on(13, 8)],
    ['at the very minute of its use', on(12, 16), 16, on(12, 21), 'UTC', on(13, 8)],
    ['not later', on(12, 16), 15, on(12, 21), 'UTC', null],
    ['nor by day', on(12, 10), 2, on(12, 12, 1), 'UTC', null],
    ['at night where the reader is', on(12, 16), 24, on(12, 17), 'Asia/Kathmandu', on(13, 2, 15)],
  ])('%s', (_, sendAt, hoursLeft, now, timeZone, expected) => {
    const send = stillToSend([mail(sendAt, hoursLeft)], { now, timeZone, quiet });
    expect(send.map((each) => each.sendAt)).toEqual(expected === null ? [] : [expected]);
  });

  it('is as it was planned when every mail has its hour', () => {
    const plan = (sendAt: number) => ({ send: [mail(sendAt, 24)], dropped: [] });
    const record = recordOf(plan(on(12, 16)));
    expect(isAsPlanned(record, plan(on(12, 16)))).toBe(true);
    expect(isAsPlanned(record, plan(on(12, 17)))).toBe(false);
    expect(isAsPlanned(record, { send: [], dropped: [] })).toBe(false);
  });
});

describe('a series at other hours', () => {
  const quiet = quietHoursOf({ quietFrom: '21:00', quietUntil: '08:00' });
  const on = (day: number, hour: number) => Date.UTC(2027, 0, day, hour);
  const mail = (id: 'aftercare' | 'checkin_24' | 'nudge_7d', sendAt: number) => ({
    ...{ id, dueAt: sendAt, sendAt, notAfter: sendAt + 24 * HOUR },
  });
  const plan = {
    send: [mail('aftercare', on(12, 16)), mail('nudge_7d', on(19, 15))],
    dropped: [],
  };
  const followUp = { chainId: 'c', timeZone: 'UTC', plan: recordOf(plan) };
  const asked = [{ id: 'asked', kind: 'aftercare' as const }];
  const row = (kind: 'aftercare' | 'nudge_7d', state: 'planned' | 'cancelled', chainId = 'c') => ({
    ...{ id: kind, kind, state, chainId, notAfter: new Date(on(20, 0)) },
  });
  const hoursOf = (waiting: ReturnType<typeof row>[], now: number) => {
    const { hours, opens } = retimed({ followUp, plan, asked }, waiting, { now, quiet });
    const told = hours.map(({ id, dueAt }) => [id, dueAt && dueAt.getTime()]);
    return [...told, ...opens.map(({ id, at: opensAt }) => [id, opensAt])];
  };

  it.each([
    [
      'has each mail at its hour, and its check-in with it',
      [row('aftercare', 'planned'), row('nudge_7d', 'planned')],
      on(12, 10),
      [
        ['aftercare', on(12, 16)],
        ['nudge_7d', on(19, 15)],
        ['asked', on(12, 16)],
      ],
    ],
    ['knows its own alone', [row('aftercare', 'planned', 'other')], on(12, 10), []],
    [
      'waits for the morning with what fell due meanwhile',
      [row('aftercare', 'planned')],
      on(12, 22),
      [
        ['aftercare', on(13, 8)],
        ['asked', on(13, 8)],
      ],
    ],
    [
      'has no hour left for what is too late',
      [row('aftercare', 'planned')],
      on(13, 17),
      [['aftercare', null]],
    ],
    [
      'has an hour again for what had none',
      [row('nudge_7d', 'cancelled')],
      on(13, 17),
      [['nudge_7d', on(19, 15)]],
    ],
    ['but not for one that is over', [row('aftercare', 'cancelled')], on(12, 17), []],
  ])('%s', (_, waiting, now, expected) => {
    expect(hoursOf(waiting, now)).toEqual(expected);
  });

  it('sends the same mails, whatever their hours and order', () => {
    const later = { ...plan, send: plan.send.map((each) => ({ ...each, sendAt: on(25, 9) })) };
    expect(isSameMails(followUp.plan, { ...later, send: [...later.send].reverse() })).toBe(true);
    expect(isSameMails(followUp.plan, { ...plan, send: plan.send.slice(1) })).toBe(false);
    const more = [...plan.send, mail('checkin_24', on(13, 15))];
    expect(isSameMails(followUp.plan, { ...plan, send: more })).toBe(false);
  });
});

describe('what an answer says about what is still to come', () => {
  const answered = at(0).getTime();
  it.each([
    ['only a number', { soreness: 3, redFlags: [] }, [['answer', 'none']]],
    ['nothing worrying, and no number asked', { redFlags: [] }, []],
    ['a warning sign without a number', { redFlags: ['dvt_signs'] }, [['red_flag', undefined]]],
    [
      'harm and a warning sign beside a number',
      { soreness: 3, redFlags: ['dvt_signs'], harm: ['numbness' as const] },
      [
        ['red_flag', undefined],
        ['adverse_event', undefined],
        ['answer', 'any'],
      ],
    ],
  ])('%s', (_, answer, events) => {
    const found = eventsOf(answer, at(0));
    expect(
      found.map((event) => [event.type, 'checklist' in event ? event.checklist : undefined]),
    ).toEqual(events);
    expect(found.every((event) => event.at === answered)).toBe(true);
  });
});

describe('the mail after a visit', () => {
  const planFor = (trainedHoursBeforeStart: number) =>
    recordOf(
      planFollowUps({
        tz: 'Europe/London',
        trainingEndedAt: planned.getTime() - trainedHoursBeforeStart * HOUR,
        bookedAt: planned.getTime() - 60 * HOUR,
        sessionStart: planned.getTime(),
        sessionEnd: planned.getTime() + HOUR,
        consent: { checkins: true, marketing: false },
      }),
    );

  it('asks what the check-in that fell into it would have asked, else nothing', () => {
    expect(mergedInto(planFor(24))).toBe('checkin_24');
    expect(asksOf('aftercare', planFor(24))).toEqual(['soreness', 'stiffness', 'sleep']);
    expect(asksOf('aftercare', planFor(48))).toEqual(['soreness', 'readiness']);
    expect(mergedInto(planFor(36))).toBeNull();
    expect(asksOf('aftercare', planFor(36))).toEqual([]);
    // What it would have asked is of a training that a newer one has followed.
    expect(asksOf('aftercare', { ...planFor(24), isOver: true })).toEqual([]);
  });
});
