import { type ApiWorld, holdBody } from './api.testing.ts';
import { type MoveWorld, startMoves } from './reschedule.testing.ts';

let api: ApiWorld;
let nextMorning: MoveWorld['nextMorning'];
let on: MoveWorld['on'];
let book: MoveWorld['book'];
let move: MoveWorld['move'];
let read: MoveWorld['read'];
let taken: MoveWorld['taken'];
let mails: MoveWorld['mails'];
beforeAll(async () => {
  ({ api, nextMorning, on, book, move, read, taken, mails } = await startMoves());
});
afterAll(() => api.close());

let NINE = '';
let TWO = '';
beforeEach(async () => {
  await nextMorning();
  [NINE, TWO] = [on(3, '09:00'), on(3, '14:00')];
});

describe('a move that is refused', () => {
  it('is the third by the client; the answer names the phone', async () => {
    const booked = await book(NINE);
    await move(booked, { startsAt: TWO });
    await move(booked, { startsAt: NINE });
    expect((await read(booked)).moving).toMatchObject({ possible: false, refusal: 'MOVE_LIMIT' });
    const third = await move(booked, { startsAt: TWO });
    expect(third).toMatchObject({ status: 409, body: { code: 'MOVE_LIMIT' } });
    expect(third.text).toContain('+442079460000');
    expect((await read(booked)).startsAt).toBe(NINE);
  });

  it('comes inside the window, which counts from the first start', async () => {
    const booked = await book(NINE);
    await move(booked, { startsAt: on(9, '09:00') });
    await api.db.setNow(on(2, '09:01'));
    const late = await move(booked, { startsAt: on(10, '09:00') });
    expect(late).toMatchObject({ status: 409, body: { code: 'MOVE_WINDOW_CLOSED' } });
    // No "move, then cancel free" either.
    expect((await read(booked)).cancellation.feeNow.amount).toBe(3500);
  });

  it('shows its fee first where the clinic sells late moves, and the chain owes it once', async () => {
    await api.db.asOwner(`UPDATE clinic SET policies = policies || '{"lateMove": "fee"}'`);
    const booked = await book(NINE);
    await api.db.asOwner(`UPDATE clinic SET policies = policies || '{"lateMove": "refuse"}'`);
    await api.db.setNow(on(2, '10:00'));
    const asked = await move(booked, { startsAt: TWO });
    expect(asked).toMatchObject({
      status: 409,
      body: { code: 'FEE_NOT_ACCEPTED', fee: { amount: 3500, currency: 'GBP' } },
    });
    expect((await read(booked)).startsAt).toBe(NINE);
    const paid = await move(booked, { startsAt: TWO, acceptFee: true });
    expect(paid).toMatchObject({
      status: 200,
      body: { startsAt: TWO, moving: { feeNow: { amount: 0 } } },
    });
    expect(paid.body.cancellation.feeNow.amount).toBe(0);
    await move(booked, { startsAt: on(3, '15:30') });
    const owed = await api.db.asOwner(
      'SELECT move_fee_minor AS fee, moves_by_client AS moves FROM booking WHERE reference = $1',
      [booked.reference],
    );
    expect(owed).toEqual([{ fee: 3500, moves: 2 }]);
  });

  it('is of the second of two tabs, which hears where the booking went', async () => {
    const booked = await book(NINE);
    await move(booked, { startsAt: TWO, revision: 1 });
    for (const second of [
      await move(booked, { startsAt: on(3, '11:00'), revision: 1 }),
      await move(booked, { startsAt: on(3, '11:00') }, { 'if-match': '"1"' }),
    ]) {
      expect(second).toMatchObject({
        status: 409,
        body: { code: 'ALREADY_MOVED', movedTo: { startsAt: TWO, revision: 2 } },
      });
    }
    expect((await read(booked)).revision).toBe(2);
  });

  it('lost its race: the loser hears three alternatives and keeps the old time', async () => {
    const booked = await book(NINE);
    for (const therapist of api.clinic.therapistIds) {
      const body = holdBody(api.clinic, TWO, therapist);
      expect((await api.call('POST', 'holds', { body })).body).toMatchObject({ startsAt: TWO });
    }
    const lost = await move(booked, { startsAt: TWO });
    expect(lost).toMatchObject({
      status: 409,
      body: { code: 'SLOT_TAKEN', alternatives: { length: 3 } },
    });
    expect(await read(booked)).toMatchObject({ startsAt: NINE, revision: 1, moving: { left: 2 } });
    expect(await taken(booked.reference)).toHaveLength(2);
    expect((await mails(booked.email)).some(({ kind }) => kind === 'booking_moved')).toBe(false);
  });

  it.each([
    ['a past time', () => ({ startsAt: on(-1, '09:00') }), 422, 'IN_PAST'],
    ['off the grid', () => ({ startsAt: on(3, '09:07') }), 422, 'OFF_GRID'],
    ['beyond the horizon', () => ({ startsAt: on(150, '09:00') }), 422, 'HORIZON'],
    ['outside hours', () => ({ startsAt: on(3, '03:00') }), 422, 'OUTSIDE_HOURS'],
    [
      'an unknown therapist',
      () => ({ startsAt: TWO, therapistId: '018f0000-0000-7000-8000-000000000000' }),
      404,
      'NOT_FOUND',
    ],
    ['no time at all', () => ({}), 422, 'VALIDATION_FAILED'],
    ['an unknown field', () => ({ startsAt: TWO, roomId: 'x' }), 422, 'VALIDATION_FAILED'],
    ['a word for a time', () => ({ startsAt: 'noon' }), 422, 'VALIDATION_FAILED'],
  ])('names %s', async (_, body, status, code) => {
    const booked = await book(NINE);
    expect(await move(booked, body())).toMatchObject({ status, body: { code } });
    expect((await read(booked)).startsAt).toBe(NINE);
  });

  it('is anybody’s without the link', async () => {
    const booked = await book(NINE);
    const other = await book(on(3, '11:00'));
    for (const headers of [{ 'link-token': '' }, other.headers]) {
      const refused = await move({ ...booked, headers }, { startsAt: TWO });
      expect(refused).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });

  it('is of a visit that is over or was cancelled: said so, never a 404', async () => {
    const booked = await book(NINE);
    await api.db.setNow(on(3, '09:00'));
    const late = await move(booked, { startsAt: on(4, '09:00') });
    expect(late).toMatchObject({ status: 409, body: { code: 'TOO_LATE_TO_MOVE' } });
    const other = await book(on(5, '09:00'));
    const { headers, reference } = other;
    await api.call('POST', `bookings/${reference}/cancel`, { headers, body: {} });
    const gone = await move(other, { startsAt: on(5, '14:00'), revision: 1 });
    expect(gone).toMatchObject({ status: 409, body: { code: 'ALREADY_CANCELLED' } });
  });

  it('waits for clearance after a red flag', async () => {
    const booked = await book(NINE);
    await api.db.asOwner('UPDATE client SET blocked_since = now() WHERE email = $1', [
      booked.email,
    ]);
    expect((await read(booked)).moving).toMatchObject({ refusal: 'BOOKING_BLOCKED' });
    const refused = await move(booked, { startsAt: TWO });
    expect(refused).toMatchObject({ status: 409, body: { code: 'BOOKING_BLOCKED' } });
  });
});

describe('the same move sent twice', () => {
  it('is one move: by its key byte for byte, and without one because it is there already', async () => {
    const booked = await book(NINE);
    const key = { 'idempotency-key': 'move-1' };
    const first = await move(booked, { startsAt: TWO, revision: 1 }, key);
    const second = await move(booked, { startsAt: TWO, revision: 1 }, key);
    expect(second.text).toBe(first.text);
    const third = await move(booked, { startsAt: TWO });
    expect(third).toMatchObject({ status: 200, body: { revision: 2, moving: { left: 1 } } });
  });

  it('is one move also when it was the last one', async () => {
    const booked = await book(NINE);
    await move(booked, { startsAt: TWO });
    const last = { startsAt: on(4, '11:00') };
    expect(await move(booked, last)).toMatchObject({ status: 200, body: { moving: { left: 0 } } });
    expect(await move(booked, last)).toMatchObject({ status: 200, body: { revision: 3 } });
  });
});
