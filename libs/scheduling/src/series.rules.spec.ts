import fc from 'fast-check';
import { localDateOf, weekdayOf } from './local-time.rules.ts';
import { repeatWeekly, wallTimeOf } from './series.rules.ts';

const at = (text: string): number => Date.parse(text);
const iso = (starts: { startsAt: number | null }[]) =>
  starts.map(({ startsAt }) => startsAt && new Date(startsAt).toISOString());

describe('a weekly series', () => {
  it.each([
    [
      'stays at six in the evening over the change in Berlin',
      ['2027-03-22T17:00:00Z', 'Europe/Berlin', 1, 3],
      ['2027-03-22T17:00:00.000Z', '2027-03-29T16:00:00.000Z', '2027-04-05T16:00:00.000Z'],
    ],
    [
      'and in autumn in New York',
      ['2027-10-31T22:00:00Z', 'America/New_York', 1, 2],
      ['2027-10-31T22:00:00.000Z', '2027-11-07T23:00:00.000Z'],
    ],
    [
      'by half an hour on Lord Howe',
      ['2027-03-30T04:00:00Z', 'Australia/Lord_Howe', 1, 2],
      ['2027-03-30T04:00:00.000Z', '2027-04-06T04:30:00.000Z'],
    ],
    [
      'has no start where the clocks leave it out',
      ['2027-03-21T01:30:00Z', 'Europe/Berlin', 1, 3],
      ['2027-03-21T01:30:00.000Z', null, '2027-04-04T00:30:00.000Z'],
    ],
    [
      'takes the first of two',
      ['2027-10-24T00:30:00Z', 'Europe/Berlin', 1, 2],
      ['2027-10-24T00:30:00.000Z', '2027-10-31T00:30:00.000Z'],
    ],
    [
      'every fortnight, over the end of the year',
      ['2026-12-21T10:00:00Z', 'Asia/Kathmandu', 2, 3],
      ['2026-12-21T10:00:00.000Z', '2027-01-04T10:00:00.000Z', '2027-01-18T10:00:00.000Z'],
    ],
  ] as const)('%s', (_, [startsAt, zone, everyWeeks, count], expected) => {
    expect(iso(repeatWeekly(at(startsAt), zone, everyWeeks, count))).toEqual(expected);
  });

  it('keeps weekday and wall time in every zone, as many dates as asked for', () => {
    const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    fc.assert(
      fc.property(
        fc.integer({
          min: at('2026-01-01T00:00Z') / 60_000,
          max: at('2028-01-01T00:00Z') / 60_000,
        }),
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 2, max: 26 }),
        (minute, zone, everyWeeks, count) => {
          const first = minute * 60_000;
          const starts = repeatWeekly(first, zone, everyWeeks, count);
          expect(starts).toHaveLength(count);
          expect(starts[0]?.startsAt).toBe(first);
          for (const { date, startsAt } of starts) {
            expect(weekdayOf(date)).toBe(weekdayOf(localDateOf(first, zone)));
            if (startsAt === null) continue;
            expect(localDateOf(startsAt, zone)).toBe(date);
            expect(wallTimeOf(startsAt, zone)).toBe(wallTimeOf(first, zone));
          }
        },
      ),
    );
  });
});
