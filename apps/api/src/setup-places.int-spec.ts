import type {
  DeskLocation,
  DeskPolicies,
  DeskRoom,
  DeskService,
  DeskTherapist,
  RoomOutage,
} from '@limber/contracts';
import { asPerson, bookTrained } from './desk.testing.ts';
import { type SetupWorld, startSetup, stranded } from './setup.testing.ts';

/** Wednesday. */
const DAY = '2027-01-13';
const NOBODY = '00000000-0000-4000-8000-00000000dead';

let world: SetupWorld;
let ana: string;
let booked: { reference: string; id: string };
let roomId: string;

beforeAll(async () => {
  world = await startSetup();
  [ana = ''] = world.clinic.therapistIds;
  booked = await bookTrained(world, `${DAY}T10:00:00Z`, ana, { rested: true });
  const [row] = await world.db.asOwner<{ room: string }>(
    'SELECT room_id AS room FROM booking WHERE id = $1',
    [booked.id],
  );
  roomId = row?.room ?? '';
});
afterAll(() => world.close());

const list = async <Row>(path: string): Promise<Row[]> =>
  (await world.as<Row[]>(world.frontDesk, 'GET', path)).body;
async function one<Row extends { id: string }>(path: string, id: string): Promise<Row> {
  const row = (await list<Row>(path)).find((each) => each.id === id);
  if (!row) throw new Error('not in the list');
  return row;
}
const put = <Row>(path: string, body: object, version?: number) =>
  world.as<Row & { errors?: { path: string; code: string }[]; code?: string }>(
    ...([world.owner, 'PUT', path] as const),
    { body, ...(version !== undefined && { version }) },
  );
/** A preview, and the save that must agree with it: the list, and that nothing was written in between. */
async function previewThenSave(path: string, body: object, version: number): Promise<string[]> {
  const preview = await world.as(world.owner, 'PUT', `${path}?preview=true`, { body, version });
  const list = stranded(preview);
  const blind = await world.as(world.owner, 'PUT', path, {
    ...{ body: { ...body, acceptStranded: list.length + 1 }, version },
  });
  expect(blind).toMatchObject({ status: 409, body: { code: 'STRANDS_BOOKINGS' } });
  expect(blind.body.stranded).toEqual(preview.body.stranded);
  const seen = { ...body, acceptStranded: list.length };
  expect(await put(path, seen, version)).toMatchObject({
    ...{ status: 200, body: { version: version + 1 } },
  });
  return list;
}
const asKnown = async () =>
  (
    await world.db.asOwner<{ starts_at: Date; status: string; room_id: string }>(
      'SELECT starts_at, status, room_id FROM booking WHERE id = $1',
      [booked.id],
    )
  )[0];

