import type { DeskCalendar, DeskCalendarCard } from '@limber/contracts';
import fc from 'fast-check';
import { placeOf } from '../day.rules.ts';
import {
  blockAt,
  cardAt,
  dayLanes,
  dropped,
  effortShare,
  freeRanges,
  hoursOfLanes,
  isIn,
  nextBreak,
  snapped,
  weekLanes,
} from './lane.rules.ts';

const DAY = '2027-01-13';
const at = (time: string, date = DAY): string => `${date}T${time}:00.000Z`;
const range = (from: string, to: string, date = DAY) => ({
  startsAt: at(from, date),
  endsAt: at(to, date),
});

const card = (change: Partial<DeskCalendarCard> = {}): DeskCalendarCard => ({
  ...range('10:00', '11:00'),
  ...{ reference: 'ABCD2345', revision: 1, serviceId: 's', service: 'Sports massage' },
  ...{ sessionType: 'sports_massage', durationMin: 60, clientName: 'Ada Hill', guest: null },
  ...{ room: { id: 'elm', name: 'Elm' }, location: { id: 'north', name: 'North' } },
  ...{ isNewClient: false, isFirstOfType: false, visit: 'booked', nextVisits: [] },
  ...{ status: 'confirmed', formStatus: 'answered', contactFirst: false, caution: false },
  ...{ attendanceConfirmed: false, health: null, therapists: [{ id: 'ana', name: 'Ana' }] },
  takes: [
    { resourceId: 'ana', beforeMin: 5, afterMin: 15 },
    { resourceId: 'elm', beforeMin: 0, afterMin: 10 },
  ],
  ...change,
});

const therapist = (id: string, change: Partial<DeskCalendar['therapists'][number]> = {}) => ({
  ...{ id, name: id, unavailable: [], effort: [{ date: DAY, usedTenths: 600, capTenths: 2000 }] },
  shifts: [
    {
      ...range('09:00', '17:00'),
      locationId: 'north',
      roomId: null,
      breaks: [range('12:00', '12:30')],
    },
  ],
  ...change,
});

const room = (id: string, change: Partial<DeskCalendar['rooms'][number]> = {}) => ({
  ...{ id, name: id, locationId: 'north', features: [], capacity: 1, outOfOrder: false },
  unavailable: [],
  ...change,
});

const day = (date: string) => ({
  date,
  startsAt: at('00:00', date),
  endsAt: new Date(Date.parse(at('00:00', date)) + 86_400_000).toISOString(),
  holidays: [],
});

const calendar = (change: Partial<DeskCalendar> = {}): DeskCalendar => ({
  ...{ from: DAY, to: DAY, timeZone: 'Europe/London', now: at('08:00'), days: [day(DAY)] },
  locations: [{ id: 'north', name: 'North', hours: [range('08:00', '20:00')] }],
  therapists: [therapist('ana'), therapist('tom', { shifts: [] })],
  rooms: [room('elm')],
  bookings: [card()],
  ...{ holds: [], blocks: [] },
  ...change,
});

