import { SetupStore } from '@limber/clinic';
import type { DeskBookingDetail } from '@limber/contracts';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, bookingBody, type Held, holdBody } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import { type ChangeWorld, startChanges } from './desk-change.testing.ts';
import {
  auditOf,
  overlapsIn,
  phoneBody,
  post,
  whileDeciding,
  whileLocked,
} from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: Person;
let first: string;
let second: string;
let booked: ChangeWorld['booked'];
let send: ChangeWorld['send'];
let waiting: ChangeWorld['waiting'];
let act: ChangeWorld['act'];
beforeAll(async () => {
  ({ api, fay, ana, first, second, booked, send, waiting, act } = await startChanges());
});
afterAll(() => api.close());

const codesOf = ({ broken }: { broken?: { code: string }[] }) => broken?.map(({ code }) => code);

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