describe('locations', () => {
  const bodyOf = ({ id: _, version: __, ...location }: DeskLocation, change: object = {}) => ({
    ...location,
    ...change,
  });
  const path = () => `locations/${world.clinic.locationId}`;
  const here = () => one<DeskLocation>('locations', world.clinic.locationId);

  it('are created, and shown to clients at once', async () => {
    const body = {
      ...{ name: ' The Mill ', address: '2 Mill Lane, London', timeZone: 'Europe/London' },
      openingHours: [
        { weekday: 2, opens: '09:00', closes: '24:00' },
        { weekday: 1, opens: '09:00', closes: '12:00' },
      ],
      resetInsideShift: true,
    };
    const made = await world.as<DeskLocation>(world.owner, 'POST', 'locations', { body });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'The Mill', active: true, version: 1, resetInsideShift: true },
    });
    expect(made.body.openingHours.map(({ weekday }) => weekday)).toEqual([1, 2]);
    const shown = async () =>
      (await world.call<{ locations: { name: string }[] }>('GET', '')).body.locations.map(
        ({ name }) => name,
      );
    expect(await shown()).toEqual(['The Arches', 'The Mill']);
    const gone = bodyOf(made.body, { active: false });
    expect((await put(`locations/${made.body.id}`, gone, 1)).status).toBe(200);
    expect(await shown()).toEqual(['The Arches']);
    expect(await world.auditOf(made.body.id)).toMatchObject([
      { action: 'location.created' },
      { action: 'location.changed', details: { active: [true, false] } },
    ]);
  });

  it.each([
    [
      'a zone that does not exist',
      { timeZone: 'Europe/Atlantis' },
      'UNKNOWN_TIME_ZONE',
      'timeZone',
    ],
    ['an offset for a zone', { timeZone: '+01:00' }, 'UNKNOWN_TIME_ZONE', 'timeZone'],
    [
      'hours that close first',
      { openingHours: [{ weekday: 1, opens: '18:00', closes: '09:00' }] },
      'HOURS_REVERSED',
      'openingHours.0.closes',
    ],
    [
      'hours over each other',
      {
        openingHours: [
          { weekday: 1, opens: '09:00', closes: '13:00' },
          { weekday: 1, opens: '12:00', closes: '18:00' },
        ],
      },
      'HOURS_OVERLAP',
      'openingHours.1',
    ],
    [
      'no weekday',
      { openingHours: [{ weekday: 8, opens: '09:00', closes: '13:00' }] },
      'TOO_BIG',
      'openingHours.0.weekday',
    ],
    ['no name', { name: '  ' }, 'TOO_SMALL', 'name'],
  ])('with %s are refused by name', async (_, change, code, at) => {
    const location = await here();
    const answer = await put(path(), bodyOf(location, change), location.version);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ code, path: at }] } });
  });

  it('ask for the version that was seen', async () => {
    const location = await here();
    expect((await put(path(), bodyOf(location))).status).toBe(428);
    expect((await put(path(), bodyOf(location), location.version + 1)).status).toBe(412);
    expect((await put(`locations/${NOBODY}`, bodyOf(location), 1)).status).toBe(404);
  });

  it('that open later list whom that strands, and sell nothing before', async () => {
    const { version, ...location } = await here();
    const openingHours = [{ weekday: 3, opens: '12:00', closes: '20:00' }];
    const body = bodyOf({ ...location, version }, { openingHours });
    expect(await previewThenSave(path(), body, version)).toEqual([`${booked.reference} SHIFT`]);
    expect((await world.freeOn(DAY))[0]).toBe('12:00');
    const back = bodyOf({ ...location, version });
    expect((await put(path(), back, version + 1)).status).toBe(200);
    expect((await world.freeOn(DAY))[0]).toBe('09:00');
  });

  it('that change their zone never move a booking', async () => {
    const { version, ...location } = await here();
    const before = await asKnown();
    const body = bodyOf({ ...location, version }, { timeZone: 'Pacific/Auckland' });
    expect(await previewThenSave(path(), body, version)).toEqual([`${booked.reference} SHIFT`]);
    expect(await asKnown()).toEqual(before);
    expect((await put(path(), bodyOf({ ...location, version }), version + 1)).status).toBe(200);
  });

  it('do not change their zone to where somebody would be at work twice at once', async () => {
    const openingHours = [{ weekday: 3, opens: '00:00', closes: '24:00' }];
    const place = {
      ...{ name: 'The Dock', address: '3 Dock Road, London', timeZone: 'Europe/London' },
      ...{ openingHours, resetInsideShift: false },
    };
    const dock = await world.as<DeskLocation>(world.owner, 'POST', 'locations', { body: place });
    const evenings = {
      ...{ therapistId: ana, locationId: dock.body.id, weekdays: [3], validFrom: '2027-02-01' },
      ...{ startsAt: '17:00', endsAt: '19:00' },
    };
    const made = await world.as(world.owner, 'POST', 'shifts', { body: evenings });
    expect(made.status).toBe(201);
    const to = (timeZone: string) =>
      put(`locations/${dock.body.id}`, bodyOf({ ...dock.body, timeZone }), 1);
    const refused = await to('Europe/Berlin');
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'SHIFT_OVERLAP', path: 'timeZone' }] },
    });
    expect(refused.text).toContain('09:00 to 17:00 at The Arches');
    expect(await one<DeskLocation>('locations', dock.body.id)).toEqual(dock.body);
    expect((await to('America/New_York')).status).toBe(200);
  });
});