describe('the lanes of a day', () => {
  it('a booking lies in the column of each resource it takes, with that one’s turnover', () => {
    const [ana] = dayLanes(calendar(), 'therapist', DAY);
    const [elm] = dayLanes(calendar(), 'room', DAY);
    expect(ana?.cards.map(({ reference }) => reference)).toEqual(['ABCD2345']);
    expect(ana?.turnover).toEqual([range('09:55', '10:00'), range('11:00', '11:15')]);
    expect(elm?.cards).toHaveLength(1);
    expect(elm?.turnover).toEqual([range('11:00', '11:10')]);
  });

  it('a couple lies in both therapists’ columns', () => {
    const both = card({
      takes: ['ana', 'tom', 'elm'].map((resourceId) => ({
        ...{ resourceId, beforeMin: 0, afterMin: 0 },
      })),
    });
    const lanes = dayLanes(calendar({ bookings: [both] }), 'therapist', DAY);
    expect(lanes.map(({ cards }) => cards.length)).toEqual([1, 1]);
  });

  it('every lane of a day shows the same hours, from the first anybody works to the last', () => {
    const lanes = dayLanes(
      calendar({
        therapists: [
          therapist('ana'),
          therapist('tom', {
            shifts: [{ ...range('12:00', '20:30'), locationId: 'north', roomId: null, breaks: [] }],
          }),
        ],
      }),
      'therapist',
      DAY,
    );
    expect(new Set(lanes.map(({ span }) => `${span.from} ${span.to}`)).size).toBe(1);
    expect(lanes[0]?.span).toEqual({ from: Date.parse(at('09:00')), to: Date.parse(at('21:00')) });
  });

  it('blocks, holds and time off lie where they take somebody', () => {
    const lanes = dayLanes(
      calendar({
        blocks: [{ id: 'b', reason: 'Repair', resourceIds: ['tom'], ...range('13:00', '14:00') }],
        holds: [
          { resourceIds: ['ana', 'elm'], expiresAt: at('08:10'), ...range('15:00', '16:00') },
        ],
        therapists: [
          therapist('ana', { unavailable: [{ ...range('09:00', '10:00'), reason: 'sick' }] }),
          therapist('tom', { shifts: [] }),
        ],
      }),
      'therapist',
      DAY,
    );
    expect(lanes.map((l) => [l.blocks.length, l.holds.length, l.away.length])).toEqual([
      [0, 1, 1],
      [1, 0, 0],
    ]);
  });

  it.each([
    ['the therapist is away over its end', { ana: range('10:59', '12:00') }, {}, true],
    ['the room is out of order all day', { elm: range('00:00', '23:59') }, {}, true],
    ['they are away until it begins', { ana: range('09:00', '10:00') }, {}, false],
    ['they are away once it is over', { ana: range('11:00', '12:00') }, {}, false],
    ['somebody else is away', { tom: range('09:00', '17:00') }, {}, false],
    ['the client is there already', { ana: range('09:00', '17:00') }, { visit: 'arrived' }, false],
  ] as const)('a visit has no place when %s: in %j, %j', (_, away, change, expected) => {
    const gone: Partial<Record<string, ReturnType<typeof range>>> = away;
    const unavailable = (id: string) => {
      const when = gone[id];
      return { unavailable: when ? [{ ...when, reason: 'time_off' }] : [] };
    };
    const shown = calendar({
      therapists: ['ana', 'tom'].map((id) => therapist(id, unavailable(id))),
      rooms: [room('elm', unavailable('elm'))],
      bookings: [card(change)],
    });
    // In the column of the hands as in that of the room.
    const lanes = [dayLanes(shown, 'therapist', DAY)[0], dayLanes(shown, 'room', DAY)[0]];
    expect(lanes.map((lane) => lane?.placeless.has('ABCD2345'))).toEqual([expected, expected]);
  });

  it('who has no shift and nothing in the book takes no column, a room always does', () => {
    const [ana, tom] = dayLanes(calendar(), 'therapist', DAY);
    const [elm] = dayLanes(calendar({ bookings: [] }), 'room', DAY);
    expect([ana, tom, elm].map((lane) => lane && isIn(lane))).toEqual([true, false, true]);
  });

  it('without any shift the day shows nine to five', () => {
    const lanes = dayLanes(
      calendar({ therapists: [therapist('tom', { shifts: [] })], bookings: [] }),
      'therapist',
      DAY,
    );
    expect(lanes[0]?.span).toEqual({ from: Date.parse(at('09:00')), to: Date.parse(at('17:00')) });
    expect(hoursOfLanes([])).toEqual({ from: 9, to: 17 });
  });
});

