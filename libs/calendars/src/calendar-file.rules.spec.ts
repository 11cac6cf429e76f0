import { busyTimes } from './busy-times.rules.ts';
import { CalendarUnread } from './calendar-unread.ts';
import { apple, calendar, event, google, ofLondon } from './calendar-files.testing.ts';

const codeOf = (...files: string[]): unknown => {
  try {
    return busyTimes(files, ofLondon);
  } catch (error) {
    return error instanceof CalendarUnread ? error.code : error;
  }
};

const START = 'DTSTART:20260610T090000Z';
const HOUR_LONG = [START, 'DURATION:PT1H'];
const zone = (...lines: string[]): string =>
  ['BEGIN:VTIMEZONE', 'TZID:Here', ...lines, 'END:VTIMEZONE'].join('\r\n');

describe('a file that is not understood is not read at all', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['a page to sign in on', '<!doctype html><html><title>Sign in</title></html>'],
    ['a business card', 'BEGIN:VCARD\r\nFN:Anna\r\nEND:VCARD\r\n'],
    ['an event without a calendar', event(...HOUR_LONG)],
    ['one cut off in an event', google.slice(0, google.indexOf('TRANSP:OPAQUE'))],
    ['one cut off behind an event', apple.slice(0, apple.indexOf('END:VCALENDAR'))],
    ['an end of nothing', `${apple}END:\r\n`],
    ['an end too many', `${apple}END:VCALENDAR\r\n`],
    [
      'ends that cross',
      calendar('BEGIN:VEVENT', START, 'BEGIN:VALARM', 'END:VEVENT', 'END:VALARM'),
    ],
    ['an event inside another', calendar('BEGIN:VEVENT', START, event(...HOUR_LONG), 'END:VEVENT')],
    [
      'busy times inside a task',
      calendar('BEGIN:VTODO', 'BEGIN:VFREEBUSY', 'END:VFREEBUSY', 'END:VTODO'),
    ],
    ['nests without end', calendar('BEGIN:X\r\n'.repeat(50) + 'END:X\r\n'.repeat(50))],
  ])('%s', (_, file) => {
    expect(codeOf(file)).toBe('CALENDAR_UNREADABLE');
  });

  it.each<[string, string[]]>([
    ['no beginning', ['DURATION:PT1H']],
    ['a beginning without its colon', ['DTSTART 20260610T090000Z', 'DURATION:PT1H']],
    ['two beginnings', [START, 'DTSTART:20260611T090000Z', 'DURATION:PT1H']],
    ['a month that is none', ['DTSTART:20261310T090000Z']],
    ['a day that is none', ['DTSTART:20260230T090000Z']],
    ['an hour that is none', ['DTSTART:20260610T250000Z']],
    ['a time in words', ['DTSTART:tomorrow']],
    ['an end before the beginning', [START, 'DTEND:20260610T080000Z']],
    ['an end before the beginning elsewhere', [START, 'DTEND;TZID=Europe/Paris:20260610T103000']],
    ['less than no time', [START, 'DURATION:-PT1H']],
    ['a duration of nothing', [START, 'DURATION:P']],
    ['a duration in words', [START, 'DURATION:an hour']],
    ['an odd parameter', ['DTSTART;TZID:20260610T090000Z']],
    ['a rule without a frequency', [...HOUR_LONG, 'RRULE:COUNT=3']],
    ['an unknown frequency', [...HOUR_LONG, 'RRULE:FREQ=FORTNIGHTLY']],
    ['an unknown part of a rule', [...HOUR_LONG, 'RRULE:FREQ=DAILY;BYEASTER=1']],
    ['the same part twice', [...HOUR_LONG, 'RRULE:FREQ=DAILY;COUNT=1;COUNT=2']],
    ['no interval', [...HOUR_LONG, 'RRULE:FREQ=DAILY;INTERVAL=0']],
    ['no count', [...HOUR_LONG, 'RRULE:FREQ=DAILY;COUNT=0']],
    ['an unknown weekday', [...HOUR_LONG, 'RRULE:FREQ=WEEKLY;BYDAY=XX']],
    ['a month beyond the year', [...HOUR_LONG, 'RRULE:FREQ=YEARLY;BYMONTH=13']],
    ['the zeroth day of a month', [...HOUR_LONG, 'RRULE:FREQ=MONTHLY;BYMONTHDAY=0']],
    ['a last time in words', [...HOUR_LONG, 'RRULE:FREQ=DAILY;UNTIL=soon']],
    ['a week that begins nowhere', [...HOUR_LONG, 'RRULE:FREQ=WEEKLY;WKST=XX']],
    ['a rule without its colon', [...HOUR_LONG, 'RRULE FREQ=DAILY']],
    ['a date called off in words', [...HOUR_LONG, 'EXDATE:never']],
    ['a period without an end', [...HOUR_LONG, 'RDATE;VALUE=PERIOD:20260610T090000Z/']],
    ['a period with two ends', [...HOUR_LONG, 'RDATE:20260610T090000Z/PT1H/PT2H']],
    ['a changed occurrence nobody can name', [...HOUR_LONG, 'RECURRENCE-ID:then']],
    ['a change of all before', [...HOUR_LONG, 'RECURRENCE-ID;RANGE=THISANDPRIOR:20260610T090000Z']],
  ])('an event with %s', (_, lines) => {
    expect(codeOf(calendar(event(...HOUR_LONG), event(...lines)))).toBe('CALENDAR_UNREADABLE');
    expect(codeOf(calendar(event(...HOUR_LONG)))).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['no rules', zone()],
    [
      'no beginning',
      zone('BEGIN:STANDARD', 'TZOFFSETFROM:+0000', 'TZOFFSETTO:+0100', 'END:STANDARD'),
    ],
    [
      'an odd offset',
      zone(
        'BEGIN:STANDARD',
        'DTSTART:16010101T000000',
        'TZOFFSETFROM:1',
        'TZOFFSETTO:+0100',
        'END:STANDARD',
      ),
    ],
  ])('a zone with %s, where an event is of it', (_, lines) => {
    expect(codeOf(calendar(lines, event('DTSTART;TZID=Here:20260610T090000')))).toBe(
      'CALENDAR_UNREADABLE',
    );
    expect(codeOf(calendar(lines, event(START)))).toEqual([]);
  });

  it('nor is any other that came with it', () => {
    expect(codeOf(apple, 'nothing')).toBe('CALENDAR_UNREADABLE');
  });

  it('but what takes no time, or says nothing of when, may be as it likes', () => {
    const odd = event('STATUS:CANCELLED', 'DTSTART:then');
    const loose = event(...HOUR_LONG, 'SUMMARY without a colon', 'ATTENDEE;"', 'and words');
    expect(codeOf(calendar(odd, loose))).toHaveLength(1);
  });

  it('and says nothing of what was in it', () => {
    expect(() => busyTimes([calendar(event('DTSTART:secret'))], ofLondon)).toThrow(
      expect.objectContaining({ message: 'CALENDAR_UNREADABLE' }),
    );
  });
});