describe('rooms', () => {
  const bodyOf = (room: DeskRoom, change: object = {}) => ({
    ...{ name: room.name, features: room.features, capacity: room.capacity, active: room.active },
    ...change,
  });

  it('are created at a location that is run', async () => {
    const body = {
      locationId: world.clinic.locationId,
      name: 'Elm',
      features: ['heat', 'heat'],
      capacity: 2,
    };
    const made = await world.as<DeskRoom>(world.owner, 'POST', 'rooms', { body });
    expect(made).toMatchObject({
      status: 201,
      body: { features: ['heat'], capacity: 2, active: true, outages: [], version: 1 },
    });
    expect(
      await world.as(world.owner, 'POST', 'rooms', { body: { ...body, locationId: NOBODY } }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'locationId', code: 'UNKNOWN' }] },
    });
    expect(
      (await put(`rooms/${made.body.id}`, bodyOf(made.body, { active: false }), 1)).status,
    ).toBe(200);
  });

  it('are listed to whoever works here, with what they have and when they are broken', async () => {
    const { body, status } = await world.call<DeskRoom[]>('GET', 'rooms', asPerson(world.ana));
    expect([status, body]).toEqual([200, await list<DeskRoom>('rooms')]);
  });

  it('that are given up list whose they were', async () => {
    const room = await one<DeskRoom>('rooms', roomId);
    const gone = bodyOf(room, { active: false });
    expect(await previewThenSave(`rooms/${roomId}`, gone, room.version)).toEqual([
      `${booked.reference} NO_ROOM`,
    ]);
    const back = await put(`rooms/${roomId}`, bodyOf(room), room.version + 1);
    expect(back).toMatchObject({ status: 200, body: { active: true } });
  });

  it('out of order are not sold, for as long as that lasts, by the front desk too', async () => {
    const path = `rooms/${roomId}/outages`;
    const body = { from: DAY, startTime: '08:00', to: DAY, endTime: '13:00', reason: 'Heater' };
    const preview = await world.as(world.frontDesk, 'POST', `${path}?preview=true`, { body });
    expect(stranded(preview)).toEqual([`${booked.reference} NO_ROOM`]);
    expect((await world.as(world.frontDesk, 'POST', path, { body })).status).toBe(409);
    const made = await world.as<RoomOutage>(world.frontDesk, 'POST', path, {
      body: { ...body, acceptStranded: 1 },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { startsAt: `${DAY}T08:00:00.000Z`, endsAt: `${DAY}T13:00:00.000Z`, version: 1 },
    });
    const endless = { ...body, startTime: null, to: null, endTime: null };
    const changed = await world.as<RoomOutage>(world.frontDesk, 'PUT', `${path}/${made.body.id}`, {
      ...{ body: { ...endless, acceptStranded: 0 }, version: 1 },
    });
    expect(changed).toMatchObject({ status: 200, body: { endsAt: null, version: 2 } });
    expect((await one<DeskRoom>('rooms', roomId)).outages).toMatchObject([
      { id: made.body.id, to: null, reason: 'Heater' },
    ]);
    expect(await awayOf(roomId)).toHaveLength(1);
    const other = world.clinic.roomIds.find((id) => id !== roomId) ?? '';
    const elsewhere = `rooms/${other}/outages/${made.body.id}`;
    expect((await world.as(world.frontDesk, 'DELETE', elsewhere, { version: 2 })).status).toBe(404);
    const gone = await world.as(world.frontDesk, 'DELETE', `${path}/${made.body.id}`, {
      version: 2,
    });
    expect(gone.status).toBe(204);
    expect(await awayOf(roomId)).toEqual([]);
  });

  it('out of order altogether leave nothing to book', async () => {
    const made: [string, string][] = [];
    for (const { id } of (await list<DeskRoom>('rooms')).filter(({ active }) => active)) {
      const body = { from: '2027-02-01', to: '2027-02-01', reason: 'Floor', acceptStranded: 0 };
      const outage = await world.as<RoomOutage>(world.owner, 'POST', `rooms/${id}/outages`, {
        body,
      });
      made.push([id, outage.body.id]);
    }
    expect(await world.freeOn('2027-02-01')).toEqual([]);
    expect(await world.freeOn('2027-02-02')).not.toEqual([]);
    for (const [room, outage] of made) {
      await world.as(world.owner, 'DELETE', `rooms/${room}/outages/${outage}`, { version: 1 });
    }
    expect(await world.freeOn('2027-02-01')).not.toEqual([]);
  });

  const awayOf = (id: string) =>
    world.db.asOwner('SELECT 1 FROM unavailability WHERE resource_id = $1', [id]);
});

