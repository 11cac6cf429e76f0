import { DAY, HOUR } from '@limber/kernel';
import { listFreeSlots, nextFreeAt } from './availability.rules.ts';
import { addDays } from './local-time.rules.ts';
import {
  at,
  booked,
  clinic,
  location,
  MONDAY,
  room,
  shift,
  slotsOn,
  therapist,
  timesOn,
  withAna,
} from './small-clinic.testing.ts';

const TUESDAY = addDays(MONDAY, 1);
const oneOff = (date: string) => ({ validFrom: date, validTo: date });

describe('working time', () => {
  it.each([
    ['a shift', {}, '09:00 10:00 11:00'],
    ['a shift too short for the session', { shifts: [shift('09:00', '09:55')] }, ''],
    ['a shift exactly as long as the session', { shifts: [shift('09:00', '10:00')] }, '09:00'],
    [
      'a break splits the shift, and work resumes at its end',
      { shifts: [shift('09:00', '13:00', { breaks: [{ startsAt: '10:00', endsAt: '10:30' }] })] },
      '09:00 10:30 11:00 12:00',
    ],
    [
      'overlapping breaks count once',
      {
        shifts: [
          shift('09:00', '13:00', {
            breaks: [
              { startsAt: '10:15', endsAt: '11:00' },
              { startsAt: '10:00', endsAt: '10:30' },
            ],
          }),
        ],
      },
      '09:00 11:00 12:00',
    ],
    ['a shift of another weekday', { shifts: [shift('09:00', '12:00', { weekday: 2 })] }, ''],
    ['a shift not yet valid', { shifts: [shift('09:00', '12:00', { validFrom: TUESDAY })] }, ''],
    [
      'a shift on its last valid day',
      { shifts: [shift('09:00', '12:00', { validFrom: MONDAY, validTo: MONDAY })] },
      '09:00 10:00 11:00',
    ],
    [
      'a shift that ended the day before',
      { shifts: [shift('09:00', '12:00', { validTo: addDays(MONDAY, -1) })] },
      '',
    ],
    [
      'two shifts: a session never spans them, and a shared start shows once',
      { shifts: [shift('09:00', '11:00'), shift('10:00', '12:00'), shift('12:00', '13:00')] },
      '09:00 10:00 11:00 12:00',
    ],
    [
      'a shift that does not run that day',
      { shifts: [shift('09:00', '12:00', { except: [MONDAY] }), shift('14:00', '15:00')] },
      '14:00',
    ],
    [
      'a shift that does not run on other days',
      { shifts: [shift('09:00', '12:00', { except: [addDays(MONDAY, 7), TUESDAY] })] },
      '09:00 10:00 11:00',
    ],
    [
      'a one-off shift beside the weekly one',
      { shifts: [shift('09:00', '10:00'), shift('18:00', '19:00', oneOff(MONDAY))] },
      '09:00 18:00',
    ],
    [
      'a one-off shift of another week',
      { shifts: [shift('18:00', '19:00', oneOff(addDays(MONDAY, 7)))] },
      '',
    ],
    ['a shift until midnight', { shifts: [shift('22:00', '24:00')] }, '22:00 23:00'],
    ['time off', { unavailable: [{ start: at('10:30'), end: at('10:40') }] }, '09:00 10:40 11:00'],
    ['a whole day off', { unavailable: [{ start: at('00:00'), end: at('00:00') + DAY }] }, ''],
    [
      'a private event that ends within a minute costs that minute',
      { unavailable: [{ start: at('09:30'), end: at('10:59') + 20_000 }] },
      '11:00',
    ],
    [
      'an empty span blocks nothing',
      {
        unavailable: [{ start: at('09:30'), end: at('09:30') }],
        occupied: [booked('10:30', '10:30')],
      },
      '09:00 10:00 11:00',
    ],
    [
      'leave without an end',
      { unavailable: [{ start: at('10:00'), end: Date.UTC(9999, 11, 31) }] },
      '09:00',
    ],
    [
      'leave that always was',
      { unavailable: [{ start: Date.UTC(-5000, 0, 1), end: at('10:00') }] },
      '10:00 11:00',
    ],
    ['another session type', { sessionTypes: ['relax'] }, ''],
  ])('%s', (_, ana, expected) => {
    expect(timesOn(withAna(ana))).toBe(expected);
  });

  it.each([
    ['closed that day', [], ''],
    ['opens late: the gap begins at the opening', [['10:15', '24:00']], '10:15 11:00'],
    ['closes early', [['00:00', '11:30']], '09:00 10:00'],
    [
      'a lunch closure',
      [
        ['08:00', '10:00'],
        ['10:30', '20:00'],
      ],
      '09:00 10:30 11:00',
    ],
    [
      'touching hours are one',
      [
        ['10:30', '20:00'],
        ['08:00', '10:30'],
      ],
      '09:00 10:00 11:00',
    ],
  ])('opening hours: %s', (_, hours, expected) => {
    const openingHours = hours.map(([opens = '', closes = '']) => ({
      weekday: 1 as const,
      opens,
      closes,
    }));
    expect(timesOn(clinic({ locations: [location('home', { openingHours })] }))).toBe(expected);
  });

  it.each([
    [[MONDAY], ''],
    [[TUESDAY, addDays(MONDAY, -7)], '09:00 10:00 11:00'],
  ])('a location closed on %j', (closedDates, expected) => {
    expect(timesOn(clinic({ locations: [location('home', { closedDates })] }))).toBe(expected);
  });

  it('a public holiday closes its own location only', () => {
    const input = clinic({
      locations: [location('home', { closedDates: [MONDAY] }), location('away')],
      therapists: [
        therapist('ana'),
        therapist('ben', { shifts: [shift('09:00', '10:00', { locationId: 'away' })] }),
      ],
      rooms: [room('r1'), room('r2', { locationId: 'away' })],
    });
    expect(slotsOn(input).map((slot) => slot.therapistIds)).toEqual([['ben']]);
  });

  it.each([
    [false, { prepMin: 10, restMin: 20 }, '09:00 10:00 11:00'],
    [true, { prepMin: 0, restMin: 20 }, '09:00 10:00'],
    [true, { prepMin: 10, restMin: 0 }, '09:10 10:00 11:00'],
    [true, { prepMin: 10, restMin: 20 }, '09:10 10:00'],
  ])('reset inside shift %s with %j', (resetInsideShift, service, expected) => {
    const locations = [location('home', { resetInsideShift })];
    expect(timesOn(clinic({ locations, service }))).toBe(expected);
  });

  it.each([
    [false, '09:00 10:00 11:00'],
    [true, '09:00 10:00'],
  ])(
    'with reset inside shift %s the rest after the last session needs opening hours',
    (inside, expected) => {
      const openingHours = [{ weekday: 1 as const, opens: '09:00', closes: '12:00' }];
      const locations = [location('home', { resetInsideShift: inside, openingHours })];
      const therapists = [therapist('ana', { shifts: [shift('09:00', '13:00')] })];
      expect(timesOn(clinic({ locations, therapists, service: { restMin: 15 } }))).toBe(expected);
    },
  );

  it('with reset inside shift, buffers may not lie in a break either', () => {
    const breaks = [{ startsAt: '10:00', endsAt: '10:30' }];
    const ana = therapist('ana', { shifts: [shift('08:45', '12:30', { breaks })] });
    const locations = [location('home', { resetInsideShift: true })];
    const service = { prepMin: 5, restMin: 15 };
    const policy = { gridStepMin: 15 as const };
    expect(timesOn(clinic({ locations, therapists: [ana], service, policy }))).toBe(
      '10:35 10:45 11:00 11:15',
    );
  });
});

