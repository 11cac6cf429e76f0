import { SetupStore } from '@limber/clinic';
import type { DeskBookingDetail } from '@limber/contracts';
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
  whileDeciding,
  whileLocked,
} from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: Person;
let first: string;
let second: string;
let next = 0;
beforeAll(async () => {
  api = await startApi({
    policies: { lateCancellationFeePercent: 50 },
    environment: { DATABASE_POOL: '12' },
  });
  [first = '', second = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
  ana = await hire(api, 'ana@clinic.example', { role: 'therapist', therapistId: first });
});
afterAll(() => api.close());

/** Everybody gets a day of their own, at ten; what was planned so far has gone out. */
async function booked(sent = true) {
  next += 1;
  const day = new Date(Date.UTC(2027, 0, 12 + next)).toISOString().slice(0, 10);
  const email = `client${next}@example.com`;
  const made = await bookTrained(api, `${day}T10:00:00Z`, first, { email, rested: true });
  if (sent) await send(email);
  return { ...made, email, day, at: (time: string) => `${day}T${time}:00Z` };
}

const send = (email: string) =>
  api.db.asOwner(
    `UPDATE message SET state = 'sent' WHERE recipient = $1 AND state = 'planned' AND family = 'booking'`,
    [email],
  );
const waiting = async (email: string) =>
  (await mailsTo(api, email)).filter(({ state }) => state === 'planned');
const act = <Body = DeskBookingDetail & Problem>(
  reference: string,
  path: string,
  revision: number,
  body: unknown = {},
  person = fay,
) =>
  post<Body>(api, person, `bookings/${reference}/${path}`, body, { 'if-match': `"${revision}"` });
const move = (reference: string, revision: number, startsAt: string, more: object = {}) =>
  act(reference, 'move', revision, { startsAt, ...more });
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

describe('a cancellation taken back', () => {
  const cancel = (reference: string, revision: number, notify = 'settle') =>
    act(reference, 'cancel', revision, { reason: 'booked_by_mistake', notify });
  const undo = (reference: string, revision: number) => act(reference, 'undo-cancel', revision);

  it('within three minutes is as if nothing had been: time, follow-ups, and no mail', async () => {
    const { reference, email } = await booked();
    const planned = () =>
      api.db.asOwner(
        `SELECT kind, due_at FROM message WHERE recipient = $1 AND state = 'planned' ORDER BY kind`,
        [email],
      );
    const before = await planned();
    expect(before.length).toBeGreaterThan(0);
    const gone = await cancel(reference, 1);
    expect(gone.body).toMatchObject({ status: 'cancelled', undo: { noShow: null } });
    const { cancelledAt } = gone.body.cancellation;
    const until = new Date(Date.parse(cancelledAt ?? '') + 3 * 60_000).toISOString();
    expect(gone.body.undo.cancellation).toBe(until);
    expect(await waiting(email)).toMatchObject([{ kind: 'booking_cancelled', wait: 3 }]);
    const back = await undo(reference, 2);
    expect(back).toMatchObject({
      status: 200,
      body: { status: 'confirmed', revision: 3, undo: { cancellation: null } },
    });
    expect(await planned()).toEqual(before);
    expect((await undo(reference, 3)).status).toBe(409);
  });

  it('says the confirmation that was waiting once more', async () => {
    const { reference, email } = await booked(false);
    await cancel(reference, 1);
    await undo(reference, 2);
    expect(await waiting(email)).toMatchObject([{ kind: 'booking_confirmation', revision: 3 }]);
  });

  it('is refused once the client has been told, or the time has passed', async () => {
    const told = await booked();
    await cancel(told.reference, 1, 'now');
    await send(told.email);
    expect(await undo(told.reference, 2)).toMatchObject({
      status: 409,
      body: { code: 'UNDO_TOO_LATE' },
    });
    const late = await booked();
    await cancel(late.reference, 1, 'none');
    await api.db.advance('PT3M');
    expect((await undo(late.reference, 2)).body).toMatchObject({ code: 'UNDO_TOO_LATE' });
  });

  it('is refused when somebody has the time by now', async () => {
    const { reference, email, at } = await booked();
    await cancel(reference, 1);
    await api.call('POST', 'holds', { body: holdBody(api.clinic, at('10:30'), first) });
    expect(await undo(reference, 2)).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect(await waiting(email)).toMatchObject([{ kind: 'booking_cancelled' }]);
    expect(await overlapsIn(api)).toEqual([]);
  });

  it.each([
    ['the hour after', '11:00'],
    ['the hour before', '09:00'],
  ])('is refused when somebody came so close since that the rest is gone: %s', async (_, time) => {
    const { reference, at } = await booked();
    await cancel(reference, 1);
    const near = { body: holdBody(api.clinic, at(time), first) };
    expect((await api.call('POST', 'holds', near)).status).toBe(201);
    expect(await undo(reference, 2)).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
  });

  it('brings back what staff had put close to another on purpose', async () => {
    const { day, at } = await booked();
    const wish = phoneBody(api, at('11:00'), {
      client: { name: 'Bo', email: `bo-${day}@x.example` },
    });
    const asked = await post(api, fay, 'bookings', wish);
    expect(codesOf(asked.body)).toEqual(['REST']);
    const override = { codes: ['REST'], reason: 'therapist_agreed' };
    const near = await post(api, fay, 'bookings', { ...wish, override });
    expect(near.status).toBe(201);
    await cancel(near.body.reference, 1);
    expect((await undo(near.body.reference, 2)).status).toBe(200);
  });

  it.each(['therapist', 'room'] as const)(
    'waits for whoever is deciding about its %s',
    async (kind) => {
      const { reference, id, at } = await booked();
      const [row] = await api.db.asOwner<{ therapist: string; room: string }>(
        'SELECT therapist_id AS therapist, room_id AS room FROM booking WHERE id = $1',
        [id],
      );
      await cancel(reference, 1);
      const hour = { resourceIds: [row?.[kind] ?? ''], startsAt: at('11:00') };
      const { waited, answer } = await whileDeciding(api, hour, () => undo(reference, 2));
      expect([waited, answer.status]).toEqual([true, 200]);
    },
  );

  it('is taken back as it was seen only', async () => {
    const { reference } = await booked();
    await cancel(reference, 1);
    expect(await undo(reference, 1)).toMatchObject({
      status: 412,
      body: { code: 'PRECONDITION_FAILED' },
    });
  });

  it('takes the time over from a hold that ran out meanwhile', async () => {
    const { reference, at } = await booked();
    await cancel(reference, 1);
    const { body: held } = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, at('10:00'), first),
    });
    for (const [table, column] of [
      ['hold', 'id'],
      ['occupancy', 'hold_id'],
    ] as const) {
      await api.db.asOwner(`UPDATE ${table} SET expires_at = app_now() WHERE ${column} = $1`, [
        held.id,
      ]);
    }
    expect((await undo(reference, 2)).status).toBe(200);
  });

  it('waits while somebody changes the set-up, and lies in it then', async () => {
    const { reference } = await booked();
    await cancel(reference, 1);
    const setup = api.app.get(SetupStore, { strict: false });
    let untouched: object[] = [];
    const { waited, answer } = await whileLocked(
      api,
      (tx) => setup.lockSchedule(tx),
      () => undo(reference, 2),
      async () => {
        const look = 'SELECT reference FROM booking WHERE reference = $1 FOR UPDATE SKIP LOCKED';
        untouched = await api.db.asOwner(look, [reference]);
      },
    );
    expect([waited, answer.status, untouched]).toEqual([true, 200, [{ reference }]]);
  });

  it.each(['therapist', 'room'] as const)(
    'is refused when the set-up left it no place since: its %s is away',
    async (kind) => {
      const { reference, id, day } = await booked();
      const [row] = await api.db.asOwner<{ therapist: string; room: string }>(
        'SELECT therapist_id AS therapist, room_id AS room FROM booking WHERE id = $1',
        [id],
      );
      await cancel(reference, 1);
      const away =
        kind === 'therapist'
          ? post(api, fay, 'time-off', {
              ...{ kind: 'leave', therapistId: row?.therapist, from: day, to: day },
            })
          : post(api, fay, `rooms/${row?.room}/outages`, {
              ...{ from: day, to: day, reason: 'broken' },
            });
      expect((await away).status).toBe(201);
      expect(await undo(reference, 2)).toMatchObject({
        status: 409,
        body: { code: 'UNDO_NO_PLACE' },
      });
      const still = await api.call('GET', `desk/bookings/${reference}`, asPerson(fay));
      expect(still.body).toMatchObject({ status: 'cancelled', undo: { cancellation: null } });
    },
  );

  it('brings back what has its place still, and what had lost it before it was cancelled', async () => {
    const off = (therapistId: string, day: string, acceptStranded: number) =>
      post(api, fay, 'time-off', {
        ...{ kind: 'leave', therapistId, from: day, to: day, acceptStranded },
      });
    const [sound, lost] = [await booked(), await booked()];
    expect((await off(first, lost.day, 1)).status).toBe(201);
    for (const { reference } of [sound, lost]) await cancel(reference, 1);
    // Somebody else's day off takes no place from either.
    expect((await off(second, lost.day, 0)).status).toBe(201);
    for (const { reference } of [sound, lost]) {
      expect((await undo(reference, 2)).status).toBe(200);
    }
  });

  it('of what the client cancelled does not exist', async () => {
    const { at } = await booked();
    const held = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, at('12:00'), first),
    });
    const made = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
      body: bookingBody(held.body.id),
      headers: { 'hold-token': held.body.token },
    });
    const { reference, manageUrl } = made.body;
    const token = new URL(manageUrl).searchParams.get('token') ?? '';
    const headers = { 'link-token': token };
    const gone = await api.call('POST', `bookings/${reference}/cancel`, { body: {}, headers });
    expect(gone.status).toBe(200);
    expect((await undo(reference, 2)).body).toMatchObject({ code: 'UNDO_TOO_LATE' });
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