describe('therapists', () => {
  const bodyOf = ({ id: _, version: __, ...therapist }: DeskTherapist, change: object = {}) => ({
    ...{ ...therapist, gender: 'female', ...change },
  });

  it('are created with skills and caps, and shown to clients', async () => {
    const body = {
      ...{ name: 'Zoë Marsh', bio: 'Runs.', gender: 'female', languages: ['en', 'pt'] },
      ...{
        sessionTypes: ['deep_tissue'],
        effortCapPerDayTenths: 4000,
        effortCapPerWeekTenths: null,
      },
    };
    const made = await world.as<DeskTherapist>(world.owner, 'POST', 'therapists', { body });
    expect(made).toMatchObject({ status: 201, body: { ...body, active: true, version: 1 } });
    const shown = await world.call<{ name: string }[]>('GET', 'therapists');
    expect(shown.body.map(({ name }) => name)).toContain('Zoë Marsh');
    await put(`therapists/${made.body.id}`, bodyOf(made.body, { active: false }), 1);
    expect((await list<DeskTherapist>('therapists')).at(-1)).toMatchObject({
      ...{ name: 'Zoë Marsh', active: false },
    });
    expect(JSON.stringify(await world.auditOf(made.body.id))).not.toContain('Runs');
  });

  it('who unlearn something list whom they were to treat with it', async () => {
    const { version, ...therapist } = await one<DeskTherapist>('therapists', ana);
    const body = bodyOf({ ...therapist, version }, { sessionTypes: ['deep_tissue'] });
    expect(await previewThenSave(`therapists/${ana}`, body, version)).toEqual([
      `${booked.reference} NOT_QUALIFIED`,
    ]);
    expect(await world.freeOn(DAY, ana)).toEqual([]);
    await put(`therapists/${ana}`, bodyOf({ ...therapist, version }), version + 1);
  });

  it('who leave list everybody they were to treat', async () => {
    const { version, ...therapist } = await one<DeskTherapist>('therapists', ana);
    const body = bodyOf({ ...therapist, version }, { active: false });
    expect(await previewThenSave(`therapists/${ana}`, body, version)).toEqual([
      `${booked.reference} THERAPIST_INACTIVE`,
    ]);
    await put(`therapists/${ana}`, bodyOf({ ...therapist, version }), version + 1);
  });

  it('with a cap per week are sold up to it', async () => {
    const { version, ...therapist } = await one<DeskTherapist>('therapists', ana);
    // One hour at 1.3 points a minute is booked: 78 points, and no second hour fits under 100.
    const body = bodyOf({ ...therapist, version }, { effortCapPerWeekTenths: 1000 });
    expect(await put(`therapists/${ana}`, body, version)).toMatchObject({ status: 200 });
    expect(await world.freeOn('2027-01-15', ana)).toEqual([]);
    expect(await world.freeOn('2027-01-18', ana)).not.toEqual([]);
    await put(`therapists/${ana}`, bodyOf({ ...therapist, version }), version + 1);
  });
});