describe('gaps between neighbours: the larger need, never the sum', () => {
  // A booking 10:00-11:00; a 60-minute session may end or start this close to it.
  it.each([
    [{ prep: 0, rest: 0 }, { before: 0, after: 0 }, '09:00', '11:00'],
    [{ prep: 0, rest: 15 }, { before: 0, after: 0 }, '08:45', '11:00'],
    [{ prep: 0, rest: 0 }, { before: 15, after: 0 }, '08:45', '11:00'],
    [{ prep: 0, rest: 15 }, { before: 10, after: 0 }, '08:45', '11:00'],
    [{ prep: 0, rest: 10 }, { before: 15, after: 0 }, '08:45', '11:00'],
    [{ prep: 15, rest: 0 }, { before: 0, after: 0 }, '09:00', '11:15'],
    [{ prep: 0, rest: 0 }, { before: 0, after: 15 }, '09:00', '11:15'],
    [{ prep: 10, rest: 10 }, { before: 10, after: 10 }, '08:50', '11:10'],
    [{ prep: 20, rest: 5 }, { before: 10, after: 15 }, '08:50', '11:20'],
  ])('session %j beside booking %j', (mine, theirs, latestBefore, earliestAfter) => {
    const taken = booked('10:00', '11:00', { beforeMin: theirs.before, afterMin: theirs.after });
    const service = { prepMin: mine.prep, restMin: mine.rest };
    const shifts = [shift('07:00', '13:00')];
    const policy = { gridStepMin: 5 as const };
    const byHands = timesOn(withAna({ shifts, occupied: [taken] }, { service, policy })).split(' ');
    expect([byHands.findLast((t) => t < '10:00'), byHands.find((t) => t > '10:00')]).toEqual([
      latestBefore,
      earliestAfter,
    ]);
    const use = { roomPrepMin: mine.prep, roomResetMin: mine.rest };
    const rooms = [room('r1', { occupied: [taken] })];
    const byRoom = timesOn(withAna({ shifts }, { service: use, policy, rooms })).split(' ');
    expect(byRoom).toEqual(byHands);
  });
});

