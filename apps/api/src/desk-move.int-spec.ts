import type { DeskBookingDetail } from '@limber/contracts';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, type Held, holdBody } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import { type ChangeWorld, startChanges } from './desk-change.testing.ts';
import { auditOf, overlapsIn, phoneBody, post } from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: Person;
let first: string;
let second: string;
let booked: ChangeWorld['booked'];
let send: ChangeWorld['send'];
let waiting: ChangeWorld['waiting'];
let act: ChangeWorld['act'];
let move: ChangeWorld['move'];
beforeAll(async () => {
  ({ api, fay, ana, first, second, booked, send, waiting, act, move } = await startChanges());
});
afterAll(() => api.close());

const codesOf = ({ broken }: { broken?: { code: string }[] }) => broken?.map(({ code }) => code);

describe('a move by staff', () => {
  it('of a colleague’s visit is not found, nor is its mail', async () => {
    const [, colleague = ''] = api.clinic.therapistIds;
    const tom = await hire(api, 'tom@clinic.example', {
      role: 'therapist',
      therapistId: colleague,
    });
    const { reference, at } = await booked();
    for (const [path, body] of [
      ['move', { startsAt: at('13:00') }],
      ['notice', { action: 'send_now' }],
      ['late', { minutes: 10 }],
    ] as const) {
      const refused = await act(reference, path, 1, body, tom);
      expect([path, refused.status]).toEqual([path, 404]);
    }
  });

  it('takes time, person and room in one step; the client hears of it three minutes later', async () => {
    const { reference, email, at } = await booked();
    const moved = await move(reference, 1, at('13:00'), { therapistId: second });
    expect(moved).toMatchObject({
      status: 200,
      body: { revision: 2, startsAt: at('13:00').replace('Z', '.000Z'), therapist: { id: second } },
    });
    expect(moved.headers.get('etag')).toBe('"2"');
    expect(await waiting(email)).toEqual([
      { kind: 'booking_moved', state: 'planned', revision: 2, wait: 3 },
    ]);
    const again = { body: holdBody(api.clinic, at('10:00'), first) };
    expect((await api.call<Held>('POST', 'holds', again)).status).toBe(201);
  });

  it('back within the three minutes sends nothing at all', async () => {
    const { reference, email, at } = await booked();
    await move(reference, 1, at('13:00'));
    const back = await move(reference, 2, at('10:00'));
    expect(back).toMatchObject({ status: 200, body: { revision: 3 } });
    expect(await waiting(email)).toEqual([]);
  });

  it('moved on before anybody was told: one mail, of the last place', async () => {
    const { reference, email, at } = await booked();
    await move(reference, 1, at('13:00'));
    await move(reference, 2, at('14:30'));
    await move(reference, 3, at('15:30'));
    expect(await waiting(email)).toMatchObject([{ kind: 'booking_moved', revision: 4 }]);
    const [row] = await api.db.asOwner<{ moved_from: Date }>(
      'SELECT moved_from FROM booking WHERE reference = $1',
      [reference],
    );
    expect(row?.moved_from.toISOString()).toBe(at('10:00').replace('Z', '.000Z'));
  });

  it('that was told, and back again, is told twice', async () => {
    const { reference, email, at } = await booked();
    await move(reference, 1, at('13:00'), { notify: 'now' });
    await send(email);
    await move(reference, 2, at('10:00'));
    expect(await waiting(email)).toMatchObject([{ kind: 'booking_moved', revision: 3 }]);
  });

  it('kept quiet stays unsaid: the next mail speaks of the place the client knows', async () => {
    const { reference, email, at } = await booked();
    await move(reference, 1, at('13:00'), { notify: 'none' });
    expect(await waiting(email)).toEqual([]);
    await move(reference, 2, at('15:00'), { notify: 'now' });
    const [row] = await api.db.asOwner<{ moved_from: Date }>(
      'SELECT moved_from FROM booking WHERE reference = $1',
      [reference],
    );
    expect(row?.moved_from.toISOString()).toBe(at('10:00').replace('Z', '.000Z'));
    expect(await waiting(email)).toMatchObject([{ kind: 'booking_moved', revision: 3 }]);
  });

  it('of somebody who never heard of the booking brings its confirmation', async () => {
    const { day } = await booked();
    const made = await post(
      api,
      fay,
      'bookings',
      phoneBody(api, `${day}T12:30:00Z`, {
        client: { name: 'Quiet', email: `quiet-${day}@example.com` },
        notify: false,
      }),
    );
    await move(made.body.reference, 1, `${day}T14:00:00Z`);
    expect(await waiting(`quiet-${day}@example.com`)).toMatchObject([
      { kind: 'booking_confirmation', revision: 2 },
    ]);
  });

  it('has no limit and no fee, however late', async () => {
    const { reference, day, at } = await booked();
    await api.db.setNow(`${day}T09:00:00Z`);
    for (const [revision, time] of ['13:00', '14:00', '15:00', '11:00'].entries()) {
      expect((await move(reference, revision + 1, at(time))).status).toBe(200);
    }
    const [row] = await api.db.asOwner(
      'SELECT moves_by_client, move_fee_minor FROM booking WHERE reference = $1',
      [reference],
    );
    expect(row).toEqual({ moves_by_client: 0, move_fee_minor: null });
  });

  it('of a visit that was cancelled, or is over, is refused', async () => {
    const off = await booked();
    await act(off.reference, 'cancel', 1, { reason: 'booked_by_mistake', notify: 'none' });
    const over = await booked();
    expect(await move(off.reference, 2, off.at('13:00'))).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_CANCELLED' },
    });
    await api.db.setNow(over.at('11:00'));
    expect(await move(over.reference, 1, over.at('13:00'))).toMatchObject({
      status: 409,
      body: { code: 'TOO_LATE_TO_MOVE' },
    });
  });

  it('onto itself by a quarter of an hour works, and keeps the room', async () => {
    const { reference, at } = await booked();
    const before = await api.call<DeskBookingDetail>(
      'GET',
      `desk/bookings/${reference}`,
      asPerson(fay),
    );
    const moved = await move(reference, 1, at('10:15'));
    expect(moved).toMatchObject({ status: 200, body: { room: before.body.room } });
  });

  it('back to where somebody was given time off since asks for it by name', async () => {
    const { reference, day, at } = await booked();
    expect((await move(reference, 1, at('13:00'), { therapistId: second })).status).toBe(200);
    const leave = { kind: 'leave', therapistId: first, from: day, to: day };
    expect((await post(api, fay, 'time-off', leave)).status).toBe(201);
    const back = await move(reference, 2, at('10:00'), { therapistId: first });
    expect(back).toMatchObject({ status: 409, body: { code: 'OVERRIDE_NEEDED' } });
    expect(codesOf(back.body)).toEqual(['AWAY']);
  });

  it('asks for broken rules by name, logs them, and never lays clients over one another', async () => {
    const { reference, at, day } = await booked();
    const bare = await move(reference, 1, at('13:07'));
    expect(bare).toMatchObject({ status: 409, body: { code: 'OVERRIDE_NEEDED' } });
    expect(codesOf(bare.body)).toEqual(['OFF_GRID']);
    const override = { codes: ['OFF_GRID'], reason: 'rearranging_the_day' };
    expect((await move(reference, 1, at('13:07'), { override })).status).toBe(200);
    expect((await auditOf(api, 'booking.moved')).at(-1)).toMatchObject({
      actor: `staff:${fay.userId}`,
      details: { overridden: ['OFF_GRID'], reason: 'rearranging_the_day' },
    });
    const other = await bookTrained(api, `${day}T10:00:00Z`, second, {
      email: `other-${day}@example.com`,
      rested: true,
    });
    const over = { therapistId: first, override: { codes: ['BUSY'], reason: 'urgent' } };
    expect(await move(other.reference, 1, at('13:30'), over)).toMatchObject({
      status: 409,
      body: { code: 'SLOT_TAKEN', alternatives: { length: 3 } },
    });
    const still = await api.call('GET', `desk/bookings/${other.reference}`, asPerson(fay));
    expect(still.body).toMatchObject({ revision: 1, startsAt: at('10:00').replace('Z', '.000Z') });
  });

  it('by two at once: one moves it, the other saw an older state', async () => {
    const { reference, at } = await booked();
    const both = await Promise.all([
      move(reference, 1, at('13:00')),
      move(reference, 1, at('15:00')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await act(reference, 'move', 9, { startsAt: at('16:00') })).status).toBe(412);
    const path = `bookings/${reference}/move`;
    expect((await post(api, fay, path, { startsAt: at('16:00') })).status).toBe(428);
  });

  it('of two bookings to one place at once: one is there, the other stays', async () => {
    const one = await booked();
    const other = await bookTrained(api, one.at('10:00'), second, {
      email: `rival-${one.day}@example.com`,
      rested: true,
    });
    const both = await Promise.all([
      move(one.reference, 1, one.at('13:00'), { therapistId: first }),
      move(other.reference, 1, one.at('13:00'), { therapistId: first }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await overlapsIn(api)).toEqual([]);
  });
});

describe('the mail of a change', () => {
  it('goes out at once, or not at all, as staff say', async () => {
    const { reference, email, at } = await booked();
    await move(reference, 1, at('13:00'));
    expect((await act(reference, 'notice', 2, { action: 'send_now' })).status).toBe(200);
    const due = await api.db.asOwner(
      `SELECT kind FROM message WHERE recipient = $1 AND state = 'planned' AND next_attempt_at <= app_now()`,
      [email],
    );
    expect(due).toEqual([{ kind: 'booking_moved' }]);
    expect((await act(reference, 'notice', 2, { action: 'do_not_send' })).status).toBe(200);
    expect(await waiting(email)).toEqual([]);
    expect(await act(reference, 'notice', 2, { action: 'send_now' })).toMatchObject({
      status: 409,
      body: { code: 'NOTICE_GONE' },
    });
    await move(reference, 2, at('10:00'));
    expect(await waiting(email)).toEqual([]);
  });
});

describe('a client who is late', () => {
  it('begins ten minutes later when what follows allows; nobody is mailed', async () => {
    const { reference, email, day, at } = await booked();
    expect(await act(reference, 'late', 1)).toMatchObject({
      status: 409,
      body: { code: 'VISIT_TOO_EARLY' },
    });
    await api.db.setNow(`${day}T10:04:00Z`);
    const later = await act(reference, 'late', 1, {}, ana);
    expect(later).toMatchObject({
      status: 200,
      body: { revision: 2, startsAt: at('10:10').replace('Z', '.000Z') },
    });
    expect(await waiting(email)).toEqual([]);
    expect((await act(reference, 'late', 2, { minutes: 7 })).status).toBe(422);
  });

  it('hears which rule stands in the way: the next client, or the end of the shift', async () => {
    const { reference, day } = await booked();
    await bookTrained(api, `${day}T11:15:00Z`, first, {
      email: `next-${day}@example.com`,
      rested: true,
    });
    await api.db.setNow(`${day}T10:01:00Z`);
    const blocked = await act(reference, 'late', 1);
    expect(blocked).toMatchObject({ status: 409, body: { code: 'LATE_NOT_POSSIBLE' } });
    expect(codesOf(blocked.body)).toContain('REST');
    const last = await bookTrained(api, `${day}T16:00:00Z`, second, {
      email: `last-${day}@example.com`,
      rested: true,
    });
    await api.db.setNow(`${day}T16:01:00Z`);
    expect(codesOf((await act(last.reference, 'late', 1)).body)).toEqual(['SHIFT']);
  });
});

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
