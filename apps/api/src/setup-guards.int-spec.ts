import type {
  DeskHoliday,
  DeskLocation,
  DeskRoom,
  DeskService,
  DeskShift,
  DeskShiftException,
  DeskTherapist,
  DeskTimeOff,
  RoomOutage,
} from '@limber/contracts';
import type { Answer } from './api.testing.ts';
import { bookTrained } from './desk.testing.ts';
import { type Refused, type SetupWorld, startSetup, stranded } from './setup.testing.ts';

/** Wednesday, on which Ana is booked at ten. */
const DAY = '2027-01-13';
const NOBODY = '00000000-0000-4000-8000-00000000dead';
/** The night on which London's clocks leave out the hour from one. */
const SPRING = '2027-03-28';
const NEXT_AGE = '2031-01-01';

let world: SetupWorld;
let ana: string;
let tom: string;
let gone: string;
let here: string;
let booked: { reference: string; id: string };
let roomId: string;
/** Another place with a room; and what of this place is not in use any more. */
let there: { location: string; room: string };
let given: { location: string; room: string };

beforeAll(async () => {
  world = await startSetup({ therapists: 4 });
  [ana = '', tom = '', , gone = ''] = world.clinic.therapistIds;
  here = world.clinic.locationId;
  booked = await bookTrained(world, `${DAY}T10:00:00Z`, ana, { rested: true });
  const [row] = await world.db.asOwner<{ room: string }>(
    'SELECT room_id AS room FROM booking WHERE id = $1',
    [booked.id],
  );
  roomId = row?.room ?? '';
  await world.db.asOwner('UPDATE therapist SET active = false WHERE id = $1', [gone]);
  there = await place('There');
  given = { location: (await place('Given up')).location, room: (await room(here)).id };
  await world.db.asOwner('UPDATE location SET active = false WHERE id = $1', [given.location]);
  await world.db.asOwner('UPDATE room SET out_of_order = true WHERE id = $1', [given.room]);
});
afterAll(() => world.close());

const made = async <Row>(path: string, body: object): Promise<Row> => {
  const answer = await world.as<Row>(world.owner, 'POST', path, { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
};
const room = (locationId: string) =>
  made<DeskRoom>('rooms', { locationId, name: 'Room', features: [], capacity: 1 });
async function place(name: string): Promise<typeof there> {
  const { id } = await made<DeskLocation>('locations', locationBody({ name }));
  return { location: id, room: (await room(id)).id };
}
const locationBody = (change: object = {}) => ({
  ...{ name: 'The Arches', address: '2 Arch Lane', timeZone: 'Europe/London' },
  openingHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    opens: '08:00',
    closes: '20:00',
  })),
  ...{ resetInsideShift: false, ...change },
});
const hours = (change: object = {}) => ({
  ...{ locationId: here, roomId: null, startsAt: '17:00', endsAt: '19:00', breaks: [], ...change },
});
const shifts = (change: object = {}) => ({
  ...{ therapistId: ana, weekdays: [3], validFrom: '2027-01-11', ...hours(change), ...change },
});
const exceptions = (change: object = {}) => ({
  ...{ kind: 'extra', therapistIds: [ana], dates: ['2027-01-14'], hours: hours(), ...change },
});
const shiftOf = async (therapistId: string, weekday: number): Promise<DeskShift> => {
  const path = `shifts?therapistId=${therapistId}`;
  const { body } = await world.as<DeskShift[]>(world.owner, 'GET', path);
  const shift = body.find((each) => each.weekday === weekday);
  if (!shift) throw new Error('no such shift');
  return shift;
};
const shiftBody = (shift: DeskShift, change: object = {}) => ({
  ...{ locationId: shift.location.id, roomId: null, weekday: shift.weekday, breaks: shift.breaks },
  ...{ startsAt: shift.startsAt, endsAt: shift.endsAt },
  ...{ validFrom: shift.validFrom, validTo: shift.validTo, ...change },
});
const outage = (change: object = {}) => ({ from: DAY, to: DAY, reason: 'Heater', ...change });

type Sent = [method: string, path: string, body: object | undefined, version?: number];
const send = ([method, path, body, version]: Sent): Promise<Answer<Refused>> =>
  world.as(world.owner, method, path, {
    ...(body && { body }),
    ...(version !== undefined && { version }),
  });

