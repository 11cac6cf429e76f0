import type { DeskCalendar, DeskDay } from '@limber/contracts';
import {
  type Answer,
  type ApiWorld,
  bookingBody,
  holdBody,
  type Held,
  startApi,
} from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person, readsOf } from './desk.testing.ts';

const DAY = '2027-01-13';
const WEEK = { from: '2027-01-11', to: '2027-01-17' };

let api: ApiWorld;
let frontDesk: Person;
let ana: Person;
let mine: string;
let colleague: string;
let own: { reference: string; id: string };
let theirs: { reference: string };

const calendar = (
  who: Person,
  { from = DAY, to = DAY, more = '' } = {},
): Promise<Answer<DeskCalendar>> =>
  api.call<DeskCalendar>('GET', `desk/calendar?from=${from}&to=${to}${more}`, asPerson(who));
const owner = (sql: string, values: unknown[]) => api.db.asOwner(sql, values);

async function block(resourceId: string, from: string, to: string): Promise<string> {
  const blockId = api.db.ids.uuid();
  await owner(
    `INSERT INTO block (clinic_id, id, reason, created_by, created_at) VALUES ($1, $2, $3, 'staff:x', $4)`,
    [api.clinic.clinicId, blockId, 'Table repair', new Date(from)],
  );
  await owner(
    `INSERT INTO occupancy (clinic_id, id, resource_id, during, before_min, after_min, effort_tenths,
                            status, block_id)
     VALUES ($1, $2, $3, tstzrange($4, $5), 0, 0, 0, 'blocked', $6)`,
    [api.clinic.clinicId, api.db.ids.uuid(), resourceId, from, to, blockId],
  );
  return blockId;
}

beforeAll(async () => {
  api = await startApi();
  [mine = '', colleague = ''] = api.clinic.therapistIds;
  await owner('UPDATE therapist SET effort_cap_per_day = 2000 WHERE id = $1', [mine]);
  frontDesk = await hire(api, 'fay@clinic.example');
  ana = await hire(api, 'ana@clinic.example', { role: 'therapist', therapistId: mine });
  own = await bookTrained(api, `${DAY}T10:00:00Z`, mine, { note: 'my left knee' });
  theirs = await bookTrained(api, `${DAY}T12:00:00Z`, colleague, { email: 'bo@example.com' });
});
afterAll(() => api.close());