describe('a file that asks for too much', () => {
  const rule = (text: string, start = START): string =>
    calendar(event(start, 'DURATION:PT1S', `RRULE:${text}`));

  it.each<[string, string[]]>([
    ['every second without an end', [rule('FREQ=SECONDLY')]],
    ['every second since 1970', [rule('FREQ=SECONDLY', 'DTSTART:19700101T000000Z')]],
    [
      'every second that never comes',
      [rule('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'DTSTART:19700101T000000Z')],
    ],
    [
      'every minute, counted from long ago',
      [rule('FREQ=MINUTELY;COUNT=999999999', 'DTSTART:00010101T000000Z')],
    ],
    [
      'every second of every day',
      [rule(`FREQ=DAILY;BYHOUR=${upTo(23)};BYMINUTE=${upTo(59)};BYSECOND=${upTo(59)}`)],
    ],
    ['more events than anybody has', [calendar(`${event(START)}\r\n`.repeat(20_001))]],
    [
      'as many in two files',
      [
        calendar(`${event(START)}\r\n`.repeat(10_001)),
        calendar(`${event(START)}\r\n`.repeat(10_000)),
      ],
    ],
    [
      'more single times than anybody has',
      [
        rule('FREQ=DAILY;INTERVAL=2;COUNT=2').replace(
          'END:VEVENT',
          `RDATE:${'20260610T090000Z,'.repeat(200_000)}20260610T090000Z\r\nEND:VEVENT`,
        ),
      ],
    ],
    [
      'more apart than can be kept',
      [calendar(event(START, 'DURATION:PT1M', 'RRULE:FREQ=MINUTELY;INTERVAL=2;COUNT=5001'))],
    ],
    [
      'a zone that changes every second',
      [
        calendar(
          zone(
            'BEGIN:STANDARD',
            'DTSTART:20260101T000000',
            'TZOFFSETFROM:+0000',
            'TZOFFSETTO:+0100',
            'RRULE:FREQ=SECONDLY',
            'END:STANDARD',
          ),
          event('DTSTART;TZID=Here:20260610T090000', 'DURATION:PT1H'),
        ),
      ],
    ],
    [
      'every second of days to come, again and again',
      [
        calendar(
          ...[1, 2, 3].map(() =>
            event(
              'DTSTART:20300610T090000Z',
              `RRULE:FREQ=DAILY;BYHOUR=${upTo(23)};BYMINUTE=${upTo(59)};BYSECOND=${upTo(59)}`,
            ),
          ),
        ),
      ],
    ],
    [
      'more periods than anybody has',
      [
        calendar(
          'BEGIN:VFREEBUSY',
          `FREEBUSY:${'20260610T090000Z/PT1H,'.repeat(200_000)}20260610T090000Z/PT1H`,
          'END:VFREEBUSY',
        ),
      ],
    ],
    [
      'the same event and its changes again and again',
      [
        calendar(
          ...Array.from({ length: 500 }, () => [
            event('UID:1', ...HOUR_LONG),
            event('UID:1', 'RECURRENCE-ID:20260610T090000Z', ...HOUR_LONG),
          ]).flat(),
        ),
      ],
    ],
    [
      'changes of changes',
      [
        calendar(
          event('UID:1', ...HOUR_LONG, 'RRULE:FREQ=HOURLY'),
          ...Array.from({ length: 100 }, (_, day) =>
            event(
              'UID:1',
              `RECURRENCE-ID;RANGE=THISANDFUTURE:${20260611 + (day % 10)}T090000Z`,
              START,
              'DURATION:PT1H',
            ),
          ),
        ),
      ],
    ],
  ])('%s', (_, files) => {
    const began = performance.now();
    expect(codeOf(...files)).toBe('CALENDAR_TOO_MUCH');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each<[string, string]>([
    [
      'a fifth Monday only in Februaries that have none',
      rule('FREQ=MONTHLY;INTERVAL=48;BYDAY=5MO', 'DTSTART:20250203T090000Z'),
    ],
    ['the 30th of February', rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')],
    ['the 30th of February, by days', rule('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')],
    ['the next one in a thousand million years', rule('FREQ=YEARLY;INTERVAL=999999999')],
  ])('ends where a rule never comes true: %s', (_, file) => {
    expect(codeOf(file)).toEqual(
      file.includes('2025')
        ? []
        : [{ start: Date.parse('2026-06-10T09:00Z'), end: Date.parse('2026-06-10T09:01Z') }],
    );
  });

  it('is not one of many years, nor one of just as many events', () => {
    const weekly = event(
      'DTSTART;TZID=Europe/London:20060102T090000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
    );
    const daily = event('DTSTART;VALUE=DATE:19700101', 'TRANSP:OPAQUE', 'RRULE:FREQ=YEARLY');
    const many = Array.from({ length: 300 }, () => [weekly, daily]).flat();
    expect(codeOf(calendar(...many))).toHaveLength(53);
    expect(codeOf(calendar(`${event(START)}\r\n`.repeat(20_000)))).toEqual([]);
  });

  it('does not take long for one line of five megabytes', () => {
    const began = performance.now();
    for (const long of [
      ';A=B'.repeat(1_250_000),
      `;A="${'"'.repeat(5_000_000)}`,
      ':'.repeat(5_000_000),
    ]) {
      expect(codeOf(calendar(event(`DTSTART${long}`)))).toBe('CALENDAR_UNREADABLE');
    }
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

function upTo(last: number): string {
  return Array.from({ length: last + 1 }, (_, number) => number).join(',');
}