/** What is wrong is named by its field; nothing is written. */
async function expectRefused(sent: Sent, code: string, path: string, field = code): Promise<void> {
  expect(await send(sent)).toMatchObject({
    status: 422,
    body: { code, errors: [{ path, code: field }] },
  });
}

describe('what points to what is not there', () => {
  it.each([
    [
      'a room at a place given up',
      'rooms',
      () => ({ name: 'X', features: [], capacity: 1, locationId: given.location }),
      'locationId',
    ],
    [
      'a shift at a place given up',
      'shifts',
      () => shifts({ locationId: given.location }),
      'locationId',
    ],
    ['a shift in a room out of order', 'shifts', () => shifts({ roomId: given.room }), 'roomId'],
    ['a shift of who has left', 'shifts', () => shifts({ therapistId: gone }), 'therapistId'],
    [
      'an exception at a place given up',
      'shift-exceptions',
      () => exceptions({ hours: hours({ locationId: given.location }) }),
      'hours.locationId',
    ],
    [
      'an exception in a room out of order',
      'shift-exceptions',
      () => exceptions({ hours: hours({ roomId: given.room }) }),
      'hours.roomId',
    ],
    [
      'an exception of who has left',
      'shift-exceptions',
      () => exceptions({ therapistIds: [ana, gone] }),
      'therapistIds.1',
    ],
    [
      'time off of who has left',
      'time-off',
      () => ({ kind: 'leave', from: DAY, to: DAY, therapistId: gone }),
      'therapistId',
    ],
    [
      'a holiday of no place',
      'holidays',
      () => ({ date: DAY, name: 'X', locationId: NOBODY }),
      'locationId',
    ],
  ])('%s is refused', async (_, path, body, field) => {
    await expectRefused(['POST', path, body()], 'VALIDATION_FAILED', field, 'UNKNOWN');
  });

  it.each([
    ['a shift', 'shifts', () => shifts({ roomId: there.room }), 'roomId'],
    [
      'an exception',
      'shift-exceptions',
      () => exceptions({ hours: hours({ roomId: there.room }) }),
      'hours.roomId',
    ],
  ])('%s in a room of another place is refused', async (_, path, body, field) => {
    await expectRefused(['POST', path, body()], 'ROOM_ELSEWHERE', field);
  });
});

describe('dates beyond any plan', () => {
  it.each([
    ['a shift', 'shifts', () => shifts({ validFrom: NEXT_AGE }), 'validFrom'],
    [
      'an exception',
      'shift-exceptions',
      () => exceptions({ dates: ['2027-01-14', NEXT_AGE] }),
      'dates.1',
    ],
    ['a holiday', 'holidays', () => ({ date: NEXT_AGE, name: 'X' }), 'date'],
    [
      'time off',
      'time-off',
      () => ({ kind: 'leave', from: '2029-12-30', to: NEXT_AGE, therapistId: ana }),
      'to',
    ],
    [
      'a broken room',
      `rooms/ROOM/outages`,
      () => outage({ from: '2029-12-30', to: NEXT_AGE }),
      'to',
    ],
    [
      'one broken for good',
      `rooms/ROOM/outages`,
      () => outage({ from: NEXT_AGE, to: null }),
      'from',
    ],
  ])('%s is refused', async (_, path, body, field) => {
    const sent: Sent = ['POST', path.replace('ROOM', roomId), body()];
    await expectRefused(sent, 'VALIDATION_FAILED', field, 'TOO_FAR_AHEAD');
  });

  it.each([
    ['validFrom', { validFrom: NEXT_AGE }],
    ['applyFrom', { applyFrom: NEXT_AGE }],
  ])('a change of a shift is refused: %s', async (field, change) => {
    const shift = await shiftOf(tom, 5);
    const sent: Sent = ['PUT', `shifts/${shift.id}`, shiftBody(shift, change), shift.version];
    await expectRefused(sent, 'VALIDATION_FAILED', field, 'TOO_FAR_AHEAD');
  });
});

