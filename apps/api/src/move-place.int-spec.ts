import type { BookingView, DeskBookingDetail, DeskCheck, MoveTimesView } from '@limber/contracts';
import { MessageSources, MessageStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { type ApiWorld, bookOnline, holdBody, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';
import { mailsTo, overlapsIn, post, type Problem, startBody } from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: string;
let tom: string;
let leila: string;
let here: string;
let there: string;
let roomThere: string;
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0 } });
  [ana = '', tom = '', leila = ''] = api.clinic.therapistIds;
  here = api.clinic.locationId;
  roomThere = api.clinic.roomIds[2] ?? '';
  fay = await hire(api, 'fay@clinic.example');
  const [{ id = '' } = {}] = await api.db.asOwner<{ id: string }>(
    `INSERT INTO location (clinic_id, id, name, address, time_zone, opening_hours, reset_inside_shift)
     SELECT clinic_id, gen_random_uuid(), 'There', address, time_zone, opening_hours, false
       FROM location RETURNING id`,
  );
  there = id;
  // Leila and one room are there, Ana and Tom and the others here.
  await api.db.asOwner('UPDATE shift SET location_id = $1 WHERE therapist_id = $2', [there, leila]);
  await api.db.asOwner(
    `UPDATE room SET location_id = $1, capacity = 2, features = '{couples}' WHERE id = $2`,
    [...[there, roomThere]],
  );
});
afterAll(() => api.close());
afterEach(() => api.db.asOwner('UPDATE location SET active = true'));

let days = 0;
/** Somebody with Ana at ten of a day of their own. */
async function booked(partySize = 1) {
  days += 1;
  const date = new Date(Date.UTC(2027, 0, 12 + days)).toISOString().slice(0, 10);
  const at = (time: string): string => `${date}T${time}:00.000Z`;
  const email = `mover-${days}@example.com`;
  const { reference, headers } = await bookOnline(
    api,
    { ...holdBody(api.clinic, at('10:00'), ana), partySize },
    {
      client: { name: 'Ada Hill', email, phone: '07700 900123' },
      ...(partySize === 2 && { guest: { name: 'Gil', screening: [] } }),
    },
  );
  const link = { headers };
  return {
    ...{ at, date, email, reference },
    byStaff: (startsAt: string, more: object, revision = 1) =>
      post<DeskBookingDetail & Problem>(
        ...([api, fay, `bookings/${reference}/move`, { startsAt, ...more }] as const),
        { 'if-match': `"${revision}"` },
      ),
    read: () => api.call<BookingView>('GET', `bookings/${reference}`, link),
    check: (startsAt: string, more: object) =>
      post<DeskCheck & Problem>(
        api,
        fay,
        'checks',
        startBody(api, startsAt, { reference, ...more }),
      ),
    times: () =>
      api.call<MoveTimesView>(
        ...(['GET', `bookings/${reference}/times?from=${date}&to=${date}`, link] as const),
      ),
    byClient: (startsAt: string, more: object = {}) =>
      api.call<BookingView & Problem>('POST', `bookings/${reference}/reschedule`, {
        ...link,
        body: { startsAt, ...more },
      }),
    taken: async () =>
      (
        await api.db.asOwner<{ id: string }>(
          `SELECT o.resource_id AS id FROM occupancy o JOIN booking b ON b.id = o.booking_id
            WHERE b.reference = $1 AND o.status <> 'released'`,
          [reference],
        )
      ).map(({ id }) => id),
  };
}

/** What waits has gone out: the client knows of it. */
const sendAll = () =>
  api.db.asOwner(
    `UPDATE message SET state = 'sent' WHERE state = 'planned' AND kind LIKE 'booking_%'`,
  );

/** What the mail of the newest move would say now. */
async function toldOf(reference: string): Promise<Look> {
  const get = <Service>(what: new (...given: never[]) => Service) =>
    api.app.get<Service>(what, { strict: false });
  return get(TransactionRunner).run(api.clinic.clinicId, async (tx) => {
    const [row] = await tx.query<{ chain: string }>(
      'SELECT chain_id AS chain FROM booking WHERE reference = $1',
      [reference],
    );
    const mails = await get(MessageStore).listByChain(tx, row?.chain ?? '');
    const mail = mails.find(({ kind, state }) => kind === 'booking_moved' && state === 'planned');
    if (!mail) throw new Error('no mail of a move waits');
    return get(MessageSources).lastLook(tx, mail);
  });
}
type Look = Awaited<ReturnType<MessageSources['lastLook']>>;