describe('the grid', () => {
  it.each([
    [30 as const, { startsAt: '09:10', endsAt: '11:00' }, '09:10 09:40'],
    [20 as const, { startsAt: '09:00', endsAt: '11:00' }, '09:00 09:20 09:40 10:00'],
    ['session' as const, { startsAt: '09:05', endsAt: '12:30' }, '09:05 10:05 11:05'],
    ['shortest' as const, { startsAt: '09:00', endsAt: '11:15' }, '09:00 09:45'],
  ])('step %s from the shift start', (gridStepMin, { startsAt, endsAt }, expected) => {
    const shifts = [shift(startsAt, endsAt)];
    const policy = { gridStepMin, shortestSellableMin: 45 };
    expect(timesOn(withAna({ shifts }, { policy }))).toBe(expected);
  });

  it.each([
    [booked('09:00', '10:15'), '10:15 11:00 12:00'],
    [booked('09:00', '10:15', { afterMin: 10 }), '10:25 11:00 12:00'],
    [booked('11:20', '13:00'), '09:00 10:00 10:20'],
    [booked('11:20', '13:00', { beforeMin: 10 }), '09:00 10:00 10:10'],
    [booked('13:00', '14:00', { beforeMin: 10 }), '09:00 10:00 11:00 11:50'],
    [booked('13:10', '14:00'), '09:00 10:00 11:00 12:00'],
  ])('offers the starts adjacent to a booking %#', (taken, expected) => {
    const shifts = [shift('09:00', '13:00')];
    expect(timesOn(withAna({ shifts, occupied: [taken] }))).toBe(expected);
  });

  it('does not press a session against the end of a shift, a break or time off', () => {
    const breaks = [{ startsAt: '11:30', endsAt: '12:00' }];
    const shifts = [shift('09:00', '15:20', { breaks })];
    const unavailable = [{ start: at('13:50'), end: at('14:00') }];
    expect(timesOn(withAna({ shifts, unavailable }))).toBe('09:00 10:00 12:00 14:00');
  });
});

describe('the orphan-gap rule', () => {
  const shifts = [shift('09:00', '12:00')];
  it.each([
    [false, 30, '09:00 09:15 09:30 09:45 10:00 10:15 10:30 10:45 11:00'],
    [true, 30, '09:00 09:30 09:45 10:00 10:15 10:30 11:00'],
    [true, 45, '09:00 09:45 10:00 10:15 11:00'],
  ])(
    'rule %s, shortest %i min: no gap too short to sell',
    (orphanGapRule, shortestSellableMin, expected) => {
      const policy = { orphanGapRule, shortestSellableMin, gridStepMin: 15 as const };
      expect(timesOn(withAna({ shifts }, { policy }))).toBe(expected);
    },
  );

  it('measures the gap after the buffers the neighbours need', () => {
    const occupied = [
      booked('08:00', '09:05', { afterMin: 10 }),
      booked('11:30', '12:00', { beforeMin: 15 }),
    ];
    const policy = { orphanGapRule: true, shortestSellableMin: 30, gridStepMin: 15 as const };
    // Free for hands-on: 09:15 to 11:15.
    expect(timesOn(withAna({ shifts, occupied }, { policy }))).toBe('09:15 09:45 10:15');
  });
});