describe('a time that is none', () => {
  it.each([
    ['ends the day before', { from: DAY, to: '2027-01-12' }, 'RANGE_REVERSED', 'to'],
    ['ends as it begins', { startTime: '10:00', endTime: '10:00' }, 'RANGE_REVERSED', 'endTime'],
    ['is over two years long', { to: '2029-02-01' }, 'RANGE_TOO_LONG', 'to'],
    [
      'lies in an hour the clocks leave out',
      { from: SPRING, to: SPRING, startTime: '01:15', endTime: '01:45' },
      'RANGE_REVERSED',
      'endTime',
    ],
  ])('of a broken room or of time off: it %s', async (_, change, code, field) => {
    await expectRefused(['POST', `rooms/${roomId}/outages`, outage(change)], code, field);
    const off = { kind: 'leave', therapistId: ana, from: DAY, to: DAY, ...change };
    await expectRefused(['POST', 'time-off', off], code, field);
  });

  it.each([
    [
      'ends before it starts',
      { startsAt: '12:00', endsAt: '09:00' },
      'SHIFT_ENDS_BEFORE_START',
      'endsAt',
    ],
    [
      'has a break outside',
      { breaks: [{ startsAt: '07:00', endsAt: '08:00' }] },
      'BREAK_OUTSIDE_SHIFT',
      'breaks.0',
    ],
    ['ends its validity first', { validTo: '2019-01-01' }, 'RANGE_REVERSED', 'validTo'],
    ['lies over another', { weekday: 6 }, 'SHIFT_OVERLAP', 'startsAt'],
  ])('of a shift as it is changed: it %s', async (_, change, code, field) => {
    const shift = await shiftOf(tom, 5);
    const sent: Sent = ['PUT', `shifts/${shift.id}`, shiftBody(shift, change), shift.version];
    await expectRefused(sent, code, field);
  });

  it('of a place as it is changed: its zone, and its hours', async () => {
    const path = `locations/${there.location}`;
    const zone = locationBody({ timeZone: 'Europe/Atlantis', active: true });
    await expectRefused(['PUT', path, zone, 1], 'UNKNOWN_TIME_ZONE', 'timeZone');
    const openingHours = [{ weekday: 1, opens: '12:00', closes: '09:00' }];
    const reversed = locationBody({ openingHours, active: true });
    await expectRefused(['PUT', path, reversed, 1], 'HOURS_REVERSED', 'openingHours.0.closes');
  });

  it('of what is over is not given back', async () => {
    const off = { kind: 'leave', therapistId: tom, from: '2027-01-04', to: '2027-01-05' };
    const { id } = await made<DeskTimeOff>('time-off', off);
    await expectRefused(['POST', `time-off/${id}/withdrawal`, undefined, 1], 'IN_PAST', '');
  });
});

