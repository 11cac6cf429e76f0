import { type QuietHours, quietHoursOf } from '@limber/evidence';
import { DAY, MINUTE } from '@limber/kernel';
import { wallTimeOf } from '@limber/scheduling';
import fc from 'fast-check';
import {
  type KnownReminder,
  NO_HOUR,
  planReminders,
  remindAgain,
  type RemindedVisit,
  type VisitToRemind,
} from './reminder.rules.ts';

const NIGHT = quietHoursOf({ quietFrom: '21:00', quietUntil: '08:00' });
const LONDON = 'Europe/London';
const at = (time: string): Date => new Date(`2026-03-${time}:00Z`);
const TOLD = at('01T12:00');

/** What was planned for a visit when it was told, as rows. */
const plannedFor = (visit: VisitToRemind, toldAt = TOLD, revision = 1): KnownReminder[] =>
  planReminders(visit, toldAt).map(({ kind, dueAt, notAfter }) => ({
    ...{ id: `${kind}.${revision}`, kind, revision, dueAt, notAfter, createdAt: toldAt },
    ...{ state: 'planned' as const, reason: null },
  }));

const home: VisitToRemind = {
  startsAt: at('10T10:00'),
  ...{ zone: LONDON, readerZone: LONDON, quiet: NIGHT },
};
const known = plannedFor(home);
const reminded = (change: Partial<RemindedVisit>): RemindedVisit => ({
  ...{ ...home, chainId: 'c', revision: 1, recipient: 'a@example.com', toldAt: TOLD, known },
  ...change,
});
const late = at('10T20:00');
const away = { readerZone: 'America/New_York' };
const without = (kind: string): KnownReminder[] => known.filter((mail) => mail.kind !== kind);
const but = (kind: string, change: Partial<KnownReminder>): KnownReminder[] =>
  known.map((mail) => (mail.kind === kind ? { ...mail, ...change } : mail));
const noHour = { state: 'cancelled' as const, reason: NO_HOUR };
/** Kind and hour, or null; then what is planned beside. */
const counted = (visit: RemindedVisit, now: string): [string, string | null][] => {
  const { hours, missing } = remindAgain(visit, at(now));
  const hourOf = (dueAt: Date | null) => dueAt && dueAt.toISOString().slice(8, 16);
  return [
    ...hours.map(({ id, dueAt }): [string, string | null] => [id, hourOf(dueAt)]),
    ...missing.map(({ kind, dueAt }): [string, string | null] => [`new ${kind}`, hourOf(dueAt)]),
  ];
};