describe('services', () => {
  const bodyOf = (
    { id: _, version: __, durations, ...service }: DeskService,
    change: object = {},
  ) => ({
    ...service,
    durations: durations.map(({ minutes, price }) => ({ minutes, amount: price.amount })),
    ...change,
  });
  const path = () => `services/${world.clinic.serviceId}`;
  const sports = () => one<DeskService>('services', world.clinic.serviceId);

  it('change price and lengths at once, and keep what is booked', async () => {
    const { version, ...service } = await sports();
    const durations = [{ minutes: 45, amount: 6000 }];
    const body = bodyOf({ ...service, version }, { durations });
    expect(await put(path(), body, version)).toMatchObject({
      ...{ status: 200, body: { durations: [{ minutes: 45, price: { amount: 6000 } }] } },
    });
    const shown = await world.call<{ id: string; durations: object[] }[]>('GET', 'services');
    expect(shown.body.find(({ id }) => id === service.id)?.durations).toEqual([
      { minutes: 45, price: { amount: 6000, currency: 'GBP' } },
    ]);
    const asked = `availability?serviceId=${service.id}&durationMin=60&from=${DAY}&to=${DAY}`;
    expect(await world.call('GET', asked)).toMatchObject({
      ...{ status: 422, body: { code: 'DURATION_NOT_SOLD' } },
    });
    expect(await asKnown()).toMatchObject({ status: 'confirmed' });
    expect((await put(path(), bodyOf({ ...service, version }), version + 1)).status).toBe(200);
    expect(await world.freeOn(DAY)).not.toEqual([]);
  });

  it('with one length at two prices are refused', async () => {
    const { version, ...service } = await sports();
    const durations = [
      { minutes: 60, amount: 6000 },
      { minutes: 60, amount: 7000 },
    ];
    const answer = await put(path(), bodyOf({ ...service, version }, { durations }), version);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'DURATION_TWICE', errors: [{ path: 'durations.1.minutes' }] },
    });
  });

  it('that need a feature no room has list whom that strands', async () => {
    const { version, ...service } = await sports();
    const body = bodyOf({ ...service, version }, { roomFeatures: ['sauna'] });
    expect(await previewThenSave(path(), body, version)).toEqual([`${booked.reference} NO_ROOM`]);
    expect(await world.freeOn(DAY)).toEqual([]);
    expect((await put(path(), bodyOf({ ...service, version }), version + 1)).status).toBe(200);
  });

  it('are created, sold, and sold no more', async () => {
    const { sort: _, ...like } = bodyOf(await sports(), { name: 'Race day', sort: 9 }) as Record<
      string,
      unknown
    >;
    const { active: __, ...body } = { ...like, sort: 9 } as Record<string, unknown>;
    const made = await world.as<DeskService>(world.owner, 'POST', 'services', { body });
    expect(made).toMatchObject({ status: 201, body: { name: 'Race day', active: true } });
    const shown = async () =>
      (await world.call<{ name: string }[]>('GET', 'services')).body.map(({ name }) => name);
    expect(await shown()).toContain('Race day');
    await put(`services/${made.body.id}`, bodyOf(made.body, { active: false }), 1);
    expect(await shown()).not.toContain('Race day');
  });
});

describe('policies', () => {
  it('are read and written whole, in the version that was seen', async () => {
    const read = await world.as<DeskPolicies>(world.frontDesk, 'GET', 'policies');
    const { policies, version } = read.body;
    expect(read.headers.get('etag')).toBe(`"${version}"`);
    const changed = { ...policies, noticeMin: 2880, lateCancellationFeePercent: 50 };
    expect((await put('policies', changed)).status).toBe(428);
    expect((await put('policies', changed, version + 1)).status).toBe(412);
    const { noticeMin: _, ...partial } = changed;
    expect(await put('policies', partial, version)).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'noticeMin' }] } },
    });
    const saved = await put<DeskPolicies>('policies', changed, version);
    expect(saved).toMatchObject({ status: 200, body: { policies: changed, version: version + 1 } });
    // Monday 06:00 plus two days of notice.
    expect(await world.freeOn('2027-01-12')).toEqual([]);
    const shown = await world.call<{ policies: string[] }>('GET', '');
    expect(shown.body.policies.join(' ')).toContain('50% of the price');
    const rows = await world.auditOf(world.clinic.clinicId);
    expect(rows).toMatchObject([
      {
        actor: `staff:${world.owner.userId}`,
        action: 'policies.changed',
        details: { noticeMin: [60, 2880], lateCancellationFeePercent: [0, 50] },
      },
    ]);
    expect((await put('policies', policies, version + 1)).status).toBe(200);
  });

  it('that ask for more notice than can be booked ahead are refused: nothing could be booked', async () => {
    const { policies, version } = (await world.as<DeskPolicies>(world.owner, 'GET', 'policies'))
      .body;
    const changed = { ...policies, noticeMin: 2 * 1440, horizonDays: 1 };
    expect(await put('policies', changed, version)).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'noticeMin' }] } },
    });
    const last = { ...changed, noticeMin: 2 * 1440 - 1 };
    expect((await put('policies', last, version)).status).toBe(200);
    expect((await put('policies', policies, version + 1)).status).toBe(200);
  });

  it('with a hold that gets shorter when it is extended are refused', async () => {
    const { policies, version } = (await world.as<DeskPolicies>(world.owner, 'GET', 'policies'))
      .body;
    const changed = { ...policies, holdMin: 20, holdExtendedMin: 10 };
    expect(await put('policies', changed, version)).toMatchObject({
      ...{ status: 422, body: { errors: [{ path: 'holdExtendedMin' }] } },
    });
  });
});
