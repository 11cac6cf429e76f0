import {
  changedFields,
  instantsOf,
  isTimeZone,
  lasts,
  openingFaults,
  quietFaults,
  spanFaults,
  wallsOf,
} from './setup.rules.ts';

describe('a time zone', () => {
  it.each([
    ['Europe/London', true],
    ['America/Argentina/Buenos_Aires', true],
    ['Asia/Kolkata', true],
    ['UTC', true],
    ['Europe/Atlantis', false],
    ['+01:00', false],
    ['London', false],
    ['EST', false],
    ['', false],
    ["Europe/London'; DROP TABLE", false],
  ])('%j exists: %s', (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });
});

describe('opening hours', () => {
  const on = (weekday: number, opens: string, closes: string) => ({ weekday, opens, closes });
  it.each([
    [[], []],
    [[on(1, '09:00', '24:00')], []],
    [[on(1, '09:00', '13:00'), on(1, '13:00', '18:00')], []],
    [[on(1, '09:00', '13:00'), on(2, '12:00', '18:00')], []],
    [[on(1, '18:00', '09:00')], ['HOURS_REVERSED openingHours.0.closes']],
    [[on(1, '09:00', '09:00')], ['HOURS_REVERSED openingHours.0.closes']],
    [[on(1, '09:00', '13:00'), on(1, '12:00', '18:00')], ['HOURS_OVERLAP openingHours.1']],
    [[on(1, '12:00', '18:00'), on(1, '09:00', '19:00')], ['HOURS_OVERLAP openingHours.1']],
  ])('%j: %j', (hours, expected) => {
    expect(openingFaults(hours).map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
  });
});

describe('quiet hours', () => {
  it.each([
    ['21:00', '08:00', []],
    ['00:00', '06:45', []],
    ['13:15', '15:30', []],
    ['21:00', '21:00', ['QUIET_HOURS_EMPTY quietUntil']],
    ['21:05', '08:00', ['QUIET_HOURS_OFF_GRID quietFrom']],
    ['21:00', '07:59', ['QUIET_HOURS_OFF_GRID quietUntil']],
    ['21:01', '21:01', ['QUIET_HOURS_OFF_GRID quietFrom', 'QUIET_HOURS_OFF_GRID quietUntil']],
  ])('from %s until %s: %j', (quietFrom, quietUntil, expected) => {
    const faults = quietFaults({ quietFrom, quietUntil });
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
  });
});

describe('a span of local days', () => {
  const span = (
    from: string,
    startTime: string | null,
    to: string | null,
    endTime: string | null,
  ) => ({
    ...{ from, startTime, to, endTime },
  });
  it.each([
    [span('2027-01-11', null, '2027-01-11', null), []],
    [span('2027-01-11', '09:00', '2027-01-11', '12:00'), []],
    [span('2027-01-11', '12:00', '2027-01-12', '09:00'), []],
    [span('2027-01-11', '12:00', null, null), []],
    [span('2027-01-12', null, '2027-01-11', null), ['RANGE_REVERSED to']],
    [span('2027-01-11', '12:00', '2027-01-11', '09:00'), ['RANGE_REVERSED endTime']],
    [span('2027-01-11', '12:00', '2027-01-11', '12:00'), ['RANGE_REVERSED endTime']],
    [span('2027-01-11', null, '2029-01-10', null), []],
    [span('2027-01-11', null, '2029-01-11', null), ['RANGE_TOO_LONG to']],
  ])('%j: %j', (asked, expected) => {
    expect(spanFaults(asked).map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
  });

  const inUtc = (zone: string, asked: ReturnType<typeof span>) => {
    const { start, end } = instantsOf(asked, zone);
    return [start, end].map((at) => (at === null ? null : new Date(at).toISOString()));
  };
  it.each([
    [
      'Europe/London',
      span('2027-01-11', null, '2027-01-12', null),
      '2027-01-11T00:00',
      '2027-01-13T00:00',
    ],
    [
      'Europe/London',
      span('2027-07-12', '09:00', '2027-07-12', '12:30'),
      '2027-07-12T08:00',
      '2027-07-12T11:30',
    ],
    [
      'Europe/Berlin',
      span('2027-03-28', null, '2027-03-28', null),
      '2027-03-27T23:00',
      '2027-03-28T22:00',
    ],
    // 02:30 does not exist that day; it begins where the clocks land.
    [
      'Europe/Berlin',
      span('2027-03-28', '02:30', '2027-03-28', '12:00'),
      '2027-03-28T01:00',
      '2027-03-28T10:00',
    ],
    [
      'America/New_York',
      span('2027-11-07', null, '2027-11-07', null),
      '2027-11-07T04:00',
      '2027-11-08T05:00',
    ],
  ])('in %s, %j is %s to %s', (zone, asked, start, end) => {
    expect(inUtc(zone, asked)).toEqual([`${start}:00.000Z`, `${end}:00.000Z`]);
  });

  it.each([
    [
      'whole days',
      '2027-01-11T00:00',
      '2027-01-13T00:00',
      span('2027-01-11', null, '2027-01-12', null),
    ],
    [
      'from a time on',
      '2027-01-11T12:00',
      '2027-01-12T00:00',
      span('2027-01-11', '12:00', '2027-01-11', null),
    ],
    [
      'until a time',
      '2027-01-11T00:00',
      '2027-01-11T12:30',
      span('2027-01-11', null, '2027-01-11', '12:30'),
    ],
    [
      'the hour that comes twice',
      '2027-10-31T00:30',
      '2027-10-31T01:15',
      span('2027-10-31', '01:30', '2027-10-31', '01:15'),
    ],
  ])('on the clocks of London, %s', (_, start, end, expected) => {
    const at = (text: string) => Date.parse(`${text}Z`);
    expect(wallsOf({ start: at(start), end: at(end) }, 'Europe/London')).toEqual(expected);
  });

  it('without a last day has no end', () => {
    expect(inUtc('Europe/London', span('2027-01-11', null, null, null))).toEqual([
      ...['2027-01-11T00:00:00.000Z', null],
    ]);
  });

  it('that lies in a spring gap is no time at all', () => {
    const gap = instantsOf(span('2027-03-28', '02:10', '2027-03-28', '02:50'), 'Europe/Berlin');
    expect(lasts(gap)).toBe(false);
  });
});

it('the log of a change names codes and numbers, and of texts only that they changed', () => {
  const before = { name: 'Elm', features: ['heat'], capacity: 1, note: '' };
  const after = { name: 'Oak', features: ['heat', 'sink'], capacity: 1, note: 'her knee' };
  expect(changedFields(before, after)).toEqual({
    name: 'changed',
    features: [['heat'], ['heat', 'sink']],
    note: 'changed',
  });
});