describe('policy', () => {
  it.each([
    ['08:00', 0, '09:00 10:00 11:00'],
    ['09:00', 0, '09:00 10:00 11:00'],
    ['09:01', 0, '10:00 11:00'],
    ['08:00', 120, '10:00 11:00'],
    ['08:00', 121, '11:00'],
    ['12:00', 0, ''],
  ])('at %s with %i minutes of notice', (time, noticeMin, expected) => {
    expect(timesOn(clinic({ now: at(time), policy: { noticeMin } }))).toBe(expected);
  });

  it('counts seconds against the notice', () => {
    expect(timesOn(clinic({ now: at('08:00') + 1, policy: { noticeMin: 60 } }))).toBe(
      '10:00 11:00',
    );
  });

  it.each([
    [6, ''],
    [7, '09:00 10:00 11:00'],
  ])('with a horizon of %i days, a week ahead', (horizonDays, expected) => {
    const now = at('23:30', addDays(MONDAY, -7));
    expect(timesOn(clinic({ now, policy: { horizonDays } }))).toBe(expected);
  });

  it.each([
    ['07:59', MONDAY, '09:00 10:00 11:00'],
    ['08:00', MONDAY, ''],
    ['20:00', addDays(MONDAY, -1), '09:00 10:00 11:00'],
  ])('same-day cut-off 08:00 seen at %s on %s', (time, date, expected) => {
    expect(timesOn(clinic({ now: at(time, date), policy: { sameDayCutoff: '08:00' } }))).toBe(
      expected,
    );
  });

  it('offers nothing yesterday', () => {
    expect(timesOn(clinic({ now: at('08:00', TUESDAY) }))).toBe('');
  });
});

describe('effort cap', () => {
  const effort = (tenths: number) => booked('11:00', '12:00', { effortTenths: tenths });
  it.each([
    [null, 5000, '09:00 10:00'],
    [1000, 220, '09:00 10:00'],
    [1000, 221, ''],
    [779, 0, ''],
    [780, 0, '09:00 10:00'],
  ])('cap %s with %i tenths booked, for a session of 780', (cap, tenths, expected) => {
    const ana = { effortCapPerDayTenths: cap, occupied: [effort(tenths)] };
    expect(timesOn(withAna(ana, { service: { effortTenthsPerMin: 13 } }))).toBe(expected);
  });

  it('counts only that local day', () => {
    const yesterday = booked('11:00', '12:00', { effortTenths: 900 });
    const occupied = [{ ...yesterday, start: yesterday.start - DAY, end: yesterday.end - DAY }];
    expect(timesOn(withAna({ effortCapPerDayTenths: 600, occupied }))).toBe('09:00 10:00 11:00');
  });
});

describe('effort cap of the ISO week', () => {
  const on = (date: string, effortTenths: number) => ({
    ...{ start: at('11:00', date), end: at('12:00', date), effortTenths },
    ...{ beforeMin: 0, afterMin: 0 },
  });
  const SUNDAY = addDays(MONDAY, 6);
  it.each([
    ['no cap', null, [on(SUNDAY, 9000)], '09:00 10:00 11:00'],
    ['just fits', 1600, [on(TUESDAY, 400), on(SUNDAY, 600)], '09:00 10:00 11:00'],
    ['a tenth too much', 1600, [on(TUESDAY, 401), on(SUNDAY, 600)], ''],
    ['the Sunday before is another week', 600, [on(addDays(MONDAY, -1), 900)], '09:00 10:00 11:00'],
    ['the Monday after is another week', 600, [on(addDays(MONDAY, 7), 900)], '09:00 10:00 11:00'],
    ['never enough for one', 599, [], ''],
  ])('%s', (_, effortCapPerWeekTenths, occupied, expected) => {
    expect(timesOn(withAna({ effortCapPerWeekTenths, occupied }))).toBe(expected);
  });

  it('begins on Monday in the zone of the location', () => {
    // Sunday 23:30 in London is Monday 12:30 in Auckland: it counts there and not here.
    const sunday = on(addDays(MONDAY, -1), 1);
    const late = { ...sunday, start: sunday.start + 12.5 * HOUR, end: sunday.end + 12.5 * HOUR };
    const tired = { effortCapPerWeekTenths: 600, occupied: [late] };
    expect(timesOn(withAna(tired))).toBe('09:00 10:00 11:00');
    const locations = [location('home', { timeZone: 'Pacific/Auckland' })];
    expect(timesOn(withAna(tired, { locations }))).toBe('');
  });
});

describe('rooms', () => {
  it.each([
    ['no room at all', [], ''],
    ['a room elsewhere', [room('r1', { locationId: 'away' })], ''],
    ['a room without the feature', [room('r1', { features: ['sink'] })], ''],
    [
      'a room with more than needed',
      [room('r1', { features: ['sink', 'heat'] })],
      '09:00 10:00 11:00',
    ],
    [
      'a room out of order for a while',
      [room('r1', { features: ['heat'], unavailable: [{ start: at('10:30'), end: at('10:31') }] })],
      '09:00 11:00',
    ],
    [
      'two rooms free in turn',
      [
        room('r1', { features: ['heat'], occupied: [booked('09:00', '10:00')] }),
        room('r2', { features: ['heat'], occupied: [booked('10:00', '11:00')] }),
      ],
      '09:00 10:00 11:00',
    ],
    [
      'two rooms taken at once',
      [
        room('r1', { features: ['heat'], occupied: [booked('09:00', '10:30')] }),
        room('r2', { features: ['heat'], occupied: [booked('10:15', '11:00')] }),
      ],
      '09:00 11:00',
    ],
  ])('%s', (_, rooms, expected) => {
    expect(timesOn(clinic({ rooms, service: { roomFeatures: ['heat'] } }))).toBe(expected);
  });
});

