import fc from 'fast-check';
import { openOnDate, openOnWeekday, type Span, unsoldOf } from './unsold.rules.ts';

const hours = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });
/** Monday all day with an hour at noon, Tuesday in two that touch, Wednesday to midnight, Sunday closed. */
const place = {
  id: 'arches',
  openingHours: [
    ...[hours(1, '08:00', '12:00'), hours(1, '13:00', '20:00')],
    ...[hours(2, '12:00', '20:00'), hours(2, '08:00', '12:00')],
    hours(3, '16:00', '24:00'),
  ],
};
const said = (spans: Span[]): string => spans.map(({ from, to }) => `${from}-${to}`).join(' ');
const on = (weekday: number) => openOnWeekday(place, weekday);

describe('what of a weekly shift cannot be sold', () => {
  it.each<[string, number, string, string, [string, string][], string]>([
    ['nothing while the place is open', 2, '08:00', '20:00', [], ''],
    [
      'what lies before it opens and after it closes',
      2,
      '07:00',
      '21:30',
      [],
      '07:00-08:00 20:00-21:30',
    ],
    ['a gap between two spans of opening hours', 1, '09:00', '17:00', [], '12:00-13:00'],
    ['but not where that is a break', 1, '09:00', '17:00', [['12:00', '13:00']], ''],
    [
      'only the rest where it is partly one',
      1,
      '09:00',
      '17:00',
      [['12:30', '14:00']],
      '12:00-12:30',
    ],
    ['nothing up to midnight', 3, '18:00', '24:00', [], ''],
    [
      'all of it on a day it is closed',
      7,
      '09:00',
      '17:00',
      [['12:00', '12:30']],
      '09:00-12:00 12:30-17:00',
    ],
    ['nothing of times that are not yet filled in', 7, '', '', [], ''],
    ['nothing of an end before its start', 7, '17:00', '09:00', [], ''],
  ])('%s', (_, weekday, startsAt, endsAt, pauses, expected) => {
    const breaks = pauses.map(([from, to]) => ({ startsAt: from, endsAt: to }));
    const [found] = unsoldOf({ startsAt, endsAt, breaks }, [weekday], on);
    expect(said(found?.spans ?? [])).toBe(expected);
  });

  it('is told of days together where it is the same, and says where that is all of it', () => {
    const shift = { startsAt: '07:00', endsAt: '12:00', breaks: [] };
    const found = unsoldOf(shift, [1, 2, 3, 7], on);
    expect(found.map(({ days, spans, isAll }) => [days, said(spans), isAll])).toEqual([
      [[1, 2], '07:00-08:00', false],
      [[3, 7], '07:00-12:00', true],
    ]);
  });

  it('is every minute worked and not open, and no other', () => {
    const minute = fc.integer({ min: 0, max: 1440 });
    const wall = (at: number): string =>
      `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    const pair = fc
      .tuple(minute, minute)
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const covers = (spans: readonly (readonly [number, number])[], at: number) =>
      spans.some(([from, to]) => from <= at && at < to);
    fc.assert(
      fc.property(
        pair,
        fc.array(pair, { maxLength: 3 }),
        fc.array(pair, { maxLength: 3 }),
        (shift, pauses, open) => {
          const times = ([from, to]: readonly [number, number]) => ({
            startsAt: wall(from),
            endsAt: wall(to),
          });
          const [found] = unsoldOf({ ...times(shift), breaks: pauses.map(times) }, ['day'], () =>
            open.map(([from, to]) => ({ from: wall(from), to: wall(to) })),
          );
          const spans = (found?.spans ?? []).map(({ from, to }) => `${from}-${to}`);
          const expected: string[] = [];
          let from: number | null = null;
          for (let at = 0; at <= 1440; at++) {
            const isUnsold = covers([shift], at) && !covers(pauses, at) && !covers(open, at);
            if (isUnsold) from ??= at;
            else if (from !== null) {
              expected.push(`${wall(from)}-${wall(at)}`);
              from = null;
            }
          }
          // Touching spans are one stretch of time.
          expect(joined(spans)).toEqual(expected);
        },
      ),
    );
  });
});

const joined = (spans: string[]): string[] =>
  spans.reduce<string[]>((all, span) => {
    const last = all.at(-1);
    if (last?.endsWith(span.slice(0, 5)))
      return [...all.slice(0, -1), last.slice(0, 6) + span.slice(6)];
    return [...all, span];
  }, []);

describe('the opening hours of a date', () => {
  // 2027-01-11 is a Monday.
  it.each([
    ['those of its weekday', '2027-01-11', [], '08:00-12:00 13:00-20:00'],
    [
      'none on a holiday of every place',
      '2027-01-11',
      [{ date: '2027-01-11', location: null }],
      '',
    ],
    ['none on its own', '2027-01-11', [{ date: '2027-01-11', location: { id: 'arches' } }], ''],
    [
      'as usual on another place’s',
      '2027-01-11',
      [{ date: '2027-01-11', location: { id: 'mill' } }],
      '08:00-12:00 13:00-20:00',
    ],
    [
      'as usual on another date’s',
      '2027-01-11',
      [{ date: '2027-01-12', location: null }],
      '08:00-12:00 13:00-20:00',
    ],
  ])('are %s', (_, date, holidays, expected) => {
    expect(said(openOnDate(place, date, holidays))).toBe(expected);
  });
});
