import { DAY, HOUR } from '@limber/kernel';
import { Temporal } from 'temporal-polyfill';
import { followUpOracle } from './follow-up.oracle.testing.ts';
import { formatFollowUps, planFollowUps } from './follow-up.rules.ts';

/** Four days on which clocks change somewhere, in twelve zones, every hour that each of them has. */
const changeDays = ['2027-03-14', '2027-03-28', '2027-10-31', '2027-11-07'];
const zones = [
  ...['America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Los_Angeles'],
  ...['Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu'],
  ...['Asia/Tokyo', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland'],
];

const midnight = (day: Temporal.PlainDate, tz: string) => day.toZonedDateTime(tz).epochMilliseconds;

describe('follow-ups of every hour of four change days', () => {
  it.each(zones)('come at the hour promised in %s, after a training and without one', (tz) => {
    let checked = 0;
    for (const date of changeDays.map((text) => Temporal.PlainDate.from(text))) {
      const end = midnight(date.add({ days: 1 }), tz);
      for (let start = midnight(date, tz); start < end; start += HOUR) {
        for (const trainingEndedAt of [null, start - 20 * HOUR]) {
          const input = {
            ...{ tz, trainingEndedAt, bookedAt: start - 10 * DAY },
            ...{ sessionStart: start, sessionEnd: start + HOUR },
            consent: { checkins: true, marketing: true },
          };
          const plan = formatFollowUps(planFollowUps(input), tz);
          expect(plan).toEqual(followUpOracle(input));
          checked += plan.send.length;
        }
      }
    }
    expect(checked).toBeGreaterThan(4 * 23 * 5);
  });
});
