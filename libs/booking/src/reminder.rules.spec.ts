import { quietHoursOf } from '@limber/evidence';
import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { addDays, dayRange, edgeAt, localDateOf, wallTimeOf } from '@limber/scheduling';
import fc from 'fast-check';
import { planReminders, type VisitToRemind } from './reminder.rules.ts';

const LONDON = 'Europe/London';
const between = (quietFrom: string, quietUntil: string) => quietHoursOf({ quietFrom, quietUntil });
const NIGHT = between('21:00', '08:00');
const visitAt = (
  startsAt: string,
  zone = LONDON,
  readerZone = zone,
  quiet = NIGHT,
): VisitToRemind => ({ startsAt: new Date(startsAt), zone, readerZone, quiet });
/** [kind, due on the reader's clocks] */
const told = (visit: VisitToRemind, now: string) =>
  planReminders(visit, new Date(now)).map(({ kind, dueAt }) => [
    kind,
    `${localDateOf(dueAt.getTime(), visit.readerZone)} ${wallTimeOf(dueAt.getTime(), visit.readerZone)}`,
  ]);

describe('reminders', () => {
  it.each([
    {
      rule: 'come a day and two hours before',
      visit: visitAt('2026-03-10T14:00:00Z'),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-09 14:00'],
        ['reminder_2h', '2026-03-10 12:00'],
      ],
    },
    {
      rule: 'keep the hour on the clock when they go forward in between',
      visit: visitAt('2026-03-29T13:00:00Z'),
      now: '2026-03-20T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-28 14:00'],
        ['reminder_2h', '2026-03-29 12:00'],
      ],
    },
    {
      rule: 'keep the hour on the clock when they go back in between',
      visit: visitAt('2026-10-25T14:00:00Z'),
      now: '2026-10-20T12:00:00Z',
      due: [
        ['reminder_24h', '2026-10-24 14:00'],
        ['reminder_2h', '2026-10-25 12:00'],
      ],
    },
    {
      rule: 'wait until eight in the morning',
      visit: visitAt('2026-03-10T09:30:00Z'),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-09 09:30'],
        ['reminder_2h', '2026-03-10 08:00'],
      ],
    },
    {
      rule: 'come at eight to the minute at which it is not too late',
      visit: visitAt('2026-03-10T08:30:00Z'),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-09 08:30'],
        ['reminder_2h', '2026-03-10 08:00'],
      ],
    },
    {
      rule: 'come the evening before when eight would be too late',
      visit: visitAt('2026-03-10T08:15:00Z'),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-09 08:15'],
        ['reminder_2h', '2026-03-09 20:00'],
      ],
    },
    {
      rule: 'are left out when the evening before has passed as well',
      visit: visitAt('2026-03-10T08:15:00Z'),
      now: '2026-03-09T19:46:00Z',
      due: [],
    },
    {
      rule: 'start being quiet at nine in the evening, not before',
      visit: visitAt('2026-03-11T20:59:00Z'),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-10 20:59'],
        ['reminder_2h', '2026-03-11 18:59'],
      ],
    },
    {
      rule: 'wait for the morning from nine in the evening on',
      visit: visitAt('2026-03-11T21:00:00Z'),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-11 08:00'],
        ['reminder_2h', '2026-03-11 19:00'],
      ],
    },
    {
      rule: 'count quiet hours where the reader is, and the day before where the clinic is',
      visit: visitAt('2026-03-10T18:00:00Z', LONDON, 'Australia/Sydney'),
      now: '2026-03-01T12:00:00Z',
      // Due 05:00 of the 10th and 03:00 of the 11th in Sydney.
      due: [
        ['reminder_24h', '2026-03-10 08:00'],
        ['reminder_2h', '2026-03-10 20:00'],
      ],
    },
    {
      rule: 'keep the hours that the clinic has set',
      visit: visitAt('2026-03-10T09:30:00Z', LONDON, LONDON, between('18:30', '09:00')),
      now: '2026-03-01T12:00:00Z',
      // Due 07:30; nine is the latest.
      due: [
        ['reminder_24h', '2026-03-09 09:30'],
        ['reminder_2h', '2026-03-10 09:00'],
      ],
    },
    {
      rule: 'come an hour before they begin where their end is too late',
      visit: visitAt('2026-03-10T09:15:00Z', LONDON, LONDON, between('18:30', '09:00')),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-09 09:15'],
        ['reminder_2h', '2026-03-09 17:30'],
      ],
    },
    {
      rule: 'keep quiet hours of the day as well',
      visit: visitAt('2026-03-10T15:00:00Z', LONDON, LONDON, between('12:00', '14:45')),
      now: '2026-03-01T12:00:00Z',
      due: [
        ['reminder_24h', '2026-03-09 15:00'],
        ['reminder_2h', '2026-03-10 11:00'],
      ],
    },
    {
      rule: 'come with two thirds of the lead left, an hour after the booking',
      visit: visitAt('2026-03-11T10:00:00Z'),
      now: '2026-03-10T18:00:00Z',
      due: [
        ['reminder_24h', '2026-03-10 19:00'],
        ['reminder_2h', '2026-03-11 08:00'],
      ],
    },
    {
      rule: 'are left out with less than two thirds of the lead left',
      visit: visitAt('2026-03-11T10:00:00Z'),
      now: '2026-03-10T18:00:01Z',
      due: [['reminder_2h', '2026-03-11 08:00']],
    },
    {
      rule: 'come with 80 of the 120 minutes left, a quarter of an hour after the booking',
      visit: visitAt('2026-03-11T14:00:00Z'),
      now: '2026-03-11T12:40:00Z',
      due: [['reminder_2h', '2026-03-11 12:55']],
    },
    {
      rule: 'are left out with fewer than 80 minutes left',
      visit: visitAt('2026-03-11T14:00:00Z'),
      now: '2026-03-11T12:40:01Z',
      due: [],
    },
  ])('$rule', ({ visit, now, due }) => {
    expect(told(visit, now)).toEqual(due);
  });

  it('are too late three hours and half an hour before the start', () => {
    const [day, hours] = planReminders(
      visitAt('2026-03-10T14:00:00Z'),
      new Date('2026-03-01T12:00:00Z'),
    );
    expect(day?.notAfter.toISOString()).toBe('2026-03-10T11:00:00.000Z');
    expect(hours?.notAfter.toISOString()).toBe('2026-03-10T13:30:00.000Z');
  });

  /** Four days on which clocks change somewhere, in twelve zones, every hour of each: the hour promised. */
  const changeDays = ['2027-03-14', '2027-03-28', '2027-10-31', '2027-11-07'];
  const zones = [
    ...['America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Los_Angeles'],
    ...['Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu'],
    ...['Asia/Tokyo', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland'],
  ];
  it.each(zones)('come at the hour promised on every hour of four change days in %s', (zone) => {
    let checked = 0;
    for (const date of changeDays) {
      const { start, end } = dayRange(date, zone);
      for (let at = start; at < end; at += HOUR) {
        const visit = { startsAt: new Date(at), zone, readerZone: zone, quiet: NIGHT };
        for (const { kind, dueAt, notAfter } of planReminders(visit, new Date(at - 10 * DAY))) {
          const wall = wallTimeOf(dueAt.getTime(), zone);
          expect(wall >= '08:00' && wall < '21:00').toBe(true);
          expect(dueAt <= notAfter).toBe(true);
          const startWall = wallTimeOf(at, zone);
          const isAwake = startWall >= '08:00' && startWall < '21:00';
          if (kind === 'reminder_24h' && isAwake) {
            expect(wall).toBe(startWall);
            expect(localDateOf(dueAt.getTime(), zone)).toBe(addDays(date, -1));
            checked += 1;
          }
          if (kind === 'reminder_2h' && startWall >= '10:00' && startWall < '21:00') {
            expect(dueAt.getTime()).toBe(at - 2 * HOUR);
            checked += 1;
          }
        }
      }
    }
    expect(checked).toBeGreaterThanOrEqual(changeDays.length * 20);
  });

  it('never come at night, too late, or in the first minutes after the booking', () => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 * 96 }),
        fc.integer({ min: 0, max: 5 * 1440 }),
        fc.constantFrom(...zones),
        fc.constantFrom(...zones),
        (quarter, minutesBefore, zone, readerZone) => {
          const startsAt = new Date(start + quarter * 15 * MINUTE);
          const now = new Date(startsAt.getTime() - minutesBefore * MINUTE);
          for (const { kind, dueAt, notAfter } of planReminders(
            { startsAt, zone, readerZone, quiet: NIGHT },
            now,
          )) {
            const wall = wallTimeOf(dueAt.getTime(), readerZone);
            const gap = kind === 'reminder_24h' ? HOUR : 15 * MINUTE;
            expect(wall >= '08:00' && wall < '21:00').toBe(true);
            expect(dueAt <= notAfter).toBe(true);
            expect(dueAt.getTime() - now.getTime()).toBeGreaterThanOrEqual(gap);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never come in the quiet hours of a clinic, whichever they are', () => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    const quarter = fc.integer({ min: 0, max: 95 }).map((n) => n * 15);
    const anyQuiet = fc
      .record({ start: quarter, end: quarter })
      .filter((each) => each.start !== each.end);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 365 * 96 }),
        fc.integer({ min: 0, max: 5 * 1440 }),
        fc.constantFrom(...zones),
        anyQuiet,
        (quarters, minutesBefore, readerZone, quiet) => {
          const startsAt = new Date(start + quarters * 15 * MINUTE);
          const now = new Date(startsAt.getTime() - minutesBefore * MINUTE);
          const visit = { startsAt, zone: LONDON, readerZone, quiet };
          for (const { dueAt, notAfter } of planReminders(visit, now)) {
            const [hour = 0, minute = 0] = wallTimeOf(dueAt.getTime(), readerZone)
              .split(':')
              .map(Number);
            const since = (hour * 60 + minute - quiet.start + 1440) % 1440;
            expect(since).toBeGreaterThanOrEqual((quiet.end - quiet.start + 1440) % 1440);
            expect(dueAt > now && dueAt <= notAfter).toBe(true);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('say the evening before in winter and in summer time alike', () => {
    const date = '2027-03-28';
    const visit = visitAt(new Date(edgeAt(date, '08:00', LONDON)).toISOString());
    expect(told(visit, '2027-03-01T12:00:00Z')[1]).toEqual(['reminder_2h', '2027-03-27 20:00']);
  });
});