describe('a room that is broken', () => {
  const path = (room: string, id = '') => `rooms/${room}/outages${id && `/${id}`}`;

  it('is a room of this clinic, and its outage is asked for under it', async () => {
    expect((await send(['POST', path(NOBODY), outage()])).status).toBe(404);
    const { id } = await made<RoomOutage>(path(there.room), outage());
    const changed = await send(['PUT', path(roomId, id), outage(), 1]);
    expect([changed.status, changed.body.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('is broken when the change says, and no longer when it was', async () => {
    const { id } = await made<RoomOutage>(path(there.room), outage());
    const later = { from: '2027-01-20', to: '2027-01-20' };
    expect((await send(['PUT', path(there.room, id), outage(later), 1])).status).toBe(200);
    const away = await world.db.asOwner<{ starts: Date }>(
      'SELECT lower(during) AS starts FROM unavailability WHERE id = $1',
      [id],
    );
    expect(away.map(({ starts }) => starts.toISOString())).toEqual(['2027-01-20T00:00:00.000Z']);
  });
});

describe('a change of what stands beside it', () => {
  it('a holiday goes nowhere another is, and keeps its own date', async () => {
    const on = (date: string) => ({ date, name: 'Day off', locationId: there.location });
    const first = await made<DeskHoliday>('holidays', on('2027-02-01'));
    await made<DeskHoliday>('holidays', on('2027-02-02'));
    const path = `holidays/${first.id}`;
    await expectRefused(['PUT', path, on('2027-02-02'), 1], 'HOLIDAY_EXISTS', 'date');
    expect((await send(['PUT', path, { ...on('2027-02-01'), name: 'Feast' }, 1])).status).toBe(200);
  });

  it('one exception decides a date, and may change its mind', async () => {
    const date = '2027-02-03';
    const [off] = await made<DeskShiftException[]>(
      'shift-exceptions',
      exceptions({ kind: 'replaced', dates: [date], hours: hours() }),
    );
    const [extra] = await made<DeskShiftException[]>(
      'shift-exceptions',
      exceptions({ dates: [date], hours: hours({ startsAt: '07:00', endsAt: '08:00' }) }),
    );
    const path = (row: DeskShiftException | undefined) => `shift-exceptions/${row?.id}`;
    await expectRefused(['PUT', path(extra), { kind: 'off' }, 1], 'EXCEPTION_EXISTS', 'kind');
    const over = { kind: 'extra', hours: hours({ startsAt: '18:00', endsAt: '20:00' }) };
    await expectRefused(['PUT', path(extra), over, 1], 'SHIFT_OVERLAP', 'hours.startsAt');
    await expectRefused(['PUT', path(off), { kind: 'off' }, 1], 'EXCEPTION_EXISTS', 'kind');
    expect((await send(['DELETE', path(extra), undefined, 1])).status).toBe(204);
    expect((await send(['PUT', path(off), { kind: 'off' }, 1])).status).toBe(200);
  });

  it('a service is not sold in one length at two prices', async () => {
    const services = await world.as<DeskService[]>(world.owner, 'GET', 'services');
    const { serviceId } = world.clinic;
    const sold = services.body.find(({ id }) => id === serviceId);
    const { id: _, version = 0, durations: __, ...body } = sold ?? ({} as DeskService);
    const durations = [60, 60].map((minutes) => ({ minutes, amount: 7000 }));
    const sent: Sent = ['PUT', `services/${serviceId}`, { ...body, durations }, version];
    await expectRefused(sent, 'DURATION_TWICE', 'durations.1.minutes');
  });

  it('breaks are those of the change; what has not begun goes, what has ended stays as it was', async () => {
    const shift = await shiftOf(tom, 7);
    const pause = (startsAt: string, endsAt: string) => [{ startsAt, endsAt }];
    const path = `shifts/${shift.id}`;
    await send(['PUT', path, shiftBody(shift, { breaks: pause('12:00', '12:30') }), 1]);
    const ended = { breaks: pause('13:00', '13:30'), validTo: '2027-01-24' };
    const changed = await world.as<DeskShift>(world.owner, 'PUT', path, {
      ...{ body: shiftBody(shift, ended), version: 2 },
    });
    expect(changed.body.breaks).toEqual(pause('13:00', '13:30'));
    expect((await send(['DELETE', `${path}?from=2027-02-01`, undefined, 3])).status).toBe(204);
    expect(await shiftOf(tom, 7)).toMatchObject({ validTo: '2027-01-24', version: 3 });
    const [coming] = await made<DeskShift[]>(
      'shifts',
      shifts({ therapistId: tom, weekdays: [7], validFrom: '2027-03-01' }),
    );
    const end = `shifts/${coming?.id}?from=2027-03-01`;
    expect((await send(['DELETE', end, undefined, 1])).status).toBe(204);
    const left = await world.db.asOwner('SELECT 1 FROM shift WHERE id = $1', [coming?.id]);
    expect(left).toEqual([]);
  });
});

describe('what a change strands is listed before it is saved', () => {
  const rows = async <Row extends { id: string }>(path: string, id: string): Promise<Row> => {
    const { body } = await world.as<Row[]>(world.owner, 'GET', path);
    const row = body.find((each) => each.id === id);
    if (!row) throw new Error('not in the list');
    return row;
  };

  it.each<[what: string, why: string, sent: () => Promise<Sent>]>([
    ['a broken room', 'NO_ROOM', async () => ['POST', `rooms/${roomId}/outages`, outage()]],
    [
      'a room that is broken on another day',
      'NO_ROOM',
      async () => {
        const path = `rooms/${roomId}/outages`;
        const { id } = await made<RoomOutage>(
          path,
          outage({ from: '2027-05-05', to: '2027-05-05' }),
        );
        return ['PUT', `${path}/${id}`, outage(), 1];
      },
    ],
    [
      'a room given up',
      'NO_ROOM',
      async () => {
        const {
          version,
          location: _,
          outages: __,
          id,
          ...body
        } = await rows<DeskRoom>('rooms', roomId);
        return ['PUT', `rooms/${id}`, { ...body, active: false }, version];
      },
    ],
    [
      'a place given up',
      'LOCATION_INACTIVE',
      async () => ['PUT', `locations/${here}`, locationBody({ active: false }), 1],
    ],
    [
      'a service that needs more',
      'NO_ROOM',
      async () => {
        const { id, version, durations, ...body } = await rows<DeskService>(
          'services',
          world.clinic.serviceId,
        );
        const lengths = durations.map(({ minutes, price }) => ({ minutes, amount: price.amount }));
        return [
          'PUT',
          `services/${id}`,
          { ...body, durations: lengths, roomFeatures: ['sauna'] },
          version,
        ];
      },
    ],
    [
      'somebody who leaves',
      'THERAPIST_INACTIVE',
      async () => {
        const { id, version, ...body } = await rows<DeskTherapist>('therapists', ana);
        return ['PUT', `therapists/${id}`, { ...body, active: false }, version];
      },
    ],
    [
      'a shift that begins later',
      'SHIFT',
      async () => {
        const shift = await shiftOf(ana, 3);
        return [
          'PUT',
          `shifts/${shift.id}`,
          shiftBody(shift, { startsAt: '11:00' }),
          shift.version,
        ];
      },
    ],
    [
      'a shift that ends',
      'SHIFT',
      async () => {
        const { id, version } = await shiftOf(ana, 3);
        return ['DELETE', `shifts/${id}?from=${DAY}`, undefined, version];
      },
    ],
    [
      'a day off',
      'SHIFT',
      async () => ['POST', 'shift-exceptions', { kind: 'off', therapistIds: [ana], dates: [DAY] }],
    ],
    ['a holiday', 'SHIFT', async () => ['POST', 'holidays', { date: DAY, name: 'Feast' }]],
    [
      'a holiday on another day',
      'SHIFT',
      async () => {
        const { id } = await made<DeskHoliday>('holidays', { date: '2027-05-06', name: 'Feast' });
        return ['PUT', `holidays/${id}`, { date: DAY, name: 'Feast' }, 1];
      },
    ],
    [
      'time off',
      'BUSY',
      async () => ['POST', 'time-off', { kind: 'leave', therapistId: ana, from: DAY, to: DAY }],
    ],
    [
      'time off that is approved',
      'BUSY',
      async () => {
        const asked = await world.as<DeskTimeOff>(world.ana, 'POST', 'time-off', {
          body: { kind: 'leave', from: DAY, to: DAY },
        });
        return ['POST', `time-off/${asked.body.id}/decision`, { decision: 'approve' }, 1];
      },
    ],
  ])('%s: %s', async (_, why, sent) => {
    const [method, path, body, version] = await sent();
    const asked = `${path}${path.includes('?') ? '&' : '?'}preview=true`;
    const preview = await send([method, asked, body, version]);
    expect([preview.status, stranded(preview)]).toEqual([200, [`${booked.reference} ${why}`]]);
    const blind = await send([method, path, body, version]);
    expect(blind).toMatchObject({ status: 409, body: { code: 'STRANDS_BOOKINGS' } });
    expect(blind.body.stranded).toEqual(preview.body.stranded);
    expect((await world.as(world.owner, 'GET', 'stranded')).body).toEqual({ stranded: [] });
  });

  it('hours that were added and are taken back, one or many', async () => {
    const date = '2027-01-15';
    const [extra] = await made<DeskShiftException[]>(
      'shift-exceptions',
      exceptions({ therapistIds: [tom], dates: [date], hours: hours() }),
    );
    const late = await bookTrained(world, `${date}T18:00:00Z`, tom, {
      ...{ rested: true, email: 'late@example.com' },
    });
    const one = extra ?? ({} as DeskShiftException);
    const many = { exceptions: [{ id: one.id, version: one.version }] };
    for (const sent of [
      ['DELETE', `shift-exceptions/${one.id}`, undefined, one.version],
      ['POST', 'shift-exceptions/removals', many],
      ['PUT', `shift-exceptions/${one.id}`, { kind: 'off' }, one.version],
    ] as Sent[]) {
      const blind = await send(sent);
      expect(blind).toMatchObject({ status: 409, body: { code: 'STRANDS_BOOKINGS' } });
      expect(stranded(blind)).toEqual([`${late.reference} SHIFT`]);
    }
  });
});