describe('the lanes of a week', () => {
  const dates = ['2027-03-27', '2027-03-28', '2027-03-29'];

  it('show the same wall hours on every date, also when the clocks change in between', () => {
    const shifts = dates.map((date, index) => ({
      // London is an hour ahead of UTC from the 28th.
      ...range(index === 0 ? '09:00' : '08:00', index === 0 ? '17:00' : '16:00', date),
      ...{ locationId: 'north', roomId: null, breaks: [] },
    }));
    const days = [
      day('2027-03-27'),
      { ...day('2027-03-28'), endsAt: '2027-03-28T23:00:00.000Z' },
      {
        ...day('2027-03-29'),
        startsAt: '2027-03-28T23:00:00.000Z',
        endsAt: '2027-03-29T23:00:00.000Z',
      },
    ];
    const lanes = weekLanes(
      calendar({ days, bookings: [], therapists: [therapist('ana', { shifts })] }),
      'therapist',
      'ana',
    );
    expect(lanes.map(({ date }) => date)).toEqual(dates);
    const tops = lanes.map((lane) => lane.open[0] && placeOf(lane.open[0], lane.span, 1)?.top);
    expect(new Set(tops).size).toBe(1);
  });

  it('of somebody unknown are none', () => {
    expect(weekLanes(calendar(), 'therapist', 'nobody')).toEqual([]);
    expect(weekLanes(calendar(), 'room', 'nowhere')).toEqual([]);
  });
});

describe('where a pointer is', () => {
  const lane = { span: { from: Date.parse(at('09:00')), to: Date.parse(at('17:00')) } };
  const px = 32 / 15;

  it.each([
    [0, '09:00'],
    [31, '09:00'],
    [32, '09:15'],
    [-50, '09:00'],
    [99_999, '16:45'],
  ])('%d px down is the quarter of %s', (down, time) => {
    expect(new Date(snapped(lane, down, px)).toISOString()).toBe(at(time));
  });

  it.each([
    [15, '09:00'],
    [17, '09:15'],
    [-17, '09:00'],
    [99_999, '16:45'],
  ])('let go %d px down, a card begins at %s', (down, time) => {
    expect(new Date(dropped(lane, down, px)).toISOString()).toBe(at(time));
  });

  it('always is a quarter of an hour inside the lane', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5_000, max: 50_000 }),
        fc.double({ min: 0.5, max: 4, noNaN: true }),
        (down, scale) => {
          for (const instant of [snapped(lane, down, scale), dropped(lane, down, scale)]) {
            expect((instant - lane.span.from) % 900_000).toBe(0);
            expect(instant).toBeGreaterThanOrEqual(lane.span.from);
            expect(instant).toBeLessThan(lane.span.to);
          }
        },
      ),
    );
  });
});

describe('small facts', () => {
  const lane = { breaks: [range('15:00', '15:30'), range('12:00', '12:30')] };

  it.each([
    ['08:00', '12:00'],
    ['12:10', '12:00'],
    ['12:30', '15:00'],
    ['15:30', null],
  ])('at %s the next break begins at %s', (now, begins) => {
    const next = nextBreak(lane, Date.parse(at(now)));
    expect(next?.startsAt ?? null).toBe(begins && at(begins));
  });

  it.each([
    [null, null],
    [{ date: DAY, usedTenths: 50, capTenths: null }, null],
    [{ date: DAY, usedTenths: 50, capTenths: 100 }, 0.5],
    [{ date: DAY, usedTenths: 150, capTenths: 100 }, 1],
  ])('effort %o is a share of %s', (effort, share) => {
    expect(effortShare(effort)).toBe(share);
  });

  it('free time is the shift less breaks and time off', () => {
    const free = freeRanges({
      open: [range('09:00', '17:00')],
      breaks: [range('12:00', '12:30')],
      away: [range('08:00', '10:00')],
    });
    expect(free).toEqual([range('10:00', '12:00'), range('12:30', '17:00')]);
  });

  it('an instant inside a booking or a block finds it, its end does not', () => {
    const [found] = dayLanes(
      calendar({
        blocks: [{ id: 'b', reason: '', resourceIds: ['ana'], ...range('14:00', '15:00') }],
      }),
      'therapist',
      DAY,
    );
    expect(found && cardAt(found, Date.parse(at('10:59')))?.reference).toBe('ABCD2345');
    expect(found && cardAt(found, Date.parse(at('11:00')))).toBeNull();
    expect(found && blockAt(found, Date.parse(at('14:00')))?.id).toBe('b');
    expect(found && blockAt(found, Date.parse(at('15:00')))).toBeNull();
  });
});
