import type {
  BookingView,
  DeskBookingDetail,
  DeskCheck,
  DeskDay,
  DeskHealth,
  ReOffersResult,
  SickCallView,
} from '@limber/contracts';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';
import { phoneBody, post, whileDeciding } from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
beforeAll(async () => {
  api = await startApi({
    ...{ therapists: 3, rooms: 2, policies: { noticeMin: 0 } },
    environment: { DATABASE_POOL: '12' },
  });
  fay = await hire(api, 'fay@clinic.example');
  await api.db.asOwner(`UPDATE room SET capacity = 2, features = '{couples}' WHERE id = $1`, [
    api.clinic.roomIds[0],
  ]);
});
afterAll(() => api.close());
beforeEach(() =>
  api.db.asOwner(
    `UPDATE occupancy SET status = 'released', expires_at = NULL WHERE status <> 'released'`,
  ),
);

const START = '2027-01-14T09:00:00.000Z';
type HeldForTwo = Held & { secondTherapistId: string | null; price: { amount: number } };

const holdForTwo = (startsAt = START, therapistId?: string) =>
  api.call<HeldForTwo>('POST', 'holds', {
    body: { ...holdBody(api.clinic, startsAt, therapistId), partySize: 2 },
  });

const guest = { name: 'Bo Lind', screening: [] as string[] };
let people = 0;
const confirm = (held: HeldForTwo, change: Record<string, unknown> = { guest }) => {
  const email = `pair-${(people += 1)}@example.com`;
  const client = { name: 'Ada Hill', email, phone: '07700 900123' };
  return api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.id, { client, ...change }),
    headers: { 'hold-token': held.token },
  });
};

async function bookForTwo(startsAt = START) {
  const held = (await holdForTwo(startsAt)).body;
  const booked = await confirm(held);
  if (booked.status !== 201) throw new Error(booked.text);
  const token = new URL(booked.body.manageUrl).searchParams.get('token') ?? '';
  const { reference } = booked.body;
  return { held, reference, headers: { 'link-token': token } };
}

const taken = async (startsAt: string) =>
  (
    await api.db.asOwner<{ id: string }>(
      `SELECT resource_id AS id FROM occupancy WHERE status <> 'released' AND lower(during) = $1
          AND (expires_at IS NULL OR expires_at > app_now())
        ORDER BY 1`,
      [startsAt],
    )
  ).map(({ id }) => id);

interface Room {
  id: string;
  name: string;
  features: string[];
  version: number;
}

interface Slots {
  days: { slots: { startsAt: string; therapistIds: string[] }[] }[];
}
const listed = async (more = '') => {
  const { body } = await api.call<Slots>(
    'GET',
    `availability?serviceId=${api.clinic.serviceId}&durationMin=60&from=2027-01-14&to=2027-01-14${more}`,
  );
  return body.days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt));
};

