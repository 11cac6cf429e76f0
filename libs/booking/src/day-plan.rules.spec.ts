import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { addDays, dayRange, localDateOf, wallTimeOf } from '@limber/scheduling';
import fc from 'fast-check';
import type { SaidVisit } from './day-plan.entity.ts';
import {
  amberOf,
  changesSince,
  type ClinicDay,
  dayOf,
  dayPlanKey,
  isToldIn,
  nextLookAt,
  readDayPlanKey,
  slotsAt,
} from './day-plan.rules.ts';

const LONDON = 'Europe/London';
const told = (now: string, zone = LONDON) =>
  slotsAt(new Date(now), zone).map(({ kind, date }) => [kind, date]);

describe('a day plan is sent', () => {
  it.each([
    ['2026-11-24T17:59:59Z', []],
    ['2026-11-24T18:00:00Z', [['day_plan_evening', '2026-11-25']]],
    ['2026-11-24T23:59:59Z', [['day_plan_evening', '2026-11-25']]],
    ['2026-11-25T00:00:01Z', []],
    ['2026-11-25T06:59:59Z', []],
    ['2026-11-25T07:00:00Z', [['day_plan_morning', '2026-11-25']]],
    ['2026-11-25T10:00:00Z', [['day_plan_morning', '2026-11-25']]],
    ['2026-11-25T10:00:01Z', []],
  ])('at %s: %j', (now, slots) => {
    expect(told(now)).toEqual(slots);
  });

  it('on the clocks of the place, not on the server’s', () => {
    expect(told('2026-11-25T00:00:00Z', 'America/New_York')).toEqual([
      ['day_plan_evening', '2026-11-25'],
    ]);
    expect(told('2026-11-24T18:00:00Z', 'Pacific/Auckland')).toEqual([
      ['day_plan_morning', '2026-11-25'],
    ]);
  });
});

const changeDays = ['2027-03-14', '2027-03-28', '2027-10-31', '2027-11-07'];
const zones = [
  ...['America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Los_Angeles'],
  ...['Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu'],
  ...['Asia/Tokyo', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland'],
];

describe('around a change of the clocks', () => {
  it.each(zones)('both are due at 18:00 and 07:00 on the wall, once a day, in %s', (zone) => {
    for (const changeDay of changeDays) {
      const seen = new Map<string, string>();
      const from = dayRange(addDays(changeDay, -1), zone).start;
      const to = dayRange(addDays(changeDay, 1), zone).end;
      for (let at = from; at < to; at += 15 * MINUTE) {
        for (const { kind, date, dueAt, notAfter } of slotsAt(new Date(at), zone)) {
          const due = dueAt.getTime();
          const isEvening = kind === 'day_plan_evening';
          expect(wallTimeOf(due, zone)).toBe(isEvening ? '18:00' : '07:00');
          expect(localDateOf(due, zone)).toBe(isEvening ? addDays(date, -1) : date);
          expect(notAfter.getTime()).toBeGreaterThan(due);
          seen.set(`${kind} ${date}`, dueAt.toISOString());
        }
      }
      // Three mornings of their own day, three evenings of the next.
      expect(seen.size).toBe(6);
      expect(new Set(seen.values()).size).toBe(6);
    }
  });
});

describe('the next look', () => {
  it('comes at the hour of the next plan in any zone, and within an hour', () => {
    const start = Date.parse('2027-01-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: (365 * DAY) / MINUTE }),
        fc.subarray(zones, { minLength: 1 }),
        (minutes, some) => {
          const now = new Date(start + minutes * MINUTE);
          const next = nextLookAt(now, some);
          expect(next.getTime()).toBeGreaterThan(now.getTime());
          expect(next.getTime()).toBeLessThanOrEqual(now.getTime() + HOUR);
          // No plan falls due between the two without being looked at.
          for (const zone of some) {
            for (const { dueAt } of slotsAt(new Date(next.getTime() - 1), zone)) {
              expect(dueAt.getTime()).toBeLessThanOrEqual(now.getTime());
            }
          }
        },
      ),
    );
  });
});