describe('the calendar', () => {
  it('has a column for each therapist and room, and each booking once with what it takes', async () => {
    const { body, status } = await calendar(frontDesk);
    expect(status).toBe(200);
    expect(body.therapists.map(({ id }) => id).sort()).toEqual([...api.clinic.therapistIds].sort());
    expect(body.rooms.map(({ id }) => id).sort()).toEqual([...api.clinic.roomIds].sort());
    expect(body.bookings.map(({ reference }) => reference)).toEqual([
      own.reference,
      theirs.reference,
    ]);
    const [card] = body.bookings;
    expect(card).toMatchObject({ revision: 1, serviceId: api.clinic.serviceId, health: null });
    expect(card?.therapists.map(({ id }) => id)).toEqual([mine]);
    // The hands rest 15 minutes, the room is reset in 10.
    const gaps = Object.fromEntries((card?.takes ?? []).map((t) => [t.resourceId, t.afterMin]));
    expect(gaps).toEqual({ [mine]: 15, [card?.room.id ?? '']: 10 });
  });

  it('shows shifts as instants on the day they are worked, and opening hours', async () => {
    const { body } = await calendar(frontDesk, WEEK);
    const column = body.therapists.find(({ id }) => id === mine);
    expect(column?.shifts).toHaveLength(7);
    expect(column?.shifts[0]).toMatchObject({
      startsAt: '2027-01-11T09:00:00.000Z',
      endsAt: '2027-01-11T17:00:00.000Z',
      locationId: api.clinic.locationId,
    });
    expect(body.locations[0]?.hours[0]).toEqual({
      startsAt: '2027-01-11T08:00:00.000Z',
      endsAt: '2027-01-11T20:00:00.000Z',
    });
    expect(body.days.map(({ date }) => date)).toHaveLength(7);
  });

  it('shows every shift that reaches into a day, whatever date it has at its place; so does the day', async () => {
    const { body: day } = await calendar(frontDesk);
    const zone = 'UPDATE location SET time_zone = $1';
    await owner(zone, ['Pacific/Auckland']);
    const [{ body }, { body: list }] = await Promise.all([
      calendar(frontDesk),
      api.call<DeskDay>('GET', `desk/day?date=${DAY}`, asPerson(frontDesk)),
    ]);
    await owner(zone, ['Europe/London']);
    // Nine to five there is eight in the evening to four in the morning here.
    const nights = [
      ['2027-01-12T20:00:00.000Z', '2027-01-13T04:00:00.000Z'],
      ['2027-01-13T20:00:00.000Z', '2027-01-14T04:00:00.000Z'],
    ];
    const spans = (all: { startsAt: string; endsAt: string }[] = []) =>
      all.map(({ startsAt, endsAt }) => [startsAt, endsAt]);
    expect(spans(body.therapists.find(({ id }) => id === mine)?.shifts)).toEqual(nights);
    expect(spans(list.columns.find(({ therapistId }) => therapistId === mine)?.shifts)).toEqual(
      nights,
    );
    expect(spans(body.locations[0]?.hours)).toEqual([
      ['2027-01-12T19:00:00.000Z', '2027-01-13T07:00:00.000Z'],
      ['2027-01-13T19:00:00.000Z', '2027-01-14T07:00:00.000Z'],
    ]);
    expect(day.therapists.find(({ id }) => id === mine)?.shifts).toHaveLength(1);
  });

  it('counts the effort of a day against the cap', async () => {
    const { body } = await calendar(frontDesk, WEEK);
    const effort = body.therapists.find(({ id }) => id === mine)?.effort ?? [];
    const [{ effort_tenths: booked = 0 } = {}] = await api.db.asOwner<{ effort_tenths: number }>(
      'SELECT effort_tenths FROM occupancy WHERE booking_id = $1 AND resource_id = $2',
      [own.id, mine],
    );
    expect(booked).toBeGreaterThan(0);
    expect(effort.find(({ date }) => date === DAY)).toEqual({
      ...{ date: DAY, usedTenths: booked, capTenths: 2000 },
    });
    expect(effort.filter(({ usedTenths }) => usedTenths > 0)).toHaveLength(1);
  });

  it('shows blocks with their reason and time off with its reason', async () => {
    const blockId = await block(colleague, `${DAY}T15:00:00Z`, `${DAY}T16:00:00Z`);
    await owner(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       VALUES ($1, $2, $3, tstzrange($4, $5), 'training')`,
      [api.clinic.clinicId, api.db.ids.uuid(), colleague, `${DAY}T09:00:00Z`, `${DAY}T10:00:00Z`],
    );
    const { body } = await calendar(frontDesk);
    expect(body.blocks).toEqual([
      {
        ...{ id: blockId, reason: 'Table repair', resourceIds: [colleague] },
        ...{ startsAt: `${DAY}T15:00:00.000Z`, endsAt: `${DAY}T16:00:00.000Z` },
      },
    ]);
    expect(body.therapists.find(({ id }) => id === colleague)?.unavailable).toEqual([
      {
        ...{ startsAt: `${DAY}T09:00:00.000Z`, endsAt: `${DAY}T10:00:00.000Z` },
        reason: 'training',
      },
    ]);
  });

  it('shows a live hold without a word about who holds, and forgets it when it expires', async () => {
    const held = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, `${DAY}T14:00:00Z`, mine),
    });
    expect(held.status).toBe(201);
    const { body } = await calendar(frontDesk);
    expect(body.holds).toHaveLength(1);
    expect(Object.keys(body.holds[0] ?? {}).sort()).toEqual([
      ...['endsAt', 'expiresAt', 'resourceIds', 'startsAt'],
    ]);
    expect(body.holds[0]?.resourceIds).toContain(mine);
    await api.db.advance('PT11M');
    expect((await calendar(frontDesk)).body.holds).toEqual([]);
  });

  it('leaves out what was cancelled', async () => {
    const held = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, `${DAY}T13:00:00Z`, mine),
    });
    const booked = await api.call<{ reference: string }>('POST', 'bookings', {
      body: bookingBody(held.body.id, { screening: [] }),
      headers: { 'hold-token': held.body.token },
    });
    const { reference } = booked.body;
    const isShown = async () =>
      (await calendar(frontDesk)).body.bookings.some((card) => card.reference === reference);
    expect(await isShown()).toBe(true);
    await api.call('POST', `desk/bookings/${reference}/cancel`, {
      ...asPerson(frontDesk, { 'if-match': '"1"' }),
      body: { reason: 'client_asked' },
    });
    expect(await isShown()).toBe(false);
  });

  it('narrows to a location; one that does not exist is not found', async () => {
    const here = await calendar(frontDesk, { more: `&locationId=${api.clinic.locationId}` });
    expect(here.body.bookings.length).toBeGreaterThan(0);
    const nowhere = await calendar(frontDesk, { more: `&locationId=${mine}` });
    expect(nowhere.status).toBe(404);
  });

  it.each([
    ['from after to', '2027-01-14', '2027-01-13', 'RANGE_REVERSED'],
    ['more than 14 days', '2027-01-01', '2027-01-15', 'RANGE_TOO_LONG'],
    ['no such date', '2027-02-30', '2027-03-01', 'VALIDATION_FAILED'],
  ])('refuses %s', async (_, from, to, code) => {
    const answer = await calendar(frontDesk, { from, to });
    expect(answer).toMatchObject({ status: 422, body: { code } });
  });

  it('shows fourteen days', async () => {
    const { body, status } = await calendar(frontDesk, { from: '2027-01-01', to: '2027-01-14' });
    expect(status).toBe(200);
    expect(body.days).toHaveLength(14);
  });
});

describe('a therapist', () => {
  it('sees the own column, the own bookings and nobody else’s blocks', async () => {
    const { body, text } = await calendar(ana, WEEK);
    expect(body.therapists.map(({ id }) => id)).toEqual([mine]);
    expect(body.bookings.map(({ reference }) => reference)).toEqual([own.reference]);
    expect(body.blocks).toEqual([]);
    expect(text).not.toContain(theirs.reference);
  });

  it('is told of health for one day, each look written down, and never for a week', async () => {
    const before = (await readsOf(api, own.id)).length;
    const week = await calendar(ana, WEEK);
    expect(week.body.bookings[0]?.health).toBeNull();
    expect(await readsOf(api, own.id)).toHaveLength(before);
    const day = await calendar(ana);
    expect(day.body.bookings[0]?.health).toMatchObject({ trainingType: 'long_endurance' });
    expect(await readsOf(api, own.id)).toHaveLength(before + 1);
  });
});

describe('the front desk', () => {
  it('is told nothing about health', async () => {
    const { body, text } = await calendar(frontDesk);
    expect(body.bookings.map(({ health }) => health)).toEqual([null, null]);
    expect(text).not.toMatch(/bp_controlled|blood pressure|long_endurance|left knee|soreness/i);
  });
});
