import type { DeskBookingDetail, DeskDay } from '@limber/contracts';
import { MessageSources, MessageStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { type ApiWorld, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let fay: Person;
let therapistId: string;
let next = 0;
beforeAll(async () => {
  api = await startApi({ policies: { lateCancellationFeePercent: 50 } });
  [therapistId = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

/** Everybody gets a day of their own, at ten. */
async function book(date?: string) {
  next += 1;
  const day = date ?? `2027-01-${String(13 + next)}`;
  const email = `client${next}@example.com`;
  return {
    ...(await bookTrained(api, `${day}T10:00:00Z`, therapistId, { email, rested: true })),
    email,
  };
}

const read = (reference: string) =>
  api.call<DeskBookingDetail>('GET', `desk/bookings/${reference}`, asPerson(fay));
const cancel = (reference: string, etag?: string, reason = 'therapist_away') =>
  api.call<DeskBookingDetail>('POST', `desk/bookings/${reference}/cancel`, {
    ...asPerson(fay, etag === undefined ? {} : { 'if-match': etag }),
    body: { reason },
  });
const visit = (reference: string, state: string) =>
  api.call<DeskBookingDetail>('POST', `desk/bookings/${reference}/visit`, {
    ...asPerson(fay),
    body: { state },
  });

describe('clearance after a red flag', () => {
  const bookAt = (day: string, email: string) =>
    bookTrained(api, `${day}T10:00:00Z`, therapistId, { email, rested: true });
  const clear = (reference: string) =>
    api.call<DeskBookingDetail>('POST', `desk/bookings/${reference}/clearance`, asPerson(fay));
  const blocked = async (email: string) => {
    const [row] = await api.db.asOwner<{ blocked: boolean }>(
      'SELECT blocked_since IS NOT NULL AS blocked FROM client WHERE email = $1',
      [email],
    );
    return row?.blocked;
  };

  it('opens booking again, takes the marks off, and says who gave it', async () => {
    const email = 'paused@example.com';
    const { reference, id } = await bookAt('2027-02-12', email);
    await api.db.asOwner('UPDATE client SET blocked_since = app_now() WHERE email = $1', [email]);
    await api.db.asOwner('UPDATE booking SET contact_first_since = app_now() WHERE id = $1', [id]);
    expect((await read(reference)).body).toMatchObject({ bookingPaused: true, contactFirst: true });
    expect(await clear(reference)).toMatchObject({
      status: 200,
      body: { bookingPaused: false, contactFirst: false },
    });
    expect(await blocked(email)).toBe(false);
    const given = await api.db.asOwner(
      'SELECT scope, given_by FROM clearance JOIN client c ON c.id = client_id WHERE c.email = $1',
      [email],
    );
    expect(given).toEqual([{ scope: 'red_flag', given_by: `staff:${fay.userId}` }]);
    expect((await read(reference)).body.history.map(({ action }) => action)).toContain(
      'booking.clearance_recorded',
    );
  });

  it('recorded twice, or where nothing waits, changes nothing', async () => {
    const email = 'free@example.com';
    const { reference } = await bookAt('2027-02-13', email);
    expect((await clear(reference)).status).toBe(200);
    expect(await blocked(email)).toBe(false);
    const given = await api.db.asOwner(
      'SELECT 1 FROM clearance JOIN client c ON c.id = client_id WHERE c.email = $1',
      [email],
    );
    expect(given).toEqual([]);
  });
});

describe('a cancellation by the clinic', () => {
  it('asks which revision was seen: 428 without, 412 when it is another', async () => {
    const { reference } = await book();
    expect(await cancel(reference)).toMatchObject({
      status: 428,
      body: { code: 'PRECONDITION_REQUIRED' },
    });
    for (const etag of ['"2"', '"0"', 'W/"1"', '1', '*', '"x"']) {
      expect(await cancel(reference, etag)).toMatchObject({
        status: 412,
        body: { code: 'PRECONDITION_FAILED' },
      });
    }
    expect((await read(reference)).body.status).toBe('confirmed');
  });

  it('takes no fee however late, frees the time, and says to the client that it was us', async () => {
    const date = '2027-01-12';
    const { reference, id, email } = await book(date);
    await api.db.setNow(`${date}T09:00:00Z`);
    const { headers, body } = await read(reference);
    expect(headers.get('etag')).toBe('"1"');
    expect(body.policy.lateCancellationFee.amount).toBe(3500);
    const cancelled = await cancel(reference, '"1"');
    expect(cancelled.status).toBe(200);
    expect(cancelled.headers.get('etag')).toBe('"2"');
    expect(cancelled.body).toMatchObject({
      status: 'cancelled',
      revision: 2,
      cancellation: { possible: false, cancelledBy: 'clinic', fee: { amount: 0, currency: 'GBP' } },
      nextVisits: [],
    });
    expect(cancelled.body.history.at(-1)).toMatchObject({
      by: 'staff',
      action: 'booking.cancelled',
      details: { reason: 'therapist_away' },
    });
    const left = await api.db.asOwner(
      `SELECT kind FROM message WHERE recipient = $1 AND state = 'planned'`,
      [email],
    );
    expect(left).toEqual([{ kind: 'booking_cancelled' }]);
    const taken = await api.db.asOwner(
      `SELECT 1 FROM occupancy WHERE booking_id = $1 AND status <> 'released'`,
      [id],
    );
    expect(taken).toEqual([]);
    const [log] = await api.db.asOwner(
      `SELECT actor, details FROM audit_log WHERE action = 'booking.cancelled' AND subject = $1`,
      [id],
    );
    expect(log).toEqual({
      actor: `staff:${fay.userId}`,
      details: { feeMinor: 0, reason: 'therapist_away' },
    });
    const mail = await lastLook(id);
    expect(mail).toMatchObject({
      send: { kind: 'booking_cancelled', cancelledBy: 'clinic', fee: null },
    });
  });

  it('happens once: the second one saw an older revision, a third is told so', async () => {
    const { reference } = await book();
    const both = await Promise.all([cancel(reference, '"1"'), cancel(reference, '"1"')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await cancel(reference, '"2"')).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_CANCELLED' },
    });
  });

  it('takes a code for its reason and no free text', async () => {
    const { reference } = await book();
    expect((await cancel(reference, '"1"', 'she has the flu')).status).toBe(422);
  });

  it('leaves the day', async () => {
    const { reference } = await book('2027-02-10');
    const day = async () =>
      (await api.call<DeskDay>('GET', 'desk/day?date=2027-02-10', asPerson(fay))).body.columns
        .flatMap(({ bookings }) => bookings)
        .map((each) => each.reference);
    expect(await day()).toEqual([reference]);
    await cancel(reference, '"1"', 'client_asked');
    expect(await day()).toEqual([]);
  });

  async function lastLook(bookingId: string): Promise<unknown> {
    const sources = api.app.get(MessageSources, { strict: false });
    const messages = api.app.get(MessageStore, { strict: false });
    const runner = api.app.get(TransactionRunner, { strict: false });
    return runner.run(api.clinic.clinicId, async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `SELECT m.id FROM message m JOIN booking b ON b.chain_id = m.chain_id
          WHERE b.id = $1 AND m.kind = 'booking_cancelled'`,
        [bookingId],
      );
      const message = await messages.findById(tx, row?.id ?? '');
      return message && sources.lastLook(tx, message);
    });
  }
});

describe('a visit', () => {
  it('goes its steps in order and each is written down', async () => {
    const { reference } = await book('2027-02-15');
    expect(await visit(reference, 'arrived')).toMatchObject({
      status: 409,
      body: { code: 'VISIT_TOO_EARLY' },
    });
    await api.db.setNow('2027-02-15T09:50:00Z');
    expect((await read(reference)).body.nextVisits).toEqual(['arrived']);
    expect(await visit(reference, 'done')).toMatchObject({
      status: 409,
      body: { code: 'VISIT_OUT_OF_ORDER' },
    });
    for (const [state, after] of [
      ['arrived', ['in_session']],
      ['in_session', ['done']],
      ['done', []],
    ] as const) {
      const step = await visit(reference, state);
      expect(step).toMatchObject({ status: 200, body: { visit: state, nextVisits: after } });
      // Pressed twice it is one step.
      expect((await visit(reference, state)).status).toBe(200);
    }
    const { body } = await read(reference);
    expect(body.history.slice(1).map(({ details }) => details)).toEqual([
      { from: 'booked', to: 'arrived' },
      { from: 'arrived', to: 'in_session' },
      { from: 'in_session', to: 'done' },
    ]);
    // What was said to the client does not change with it.
    expect(body.revision).toBe(1);
    expect(body.cancellation.possible).toBe(false);
  });

  it('that did not happen stops the follow-ups, a quarter of an hour after it should have begun', async () => {
    const { reference, email } = await book('2027-02-20');
    await api.db.setNow('2027-02-20T10:14:00Z');
    expect(await visit(reference, 'no_show')).toMatchObject({ body: { code: 'VISIT_TOO_EARLY' } });
    await api.db.setNow('2027-02-20T10:15:00Z');
    expect((await visit(reference, 'no_show')).body.visit).toBe('no_show');
    const left = await api.db.asOwner(
      `SELECT kind FROM message WHERE recipient = $1 AND state = 'planned' AND family = 'followup'`,
      [email],
    );
    expect(left).toEqual([]);
  });

  it('of a cancelled booking does not begin', async () => {
    const { reference } = await book('2027-02-21');
    await cancel(reference, '"1"');
    await api.db.setNow('2027-02-21T10:00:00Z');
    expect(await visit(reference, 'arrived')).toMatchObject({
      body: { code: 'VISIT_OUT_OF_ORDER' },
    });
    expect((await visit(reference, 'booked')).status).toBe(422);
  });
});

describe('the day', () => {
  it('has a column for everybody, with shifts and breaks as instants and time away', async () => {
    await api.db.asOwner(
      `INSERT INTO shift_break (clinic_id, id, shift_id, starts_at, ends_at)
       SELECT clinic_id, gen_random_uuid(), id, '12:00', '12:30' FROM shift
        WHERE therapist_id = $1 AND weekday = 1`,
      [therapistId],
    );
    await api.db.asOwner(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       VALUES ($1, gen_random_uuid(), $2, '[2027-06-07T13:00Z, 2027-06-07T15:00Z)', 'time_off')`,
      [api.clinic.clinicId, therapistId],
    );
    const { body } = await api.call<DeskDay>('GET', 'desk/day?date=2027-06-07', asPerson(fay));
    expect(body).toMatchObject({ date: '2027-06-07', timeZone: 'Europe/London' });
    expect(body.columns.map((column) => column.therapistId).sort()).toEqual(
      api.clinic.therapistIds,
    );
    const column = body.columns.find((each) => each.therapistId === therapistId);
    expect(column).toMatchObject({
      // Nine o'clock of British summer time.
      shifts: [
        {
          startsAt: '2027-06-07T08:00:00.000Z',
          endsAt: '2027-06-07T16:00:00.000Z',
          breaks: [{ startsAt: '2027-06-07T11:00:00.000Z', endsAt: '2027-06-07T11:30:00.000Z' }],
        },
      ],
      unavailable: [{ startsAt: '2027-06-07T13:00:00.000Z', endsAt: '2027-06-07T15:00:00.000Z' }],
      bookings: [],
    });
  });

  it('is today of the clinic when none is named, and refuses what is no day', async () => {
    await api.db.setNow('2027-07-01T23:30:00Z');
    const today = await api.call<DeskDay>('GET', 'desk/day', asPerson(fay));
    expect(today.body.date).toBe('2027-07-02');
    for (const query of ['date=2027-02-30', 'date=tomorrow', 'day=2027-01-01', 'therapistId=x']) {
      expect((await api.call('GET', `desk/day?${query}`, asPerson(fay))).status).toBe(422);
    }
    const nobody = 'therapistId=00000000-0000-4000-8000-000000000000';
    expect((await api.call('GET', `desk/day?${nobody}`, asPerson(fay))).status).toBe(404);
  });
});
