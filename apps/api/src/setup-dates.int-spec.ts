import type { DeskHoliday, DeskShiftException } from '@limber/contracts';
import { bookTrained } from './desk.testing.ts';
import { type SetupWorld, startSetup, stranded } from './setup.testing.ts';

/** Wednesday and Thursday. */
const WED = '2027-01-13';
const THU = '2027-01-14';

let world: SetupWorld;
let ana: string;
let tom: string;
let booked: { ana: string; tom: string };

beforeAll(async () => {
  world = await startSetup();
  [ana = '', tom = ''] = world.clinic.therapistIds;
  const atTen = { rested: true };
  booked = {
    ana: (await bookTrained(world, `${WED}T10:00:00Z`, ana, atTen)).reference,
    tom: (await bookTrained(world, `${THU}T10:00:00Z`, tom, { ...atTen, email: 'bo@example.com' }))
      .reference,
  };
});
afterAll(() => world.close());

const post = (body: unknown, query = '') =>
  world.as<DeskShiftException[]>(world.frontDesk, 'POST', `shift-exceptions${query}`, { body });
const refuse = (body: unknown, query = '') =>
  world.as(world.frontDesk, 'POST', `shift-exceptions${query}`, { body });
const count = async (table = 'shift_exception') =>
  (await world.db.asOwner(`SELECT 1 FROM ${table}`)).length;
const hours = (change: object = {}) => ({
  ...{ locationId: world.clinic.locationId, roomId: null, startsAt: '17:00', endsAt: '19:00' },
  ...{ breaks: [], ...change },
});
const takeBack = async (exceptions: DeskShiftException[], acceptStranded = 0) =>
  world.as(world.frontDesk, 'POST', 'shift-exceptions/removals', {
    body: { exceptions: exceptions.map(({ id, version }) => ({ id, version })), acceptStranded },
  });

