import { HOUR, MINUTE } from '@limber/kernel';
import { dayRange } from './local-time.rules.ts';
import { at, clinicOn, shift, slotsOn, startsOn, timesOn } from './small-clinic.testing.ts';

const half = { policy: { gridStepMin: 30 as const } };

/** Zone, date, the shift over the change, and the starts of a 60-minute session every 30 minutes. */
const nights: [zone: string, date: string, from: string, to: string, starts: string[]][] = [
  [
    'America/New_York',
    '2027-03-14',
    '00:30',
    '05:00',
    ['00:30-05:00', '01:00-05:00', '01:30-05:00', '03:00-04:00', '03:30-04:00', '04:00-04:00'],
  ],
  [
    'America/New_York',
    '2027-11-07',
    '00:30',
    '03:00',
    [
      ...['00:30-04:00', '01:00-04:00', '01:30-04:00'],
      ...['01:00-05:00', '01:30-05:00', '02:00-05:00'],
    ],
  ],
  [
    'Europe/Berlin',
    '2027-03-28',
    '01:00',
    '05:00',
    ['01:00+01:00', '01:30+01:00', '03:00+02:00', '03:30+02:00', '04:00+02:00'],
  ],
  [
    'Europe/Berlin',
    '2027-10-31',
    '01:30',
    '04:00',
    [
      ...['01:30+02:00', '02:00+02:00', '02:30+02:00'],
      ...['02:00+01:00', '02:30+01:00', '03:00+01:00'],
    ],
  ],
  [
    'Europe/London',
    '2027-03-28',
    '00:00',
    '04:00',
    ['00:00+00:00', '00:30+00:00', '02:00+01:00', '02:30+01:00', '03:00+01:00'],
  ],
  [
    'Europe/London',
    '2026-10-25',
    '00:30',
    '03:00',
    ['00:30+01:00', '01:00+01:00', '01:30+01:00', '01:00+00:00', '01:30+00:00', '02:00+00:00'],
  ],
  // Lord Howe moves by 30 minutes: 02:00-02:30 is missing, 01:30-02:00 comes twice.
  [
    'Australia/Lord_Howe',
    '2026-10-04',
    '01:00',
    '04:00',
    ['01:00+10:30', '01:30+10:30', '02:30+11:00', '03:00+11:00'],
  ],
  [
    'Australia/Lord_Howe',
    '2027-04-04',
    '01:00',
    '03:30',
    ['01:00+11:00', '01:30+11:00', '01:30+10:30', '02:00+10:30', '02:30+10:30'],
  ],
  ['Asia/Kathmandu', '2027-03-14', '00:00', '02:00', ['00:00+05:45', '00:30+05:45', '01:00+05:45']],
];

describe('a shift over the clock change', () => {
  it.each(nights)('%s on %s, %s-%s', (zone, date, from, to, expected) => {
    expect(startsOn(clinicOn(date, zone, [shift(from, to)], half), date)).toEqual(expected);
  });

  it('sells elapsed time: 60 minutes across the fold are 60 real minutes', () => {
    const slots = slotsOn(
      clinicOn('2027-11-07', 'America/New_York', [shift('00:30', '03:00')], half),
      '2027-11-07',
    );
    expect(slots.map((s) => s.endsAt - s.startsAt)).toEqual(slots.map(() => HOUR));
    const gaps = slots.slice(1).map((s, i) => s.startsAt - (slots[i]?.startsAt ?? 0));
    expect(gaps).toEqual([30, 30, 30, 30, 30].map((m) => m * MINUTE));
  });

  it.each([
    // 01:00-05:00 is three real hours in spring and five in autumn.
    ['2027-03-14', 3],
    ['2027-11-07', 5],
    ['2027-06-06', 4],
  ])('New York 01:00-05:00 on %s keeps its real length of %i hours', (date, hours) => {
    const input = clinicOn(date, 'America/New_York', [shift('01:00', '05:00')]);
    expect(slotsOn(input, date)).toHaveLength(hours);
    const longer = { ...input, service: { ...input.service, durationMin: hours * 60 } };
    expect(slotsOn(longer, date)).toHaveLength(1);
    const tooLong = { ...input, service: { ...input.service, durationMin: hours * 60 + 1 } };
    expect(slotsOn(tooLong, date)).toHaveLength(0);
  });

  it('begins a shift that starts inside the gap at the change, and keeps its grid', () => {
    const input = clinicOn('2027-03-14', 'America/New_York', [shift('02:15', '05:00')], half);
    expect(timesOn(input, '2027-03-14')).toBe('03:00 03:15 03:45');
  });

  it('offers nothing in a shift that lies wholly inside the gap', () => {
    const short = { ...half, service: { durationMin: 20 } };
    const input = clinicOn('2027-03-14', 'America/New_York', [shift('02:00', '03:00')], short);
    expect(timesOn(input, '2027-03-14')).toBe('');
  });

  it('keeps a break of the fold for as long as it really lasts', () => {
    const breaks = [{ startsAt: '00:30', endsAt: '02:30' }];
    const input = clinicOn('2027-11-07', 'America/New_York', [shift('00:00', '04:00', { breaks })]);
    expect(startsOn(input, '2027-11-07')).toEqual(['02:30-05:00', '03:00-05:00']);
  });
});