describe('what the morning tells', () => {
  const visit = (reference: string, change: Partial<SaidVisit> = {}): SaidVisit => ({
    ...{ reference, startsAt: '2026-11-25T09:00:00.000Z', durationMin: 60 },
    ...{ service: 'Sports massage', room: 'Thames', amber: null },
    ...change,
  });
  const said = [visit('A'), visit('B')];

  it.each([
    { rule: 'nothing when all is as told', now: said, changes: [] },
    { rule: 'nothing when only the order differs', now: [visit('B'), visit('A')], changes: [] },
    {
      rule: 'the same instant written differently is no move',
      now: [visit('A', { startsAt: '2026-11-25T09:00:00Z' }), visit('B')],
      changes: [],
    },
    { rule: 'a new visit', now: [...said, visit('C')], changes: [['new', 'C']] },
    { rule: 'one that is gone', now: [visit('A')], changes: [['gone', 'B']] },
    {
      rule: 'one that moved',
      now: [visit('A', { startsAt: '2026-11-25T10:00:00.000Z' }), visit('B')],
      changes: [['moved', 'A']],
    },
    {
      rule: 'another room',
      now: [visit('A', { room: 'Tide' }), visit('B')],
      changes: [['changed', 'A']],
    },
    {
      rule: 'another length',
      now: [visit('A', { durationMin: 90 }), visit('B')],
      changes: [['changed', 'A']],
    },
    {
      rule: 'another service',
      now: [visit('A', { service: 'Mobility' }), visit('B')],
      changes: [['changed', 'A']],
    },
    {
      rule: 'something to mind that the evening did not know',
      now: [visit('A', { amber: 'mind' }), visit('B')],
      changes: [['amber', 'A']],
    },
    {
      rule: 'somebody to speak with first',
      now: [visit('A'), visit('B', { amber: 'contact_first' })],
      changes: [['amber', 'B']],
    },
    {
      rule: 'one change of a visit that also has something to mind',
      now: [visit('A', { amber: 'mind', room: 'Tide' }), visit('B')],
      changes: [['changed', 'A']],
    },
    {
      rule: 'all of a day that was emptied',
      now: [],
      changes: [
        ['gone', 'A'],
        ['gone', 'B'],
      ],
    },
  ])('$rule', ({ now, changes }) => {
    expect(
      changesSince(said, now).map((change) => [
        change.type,
        change.type === 'gone' ? change.before.reference : change.reference,
      ]),
    ).toEqual(changes);
  });
});

describe('what waits on the day card', () => {
  const row = {
    ...{ contactFirst: false, caution: false, guestCaution: null, guestTherapistId: null },
  };
  it.each([
    ['nothing', {}, 'ana', null],
    ['an answer to mind', { caution: true }, 'ana', 'mind'],
    ['a word before anything else', { caution: true, contactFirst: true }, 'ana', 'contact_first'],
    ['of two, the client’s', { caution: true, guestTherapistId: 'tom' }, 'ana', 'mind'],
    ['of two, not the other’s', { caution: true, guestTherapistId: 'tom' }, 'tom', null],
    ['of two, the guest’s', { guestCaution: true, guestTherapistId: 'tom' }, 'tom', 'mind'],
    ['of two, not the guest’s', { guestCaution: true, guestTherapistId: 'tom' }, 'ana', null],
  ] as const)('%s', (_what, change, therapist, amber) => {
    expect(amberOf({ ...row, ...change }, therapist)).toBe(amber);
  });

  it('is no news where the evening’s plan is of before ambers were told, or where it is over', () => {
    const now = { reference: 'A', startsAt: '2026-11-25T09:00:00.000Z', durationMin: 60 };
    const said = { ...now, service: 'Mobility', room: 'Thames' };
    expect(changesSince([said], [{ ...said, amber: 'mind' }])).toEqual([]);
    expect(changesSince([{ ...said, amber: 'mind' }], [{ ...said, amber: null }])).toEqual([]);
  });
});

describe('whose day it is', () => {
  const at = (hour: number): Date => new Date(Date.parse('2026-11-25T00:00:00Z') + hour * HOUR);
  const shift = (therapistId: string, locationId: string, hour: number) => ({
    ...{ therapistId, locationId },
    ...{ startsAt: at(hour), endsAt: at(hour + 4) },
  });
  const row = (therapistId: string, hour: number, guestTherapistId: string | null = null) => ({
    ...{ therapistId, guestTherapistId, locationId: 'b', startsAt: at(hour) },
  });
  const day = {
    shifts: [shift('ana', 'a', 9), shift('tom', 'a', 9)],
    rows: [row('ana', 10), row('leila', 11, 'ana'), row('tom', 12)],
    zones: new Map([
      ['a', 'Europe/London'],
      ['b', 'Europe/Berlin'],
    ]),
  } as unknown as ClinicDay;

  it('has own visits and the own half of a session for two', () => {
    expect(dayOf(day, 'ana').visits).toEqual([day.rows[0], day.rows[1]]);
    expect(dayOf(day, 'sam')).toEqual({ shifts: [], visits: [], locationId: null });
  });

  it('is told once, on the clocks of where it begins; an empty one on the clinic’s', () => {
    const toldIn = (therapistId: string) =>
      [...zones, 'Europe/Berlin'].filter((zone, index, all) =>
        all.indexOf(zone) === index
          ? isToldIn(dayOf(day, therapistId), day.zones, zone, 'America/New_York')
          : false,
      );
    expect(toldIn('ana')).toEqual(['Europe/London']);
    expect(toldIn('leila')).toEqual(['Europe/Berlin']);
    expect(toldIn('sam')).toEqual(['America/New_York']);
  });

  it('has a key that reads back', () => {
    const key = { therapistId: '0f8fad5b-d9cb-469f-a165-70867728950e', date: '2026-11-25' };
    expect(readDayPlanKey(dayPlanKey(key))).toEqual(key);
    expect(readDayPlanKey('series:1')).toBeNull();
    expect(readDayPlanKey(null)).toBeNull();
  });
});
