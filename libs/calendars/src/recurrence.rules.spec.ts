import { DAY } from '@limber/kernel';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { Work } from './calendar-file.rules.ts';
import { readWritten } from './calendar-values.rules.ts';
import { occurrences } from './recurrence.rules.ts';
import { readRule } from './recurrence-rule.rules.ts';

const wallOf = (text: string): number => readWritten(text).wall;

function expanded(
  text: string,
  start: string,
  { from = start, until = '20400101', most = 12 } = {},
): string[] {
  const asked = {
    start: wallOf(start),
    from: wallOf(from),
    until: wallOf(until),
    isOver: () => false,
  };
  const found: string[] = [];
  for (const wall of occurrences(readRule(text), asked, new Work(200_000))) {
    found.push(new Date(wall).toISOString().slice(0, 16));
    if (found.length === most) break;
  }
  return found;
}

describe('a rule', () => {
  const nine = (...dates: string[]): string[] => dates.map((date) => `${date}T09:00`);

  // From RFC 5545, 3.8.5.3, all of them.
  it.each<[string, string, string[]]>([
    ['FREQ=DAILY;COUNT=3', '19970902T090000', nine('1997-09-02', '1997-09-03', '1997-09-04')],
    [
      'FREQ=DAILY;INTERVAL=10;COUNT=3',
      '19970902T090000',
      nine('1997-09-02', '1997-09-12', '1997-09-22'),
    ],
    [
      'FREQ=YEARLY;BYDAY=SU;BYMONTH=1;COUNT=3',
      '19980101T090000',
      nine('1998-01-04', '1998-01-11', '1998-01-18'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=4',
      '19970902T090000',
      nine('1997-09-02', '1997-09-04', '1997-09-16', '1997-09-18'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      '19970805T090000',
      nine('1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '19970805T090000',
      nine('1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'),
    ],
    ['FREQ=MONTHLY;BYDAY=1FR;COUNT=2', '19970905T090000', nine('1997-09-05', '1997-10-03')],
    [
      'FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU',
      '19970907T090000',
      nine('1997-09-07', '1997-09-28', '1997-11-02', '1997-11-30'),
    ],
    [
      'FREQ=MONTHLY;COUNT=3;BYDAY=-2MO',
      '19970922T090000',
      nine('1997-09-22', '1997-10-20', '1997-11-17'),
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3',
      '19970928T090000',
      nine('1997-09-28', '1997-10-29', '1997-11-28'),
    ],
    [
      'FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1',
      '19970930T090000',
      nine('1997-09-30', '1997-10-01', '1997-10-31', '1997-11-01'),
    ],
    [
      'FREQ=MONTHLY;INTERVAL=18;COUNT=3;BYMONTHDAY=10,11',
      '19970910T090000',
      nine('1997-09-10', '1997-09-11', '1999-03-10'),
    ],
    [
      'FREQ=YEARLY;COUNT=3;BYMONTH=6,7',
      '19970610T090000',
      nine('1997-06-10', '1997-07-10', '1998-06-10'),
    ],
    [
      'FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200',
      '19970101T090000',
      nine('1997-01-01', '1997-04-10', '1997-07-19', '2000-01-01'),
    ],
    ['FREQ=YEARLY;COUNT=2;BYYEARDAY=-1', '19970101T090000', nine('1997-12-31', '1998-12-31')],
    [
      'FREQ=YEARLY;BYDAY=20MO;COUNT=3',
      '19970519T090000',
      nine('1997-05-19', '1998-05-18', '1999-05-17'),
    ],
    ['FREQ=YEARLY;BYDAY=-1MO;COUNT=2', '19970101T090000', nine('1997-12-29', '1998-12-28')],
    [
      'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3',
      '19970512T090000',
      nine('1997-05-12', '1998-05-11', '1999-05-17'),
    ],
    [
      'FREQ=YEARLY;BYWEEKNO=-1;BYDAY=WE;COUNT=3',
      '19970101T090000',
      nine('1997-12-24', '1998-12-30', '1999-12-29'),
    ],
    ['FREQ=YEARLY;BYWEEKNO=2;COUNT=2', '19970102T090000', nine('1997-01-09', '1998-01-08')],
    [
      'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3',
      '19970902T090000',
      nine('1998-02-13', '1998-03-13', '1998-11-13'),
    ],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3',
      '19961105T090000',
      nine('1996-11-05', '2000-11-07', '2004-11-02'),
    ],
    [
      'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
      '19970904T090000',
      nine('1997-09-04', '1997-10-07', '1997-11-06'),
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3',
      '19970929T090000',
      nine('1997-09-29', '1997-10-30', '1997-11-27'),
    ],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;COUNT=2',
      '19970902T090000',
      nine('1997-09-05', '1997-09-12'),
    ],
    ['FREQ=MONTHLY;COUNT=3', '19970131T090000', nine('1997-01-31', '1997-03-31', '1997-05-31')],
    ['FREQ=YEARLY;COUNT=2', '19960229T090000', nine('1996-02-29', '2000-02-29')],
    [
      'FREQ=HOURLY;INTERVAL=3;COUNT=3',
      '19970902T090000',
      ['1997-09-02T09:00', '1997-09-02T12:00', '1997-09-02T15:00'],
    ],
    [
      'FREQ=HOURLY;BYHOUR=9,17;BYMINUTE=0,30;COUNT=3',
      '19970902T090000',
      ['1997-09-02T09:00', '1997-09-02T09:30', '1997-09-02T17:00'],
    ],
    [
      'FREQ=MINUTELY;INTERVAL=90;COUNT=3',
      '19970902T090000',
      ['1997-09-02T09:00', '1997-09-02T10:30', '1997-09-02T12:00'],
    ],
    [
      'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9;COUNT=4',
      '19970902T090000',
      ['1997-09-02T09:00', '1997-09-02T09:20', '1997-09-02T09:40', '1997-09-03T09:00'],
    ],
    [
      'FREQ=MINUTELY;BYMINUTE=15;COUNT=2',
      '19970902T090000',
      ['1997-09-02T09:15', '1997-09-02T10:15'],
    ],
    [
      'FREQ=SECONDLY;BYSECOND=0;BYMINUTE=30;COUNT=2',
      '19970902T090000',
      ['1997-09-02T09:30', '1997-09-02T10:30'],
    ],
    [
      'FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,30;COUNT=3',
      '19970902T090000',
      ['1997-09-02T09:00', '1997-09-02T09:30', '1997-09-02T10:00'],
    ],
    [
      'FREQ=DAILY;BYMONTH=1;BYDAY=2MO,TU;COUNT=2',
      '19980101T090000',
      nine('1998-01-05', '1998-01-06'),
    ],
  ])('%s from %s', (text, start, expected) => {
    expect(expanded(text, start)).toEqual(expected);
  });

  const rules = fc
    .tuple(
      fc.constantFrom(
        'DAILY',
        'WEEKLY',
        'WEEKLY;BYDAY=#',
        'MONTHLY;BYDAY=2#',
        'MONTHLY;BYDAY=-1#',
        'MONTHLY;BYMONTHDAY=1,15,-1',
        'YEARLY;BYMONTH=3;BYDAY=-1#',
        'YEARLY',
        'HOURLY',
      ),
      fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'),
      fc.integer({ min: 1, max: 5 }),
    )
    .map(([text, weekday, every]) => `FREQ=${text.replace('#', weekday)};INTERVAL=${every}`);
  const starts = fc
    .integer({ min: wallOf('20250101') / DAY, max: wallOf('20261231') / DAY })
    .map((day) => `${new Date(day * DAY).toISOString().slice(0, 10).replaceAll('-', '')}T093000`);

  it('says what a library that many calendars are read with says', () => {
    fc.assert(
      fc.property(rules, starts, (text, start) => {
        const iterator = ICAL.Recur.fromString(text).iterator(
          ICAL.Time.fromDateTimeString(new Date(wallOf(start)).toISOString().slice(0, 19)),
        );
        const theirs = Array.from({ length: 12 }, () => iterator.next()?.toString().slice(0, 16));
        expect(expanded(text, start, { until: '21000101' })).toEqual(theirs);
      }),
      { numRuns: 200 },
    );
  });

  it('says the same whether it is followed from its beginning or taken up later', () => {
    fc.assert(
      fc.property(rules, starts, starts, (text, start, from) => {
        const all = expanded(text, start, { until: '20270201', most: Infinity });
        const later = expanded(text, start, { from, until: '20270201', most: Infinity });
        expect(later).toEqual(all.filter((at) => Date.parse(`${at}Z`) >= wallOf(from)));
      }),
    );
  });
});