describe('a session for two', () => {
  it('takes two therapists and one room, and costs what two cost', async () => {
    const { body, status } = await holdForTwo();
    expect(status).toBe(201);
    expect(body.secondTherapistId).not.toBe(body.therapistId);
    expect(body.price.amount).toBe(14_000);
    const ids = [body.therapistId, body.secondTherapistId, api.clinic.roomIds[0]];
    expect(await taken(START)).toEqual(ids.sort());
  });

  it('is listed where both and the room are free, and nowhere else', async () => {
    expect(await listed('&partySize=2')).toContain(START);
    await holdForTwo();
    // The third therapist and the other room are free: enough for one, not for two.
    expect(await listed('&partySize=2')).not.toContain(START);
    expect(await listed()).toContain(START);
    const lost = await holdForTwo();
    expect(lost).toMatchObject({
      status: 409,
      body: { code: 'SLOT_TAKEN', alternatives: { length: 3 } },
    });
  });

  it('has one of the two where a therapist is wished for', async () => {
    const [, , third = ''] = api.clinic.therapistIds;
    const { body } = await holdForTwo(START, third);
    expect(body.therapistId).toBe(third);
    expect(body.secondTherapistId).not.toBe(third);
  });

  it('is booked with both people’s answers, and both therapists are named to everybody', async () => {
    const { held, reference, headers } = await bookForTwo();
    const read = await api.call<BookingView>('GET', `bookings/${reference}`, { headers });
    expect(read.body).toMatchObject({
      price: { amount: 14_000 },
      therapist: { id: held.therapistId },
      guest: { name: 'Bo Lind', therapist: { id: held.secondTherapistId } },
    });
    const detail = await api.call<DeskBookingDetail>(
      'GET',
      `desk/bookings/${reference}`,
      asPerson(fay),
    );
    expect(detail.body.guest).toMatchObject({
      name: 'Bo Lind',
      therapist: { id: held.secondTherapistId },
      caution: false,
    });
    const day = await api.call<DeskDay>('GET', 'desk/day?date=2027-01-14', asPerson(fay));
    const columns = day.body.columns.filter(({ bookings }) => bookings.length > 0);
    expect(columns.map(({ therapistId }) => therapistId).sort()).toEqual(
      [held.therapistId, held.secondTherapistId].sort(),
    );
    const [row] = await api.db.asOwner<{ screening: Buffer }>(
      'SELECT screening FROM booking_guest',
    );
    expect(row?.screening.toString()).not.toContain('codes');
  });

  it.each([
    ['nobody second', {}, 422, 'GUEST_NEEDED'],
    [
      'a sign of the second',
      { guest: { ...guest, screening: ['dark_urine'] } },
      422,
      'SCREENING_REFUSED',
    ],
    [
      'a doubt about the second',
      { guest: { ...guest, screening: ['pregnancy_t1'] } },
      422,
      'GUEST_NOT_BOOKABLE',
    ],
    ['no name', { guest: { name: ' ', screening: [] } }, 422, 'VALIDATION_FAILED'],
  ])('is not booked with %s; the hold stays', async (_, change, status, code) => {
    const { body: held } = await holdForTwo();
    const before = await api.db.asOwner('SELECT 1 FROM booking');
    expect(await confirm(held, change)).toMatchObject({ status, body: { code } });
    expect(await api.db.asOwner('SELECT 1 FROM booking')).toHaveLength(before.length);
    expect((await confirm(held)).status).toBe(201);
  });

  it('takes no second person where one was kept a time', async () => {
    const { body: held } = await api.call<HeldForTwo>('POST', 'holds', {
      body: holdBody(api.clinic, START),
    });
    expect((await confirm(held)).body).toMatchObject({ code: 'GUEST_UNEXPECTED' });
  });

  it('is cancelled as a whole', async () => {
    const { reference, headers } = await bookForTwo();
    await api.call('POST', `bookings/${reference}/cancel`, { headers, body: {} });
    expect(await taken(START)).toEqual([]);
  });

  it('moves as a whole, and both keep their therapist while both are free', async () => {
    const { held, reference, headers } = await bookForTwo();
    const later = '2027-01-14T14:00:00.000Z';
    const moved = await api.call<BookingView>('POST', `bookings/${reference}/reschedule`, {
      headers,
      body: { startsAt: later },
    });
    expect(moved.body).toMatchObject({
      startsAt: later,
      therapist: { id: held.therapistId },
      guest: { therapist: { id: held.secondTherapistId } },
    });
    expect(await taken(START)).toEqual([]);
    expect(await taken(later)).toHaveLength(3);
  });

  it('can move to where both are free, and is offered nothing else', async () => {
    const { held, reference, headers } = await bookForTwo();
    const block = {
      resourceIds: api.clinic.therapistIds.filter((id) => id !== held.therapistId),
      ...{ startsAt: '2027-01-14T12:00:00Z', endsAt: '2027-01-14T13:00:00Z', reason: 'Meeting' },
    };
    expect((await post(api, fay, 'blocks', block)).status).toBe(201);
    const { body } = await api.call<Slots>(
      ...(['GET', `bookings/${reference}/times?from=2027-01-14&to=2027-01-14`] as const),
      { headers },
    );
    const starts = body.days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt));
    expect(starts).toContain('2027-01-14T15:00:00.000Z');
    expect(starts).not.toContain('2027-01-14T12:00:00.000Z');
    // One of them alone could be there then, in the other room.
    expect(await listed(`&therapistId=${held.therapistId}`)).toContain('2027-01-14T12:00:00.000Z');
  });

  it('stays as a whole when only one of the two could move', async () => {
    const { reference, headers } = await bookForTwo();
    const later = '2027-01-14T14:00:00.000Z';
    for (const therapistId of api.clinic.therapistIds.slice(0, 2)) {
      await api.call('POST', 'holds', { body: holdBody(api.clinic, later, therapistId) });
    }
    const lost = await api.call('POST', `bookings/${reference}/reschedule`, {
      headers,
      body: { startsAt: later },
    });
    expect(lost).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect(await taken(START)).toHaveLength(3);
  });

  it('moved by staff is judged for both, and never laid into one pair of hands', async () => {
    const { reference, held } = await bookForTwo();
    const second = held.secondTherapistId ?? '';
    const move = (startsAt: string, more: object = {}) =>
      api.call<{ code?: string; broken?: { code: string }[] }>(
        'POST',
        `desk/bookings/${reference}/move`,
        { ...asPerson(fay, { 'if-match': '"1"' }), body: { startsAt, ...more } },
      );
    const one = await move('2027-01-14T14:00:00.000Z', { therapistId: second });
    expect(one).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    const evening = '2027-01-14T15:00:00.000Z';
    await api.db.asOwner(`UPDATE shift SET ends_at = '15:30' WHERE therapist_id = $1`, [second]);
    const refused = await move(evening);
    await api.db.asOwner(`UPDATE shift SET ends_at = '17:00' WHERE therapist_id = $1`, [second]);
    expect(refused).toMatchObject({ status: 409, body: { code: 'OVERRIDE_NEEDED' } });
    expect(refused.body.broken?.map(({ code }) => code)).toEqual(['SHIFT']);
    expect((await move(evening)).status).toBe(200);
    expect(await taken(evening)).toEqual(
      [held.therapistId, second, api.clinic.roomIds[0] ?? ''].sort(),
    );
  });

  it('is judged for both before staff move it, as it is when they do', async () => {
    const { reference, held } = await bookForTwo();
    const second = held.secondTherapistId ?? '';
    const check = async (startsAt: string, change: object = {}) => {
      const { body } = await api.call<DeskCheck>('POST', 'desk/checks', {
        ...asPerson(fay),
        body: {
          ...{ serviceId: api.clinic.serviceId, durationMin: 60, startsAt, reference },
          ...{ therapistId: held.therapistId, locationId: api.clinic.locationId, ...change },
        },
      });
      return { codes: body.broken.map(({ code }) => code), body };
    };
    expect((await check('2027-01-14T13:00:00.000Z')).codes).toEqual([]);
    const single = holdBody(api.clinic, '2027-01-14T13:00:00.000Z', second);
    expect((await api.call('POST', 'holds', { body: single })).status).toBe(201);
    const busy = await check('2027-01-14T13:00:00.000Z');
    expect(busy.codes).toContain('BUSY');
    expect(busy.body.overridable).toBe(false);
    expect((await check('2027-01-14T14:00:00.000Z')).codes).toEqual(['REST']);
    const inOne = await check('2027-01-14T15:30:00.000Z', { therapistId: second });
    expect(inOne.codes).toEqual(['BUSY']);
  });

  it('moved by staff waits for whoever is deciding about either pair of hands', async () => {
    const { reference, held } = await bookForTwo();
    const hands = [held.therapistId, held.secondTherapistId ?? ''];
    for (const [n, therapistId] of hands.entries()) {
      // Another day each time: the day it leaves is locked for both anyway.
      const startsAt = `2027-01-2${1 + n}T13:00:00.000Z`;
      const { waited, answer } = await whileDeciding(
        api,
        { resourceIds: [therapistId], startsAt },
        () =>
          api.call('POST', `desk/bookings/${reference}/move`, {
            ...asPerson(fay, { 'if-match': `"${n + 1}"` }),
            body: { startsAt },
          }),
      );
      expect([waited, answer.status]).toEqual([true, 200]);
    }
  });

  it('moved by staff stays in its own room for two unless another is named', async () => {
    const { reference, held } = await bookForTwo();
    const [own = '', other = ''] = api.clinic.roomIds;
    const startsAt = '2027-01-14T13:00:00.000Z';
    const third = api.clinic.therapistIds.find(
      (id) => id !== held.therapistId && id !== held.secondTherapistId,
    );
    const move = (more: object = {}) =>
      api.call<{ code?: string; room?: { id: string } }>(
        'POST',
        `desk/bookings/${reference}/move`,
        { ...asPerson(fay, { 'if-match': '"1"' }), body: { startsAt, ...more } },
      );
    await api.db.asOwner(`UPDATE room SET capacity = 2, features = '{couples}' WHERE id = $1`, [
      other,
    ]);
    const single = await post(
      api,
      fay,
      'bookings',
      phoneBody(api, startsAt, { therapistId: third, roomId: own }),
    );
    expect(single.status).toBe(201);
    expect(await move()).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect(await move({ roomId: other })).toMatchObject({
      status: 200,
      body: { room: { id: other } },
    });
    await api.db.asOwner(`UPDATE room SET capacity = 1, features = '{}' WHERE id = $1`, [other]);
  });

  it('is listed as without its place when its room becomes a room for one', async () => {
    const { reference } = await bookForTwo();
    const owner = await hire(api, 'olu@clinic.example', { role: 'owner' });
    const [roomId = ''] = api.clinic.roomIds;
    const rooms = await api.call<Room[]>('GET', 'desk/rooms', asPerson(owner));
    const room = rooms.body.find(({ id }) => id === roomId);
    const { name = '', features = [], version = 0 } = room ?? {};
    const single = { name, features, active: true, capacity: 1 };
    const preview = await api.call<{ stranded: { reference: string; why: string[] }[] }>(
      'PUT',
      `desk/rooms/${roomId}?preview=true`,
      { ...asPerson(owner, { 'if-match': `"${version}"` }), body: single },
    );
    expect(preview.body.stranded).toContainEqual(
      expect.objectContaining({ reference, why: ['NO_ROOM'] }),
    );
  });

  it('is arranged by a person when one or both are ill: listed once, nobody proposed or offered for it', async () => {
    const start = '2027-02-02T09:00:00.000Z';
    const { held, reference } = await bookForTwo(start);
    const pair = [held.therapistId, held.secondTherapistId];
    const spare = api.clinic.therapistIds.find((id) => !pair.includes(id));
    const callSick = async (therapistId: string | null) =>
      (
        await post<SickCallView>(api, fay, 'sick-calls', {
          ...{ therapistId, from: '2027-02-02T08:00:00Z', to: '2027-02-02T12:00:00Z' },
        })
      ).body;
    const listed = {
      bookings: [{ reference, isForTwo: true, replacements: [], suggestedTherapistId: null }],
      listedElsewhere: 0,
    };
    const second = await callSick(held.secondTherapistId);
    expect(second).toMatchObject(listed);
    expect(await callSick(held.therapistId)).toMatchObject(listed);
    // The first of the two is ill as well: it stands with that call, and with this one no more.
    const again = await callSick(held.secondTherapistId);
    expect(again).toMatchObject({ id: second.id, bookings: [], listedElsewhere: 1 });
    const made = await post<ReOffersResult>(api, fay, 're-offers', {
      offers: [{ reference, therapistId: spare }],
    });
    expect(made.body).toEqual({ offered: [], refused: [{ reference, code: 'FOR_TWO' }] });
  });

  it('is confirmed late as a whole, or not at all, once its hold has expired', async () => {
    const start = '2027-01-18T09:00:00.000Z';
    const { body: late } = await holdForTwo(start);
    await api.db.advance('PT11M');
    expect((await confirm(late)).status).toBe(201);
    expect(await taken(start)).toHaveLength(3);

    const other = '2027-01-19T09:00:00.000Z';
    const { body: lost } = await holdForTwo(other);
    await api.db.advance('PT11M');
    await api.call('POST', 'holds', { body: holdBody(api.clinic, other, lost.therapistId) });
    expect(await confirm(lost)).toMatchObject({ status: 409, body: { code: 'HOLD_EXPIRED' } });
    expect(await taken(other)).toHaveLength(2);
  });
});