const codesOf = ({ broken }: { broken?: { code: string }[] }) => broken?.map(({ code }) => code);

describe('a visit that staff move to another place', () => {
  it('goes there when that place is named: its time, hands and a room of it, and the client is told', async () => {
    const { at, byStaff, check, taken, email } = await booked();
    const wanted = { therapistId: leila, locationId: there };
    // What was looked at is what is done.
    expect((await check(at('13:00'), wanted)).body).toMatchObject({
      ...{ broken: [], roomId: roomThere },
    });
    const moved = await byStaff(at('13:00'), wanted);
    expect(moved).toMatchObject({
      status: 200,
      body: { location: { id: there }, room: { id: roomThere }, therapist: { id: leila } },
    });
    expect((await taken()).sort()).toEqual([leila, roomThere].sort());
    expect((await mailsTo(api, email)).at(-1)).toMatchObject({ kind: 'booking_moved' });
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('stays where it is when none is named, and goes to none that the clinic does not have', async () => {
    const { at, byStaff } = await booked();
    const stays = await byStaff(at('13:00'), { therapistId: leila });
    expect(stays).toMatchObject({ status: 409, body: { code: 'OVERRIDE_NEEDED' } });
    expect(codesOf(stays.body)).toEqual(['SHIFT']);
    const nowhere = '018f0000-0000-7000-8000-000000000000';
    expect((await byStaff(at('13:00'), { locationId: nowhere })).status).toBe(404);
    const elsewhere = await byStaff(at('13:00'), { roomId: roomThere });
    expect(elsewhere.status).toBe(404);
  });

  it('of two gets a room for two there: its own stays behind', async () => {
    const forTwo = `UPDATE room SET capacity = 2, features = '{couples}' WHERE location_id = $1`;
    await api.db.asOwner(forTwo, [here]);
    const { at, byStaff, check, taken } = await booked(2);
    const wanted = { therapistId: ana, locationId: there };
    const looked = await check(at('13:00'), wanted);
    expect(codesOf(looked.body)).toEqual(['SHIFT']);
    expect(looked.body.roomId).toBe(roomThere);
    const override = { codes: ['SHIFT'], reason: 'therapist_agreed' };
    const moved = await byStaff(at('13:00'), { ...wanted, override });
    expect(moved).toMatchObject({ status: 200, body: { room: { id: roomThere } } });
    expect((await taken()).sort()).toEqual([ana, tom, roomThere].sort());
  });
});

describe('a visit whose place was given up', () => {
  it('is moved by staff to one that is open', async () => {
    const { at, byStaff } = await booked();
    await api.db.asOwner('UPDATE location SET active = false WHERE id = $1', [here]);
    const moved = await byStaff(at('13:00'), { therapistId: leila, locationId: there });
    expect(moved).toMatchObject({ status: 200, body: { location: { id: there } } });
  });

  it('is offered the times of the others to its client, and goes to one of them', async () => {
    const { at, times, byClient } = await booked();
    await api.db.asOwner('UPDATE location SET active = false WHERE id = $1', [here]);
    const listed = await times();
    expect(listed.status).toBe(200);
    const places = listed.body.days.flatMap(({ slots }) => slots.map((slot) => slot.locationId));
    expect([...new Set(places)]).toEqual([there]);
    // The very time it had is a move too, for it is elsewhere.
    const moved = await byClient(at('10:00'), { locationId: there });
    expect(moved).toMatchObject({ status: 200, body: { location: { id: there }, revision: 2 } });
  });

  it('goes to whichever place is open when the client names none', async () => {
    const { at, byClient } = await booked();
    await api.db.asOwner('UPDATE location SET active = false WHERE id = $1', [here]);
    const moved = await byClient(at('14:00'));
    expect(moved).toMatchObject({ status: 200, body: { location: { id: there } } });
  });

  it('stays at its place while that is open, though another would have time', async () => {
    const { at, date, byClient } = await booked();
    await api.db.asOwner(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       SELECT clinic_id, gen_random_uuid(), id, tstzrange($1, $2), 'leave' FROM therapist WHERE id = ANY ($3)`,
      [`${date}T13:00Z`, `${date}T18:00Z`, [ana, tom]],
    );
    const refused = await byClient(at('14:00'));
    expect(refused).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
  });
});

describe('a visit that went to another place', () => {
  const moveThere = async (visit: Awaited<ReturnType<typeof booked>>, time: string) => {
    const override = { codes: ['SHIFT'], reason: 'therapist_agreed' };
    const wanted = { therapistId: ana, locationId: there, override };
    const moved = await visit.byStaff(visit.at(time), wanted);
    expect(moved.status).toBe(200);
  };

  it('is news to its client though time and hands stay, and the mail says where it was', async () => {
    const visit = await booked();
    await sendAll();
    await moveThere(visit, '10:00');
    expect((await mailsTo(api, visit.email)).at(-1)).toMatchObject({
      ...{ kind: 'booking_moved', state: 'planned', revision: 2 },
    });
    expect(await toldOf(visit.reference)).toMatchObject({
      send: { movedFrom: null, therapistBefore: null, placeBefore: 'The Arches' },
    });
    expect((await visit.read()).body.moving).toMatchObject({
      ...{ movedFrom: null, movedFromPlace: { id: here, name: 'The Arches', isOpen: true } },
    });
  });

  it('and back before anybody was told is no news', async () => {
    const visit = await booked();
    await sendAll();
    await moveThere(visit, '13:00');
    const back = { therapistId: ana, locationId: here };
    expect((await visit.byStaff(visit.at('10:00'), back, 2)).status).toBe(200);
    const waiting = (await mailsTo(api, visit.email)).filter(({ state }) => state === 'planned');
    expect(waiting).toEqual([]);
    expect((await visit.read()).body.moving.movedFromPlace).toBeNull();
  });

  it('is news when it comes back to its time there, and not to its place', async () => {
    const visit = await booked();
    await sendAll();
    await moveThere(visit, '13:00');
    const override = { codes: ['SHIFT'], reason: 'therapist_agreed' };
    const wanted = { therapistId: ana, locationId: there, override };
    expect((await visit.byStaff(visit.at('10:00'), wanted, 2)).status).toBe(200);
    expect((await mailsTo(api, visit.email)).at(-1)).toMatchObject({
      ...{ kind: 'booking_moved', state: 'planned', revision: 3 },
    });
    expect((await visit.read()).body.moving.movedFromPlace).toMatchObject({ id: here });
  });

  it('goes back to time and place by its client’s link, while that place is open', async () => {
    const visit = await booked();
    await sendAll();
    await moveThere(visit, '13:00');
    await sendAll();
    const { moving } = (await visit.read()).body;
    expect(moving).toMatchObject({ movedFrom: visit.at('10:00'), movedFromPlace: { id: here } });
    await api.db.asOwner('UPDATE location SET active = false WHERE id = $1', [here]);
    expect((await visit.read()).body.moving.movedFromPlace).toMatchObject({ isOpen: false });
    await api.db.asOwner('UPDATE location SET active = true');
    const back = await visit.byClient(moving.movedFrom ?? '', { locationId: here });
    expect(back).toMatchObject({
      status: 200,
      body: { startsAt: visit.at('10:00'), location: { id: here }, therapist: { id: ana } },
    });
    expect(await visit.taken()).toContain(ana);
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('goes to that time where it is now when no place is named', async () => {
    const visit = await booked();
    await sendAll();
    await moveThere(visit, '13:00');
    const moved = await visit.byClient(visit.at('10:00'));
    expect(moved).toMatchObject({
      status: 200,
      body: { location: { id: there }, therapist: { id: leila } },
    });
  });
});

it('the desk reads where a visit went', async () => {
  const { at, byStaff, reference } = await booked();
  await byStaff(at('13:00'), { therapistId: leila, locationId: there });
  const read = await api.call<DeskBookingDetail>(
    'GET',
    `desk/bookings/${reference}`,
    asPerson(fay),
  );
  expect(read.body.location).toMatchObject({ id: there, name: 'There' });
});
