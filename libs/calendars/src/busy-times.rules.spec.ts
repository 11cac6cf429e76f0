import { HOUR, type TimeRange } from '@limber/kernel';
import { type BusyWindow, busyTimes } from './busy-times.rules.ts';
import {
  apple,
  calendar,
  event,
  google,
  nextcloud,
  ofLondon,
  ofNewYork,
  outlook,
  outlookLondon,
  outlookNewYork,
} from './calendar-files.testing.ts';

const shown = (spans: readonly TimeRange[]): string[] =>
  spans.map(({ start, end }) =>
    [start, end].map((at) => new Date(at).toISOString().slice(0, 16)).join(' '),
  );

const busy = (lines: string | string[], window: BusyWindow = ofLondon): string[] =>
  shown(busyTimes([calendar(...[lines].flat())], window));

const NINE = ['DTSTART:20260610T090000Z', 'DTEND:20260610T100000Z'];
const nineToTen = ['2026-06-10T09:00 2026-06-10T10:00'];

describe('what takes time', () => {
  it.each<[string, string[], string[]]>([
    ['an event', [], nineToTen],
    ['a tentative one', ['STATUS:TENTATIVE'], nineToTen],
    ['a cancelled one does not', ['STATUS:CANCELLED'], []],
    ['one shown as free does not', ['TRANSP:TRANSPARENT'], []],
    ['one that Outlook shows as free does not', ['X-MICROSOFT-CDO-BUSYSTATUS:FREE'], []],
    ['one out of office', ['X-MICROSOFT-CDO-BUSYSTATUS:OOF'], nineToTen],
    ['one of another calendar', ['UID:1@example.com'], nineToTen],
    ['one of ours, coming back, does not', ['UID:1@limber.test'], []],
  ])('%s', (_, lines, expected) => {
    expect(busy(event(...NINE, ...lines))).toEqual(expected);
  });

  it.each<[string, string[], string[]]>([
    ['a duration', ['DTSTART:20260610T090000Z', 'DURATION:PT1H30M'], ['09:00 10:30']],
    ['a time without an end', ['DTSTART:20260610T090000Z'], []],
    ['no length', ['DTSTART:20260610T090000Z', 'DTEND:20260610T090000Z'], []],
    ['seconds', ['DTSTART:20260610T090030Z', 'DTEND:20260610T093001Z'], ['09:00 09:31']],
    ['a leap second', ['DTSTART:20260610T090000Z', 'DTEND:20260610T095960Z'], ['09:00 10:00']],
    [
      'an end elsewhere',
      ['DTSTART:20260610T090000Z', 'DTEND;TZID=Europe/Paris:20260610T120000'],
      ['09:00 10:00'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(busy(event(...lines)).map((span) => span.replaceAll('2026-06-10T', ''))).toEqual(
      expected,
    );
  });

  it.each<[string, string[], BusyWindow, string, number]>([
    [
      'a day',
      ['DTSTART;VALUE=DATE:20260610', 'DTEND;VALUE=DATE:20260611'],
      ofLondon,
      '2026-06-09T23:00Z',
      24,
    ],
    ['a day without an end', ['DTSTART;VALUE=DATE:20260610'], ofLondon, '2026-06-09T23:00Z', 24],
    [
      'a day that ends on itself',
      ['DTSTART;VALUE=DATE:20260610', 'DTEND;VALUE=DATE:20260610'],
      ofLondon,
      '2026-06-09T23:00Z',
      24,
    ],
    [
      'two days',
      ['DTSTART;VALUE=DATE:20260610', 'DURATION:P2D'],
      ofLondon,
      '2026-06-09T23:00Z',
      48,
    ],
    ['a date without saying so', ['DTSTART:20260610'], ofLondon, '2026-06-09T23:00Z', 24],
    ['a day in New York', ['DTSTART;VALUE=DATE:20260610'], ofNewYork, '2026-06-10T04:00Z', 24],
    ['the short day of London', ['DTSTART;VALUE=DATE:20260329'], ofLondon, '2026-03-29T00:00Z', 23],
    ['the long day of London', ['DTSTART;VALUE=DATE:20261025'], ofLondon, '2026-10-24T23:00Z', 25],
    [
      'the short day of New York',
      ['DTSTART;VALUE=DATE:20260308'],
      ofNewYork,
      '2026-03-08T05:00Z',
      23,
    ],
    [
      'the long day of New York',
      ['DTSTART;VALUE=DATE:20261101', 'DURATION:P1D'],
      ofNewYork,
      '2026-11-01T04:00Z',
      25,
    ],
  ])('%s', (_, lines, window, start, hours) => {
    const from = Date.parse(start);
    expect(busyTimes([calendar(event(...lines))], window)).toEqual([
      { start: from, end: from + hours * HOUR },
    ]);
  });

  it('is what lies in the window, cut to it', () => {
    const window = {
      ...ofLondon,
      from: Date.parse('2026-06-10T09:30Z'),
      until: Date.parse('2026-06-10T12:00Z'),
    };
    const files = [
      event('DTSTART:20260610T080000Z', 'DTEND:20260610T093000Z'),
      event('DTSTART:20260610T090000Z', 'DTEND:20260610T100000Z'),
      event('DTSTART:20260610T113000Z', 'DTEND:20260611T000000Z'),
      event('DTSTART:20260610T120000Z', 'DTEND:20260610T130000Z'),
    ];
    expect(busy(files, window)).toEqual([
      '2026-06-10T09:30 2026-06-10T10:00',
      '2026-06-10T11:30 2026-06-10T12:00',
    ]);
  });

  it('is one span where two touch or overlap', () => {
    const files = [
      event('DTSTART:20260610T110000Z', 'DTEND:20260610T120000Z'),
      event('DTSTART:20260610T090000Z', 'DTEND:20260610T103000Z'),
      event('DTSTART:20260610T100000Z', 'DTEND:20260610T110000Z'),
      event('DTSTART:20260610T091500Z', 'DTEND:20260610T093000Z'),
    ];
    expect(busy(files)).toEqual(['2026-06-10T09:00 2026-06-10T12:00']);
  });
});

describe('the clocks', () => {
  const at = (start: string, ...zones: string[]): string[] => [
    ...zones,
    event(`DTSTART${start}`, 'DURATION:PT30M'),
  ];
  it.each<[string, string[], string]>([
    ['UTC', at(':20260610T090000Z'), '2026-06-10T09:00'],
    ['floating: the clinic’s', at(':20260610T090000'), '2026-06-10T08:00'],
    ['the world’s', at(';TZID=America/New_York:20260610T090000'), '2026-06-10T13:00'],
    ['in quotation marks', at(';TZID="America/New_York":20260610T090000'), '2026-06-10T13:00'],
    [
      'behind an address',
      at(';TZID=/example.org/1/America/New_York:20260610T090000'),
      '2026-06-10T13:00',
    ],
    [
      'Outlook’s, by its own rules',
      at(';TZID=Eastern Standard Time:20260610T090000', outlookNewYork),
      '2026-06-10T13:00',
    ],
    [
      'Outlook’s, in winter',
      at(';TZID=Eastern Standard Time:20260110T090000', outlookNewYork),
      '2026-01-10T14:00',
    ],
    [
      'nobody’s: the clinic’s',
      at(';TZID=Eastern Standard Time:20260610T090000'),
      '2026-06-10T08:00',
    ],
    [
      'with a colon in its name',
      at(
        ';TZID=(UTC-05:00) Eastern:20260610T090000',
        outlookNewYork.replace('Eastern Standard Time', '(UTC-05:00) Eastern'),
      ),
      '2026-06-10T13:00',
    ],
    [
      'described, but the world’s',
      at(
        ';TZID=Europe/Paris:20260610T090000',
        outlookNewYork.replace('Eastern Standard Time', 'Europe/Paris'),
      ),
      '2026-06-10T07:00',
    ],
  ])('are %s', (_, lines, expected) => {
    expect(busy(lines)[0]?.slice(0, 16)).toBe(expected);
  });

  const changes: [string, string, string][] = [
    ['2026-03-29 in London, before', ';TZID=#L:20260329T003000', '2026-03-29T00:30'],
    ['in the hour left out', ';TZID=#L:20260329T013000', '2026-03-29T01:30'],
    ['after', ';TZID=#L:20260329T020000', '2026-03-29T01:00'],
    ['2026-10-25 in London, before', ';TZID=#L:20261025T003000', '2026-10-24T23:30'],
    ['in the hour that comes twice', ';TZID=#L:20261025T013000', '2026-10-25T00:30'],
    ['after', ';TZID=#L:20261025T020000', '2026-10-25T02:00'],
    ['2026-03-08 in New York, before', ';TZID=#N:20260308T013000', '2026-03-08T06:30'],
    ['in the hour left out', ';TZID=#N:20260308T023000', '2026-03-08T07:30'],
    ['after', ';TZID=#N:20260308T030000', '2026-03-08T07:00'],
    ['2026-11-01 in New York, before', ';TZID=#N:20261101T003000', '2026-11-01T04:30'],
    ['in the hour that comes twice', ';TZID=#N:20261101T013000', '2026-11-01T05:30'],
    ['after', ';TZID=#N:20261101T020000', '2026-11-01T07:00'],
  ];
  it.each(changes)('%s: %s by the world’s zones', (_, start, expected) => {
    const named = start.replace('#L', 'Europe/London').replace('#N', 'America/New_York');
    expect(busy(at(named))[0]?.slice(0, 16)).toBe(expected);
  });
  it.each(changes)('%s: %s by the rules in the file', (_, start, expected) => {
    const named = start.replace('#L', 'GMT Standard Time').replace('#N', 'Eastern Standard Time');
    expect(busy(at(named, outlookLondon, outlookNewYork))[0]?.slice(0, 16)).toBe(expected);
  });

  it('stand still before and after the years they know', () => {
    const ever = event('DTSTART;VALUE=DATE:00010101', 'DTEND;VALUE=DATE:99991231');
    const longer = event('DTSTART;VALUE=DATE:20260101', 'DURATION:P999999W');
    expect(busy(longer)).toEqual(['2026-01-01T00:00 2027-01-01T00:00']);
    expect(busy(ever)).toEqual(['2026-01-01T00:00 2027-01-01T00:00']);
  });

  it('keep a night’s times through both changes, and never end before they begin', () => {
    const night = (date: string, next: string): string =>
      event(`DTSTART;TZID=Europe/London:${date}T230000`, `DTEND;TZID=Europe/London:${next}T070000`);
    const short = event(
      'DTSTART;TZID=Europe/London:20260329T013000',
      'DTEND;TZID=Europe/London:20260329T020000',
    );
    expect(busy([night('20260328', '20260329'), night('20261024', '20261025')])).toEqual([
      '2026-03-28T23:00 2026-03-29T06:00',
      '2026-10-24T22:00 2026-10-25T07:00',
    ]);
    expect(busy(short)).toEqual(['2026-03-29T01:30 2026-03-29T02:00']);
  });

  it('of one calendar say nothing of another’s', () => {
    const named = event('DTSTART;TZID=GMT Standard Time:20260610T090000', 'DURATION:PT1H');
    const [described, bare] = [
      calendar(outlookNewYork.replace('Eastern', 'GMT'), named),
      calendar(named),
    ];
    const both = ['2026-06-10T08:00 2026-06-10T09:00', '2026-06-10T13:00 2026-06-10T14:00'];
    expect(shown(busyTimes([described, bare], ofLondon))).toEqual(both);
    expect(shown(busyTimes([bare, described], ofLondon))).toEqual(both);
    expect(shown(busyTimes([bare], ofLondon))).toEqual(both.slice(0, 1));
  });

  it('follow a zone that gave its summer time up, kept it for ever, or changed on single days', () => {
    const zone = (...lines: string[]): string =>
      ['BEGIN:VTIMEZONE', 'TZID:Here', ...lines, 'END:VTIMEZONE'].join('\r\n');
    const part = (name: string, from: string, to: string, ...lines: string[]): string =>
      [`BEGIN:${name}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, ...lines, `END:${name}`].join(
        '\r\n',
      );
    const givenUp = zone(
      part(
        'DAYLIGHT',
        '+0200',
        '+0300',
        'DTSTART:20000326T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20100328T000000Z',
      ),
      part('STANDARD', '+0300', '+0400', 'DTSTART:20101031T030000'),
    );
    const forEver = zone(
      part(
        'DAYLIGHT',
        '+0200',
        '+0300',
        'DTSTART:20000326T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20110327T000000Z',
      ),
      part(
        'STANDARD',
        '+0300',
        '+0200',
        'DTSTART:20001029T030000',
        'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20101031T000000Z',
      ),
    );
    const single = zone(
      part(
        'STANDARD',
        '+0000',
        '+0500',
        'DTSTART:20250101T000000',
        'RDATE:20260101T000000,20260701T000000',
      ),
      part('DAYLIGHT', '+0500', '+0600', 'DTSTART:20260401T000000'),
    );
    expect(busy(at(';TZID=Here:20260610T090000', givenUp))[0]?.slice(0, 16)).toBe(
      '2026-06-10T05:00',
    );
    expect(busy(at(';TZID=Here:20260610T090000', forEver))[0]?.slice(0, 16)).toBe(
      '2026-06-10T06:00',
    );
    expect(busy(at(';TZID=Here:20260610T090000', single))[0]?.slice(0, 16)).toBe(
      '2026-06-10T03:00',
    );
    expect(busy(at(';TZID=Here:20260710T090000', single))[0]?.slice(0, 16)).toBe(
      '2026-07-10T04:00',
    );
  });
});

describe('what comes again', () => {
  const LESSON = ['UID:lesson', 'DTSTART;TZID=Europe/London:20260316T180000', 'DURATION:PT1H'];
  /** Beginnings, on UTC's clocks. */
  const begins = (lines: string | string[], window = ofLondon): string[] =>
    busy(lines, window).map((span) => span.slice(5, 16));

  it.each<[string, string[], string[]]>([
    [
      'keeps its wall time through a clock change',
      ['RRULE:FREQ=WEEKLY;COUNT=3'],
      ['03-16T18:00', '03-23T18:00', '03-30T17:00'],
    ],
    [
      'ends with a last time of UTC, itself included',
      ['RRULE:FREQ=WEEKLY;UNTIL=20260330T170000Z'],
      ['03-16T18:00', '03-23T18:00', '03-30T17:00'],
    ],
    [
      'ends before a time just missed',
      ['RRULE:FREQ=WEEKLY;UNTIL=20260330T165959Z'],
      ['03-16T18:00', '03-23T18:00'],
    ],
    ['ends with a last day', ['RRULE:FREQ=WEEKLY;UNTIL=20260323'], ['03-16T18:00', '03-23T18:00']],
    [
      'ends with a last time of its own clock',
      ['RRULE:FREQ=WEEKLY;UNTIL=20260323T180000'],
      ['03-16T18:00', '03-23T18:00'],
    ],
    [
      'on several days of every second week',
      ['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=4'],
      ['03-16T18:00', '03-19T18:00', '03-30T17:00', '04-02T17:00'],
    ],
    [
      'on the last working day of the month',
      ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2'],
      ['03-16T18:00', '03-31T17:00', '04-30T17:00'],
    ],
    [
      'on single dates besides',
      ['RDATE;TZID=Europe/London:20260401T180000,20260402T190000'],
      ['03-16T18:00', '04-01T17:00', '04-02T18:00'],
    ],
    [
      'for a period besides',
      ['RDATE;VALUE=PERIOD:20260401T120000Z/PT2H'],
      ['03-16T18:00', '04-01T12:00'],
    ],
    [
      'but not when it is called off',
      ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=Europe/London:20260316T180000'],
      ['03-23T18:00', '03-30T17:00'],
    ],
    [
      'but not when it is called off in UTC',
      ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20260330T170000Z,20260323T180000Z'],
      ['03-16T18:00'],
    ],
    [
      'but not on a day that is called off',
      ['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20260323'],
      ['03-16T18:00', '03-30T17:00'],
    ],
    [
      'also when another time is called off',
      ['RRULE:FREQ=WEEKLY;COUNT=2', 'EXDATE;TZID=Europe/London:20260323T190000'],
      ['03-16T18:00', '03-23T18:00'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(begins(event(...LESSON, ...lines))).toEqual(expected);
  });

  it('is found however long ago it began', () => {
    const old = event(
      'DTSTART;TZID=Europe/London:19990104T180000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY',
    );
    expect(busy(old)).toHaveLength(52);
    expect(busy(old)[0]).toBe('2026-01-05T18:00 2026-01-05T19:00');
  });

  it('is not found when it was counted out long ago', () => {
    const old = ['DTSTART;TZID=Europe/London:19990104T180000', 'DURATION:PT1H'];
    expect(busy(event(...old, 'RRULE:FREQ=WEEKLY;COUNT=10'))).toEqual([]);
  });

  it('is called off on its own clock where no zone is named', () => {
    const named = ['DTSTART;TZID=America/New_York:20260610T090000', 'DURATION:PT1H'];
    const lines = [...named, 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20260611T090000'];
    expect(begins(event(...lines))).toEqual(['06-10T13:00']);
  });

  it('is found when it began before the window and still lasts', () => {
    const long = event(
      'DTSTART:20251201T000000Z',
      'DTEND:20251206T000000Z',
      'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20251229T000000Z',
    );
    expect(busy(long)).toEqual(['2026-01-01T00:00 2026-01-03T00:00']);
  });

  it('as whole days is whole days, and called off by dates or by midnights', () => {
    const days = (line: string): string[] =>
      busy(event('DTSTART;VALUE=DATE:20260328', 'RRULE:FREQ=DAILY;COUNT=3', line));
    const [first, last] = [
      '2026-03-28T00:00 2026-03-29T00:00',
      '2026-03-29T23:00 2026-03-30T23:00',
    ];
    expect(days('EXDATE;VALUE=DATE:20260329')).toEqual([first, last]);
    expect(days('EXDATE;TZID=Europe/London:20260329T000000')).toEqual([first, last]);
    expect(days('EXDATE:20260329T000000Z')).toEqual([first, last]);
    expect(days('EXDATE:20260330T000000Z')).toEqual(['2026-03-28T00:00 2026-03-29T23:00']);
    expect(days('EXDATE;VALUE=DATE:20260401')).toEqual(['2026-03-28T00:00 2026-03-30T23:00']);
  });

  describe('and is changed once', () => {
    const lessons = event(...LESSON, 'RRULE:FREQ=WEEKLY;COUNT=3');
    const second = (...lines: string[]): string[] => [
      lessons,
      event('UID:lesson', 'RECURRENCE-ID;TZID=Europe/London:20260323T180000', ...lines),
    ];
    const [one, three] = ['03-16T18:00', '03-30T17:00'];
    it.each<[string, string[], string[]]>([
      [
        'moved',
        second('DTSTART;TZID=Europe/London:20260324T190000', 'DURATION:PT1H'),
        [one, '03-24T19:00', three],
      ],
      [
        'cancelled',
        second('DTSTART;TZID=Europe/London:20260323T180000', 'DURATION:PT1H', 'STATUS:CANCELLED'),
        [one, three],
      ],
      ['cancelled without a word of when', second('STATUS:CANCELLED'), [one, three]],
      [
        'shown as free',
        second('DTSTART;TZID=Europe/London:20260323T180000', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'),
        [one, three],
      ],
      [
        'told before the event itself',
        second('DTSTART:20260324T190000Z', 'DURATION:PT1H').reverse(),
        [one, '03-24T19:00', three],
      ],
      [
        'of another event',
        second('DTSTART:20260324T190000Z', 'DURATION:PT1H').map((text, index) =>
          index === 1 ? text.replace('UID:lesson', 'UID:other') : text,
        ),
        [one, '03-23T18:00', '03-24T19:00', three],
      ],
      [
        'named in UTC',
        [
          lessons,
          event(
            'UID:lesson',
            'RECURRENCE-ID:20260323T180000Z',
            'DTSTART:20260324T190000Z',
            'DURATION:PT1H',
          ),
        ],
        [one, '03-24T19:00', three],
      ],
    ])('%s', (_, lines, expected) => {
      expect(begins(lines)).toEqual(expected);
    });

    it('to take time where the others do not', () => {
      const lines = [
        lessons.replace('END:VEVENT', 'TRANSP:TRANSPARENT\r\nEND:VEVENT'),
        ...second('DTSTART:20260323T180000Z', 'DURATION:PT1H').slice(1),
      ];
      expect(begins(lines)).toEqual(['03-23T18:00']);
    });

    it('into the window or out of it', () => {
      const june = {
        ...ofLondon,
        from: Date.parse('2026-06-01T00:00Z'),
        until: Date.parse('2026-06-30T00:00Z'),
      };
      const march = {
        ...ofLondon,
        from: Date.parse('2026-03-20T00:00Z'),
        until: Date.parse('2026-03-27T00:00Z'),
      };
      const moved = second('DTSTART:20260610T090000Z', 'DURATION:PT1H');
      expect(busy(moved, june)).toEqual(nineToTen);
      expect(busy(moved, march)).toEqual([]);
    });

    it('for all that follow, far into the window', () => {
      const moved = (to: string): string[] => [
        event(...LESSON, 'RRULE:FREQ=WEEKLY;COUNT=2'),
        event(
          'UID:lesson',
          'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20260316T180000',
          `DTSTART;TZID=Europe/London:${to}T180000`,
          'DURATION:PT1H',
        ),
      ];
      const later = { ...ofLondon, from: Date.parse('2026-05-01T00:00Z') };
      const sooner = { ...ofLondon, until: Date.parse('2026-02-01T00:00Z') };
      expect(begins(moved('20260511'), later)).toEqual(['05-11T17:00', '05-18T17:00']);
      expect(begins(moved('20260112'), sooner)).toEqual(['01-12T18:00', '01-19T18:00']);
    });

    it('for all that follow', () => {
      const from = (...lines: string[]): string[] => [
        event(...LESSON, 'RRULE:FREQ=WEEKLY;COUNT=4'),
        event(
          'UID:lesson',
          'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20260323T180000',
          ...lines,
        ),
      ];
      const moved = ['DTSTART;TZID=Europe/London:20260324T193000', 'DURATION:PT15M'];
      const inUtc = ['DTSTART:20260324T193000Z', 'DURATION:PT15M'];
      const expected = [
        '2026-03-16T18:00 2026-03-16T19:00',
        '2026-03-24T19:30 2026-03-24T19:45',
        '2026-03-31T18:30 2026-03-31T18:45',
        '2026-04-07T18:30 2026-04-07T18:45',
      ];
      expect(busy(from(...moved))).toEqual(expected);
      expect(busy(from(...inUtc))).toEqual(expected);
      expect(busy(from('STATUS:CANCELLED'))).toEqual(expected.slice(0, 1));
      expect(busy(from(...moved), { ...ofLondon, from: Date.parse('2026-04-07T18:00Z') })).toEqual(
        expected.slice(3),
      );
    });
  });
});

describe('what is shown as busy without events', () => {
  it.each<[string, string[]]>([
    ['FREEBUSY:20260610T090000Z/20260610T100000Z', nineToTen],
    ['FREEBUSY;FBTYPE=BUSY:20260610T090000Z/PT1H', nineToTen],
    ['FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260610T090000Z/PT30M,20260610T093000Z/PT30M', nineToTen],
    ['FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260610T090000Z/PT1H', nineToTen],
    ['FREEBUSY;FBTYPE=X-WORKING-ELSEWHERE:20260610T090000Z/PT1H', nineToTen],
    ['FREEBUSY;FBTYPE=FREE:20260610T090000Z/PT1H', []],
  ])('%s', (line, expected) => {
    expect(
      busy([
        'BEGIN:VFREEBUSY',
        'DTSTART:20260601T000000Z',
        'DTEND:20260701T000000Z',
        line,
        'END:VFREEBUSY',
      ]),
    ).toEqual(expected);
  });
});

describe('files as they come', () => {
  it.each<[string, string, string[]]>([
    ['Google', google, ['2026-03-23T18:00 2026-03-23T19:30', '2026-04-06T17:00 2026-04-06T18:30']],
    ['Apple', apple, ['2026-04-10T09:00 2026-04-10T09:30']],
    [
      'Outlook',
      outlook,
      [
        '2026-03-25T09:00 2026-03-25T10:00',
        '2026-04-01T08:00 2026-04-01T09:00',
        '2026-05-31T23:00 2026-06-02T23:00',
      ],
    ],
    [
      'Nextcloud',
      nextcloud,
      [
        '2026-03-02T11:00 2026-03-02T12:00',
        '2026-03-03T14:00 2026-03-03T15:00',
        '2026-03-04T11:00 2026-03-04T12:00',
      ],
    ],
  ])('%s', (_, file, expected) => {
    expect(shown(busyTimes([file], ofLondon))).toEqual(expected);
    const bare = `\uFEFF${file.replaceAll('\r\n', '\n')}`;
    expect(shown(busyTimes([bare], ofLondon))).toEqual(expected);
  });

  it('an empty calendar, none at all, and two in one', () => {
    expect(busyTimes([calendar()], ofLondon)).toEqual([]);
    expect(busyTimes([], ofLondon)).toEqual([]);
    expect(shown(busyTimes([apple + nextcloud], ofLondon))).toHaveLength(4);
  });
});
