import type { DeskBookingDetail, DeskCheck, DeskClientList } from '@limber/contracts';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import {
  auditOf,
  mailsTo,
  overlapsIn,
  phoneBody,
  post,
  type Problem,
  startBody,
} from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let first: string;
let second: string;
beforeAll(async () => {
  api = await startApi({ environment: { DATABASE_POOL: '12' } });
  [first = '', second = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

const check = (startsAt: string, change: Record<string, unknown> = {}) =>
  post<DeskCheck & Problem>(api, fay, 'checks', startBody(api, startsAt, change));
const codesOf = ({ broken }: { broken?: { code: string }[] }) => broken?.map(({ code }) => code);
const book = (startsAt: string, change: Record<string, unknown> = {}) =>
  post(api, fay, 'bookings', phoneBody(api, startsAt, change));

describe('a check of a time', () => {
  it('finds nothing where a client could book, and says which room it would be', async () => {
    const { status, body } = await check('2027-01-12T10:00:00Z');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      startsAt: '2027-01-12T10:00:00.000Z',
      endsAt: '2027-01-12T11:00:00.000Z',
      ...{ broken: [], overridable: true, alternatives: [] },
    });
    expect(api.clinic.roomIds).toContain(body.roomId);
    expect(body.rooms).toHaveLength(3);
    expect(body.rooms.every(({ free, fits }) => free && fits)).toBe(true);
  });

  it('names each broken rule in order, with a sentence, and free times beside', async () => {
    await bookTrained(api, '2027-01-13T10:00:00Z', first, { email: 'x@example.com' });
    const table: [string, Record<string, unknown>, string[], boolean][] = [
      ['2027-01-11T05:00:00Z', {}, ['IN_PAST', 'SHIFT'], true],
      ['2027-01-12T20:30:00Z', {}, ['SHIFT'], true],
      ['2027-01-13T10:30:00Z', {}, ['BUSY'], false],
      ['2027-01-13T11:05:00Z', {}, ['REST'], true],
      ['2027-01-13T13:07:00Z', {}, ['OFF_GRID'], true],
      ['2027-04-13T10:00:00Z', {}, ['HORIZON'], true],
    ];
    for (const [startsAt, change, expected, overridable] of table) {
      const { body } = await check(startsAt, change);
      expect([startsAt, codesOf(body), body.overridable]).toEqual([
        startsAt,
        expected,
        overridable,
      ]);
      expect(body.broken.every(({ sentence }) => sentence.endsWith('.'))).toBe(true);
    }
    const busy = await check('2027-01-13T10:00:00Z');
    expect(busy.body.alternatives).toHaveLength(3);
  });

  it('names the therapist who is away and the room that is in use', async () => {
    await api.db.asOwner(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       VALUES ($1, gen_random_uuid(), $2, '[2027-01-14T12:00Z, 2027-01-14T15:00Z)', 'time_off')`,
      [api.clinic.clinicId, first],
    );
    expect(codesOf((await check('2027-01-14T13:00:00Z')).body)).toEqual(['AWAY']);
    const taken = await book('2027-01-15T09:00:00Z', { therapistId: second, notify: false });
    const { roomId } = taken.body;
    const inUse = await check('2027-01-15T09:00:00Z', { roomId });
    expect([codesOf(inUse.body), inUse.body.overridable]).toEqual([['ROOM_BUSY'], false]);
    const tooSoon = await check('2027-01-15T10:05:00Z', { roomId });
    expect(codesOf(tooSoon.body)).toEqual(['OFF_GRID', 'ROOM_RESET']);
    expect(tooSoon.body.rooms.find(({ id }) => id === roomId)).toMatchObject({ free: false });
  });

  it('leaves out a booking that would move here', async () => {
    const { reference } = await bookTrained(api, '2027-01-16T10:00:00Z', first, {
      email: 'm@example.com',
    });
    const moved = await check('2027-01-16T10:15:00Z', { reference });
    expect(moved.body.broken).toEqual([]);
    expect(codesOf((await check('2027-01-16T10:15:00Z')).body)).toEqual(['BUSY']);
  });

  it('knows only what is of this clinic', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    for (const what of ['serviceId', 'therapistId', 'locationId', 'roomId']) {
      expect((await check('2027-01-12T10:00:00Z', { [what]: nobody })).status).toBe(404);
    }
    const odd = [{ durationMin: 45 }, { startsAt: '2027-01-12T10:00:30Z' }, { extra: 1 }];
    for (const change of odd) {
      expect((await check('2027-01-12T10:00:00Z', change)).status).toBe(422);
    }
    const unknown = await check('2027-01-12T10:00:00Z', { reference: 'ABCD2345' });
    expect(unknown.status).toBe(404);
  });
});

describe('a booking by phone', () => {
  it('is made for somebody new, told by mail, and the form is still missing', async () => {
    const { status, body } = await book('2027-01-18T10:00:00Z');
    expect(status).toBe(201);
    expect(body).toMatchObject({ revision: 1, therapistId: first, overridden: [] });
    const read = await api.call<DeskBookingDetail>(
      'GET',
      `desk/bookings/${body.reference}`,
      asPerson(fay),
    );
    expect(read.body).toMatchObject({
      ...{ status: 'confirmed', visit: 'booked', formStatus: 'missing', caution: false },
      contact: { name: 'Bo Lind', email: 'bo@example.com', phone: '+447700900456' },
    });
    expect(await mailsTo(api, 'bo@example.com')).toMatchObject([
      { kind: 'booking_confirmation', state: 'planned' },
    ]);
    const [, ...rest] = await auditOf(api, 'booking.confirmed');
    expect(rest.at(-1)).toMatchObject({ actor: `staff:${fay.userId}`, details: { walkIn: false } });
  });

  it('is made for somebody known by id, and says nothing when nothing is to be said', async () => {
    const [known] = await api.db.asOwner<{ id: string }>(
      `SELECT id FROM client WHERE email = 'bo@example.com'`,
    );
    const made = await book('2027-01-18T14:00:00Z', {
      client: { clientId: known?.id },
      notify: false,
    });
    expect(made.status).toBe(201);
    expect(await mailsTo(api, 'bo@example.com')).toHaveLength(1);
    const nobody = { clientId: '00000000-0000-4000-8000-000000000000' };
    expect((await book('2027-01-18T16:00:00Z', { client: nobody })).status).toBe(404);
  });

  it('repeated with its key is one booking', async () => {
    const body = phoneBody(api, '2027-01-19T10:00:00Z');
    const key = { 'idempotency-key': 'one-phone-call' };
    const both = [
      await post(api, fay, 'bookings', body, key),
      await post(api, fay, 'bookings', body, key),
    ];
    expect(both[0]?.status).toBe(201);
    expect(both[1]?.text).toBe(both[0]?.text);
  });

  it('asks for the broken rules by name and logs them with the reason', async () => {
    const bare = await book('2027-01-20T13:07:00Z');
    expect(bare).toMatchObject({ status: 409, body: { code: 'OVERRIDE_NEEDED' } });
    expect(codesOf(bare.body)).toEqual(['OFF_GRID']);
    const wrong = { codes: ['OFF_GRID', 'REST'], reason: 'client_asked' };
    expect((await book('2027-01-20T13:07:00Z', { override: wrong })).status).toBe(409);
    const right = { codes: ['OFF_GRID'], reason: 'client_asked' };
    const made = await book('2027-01-20T13:07:00Z', { override: right });
    expect(made).toMatchObject({ status: 201, body: { overridden: ['OFF_GRID'] } });
    expect((await auditOf(api, 'booking.rules_overridden')).at(-1)).toMatchObject({
      actor: `staff:${fay.userId}`,
      details: { codes: ['OFF_GRID'], reason: 'client_asked' },
    });
  });

  it('never lays one client over another, whatever is named', async () => {
    const all = { codes: ['BUSY', 'ROOM_BUSY', 'REST'], reason: 'urgent' };
    const over = await book('2027-01-20T13:37:00Z', { override: all });
    expect(over).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    const [room] = await api.db.asOwner<{ room_id: string }>(
      `SELECT room_id FROM booking WHERE starts_at = '2027-01-20T13:07Z'`,
    );
    const sameRoom = { therapistId: second, roomId: room?.room_id, override: all };
    expect(await book('2027-01-20T13:30:00Z', sameRoom)).toMatchObject({
      status: 409,
      body: { code: 'SLOT_TAKEN' },
    });
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('may go over rest, shift, limits and time off with a reason', async () => {
    const evening = await book('2027-01-21T18:30:00Z', {
      override: { codes: ['SHIFT'], reason: 'therapist_agreed' },
    });
    expect(evening.status).toBe(201);
    const away = await book('2027-01-14T13:00:00Z', {
      override: { codes: ['AWAY'], reason: 'therapist_agreed' },
    });
    expect(away.status).toBe(201);
  });

  it('refuses on a red flag like everywhere else, and keeps answers with consent only', async () => {
    const consents = { healthData: true, checkIns: false, marketing: false };
    const refused = await book('2027-01-22T10:00:00Z', {
      screening: ['chest_pain_breathless'],
      consents,
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'SCREENING_REFUSED' } });
    // It comes before everything else, also before a phone number that cannot be read.
    const client = { name: 'Bo', phone: 'abc' };
    expect(
      await book('2027-01-22T10:00:00Z', {
        screening: ['chest_pain_breathless'],
        consents,
        client,
      }),
    ).toMatchObject({ status: 422, body: { code: 'SCREENING_REFUSED' } });
    const silent = await book('2027-01-22T10:00:00Z', { screening: ['bp_controlled'] });
    expect(silent).toMatchObject({ status: 422, body: { code: 'CONSENT_REQUIRED' } });
    const noted = await book('2027-01-22T10:00:00Z', { screening: ['bp_controlled'], consents });
    expect(noted.status).toBe(201);
    expect(noted.text).not.toMatch(/bp_|pressure/);
    const none = await book('2027-01-22T14:00:00Z', { screening: [] });
    const read = await api.call('GET', `desk/bookings/${none.body.reference}`, asPerson(fay));
    expect(read.body).toMatchObject({ formStatus: 'answered', caution: false });
  });

  it('is marked to be phoned first while a clinician’s yes is waited for', async () => {
    const client = { name: 'Di', email: 'di-waits@example.com', phone: '07700 900123' };
    const held = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, '2027-01-23T14:00:00Z'),
    });
    const asked = await api.call('POST', 'bookings', {
      body: bookingBody(held.body.id, { client, screening: ['heart_disease'] }),
      headers: { 'hold-token': held.body.token },
    });
    expect(asked).toMatchObject({ status: 422, body: { code: 'CLEARANCE_NEEDED' } });
    const made = await book('2027-01-23T11:30:00Z', { client });
    expect(made.status).toBe(201);
    const read = await api.call('GET', `desk/bookings/${made.body.reference}`, asPerson(fay));
    expect(read.body).toMatchObject({ contactFirst: true });
  });

  it('waits for clearance while a red flag stands', async () => {
    await api.db.asOwner(
      `INSERT INTO client (clinic_id, id, name, email, phone, time_zone, created_at, blocked_since)
       VALUES ($1, gen_random_uuid(), 'Cy', 'cy@example.com', NULL, 'Europe/London', app_now(), app_now())`,
      [api.clinic.clinicId],
    );
    const client = { name: 'Cy', email: 'cy@example.com' };
    expect(await book('2027-01-23T10:00:00Z', { client })).toMatchObject({
      status: 409,
      body: { code: 'BOOKING_BLOCKED' },
    });
  });

  it('refuses what cannot be read, each at its field', async () => {
    const table: [Record<string, unknown>, string][] = [
      [{ client: { name: 'Bo', phone: 'abc' } }, 'PHONE_INVALID'],
      [{ client: { name: '' } }, 'VALIDATION_FAILED'],
      [{ client: { email: 'bo@example.com' } }, 'VALIDATION_FAILED'],
      [{ notify: 'yes' }, 'VALIDATION_FAILED'],
      [{ override: { codes: [], reason: 'urgent' } }, 'VALIDATION_FAILED'],
      [{ override: { codes: ['REST'], reason: 'she is unwell' } }, 'VALIDATION_FAILED'],
    ];
    for (const [change, code] of table) {
      expect(await book('2027-01-24T10:00:00Z', change)).toMatchObject({
        status: 422,
        body: { code },
      });
    }
  });
});

describe('a walk-in', () => {
  const walkIn = (change: Record<string, unknown> = {}) => {
    const { startsAt: _, ...body } = phoneBody(api, '', { client: { name: 'Dee' }, ...change });
    return post(api, fay, 'walk-ins', { notify: false, ...body });
  };

  it('needs a name only, begins on the next minute, has arrived, and is never mailed', async () => {
    await api.db.setNow('2027-01-25T10:02:20Z');
    const looked = await post<DeskCheck>(api, fay, 'checks', {
      ...startBody(api, ''),
      startsAt: undefined,
    });
    expect(looked.body).toMatchObject({ startsAt: '2027-01-25T10:03:00.000Z', broken: [] });
    const { status, body } = await walkIn();
    expect(status).toBe(201);
    expect(body).toMatchObject({ startsAt: '2027-01-25T10:03:00.000Z', overridden: [] });
    const path = `desk/bookings/${body.reference}`;
    const read = await api.call<DeskBookingDetail>('GET', path, asPerson(fay));
    expect(read.body).toMatchObject({
      visit: 'arrived',
      contact: { name: 'Dee', email: null, phone: null },
      messages: [],
    });
    const steps = await post(api, fay, `bookings/${body.reference}/visit`, { state: 'in_session' });
    expect(steps.status).toBe(200);
  });

  it('who calls off is simply off: there is nobody to mail', async () => {
    const made = await walkIn({ therapistId: second });
    const gone = await post(
      api,
      fay,
      `bookings/${made.body.reference}/cancel`,
      { reason: 'client_asked' },
      { 'if-match': '"1"' },
    );
    expect(gone).toMatchObject({ status: 200, body: { status: 'cancelled', messages: [] } });
  });

  it('still cannot have the hands that are on somebody, and other rules are asked for', async () => {
    expect(await walkIn()).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    await api.db.setNow('2027-01-25T16:40:00Z');
    const late = await walkIn();
    expect(late).toMatchObject({ status: 409, body: { code: 'OVERRIDE_NEEDED' } });
    expect(codesOf(late.body)).toEqual(['SHIFT']);
    const override = { codes: ['SHIFT'], reason: 'therapist_agreed' };
    expect((await walkIn({ override })).status).toBe(201);
  });
});

describe('looking for a client', () => {
  const search = async (q: string) =>
    (
      await api.call<DeskClientList>(
        'GET',
        `desk/clients?q=${encodeURIComponent(q)}`,
        asPerson(fay),
      )
    ).body;

  it('finds by name, e-mail and phone as typed, and tells contact data only', async () => {
    for (const q of ['bo l', 'BO@EXAMPLE', '07700 900456', '+44 7700 900456']) {
      expect([q, (await search(q)).map(({ name }) => name)]).toEqual([q, ['Bo Lind']]);
    }
    const [found] = await search('bo lind');
    expect(Object.keys(found ?? {}).sort()).toEqual([
      ...['bookingPaused', 'email', 'id', 'name', 'nextAt', 'phone', 'visits'],
    ]);
    expect(found).toMatchObject({ bookingPaused: false, visits: expect.any(Number) });
  });

  it('takes % and _ for what they are, and needs two letters', async () => {
    expect(await search('%%')).toEqual([]);
    expect(await search('b_ l')).toEqual([]);
    expect((await api.call('GET', 'desk/clients?q=b', asPerson(fay))).status).toBe(422);
  });
});

describe('two at once', () => {
  it('of the staff at one slot: one has it, the other hears what is free', async () => {
    for (const day of ['01', '02', '03']) {
      const startsAt = `2027-02-${day}T10:00:00Z`;
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          book(startsAt, { client: { name: `Client ${n}` }, notify: false }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
      expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
        code: 'SLOT_TAKEN',
        alternatives: { length: 3 },
      });
    }
  });

  it('of the staff at neighbouring starts without the rest between: one is asked for a reason', async () => {
    for (const day of ['08', '09', '10', '11']) {
      const both = await Promise.all(
        ['10', '11'].map((hour) =>
          book(`2027-02-${day}T${hour}:00:00Z`, { client: { name: 'Near' }, notify: false }),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      const asked = both.find(({ status }) => status === 409);
      expect(asked?.body).toMatchObject({ code: 'OVERRIDE_NEEDED' });
      expect(codesOf(asked?.body ?? {})).toContain('REST');
    }
  });

  it('staff and client at one slot: exactly one, nobody overlaps', async () => {
    for (const day of ['04', '05', '06']) {
      const startsAt = `2027-02-${day}T10:00:00Z`;
      const [desk, online] = await Promise.all([
        book(startsAt, { client: { name: 'Phoned' }, notify: false }),
        api.call<Held>('POST', 'holds', { body: holdBody(api.clinic, startsAt, first) }),
      ]);
      expect([desk?.status, online?.status].sort()).toEqual([201, 409]);
    }
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('a hold of a client is respected while it lives, and taken over when it has died', async () => {
    const startsAt = '2027-02-07T10:00:00Z';
    await api.call('POST', 'holds', { body: holdBody(api.clinic, startsAt, first) });
    expect((await book(startsAt)).status).toBe(409);
    await api.db.advance('PT11M');
    expect((await book(startsAt)).status).toBe(201);
  });
});

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