describe('reminders that wait, once their reader is somewhere else', () => {
  it.each<[string, Partial<RemindedVisit>, string, [string, string | null][]]>([
    [
      'come in the hours of there',
      away,
      '05T12:00',
      // 05:00 there, in summer time already, and 04:00: eight in the morning, and eight the evening before.
      [
        ['reminder_24h.1', '09T12:00'],
        ['reminder_2h.1', '10T00:00'],
      ],
    ],
    ['stay where nothing changed', {}, '05T12:00', []],
    [
      'stay as they are once they went out, or are on their way',
      { ...away, known: known.map((mail) => ({ ...mail, state: 'sending' })) },
      '05T12:00',
      [],
    ],
    [
      'stay called off for any other reason',
      { ...away, known: known.map((mail) => ({ ...mail, state: 'cancelled', reason: 'moved' })) },
      '05T12:00',
      [],
    ],
    [
      'are not sent at all when no hour is left',
      { ...away, known: but('reminder_24h', { state: 'sent' }) },
      '10T02:00',
      [['reminder_2h.1', null]],
    ],
    [
      'wait for the morning there when their own hour has passed meanwhile',
      { ...away, startsAt: late, known: plannedFor({ ...home, startsAt: late }).slice(0, 1) },
      // Half past ten in the evening there, and due two hours and a half ago.
      '10T02:30',
      [
        ['reminder_24h.1', '10T12:00'],
        ['new reminder_2h', '10T18:00'],
      ],
    ],
    [
      'have an hour again once there is one',
      { known: but('reminder_2h', noHour).slice(1) },
      '10T06:00',
      [['reminder_2h.1', '10T08:00']],
    ],
    ['but none that is over', { known: but('reminder_2h', noHour).slice(1) }, '10T08:01', []],
    [
      'are planned where there was no hour to begin with',
      { known: without('reminder_2h') },
      '09T12:00',
      [['new reminder_2h', '10T08:00']],
    ],
    [
      'but not where too little of their lead was left when the visit was booked',
      { known: [], toldAt: at('09T19:00') },
      '09T19:00',
      [['new reminder_2h', '10T08:00']],
    ],
    [
      'nor where they were said before a change of hands',
      { revision: 2, known: known.map((mail) => ({ ...mail, state: 'sent' })) },
      '09T12:00',
      [],
    ],
    [
      'stay due when they are late already',
      { known: but('reminder_24h', { dueAt: at('09T10:00') }) },
      '09T10:30',
      [],
    ],
  ])('%s', (_, change, now, expected) => {
    expect(counted(reminded(change), now)).toEqual(expected);
  });

  const isQuiet = (ms: number, zone: string, quiet: QuietHours): boolean => {
    const [hour = 0, minute = 0] = wallTimeOf(ms, zone).split(':').map(Number);
    const since = (hour * 60 + minute - quiet.start + 1440) % 1440;
    return since < (quiet.end - quiet.start + 1440) % 1440;
  };

  it('never come in quiet hours, too late, or in the past, and twice counted is once', () => {
    const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15);
    const anyQuiet = fc
      .record({ start: quarter, end: quarter })
      .filter(({ start, end }) => start !== end);
    const anyZone = fc.constantFrom(
      ...['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC'],
    );
    const start = Date.parse('2027-01-01T00:00:00Z');
    const anyReader = fc.record({ readerZone: anyZone, quiet: anyQuiet });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 * 96 }),
        ...[anyReader, anyReader, anyZone],
        fc.integer({ min: 1, max: 4 * 1440 }),
        fc.integer({ min: 0, max: 4 * 1440 }),
        (quarters, was, is, zone, toldMin, nowMin) => {
          const startsAt = new Date(start + quarters * 15 * MINUTE);
          const toldAt = new Date(startsAt.getTime() - Math.max(toldMin, nowMin) * MINUTE);
          const now = new Date(startsAt.getTime() - Math.min(toldMin, nowMin) * MINUTE);
          const before = plannedFor({ startsAt, zone, ...was }, toldAt);
          const visit = reminded({ startsAt, zone, ...is, toldAt, known: before });
          const { hours, missing } = remindAgain(visit, now);
          const told = [
            ...hours.flatMap(({ dueAt, notAfter }) => (dueAt ? [{ dueAt, notAfter }] : [])),
            ...missing,
          ];
          for (const { dueAt, notAfter } of told) {
            expect(isQuiet(dueAt.getTime(), is.readerZone, is.quiet)).toBe(false);
            expect(dueAt >= now && dueAt <= (notAfter ?? dueAt)).toBe(true);
          }
          const after = before.map((mail): KnownReminder => {
            const again = hours.find(({ id }) => id === mail.id);
            if (!again) return mail;
            return again.dueAt ? { ...mail, dueAt: again.dueAt } : { ...mail, ...noHour };
          });
          const added = missing.map(({ kind, dueAt, notAfter, revision }) => ({
            ...{ id: `new ${kind}`, kind, revision, dueAt, notAfter, createdAt: now },
            ...{ state: 'planned' as const, reason: null },
          }));
          const twice = remindAgain({ ...visit, known: [...after, ...added] }, now);
          expect(twice.hours.filter(({ id }) => !id.startsWith('new'))).toEqual([]);
          expect(twice.missing).toEqual([]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are what they would have been, told there from the first', () => {
    for (const hour of [6, 10, 14, 19, 23]) {
      const startsAt = new Date(Date.UTC(2026, 2, 10, hour));
      const there = { ...home, startsAt, ...away };
      const visit = reminded({ startsAt, ...away, known: plannedFor({ ...home, startsAt }) });
      const { hours } = remindAgain(visit, new Date(TOLD.getTime() + DAY));
      const due = new Map(visit.known.map(({ kind, id, dueAt }) => [kind, { id, dueAt }]));
      const now = [...due].map(([kind, { id, dueAt }]) => {
        const again = hours.find((each) => each.id === id);
        return [kind, again ? again.dueAt : dueAt];
      });
      expect(now).toEqual(planReminders(there, TOLD).map(({ kind, dueAt }) => [kind, dueAt]));
      expect(now.length).toBeGreaterThan(1);
    }
  });
});