describe('several therapists and locations', () => {
  const away = location('away');
  const ana = therapist('ana', {
    shifts: [shift('09:00', '10:00'), shift('10:00', '11:00', { locationId: 'away' })],
  });
  const ben = therapist('ben', { shifts: [shift('09:00', '11:00', { locationId: 'away' })] });
  const input = clinic({
    locations: [location('home'), away],
    therapists: [ben, ana],
    rooms: [room('r1'), room('r2', { locationId: 'away' })],
  });
  const seen = (slots: ReturnType<typeof slotsOn>): string[] =>
    slots.map(
      (s) =>
        `${(s.startsAt - at('00:00')) / 3_600_000} ${s.locationId} ${s.therapistIds.join('+')}`,
    );

  it('lists in time order, then by location, with therapists by id', () => {
    expect(seen(slotsOn(input))).toEqual(['9 away ben', '9 home ana', '10 away ana+ben']);
  });

  it('blocks a therapist at one location for a booking at another', () => {
    const busy = { ...ana, occupied: [booked('09:30', '10:15')] };
    expect(seen(slotsOn({ ...input, therapists: [busy, ben] }))).toEqual([
      '9 away ben',
      '10 away ben',
    ]);
  });

  it.each([
    [{ therapistId: 'ana' }, ['9 home ana', '10 away ana']],
    [{ locationId: 'away' }, ['9 away ben', '10 away ana+ben']],
    [{ therapistId: 'ben', locationId: 'home' }, []],
    [{ therapistId: 'nobody' }, []],
  ])('filters by %j', (filter, expected) => {
    const days = listFreeSlots(input, { from: MONDAY, to: MONDAY, ...filter });
    expect(days.flatMap((day) => seen(day.slots))).toEqual(expected);
  });

  it('has one entry per date, empty ones too, and none for a reversed range', () => {
    const days = listFreeSlots(clinic(), { from: addDays(MONDAY, -1), to: TUESDAY });
    expect(days.map((day) => [day.date, day.slots.length])).toEqual([
      [addDays(MONDAY, -1), 0],
      [MONDAY, 3],
      [TUESDAY, 0],
    ]);
    expect(listFreeSlots(clinic(), { from: TUESDAY, to: MONDAY })).toEqual([]);
  });

  it('gives the end of the hands-on time, without buffers', () => {
    const [slot] = slotsOn(clinic({ service: { durationMin: 45, restMin: 15 } }));
    expect(slot).toMatchObject({ startsAt: at('09:00'), endsAt: at('09:45') });
  });
});

describe('next free', () => {
  const nextWeek = at('09:00', addDays(MONDAY, 7));
  it.each([
    ['skips the day itself', MONDAY, 60, nextWeek],
    ['starts with the day after', addDays(MONDAY, -1), 60, at('09:00')],
    ['starts today when asked about the past', '2020-01-01', 60, at('09:00', addDays(MONDAY, -7))],
    ['finds nothing beyond the horizon', MONDAY, 13, null],
    ['finds the last day of the horizon', MONDAY, 14, nextWeek],
    ['finds nothing when asked from beyond it', '2099-01-01', 60, null],
  ])('%s', (_, after, horizonDays, expected) => {
    expect(nextFreeAt(clinic({ policy: { horizonDays } }), { after })).toBe(expected);
  });

  it('looks only at the therapist and location asked for', () => {
    const input = clinic({ therapists: [therapist('ana'), therapist('ben', { shifts: [] })] });
    expect(nextFreeAt(input, { after: MONDAY, therapistId: 'ana' })).toBe(nextWeek);
    expect(nextFreeAt(input, { after: MONDAY, therapistId: 'ben' })).toBeNull();
    expect(nextFreeAt(input, { after: MONDAY, locationId: 'away' })).toBeNull();
    expect(nextFreeAt(input, { after: MONDAY, until: addDays(MONDAY, 6) })).toBeNull();
    expect(nextFreeAt(input, { after: MONDAY, until: addDays(MONDAY, 7) })).toBe(nextWeek);
    expect(nextFreeAt(clinic({ locations: [] }), { after: MONDAY })).toBeNull();
  });
});