describe('the hands of a session for two', () => {
  it('read of the person on their own table, and of nobody else', async () => {
    const held = (await holdForTwo()).body;
    const screening = ['bp_controlled'];
    const booked = await confirm(held, { guest: { name: 'Bo Lind', screening } });
    expect(booked.status).toBe(201);
    const path = `desk/bookings/${booked.body.reference}/health`;
    const handsOf = async (therapistId: string | null, email: string) =>
      hire(api, email, { role: 'therapist', therapistId });
    const free = api.clinic.therapistIds.find(
      (id) => id !== held.therapistId && id !== held.secondTherapistId,
    );
    const first = await handsOf(held.therapistId, 'first@clinic.example');
    const second = await handsOf(held.secondTherapistId, 'second@clinic.example');
    const third = await handsOf(free ?? null, 'third@clinic.example');
    const read = (person: Person) => api.call<DeskHealth>('GET', path, asPerson(person));
    const [ofClient, ofGuest] = [(await read(first)).body, (await read(second)).body];
    expect(ofClient.of).toEqual({ name: 'Ada Hill', isGuest: false });
    expect(ofClient.screening?.yes).toEqual([]);
    expect(ofGuest.of).toEqual({ name: 'Bo Lind', isGuest: true });
    expect(ofGuest.screening?.yes.map(({ code }) => code)).toEqual(screening);
    expect(ofGuest.limits.pressureCap).toBe('moderate');
    expect((await read(third)).status).toBe(404);
    expect((await read(fay)).status).toBe(404);
    const looks = await api.db.asOwner<{ actor: string }>(
      `SELECT actor FROM audit_log a JOIN booking b ON b.id::text = a.subject
        WHERE a.action = 'health.read' AND b.reference = $1 ORDER BY a.id`,
      [booked.body.reference],
    );
    expect(looks.map(({ actor }) => actor)).toEqual(
      [first, second].map(({ userId }) => `staff:${userId}`),
    );
    await api.db.setNow(START);
    const visit = { ...asPerson(second), body: { state: 'arrived' } };
    const step = `desk/bookings/${booked.body.reference}/visit`;
    expect((await api.call('POST', step, visit)).status).toBe(200);
    const other = { ...asPerson(third), body: { state: 'in_session' } };
    expect((await api.call('POST', step, other)).status).toBe(404);
  });
});

describe('twos against ones at one time', () => {
  it('ends in one consistent state every time: whole pairs, nobody twice, no deadlock', async () => {
    for (const day of ['25', '26', '27', '28', '29']) {
      const start = `2027-01-${day}T10:00:00.000Z`;
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          n % 2 === 0
            ? holdForTwo(start)
            : api.call<HeldForTwo>('POST', 'holds', { body: holdBody(api.clinic, start) }),
        ),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
      const won = answers.filter(({ status }) => status === 201).map(({ body }) => body);
      const pairs = won.filter(({ secondTherapistId }) => secondTherapistId !== null);
      // One couples room: at most one pair; and never more people than work.
      expect(pairs.length).toBeLessThanOrEqual(1);
      const hands = won.flatMap((w) => [w.therapistId, w.secondTherapistId].filter(Boolean));
      expect(new Set(hands).size).toBe(hands.length);
      expect(await taken(start)).toHaveLength(won.length * 2 + pairs.length);
    }
    const [stats] = await api.db.asOwner<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(stats?.deadlocks).toBe('0');
  });
});