describe('exceptions of shifts', () => {
  it('are saved for many therapists on many dates with one request, and take the time at once', async () => {
    const body = { kind: 'off', therapistIds: [ana, tom], dates: [WED, THU] };
    const preview = await refuse(body, '?preview=true');
    expect(preview.status).toBe(200);
    expect(stranded(preview)).toEqual([`${booked.ana} SHIFT`, `${booked.tom} SHIFT`]);
    expect(await count()).toBe(0);

    const blind = await refuse(body);
    expect(blind).toMatchObject({ status: 409, body: { code: 'STRANDS_BOOKINGS' } });
    expect(blind.body.stranded).toEqual(preview.body.stranded);
    expect(await count()).toBe(0);

    const saved = await post({ ...body, acceptStranded: 2 });
    expect(saved.status).toBe(201);
    expect(saved.body).toHaveLength(4);
    expect(new Set(saved.body.map(({ batchId }) => batchId)).size).toBe(1);
    expect(await world.freeOn(WED, ana)).toEqual([]);
    expect(await world.freeOn(THU, tom)).toEqual([]);
    expect(await world.freeOn('2027-01-15', tom)).not.toEqual([]);
    expect(await world.auditOf(saved.body[0]?.batchId ?? '')).toMatchObject([
      {
        actor: `staff:${world.frontDesk.userId}`,
        action: 'shift_exception.created',
        details: { kind: 'off', therapistIds: [ana, tom], dates: [WED, THU] },
      },
    ]);
    const own = await world.as<DeskShiftException[]>(world.tom, 'GET', 'shift-exceptions');
    expect(new Set(own.body.map(({ therapist }) => therapist.id))).toEqual(new Set([tom]));

    expect((await takeBack(saved.body)).status).toBe(204);
    expect(await world.freeOn(WED, ana)).not.toEqual([]);
  });

  it('replace the hours of a day, or add to them', async () => {
    const replaced = await post({
      ...{ kind: 'replaced', therapistIds: [ana], dates: ['2027-01-20'], hours: hours() },
    });
    const extra = await post({
      ...{ kind: 'extra', therapistIds: [ana], dates: ['2027-01-21'], hours: hours() },
    });
    expect([replaced.status, extra.status]).toEqual([201, 201]);
    expect(replaced.body[0]).toMatchObject({
      kind: 'replaced',
      hours: { location: { name: 'The Arches' }, room: null, startsAt: '17:00', endsAt: '19:00' },
    });
    expect(await world.freeOn('2027-01-20', ana)).toEqual([
      ...['17:00', '17:15', '17:30', '17:45', '18:00'],
    ]);
    const free = await world.freeOn('2027-01-21', ana);
    expect([free.includes('09:00'), free.includes('18:00')]).toEqual([true, true]);
    expect((await takeBack([...replaced.body, ...extra.body])).status).toBe(204);
  });

  it('are changed one by one in the version that was seen', async () => {
    const [made] = (
      await post({ kind: 'extra', therapistIds: [ana], dates: ['2027-01-22'], hours: hours() })
    ).body;
    const path = `shift-exceptions/${made?.id ?? ''}`;
    const body = { kind: 'extra', hours: hours({ endsAt: '20:00' }) };
    expect((await world.as(world.owner, 'PUT', path, { body })).status).toBe(428);
    const saved = await world.as<DeskShiftException>(world.owner, 'PUT', path, {
      body,
      version: 1,
    });
    expect(saved).toMatchObject({ status: 200, body: { version: 2, hours: { endsAt: '20:00' } } });
    expect((await world.as(world.owner, 'PUT', path, { body, version: 1 })).status).toBe(412);
    expect((await world.as(world.owner, 'DELETE', path, { version: 1 })).status).toBe(412);
    expect((await world.as(world.owner, 'DELETE', path, { version: 2 })).status).toBe(204);
    expect((await world.as(world.owner, 'DELETE', path, { version: 2 })).status).toBe(404);
  });

  it.each([
    [
      'replaced hours that end first',
      'replaced',
      { endsAt: '16:00' },
      'SHIFT_ENDS_BEFORE_START',
      'hours.endsAt',
    ],
    [
      'a break outside',
      'replaced',
      { breaks: [{ startsAt: '16:00', endsAt: '17:30' }] },
      'BREAK_OUTSIDE_SHIFT',
      'hours.breaks.0',
    ],
    [
      'extra hours over the weekly ones',
      'extra',
      { startsAt: '16:00' },
      'SHIFT_OVERLAP',
      'dates.0',
    ],
    [
      'no such room',
      'extra',
      { roomId: '00000000-0000-4000-8000-00000000dead' },
      'UNKNOWN',
      'hours.roomId',
    ],
  ])('with %s are refused, and none of the batch stays', async (_, kind, change, code, path) => {
    const body = { kind, therapistIds: [ana], dates: [WED, THU], hours: hours(change) };
    const answer = await refuse(body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code, path }] } });
    expect(await count()).toBe(0);
  });

  it('are all or nothing: the one date that has one already keeps out the others', async () => {
    const made = await post({ kind: 'off', therapistIds: [ana], dates: ['2027-01-28'] });
    const dates = ['2027-01-26', '2027-01-27', '2027-01-28'];
    const body = { kind: 'off', therapistIds: [tom, ana], dates };
    const answer = await refuse(body);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'EXCEPTION_EXISTS',
        errors: [{ code: 'EXCEPTION_EXISTS', path: 'dates.2' }],
        detail: expect.stringContaining('Ana Reyes already has an exception on Thursday') as string,
      },
    });
    expect(await count()).toBe(1);
    expect((await takeBack(made.body)).status).toBe(204);
  });

  it('say no to a day off where hours were added: off is no shift on that day', async () => {
    const dates = ['2027-01-25', '2027-01-27'];
    const added = await post({
      ...{ kind: 'extra', therapistIds: [tom], dates: ['2027-01-27'], hours: hours() },
    });
    const answer = await refuse({ kind: 'off', therapistIds: [ana, tom], dates });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'EXCEPTION_EXISTS', path: 'dates.1' }] },
    });
    expect(await count()).toBe(1);
    expect((await takeBack(added.body)).status).toBe(204);
    const off = await post({ kind: 'off', therapistIds: [ana, tom], dates });
    expect(off.status).toBe(201);
    expect((await takeBack(off.body)).status).toBe(204);
  });

  it('are all or nothing: the one overlap keeps out the others', async () => {
    const late = hours({ startsAt: '17:00', endsAt: '18:00' });
    const made = await post({
      ...{ kind: 'extra', therapistIds: [tom], dates: ['2027-01-27'], hours: late },
    });
    const answer = await refuse({
      ...{ kind: 'extra', therapistIds: [ana, tom], dates: ['2027-01-26', '2027-01-27'] },
      hours: hours(),
    });
    expect(answer).toMatchObject({
      ...{ status: 422, body: { code: 'SHIFT_OVERLAP', errors: [{ path: 'dates.1' }] } },
    });
    expect(await count()).toBe(1);
    expect((await takeBack(made.body)).status).toBe(204);
  });

  it('are all or nothing when they are taken back: one that changed keeps all of them', async () => {
    const made = await post({
      kind: 'off',
      therapistIds: [ana],
      dates: ['2027-01-26', '2027-01-27'],
    });
    const [first] = made.body;
    const path = `shift-exceptions/${first?.id ?? ''}`;
    const body = { kind: 'replaced', hours: hours() };
    const changed = await world.as<DeskShiftException>(world.owner, 'PUT', path, {
      body,
      version: 1,
    });
    expect((await takeBack(made.body)).status).toBe(412);
    expect(await count()).toBe(2);
    const now = made.body.map((each) => (each.id === first?.id ? changed.body : each));
    expect((await takeBack(now)).status).toBe(204);
    expect(await count()).toBe(0);
  });

  it('cannot be taken back onto hours that came in the meantime', async () => {
    const made = await post({ kind: 'off', therapistIds: [ana], dates: ['2027-01-26'] });
    const extra = await post({
      ...{ kind: 'extra', therapistIds: [ana], dates: ['2027-01-26'] },
      hours: hours({ startsAt: '10:00', endsAt: '12:00' }),
    });
    expect(await takeBack(made.body)).toMatchObject({
      ...{ status: 422, body: { code: 'SHIFT_OVERLAP' } },
    });
    expect((await takeBack([...made.body, ...extra.body])).status).toBe(204);
  });
});