describe('a no-show taken back', () => {
  it('of a colleague’s visit is not found', async () => {
    const { reference, day } = await booked();
    await api.db.setNow(`${day}T10:20:00Z`);
    await post(api, fay, `bookings/${reference}/visit`, { state: 'no_show' });
    const una = await hire(api, 'una@clinic.example', { role: 'therapist', therapistId: second });
    const path = `bookings/${reference}/undo-no-show`;
    expect((await post(api, una, path, {})).status).toBe(404);
    const visits = await api.db.asOwner('SELECT visit FROM booking WHERE reference = $1', [
      reference,
    ]);
    expect(visits).toEqual([{ visit: 'no_show' }]);
    expect((await post(api, ana, path, {})).status).toBe(200);
  });

  it('within a day brings the visit and its follow-ups back, once', async () => {
    const { reference, email, day } = await booked();
    await api.db.setNow(`${day}T10:20:00Z`);
    const followUps = async () =>
      (
        await api.db.asOwner(
          `SELECT 1 FROM message WHERE recipient = $1 AND state = 'planned' AND family = 'followup'`,
          [email],
        )
      ).length;
    const before = await followUps();
    expect(before).toBeGreaterThan(0);
    const gone = await post<DeskBookingDetail>(api, fay, `bookings/${reference}/visit`, {
      state: 'no_show',
    });
    expect(gone.body.undo.noShow).not.toBeNull();
    expect(await followUps()).toBe(0);
    const back = await post<DeskBookingDetail>(api, ana, `bookings/${reference}/undo-no-show`, {});
    expect(back).toMatchObject({ status: 200, body: { visit: 'booked', undo: { noShow: null } } });
    expect(await followUps()).toBe(before);
    expect((await post(api, fay, `bookings/${reference}/undo-no-show`, {})).status).toBe(200);
    expect((await auditOf(api, 'booking.visit_changed')).at(-1)).toMatchObject({
      actor: `staff:${ana.userId}`,
      details: { from: 'no_show', to: 'booked' },
    });
  });

  it('is refused a day later, and for a visit that took place', async () => {
    const { reference, day } = await booked();
    await api.db.setNow(`${day}T10:20:00Z`);
    await post(api, fay, `bookings/${reference}/visit`, { state: 'no_show' });
    const { reference: done } = await bookTrained(api, `${day}T13:00:00Z`, first, {
      email: `done-${day}@example.com`,
      rested: true,
    });
    for (const state of ['arrived', 'in_session', 'done']) {
      expect((await post(api, fay, `bookings/${done}/visit`, { state })).status).toBe(200);
    }
    expect((await post(api, fay, `bookings/${done}/undo-no-show`, {})).status).toBe(409);
    await api.db.advance('PT24H');
    expect(await post(api, fay, `bookings/${reference}/undo-no-show`, {})).toMatchObject({
      status: 409,
      body: { code: 'UNDO_TOO_LATE' },
    });
  });
});

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