describe('ordinary hours on the day of a change', () => {
  it.each([
    ['America/New_York', '2027-03-14'],
    ['America/New_York', '2027-11-07'],
    ['Europe/Berlin', '2027-03-28'],
    ['Europe/Berlin', '2027-10-31'],
    ['Europe/London', '2027-03-28'],
    ['Europe/London', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Australia/Lord_Howe', '2027-04-04'],
    ['Asia/Kathmandu', '2027-03-14'],
  ])('%s on %s: morning and afternoon are where the wall clock says', (zone, date) => {
    const input = clinicOn(date, zone, [shift('09:00', '11:00'), shift('15:30', '17:30')]);
    expect(timesOn(input, date)).toBe('09:00 10:00 15:30 16:30');
    expect(slotsOn(input, date).at(-1)?.startsAt).toBe(at('16:30', date, zone));
  });
});

describe('notice over the change', () => {
  // 24 hours of notice are 24 elapsed hours: the wall clock a day later is an hour off.
  it.each([
    ['America/New_York', '2027-03-14', '2027-03-13', '09:00', '10:00 11:00'],
    ['America/New_York', '2027-11-07', '2027-11-06', '10:00', '09:00 10:00 11:00'],
    ['Europe/London', '2027-03-28', '2027-03-27', '08:30', '10:00 11:00'],
    ['Europe/London', '2026-10-25', '2026-10-24', '11:30', '11:00'],
    ['Europe/Berlin', '2027-10-31', '2027-10-30', '10:01', '10:00 11:00'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03', '09:30', '10:00 11:00'],
    ['Asia/Kathmandu', '2027-03-14', '2027-03-13', '10:00', '10:00 11:00'],
  ])('%s on %s asked on %s at %s', (zone, date, eve, time, expected) => {
    const input = clinicOn(date, zone, [shift('09:00', '12:00')], {
      now: at(time, eve, zone),
      policy: { noticeMin: 1440 },
    });
    expect(timesOn(input, date)).toBe(expected);
  });

  it.each([
    ['01:59', '05:00'],
    ['03:00', ''],
  ])('a cut-off inside the spring gap falls on the change: at %s', (time, expected) => {
    const [zone, date] = ['America/New_York', '2027-03-14'];
    const input = clinicOn(date, zone, [shift('05:00', '06:00')], {
      now: at(time, date, zone),
      policy: { sameDayCutoff: '02:30' },
    });
    expect(timesOn(input, date)).toBe(expected);
  });
});

it('closes a day of 23 hours at its real midnight', () => {
  const [zone, date] = ['Europe/London', '2027-03-28'];
  const last = slotsOn(clinicOn(date, zone, [shift('21:00', '24:00')]), date).at(-1);
  expect(last?.endsAt).toBe(dayRange(date, zone).end);
});
