import { quietHoursOf } from '@limber/evidence';
import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { Temporal } from 'temporal-polyfill';
import { planReminders, type VisitToRemind } from './reminder.rules.ts';

/** Four days on which clocks change somewhere, in twelve zones, every hour that each of them has. */
const changeDays = ['2027-03-14', '2027-03-28', '2027-10-31', '2027-11-07'];
const zones = [
  ...['America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Los_Angeles'],
  ...['Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu'],
  ...['Asia/Tokyo', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland'],
];

const quiet = quietHoursOf({ quietFrom: '21:00', quietUntil: '08:00' });

const on = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
const at = (day: Temporal.PlainDate, plainTime: string, timeZone: string) =>
  day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;

/** A second reading of the promise, on the calendar's own arithmetic: nobody is woken, nobody told too late. */
function promised(due: number, latest: number, zone: string): number {
  const wall = on(due, zone);
  if (wall.hour >= 8 && wall.hour < 21) return due;
  const morning = wall.hour < 8 ? wall.toPlainDate() : wall.toPlainDate().add({ days: 1 });
  const eight = at(morning, '08:00', zone);
  return eight <= latest ? eight : at(morning.subtract({ days: 1 }), '20:00', zone);
}

function promisedFor({ startsAt, zone, readerZone }: VisitToRemind): string[] {
  const start = startsAt.getTime();
  const dayBefore = on(start, zone).toPlainDateTime().subtract({ days: 1 }).toZonedDateTime(zone);
  return [
    promised(dayBefore.epochMilliseconds, start - 3 * HOUR, readerZone),
    promised(start - 2 * HOUR, start - 30 * MINUTE, readerZone),
  ].map((ms) => new Date(ms).toISOString());
}

describe('reminders of every hour of four change days', () => {
  it.each(
    zones.flatMap((zone, n) => [[zone, zone] as const, [zone, zones[n - 1] ?? 'UTC'] as const]),
  )('come at the hour promised: a visit in %s, read in %s', (zone, readerZone) => {
    let checked = 0;
    for (const date of changeDays.map((text) => Temporal.PlainDate.from(text))) {
      const end = at(date.add({ days: 1 }), '00:00', zone);
      for (let start = at(date, '00:00', zone); start < end; start += HOUR) {
        const visit = { startsAt: new Date(start), zone, readerZone, quiet };
        const planned = planReminders(visit, new Date(start - 10 * DAY));
        expect(planned.map(({ dueAt }) => dueAt.toISOString())).toEqual(promisedFor(visit));
        checked += planned.length;
      }
    }
    expect(checked).toBeGreaterThanOrEqual(4 * 23 * 2);
  });
});