describe('public holidays', () => {
  const send = (body: object, query = '') =>
    world.as<DeskHoliday>(world.frontDesk, 'POST', `holidays${query}`, { body });
  const day = (change: object = {}) => ({ date: WED, name: 'Founders’ Day', ...change });

  it('close the place at once, list what they strand, and open it again', async () => {
    const preview = await world.as(world.frontDesk, 'POST', 'holidays?preview=true', {
      body: day(),
    });
    expect(stranded(preview)).toEqual([`${booked.ana} SHIFT`]);
    expect((await send(day())).status).toBe(409);
    expect(await count('public_holiday')).toBe(0);
    const saved = await send(day({ acceptStranded: 1 }));
    expect(saved).toMatchObject({ status: 201, body: { date: WED, location: null, version: 1 } });
    expect(await world.freeOn(WED)).toEqual([]);
    const calendar = await world.as<{
      days: { holidays: object[] }[];
      therapists: { shifts: object[] }[];
    }>(...([world.frontDesk, 'GET', `calendar?from=${WED}&to=${WED}`] as const));
    expect(calendar.body.days[0]?.holidays).toEqual([{ name: 'Founders’ Day', locationId: null }]);
    expect(calendar.body.therapists.flatMap(({ shifts }) => shifts)).toEqual([]);

    const path = `holidays/${saved.body.id}`;
    const moved = { ...day({ date: '2027-03-01' }), acceptStranded: 0 };
    expect((await world.as(world.owner, 'PUT', path, { body: moved })).status).toBe(428);
    expect((await world.as(world.owner, 'PUT', path, { body: moved, version: 2 })).status).toBe(
      412,
    );
    const changed = await world.as<DeskHoliday>(world.owner, 'PUT', path, {
      ...{ body: moved, version: 1 },
    });
    expect(changed).toMatchObject({ status: 200, body: { date: '2027-03-01', version: 2 } });
    expect(await world.freeOn(WED)).not.toEqual([]);
    expect((await world.as(world.owner, 'DELETE', path, { version: 1 })).status).toBe(412);
    expect((await world.as(world.owner, 'DELETE', path, { version: 2 })).status).toBe(204);
    expect((await world.auditOf(saved.body.id)).map(({ action }) => action)).toEqual([
      ...['holiday.created', 'holiday.changed', 'holiday.removed'],
    ]);
  });

  it('lie ahead: a day that is over is refused at its field, new or moved there', async () => {
    const over = { status: 422, body: { code: 'IN_PAST', errors: [{ path: 'date' }] } };
    expect(await send(day({ date: '2016-12-25' }))).toMatchObject(over);
    const made = await send(day({ date: '2027-05-01' }));
    const path = `holidays/${made.body.id}`;
    const change = (body: object, version: number) =>
      world.as<DeskHoliday>(world.owner, 'PUT', path, { body, version });
    expect(await change(day({ date: '2016-12-25' }), 1)).toMatchObject(over);
    const renamed = await change(day({ date: '2027-05-01', name: 'May Day' }), 1);
    expect(renamed).toMatchObject({ status: 200, body: { name: 'May Day' } });
    expect((await world.as(world.owner, 'DELETE', path, { version: 2 })).status).toBe(204);
  });

  it('of one place leave the others open, and each day has one entry a place', async () => {
    const { locationId } = world.clinic;
    const body = day({ date: '2027-02-01', locationId });
    const made = await send(body);
    expect(made).toMatchObject({ status: 201, body: { location: { name: 'The Arches' } } });
    expect(await send(body)).toMatchObject({
      status: 422,
      body: { code: 'HOLIDAY_EXISTS', errors: [{ path: 'date' }] },
    });
    expect((await send(day({ date: '2027-02-01' }))).status).toBe(201);
    const unknown = await send(day({ date: '2027-02-02', locationId: ana }));
    expect(unknown).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'locationId', code: 'UNKNOWN' }] } },
    });
    const listed = await world.as<DeskHoliday[]>(world.ana, 'GET', 'holidays');
    expect(listed.body.map(({ date }) => date)).toEqual(['2027-02-01', '2027-02-01']);
  });
});
