import { SetupStore } from '@limber/clinic';
import type { BookingView } from '@limber/contracts';
import { MessageSources, MessageStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, holdBody } from './api.testing.ts';
import type { Person } from './desk.testing.ts';
import {
  mailsTo,
  overlapsIn,
  phoneBody,
  post,
  whileDeciding,
  whileLocked,
} from './desk-ops.testing.ts';
import { startSickCalls, type SickWorld } from './sick-call.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: string;
let tom: string;
let day: SickWorld['day'];
let callSick: SickWorld['callSick'];
let offer: SickWorld['offer'];
let list: SickWorld['list'];
let tokenOf: SickWorld['tokenOf'];
let open: SickWorld['open'];
let answer: SickWorld['answer'];
let bookingOf: SickWorld['bookingOf'];
let manage: SickWorld['manage'];
let chainOf: SickWorld['chainOf'];
let offered: SickWorld['offered'];
beforeAll(async () => {
  ({
    api,
    fay,
    ana,
    tom,
    day,
    callSick,
    offer,
    list,
    tokenOf,
    open,
    answer,
    bookingOf,
    manage,
    chainOf,
    offered,
  } = await startSickCalls());
});
afterAll(() => api.close());

async function lastLook(recipient: string): Promise<unknown> {
  const sources = api.app.get(MessageSources, { strict: false });
  const messages = api.app.get(MessageStore, { strict: false });
  const runner = api.app.get(TransactionRunner, { strict: false });
  const [row] = await api.db.asOwner<{ id: string }>(
    `SELECT id FROM message WHERE recipient = $1 AND kind = 're_offer'`,
    [recipient],
  );
  return runner.run(api.clinic.clinicId, async (tx) => {
    const message = await messages.findById(tx, row?.id ?? '');
    return message && sources.lastLook(tx, message);
  });
}
describe('an offer of somebody else', () => {
  it('keeps them for the client, tells by mail, and shows at the desk', async () => {
    const { at, ten, offer: made, id } = await offered();
    expect(made).toMatchObject({ state: 'offered', therapist: { id: tom } });
    expect((await mailsTo(api, ten.email)).at(-1)).toMatchObject({ kind: 're_offer', wait: 0 });
    const taken = await api.call('POST', 'holds', { body: holdBody(api.clinic, at('10:00'), tom) });
    expect(taken.status).toBe(409);
    const rows = (await list()).flatMap(({ bookings }) => bookings);
    const row = rows.find(({ reference }) => reference === ten.reference);
    expect(row).toMatchObject({ offer: { id, state: 'offered' }, suggestedTherapistId: null });
    expect(await lastLook(ten.email)).toMatchObject({
      send: { kind: 're_offer', url: expect.stringContaining('/re-offer/') },
    });
  });

  it('opened by a scanner as often as it likes changes nothing', async () => {
    const { id, ten } = await offered();
    const before = await bookingOf(ten.reference);
    for (const _ of [1, 2, 3]) {
      expect((await open(id)).body).toMatchObject({ state: 'offered', instead: 'Ana Reyes' });
    }
    expect(await bookingOf(ten.reference)).toEqual(before);
    expect((await api.call('GET', 're-offers/nonsense.token')).status).toBe(404);
    const foreign = tokenOf('00000000-0000-4000-8000-000000000000');
    expect((await api.call('GET', `re-offers/${foreign}`)).status).toBe(404);
  });

  it('accepted with one press: same time, same room, other hands, nothing to pay', async () => {
    const { id, ten, at } = await offered();
    const [before] = await api.db.asOwner('SELECT room_id FROM booking WHERE reference = $1', [
      ten.reference,
    ]);
    expect(await answer(id, 'accept')).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect(await bookingOf(ten.reference)).toMatchObject({ therapist_id: tom, revision: 2 });
    const [after] = await api.db.asOwner(
      'SELECT room_id, moves_by_client FROM booking WHERE reference = $1',
      [ten.reference],
    );
    expect(after).toEqual({ ...before, moves_by_client: 0 });
    const held = await api.db.asOwner(
      `SELECT 1 FROM occupancy WHERE resource_id = $1 AND status = 'held' AND during && tstzrange($2, $3)`,
      [tom, at('10:00'), at('11:00')],
    );
    expect(held).toEqual([]);
    expect((await mailsTo(api, ten.email)).at(-1)).toMatchObject({ kind: 'booking_moved' });
    // Pressed twice it is one answer.
    expect((await answer(id, 'accept')).status).toBe(200);
    expect(await bookingOf(ten.reference)).toMatchObject({ revision: 2 });
    expect(await answer(id, 'cancel')).toMatchObject({
      status: 409,
      body: { code: 'OFFER_ENDED' },
    });
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('cancelled through it is free, however late, and gives everybody back', async () => {
    const { id, ten, at, date } = await offered();
    await api.db.setNow(`${date}T08:30:00Z`);
    expect(await answer(id, 'cancel')).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    const [row] = await api.db.asOwner(
      'SELECT status, cancelled_by, cancel_fee_minor FROM booking WHERE reference = $1',
      [ten.reference],
    );
    expect(row).toEqual({ status: 'cancelled', cancelled_by: 'client', cancel_fee_minor: 0 });
    const again = await api.call('POST', 'holds', { body: holdBody(api.clinic, at('10:00'), tom) });
    expect(again.status).toBe(201);
  });

  it('moved instead: free inside the window, not counted, and the offer has ended', async () => {
    const { id, ten, at, date } = await offered();
    await api.db.setNow(`${date}T08:30:00Z`);
    const token = manage(await chainOf(ten.reference));
    const path = `bookings/${ten.reference}`;
    const view = await api.call<BookingView>('GET', `${path}?token=${token}`);
    expect(view.body).toMatchObject({
      cancellation: { possible: true, feeNow: { amount: 0 } },
      moving: { possible: true, left: 2, feeNow: { amount: 0 } },
    });
    const moved = await api.call<BookingView>('POST', `${path}/reschedule?token=${token}`, {
      body: { startsAt: at('15:00'), therapistId: tom },
    });
    expect(moved).toMatchObject({ status: 200, body: { moving: { left: 2 } } });
    expect((await open(id)).body).toMatchObject({ state: 'moved' });
    expect((await answer(id, 'accept')).body).toMatchObject({ code: 'OFFER_ENDED' });
    const again = await api.call('POST', 'holds', { body: holdBody(api.clinic, at('10:00'), tom) });
    expect(again.status).toBe(201);
  });

  it('ends by the clock: nobody is kept, the desk sees it, a new one can be made', async () => {
    const { id, ten, at } = await offered();
    await api.db.advance('PT4H');
    expect((await open(id)).body).toMatchObject({ state: 'expired' });
    expect(await answer(id, 'accept')).toMatchObject({
      status: 409,
      body: { code: 'OFFER_ENDED' },
    });
    expect(await lastLook(ten.email)).toEqual({ drop: 'superseded' });
    const rows = (await list()).flatMap(({ bookings }) => bookings);
    const row = rows.find(({ reference }) => reference === ten.reference);
    expect(row).toMatchObject({ offer: { state: 'expired' } });
    const taken = await api.call('POST', 'holds', { body: holdBody(api.clinic, at('10:00'), tom) });
    expect(taken.status).toBe(201);
    const lost = await offer([{ reference: ten.reference, therapistId: tom }]);
    expect(lost.body.refused).toEqual([{ reference: ten.reference, code: 'NOT_FREE' }]);
  });

  it('withdrawn by the desk ends, and so does one whose booking staff moved', async () => {
    const one = await offered();
    const back = await post(api, fay, `re-offers/${one.id}/withdraw`, {});
    expect(back).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect((await post(api, fay, `re-offers/${one.id}/withdraw`, {})).status).toBe(200);
    expect((await answer(one.id, 'accept')).status).toBe(409);
    const two = await offered();
    const moved = await post(
      api,
      fay,
      `bookings/${two.ten.reference}/move`,
      { startsAt: two.at('10:00'), therapistId: tom },
      { 'if-match': '"1"' },
    );
    expect(moved.status).toBe(200);
    expect((await open(two.id)).body).toMatchObject({ state: 'moved' });
  });

  it('many at once: what cannot be is named, the rest is offered, nobody is kept twice', async () => {
    const { at, ten, two, book } = await day();
    const walkIn = await post(
      api,
      fay,
      'bookings',
      phoneBody(api, at('12:00'), { client: { name: 'No Mail' }, notify: false }),
    );
    const other = await book('10:00', 'rival', api.clinic.therapistIds[2]);
    await callSick(at('08:00'), at('18:00'));
    const made = await offer([
      { reference: ten.reference, therapistId: tom },
      { reference: other.reference, therapistId: tom },
      { reference: two.reference, therapistId: tom },
      { reference: walkIn.body.reference, therapistId: tom },
      { reference: 'ABCD2345', therapistId: tom },
    ]);
    expect(made.status).toBe(201);
    expect(made.body.offered).toHaveLength(2);
    expect(made.body.refused.map(({ code }) => code).sort()).toEqual([
      ...['NOT_FOUND', 'NOT_FREE', 'NO_EMAIL'],
    ]);
    const again = await offer([{ reference: two.reference, therapistId: tom }]);
    expect(again.body.refused).toEqual([{ reference: two.reference, code: 'ALREADY_OFFERED' }]);
    expect(await overlapsIn(api)).toEqual([]);
  });

  it('stands under the call of its own day, and under no other of the same therapist', async () => {
    const [earlier, later] = [await day(), await day()];
    const first = await callSick(earlier.at('08:00'), earlier.at('18:00'));
    const second = await callSick(later.at('08:00'), later.at('18:00'));
    await offer([{ reference: later.ten.reference, therapistId: tom }]);
    const listed = async (id: string) =>
      (await list()).find((call) => call.id === id)?.bookings.map(({ reference }) => reference);
    expect(await listed(first.body.id)).toEqual([earlier.ten.reference, earlier.two.reference]);
    expect(await listed(second.body.id)).toEqual([later.ten.reference, later.two.reference]);
  });

  it('accepted and cancelled at once is one of the two', async () => {
    for (const _ of [1, 2, 3]) {
      const { id, ten } = await offered();
      const both = await Promise.all([answer(id, 'accept'), answer(id, 'cancel')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const row = await bookingOf(ten.reference);
      expect([row?.status, row?.therapist_id]).toEqual(
        both[0]?.status === 200 ? ['confirmed', tom] : ['cancelled', ana],
      );
    }
    expect(await overlapsIn(api)).toEqual([]);
  });
});

describe('what guards an offer', () => {
  it('an offer waits for whoever is deciding about the other one’s time', async () => {
    const { at, ten } = await day();
    await callSick(at('08:00'), at('18:00'));
    const hour = { resourceIds: [tom], startsAt: at('10:00') };
    const { waited, answer: made } = await whileDeciding(api, hour, () =>
      offer([{ reference: ten.reference, therapistId: tom }]),
    );
    expect([waited, made.body.offered.length]).toEqual([true, 1]);
  });

  it('nobody else is offered for a visit whose client is here already', async () => {
    const { at, ten } = await day();
    await api.db.setNow(at('09:45'));
    const here = await post(api, fay, `bookings/${ten.reference}/visit`, { state: 'arrived' });
    expect(here.status).toBe(200);
    const made = await offer([{ reference: ten.reference, therapistId: tom }]);
    expect(made.body.refused).toEqual([{ reference: ten.reference, code: 'NOT_FOUND' }]);
  });
});

describe('an offer, its booking and its clock', () => {
  it('is not made for a visit that was cancelled, nor for one that waits for a yes', async () => {
    const { at, book, ten } = await day();
    const reason = { reason: 'booked_by_mistake', notify: 'none' };
    const seen = { 'if-match': '"1"' };
    await post(api, fay, `bookings/${ten.reference}/cancel`, reason, seen);
    const asks = (yes: boolean) =>
      api.db.asOwner('UPDATE service SET needs_confirmation = $1 WHERE id = $2', [
        ...[yes, api.clinic.serviceId],
      ]);
    await asks(true);
    const asked = await book('12:00', 'asked');
    await asks(false);
    expect(await bookingOf(asked.reference)).toMatchObject({ status: 'requested' });
    await callSick(at('08:00'), at('18:00'));
    const both = [ten, asked].map(({ reference }) => reference).sort();
    const made = await offer(both.map((reference) => ({ reference, therapistId: tom })));
    expect(made.body.refused).toEqual(both.map((reference) => ({ reference, code: 'NOT_FOUND' })));
  });

  it('that ran out makes room for the next, of which alone a yes counts', async () => {
    const { ten, id, at } = await offered();
    await api.db.setNow(at('03:00'));
    const [, , third = ''] = api.clinic.therapistIds;
    const again = await offer([{ reference: ten.reference, therapistId: third }]);
    expect(again.body).toMatchObject({ offered: [{ therapist: { id: third } }], refused: [] });
    const rows = await api.db.asOwner(
      `SELECT o.state, o.decided_at IS NOT NULL AS decided, h.status FROM re_offer o
         JOIN hold h ON h.id = o.hold_id WHERE o.id = $1`,
      [id],
    );
    expect(rows).toEqual([{ state: 'expired', decided: true, status: 'released' }]);
    expect((await answer(id, 'accept')).body).toMatchObject({ code: 'OFFER_ENDED' });
    const yes = await answer(again.body.offered[0]?.id ?? '', 'accept');
    expect(yes).toMatchObject({ status: 200, body: { state: 'accepted' } });
    expect(await bookingOf(ten.reference)).toMatchObject({ therapist_id: third });
  });

  it('has ended, and not the visit, for who says yes when all is over', async () => {
    const { id, at } = await offered();
    await api.db.setNow(at('11:01'));
    expect(await answer(id, 'accept')).toMatchObject({
      status: 409,
      body: { code: 'OFFER_ENDED' },
    });
  });

  it('that runs out while its yes waits in a queue has ended', async () => {
    const { id, at, ten } = await offered();
    const hour = { resourceIds: [tom], startsAt: at('10:00') };
    const { waited, answer: said } = await whileDeciding(
      api,
      hour,
      () => answer(id, 'accept'),
      () => api.db.advance('PT4H'),
    );
    expect([waited, said.status, said.body.code]).toEqual([true, 409, 'OFFER_ENDED']);
    expect(await bookingOf(ten.reference)).toMatchObject({ therapist_id: ana, revision: 1 });
  });

  it('ends when whom it offers is away too, and another can be made', async () => {
    const { id, ten, date } = await offered();
    const leave = { kind: 'leave', therapistId: tom, from: date, to: date };
    expect((await post(api, fay, 'time-off', leave)).status).toBe(201);
    expect((await open(id)).body).toMatchObject({ state: 'expired' });
    expect(await answer(id, 'accept')).toMatchObject({ body: { code: 'OFFER_ENDED' } });
    const [, , third = ''] = api.clinic.therapistIds;
    const again = await offer([{ reference: ten.reference, therapistId: third }]);
    expect(again.body.refused).toEqual([]);
  });

  it.each(['made', 'accepted'])(
    '%s while the set-up changes waits before it touches the booking',
    async (step) => {
      const { ten, two, id } = await offered();
      const booking = step === 'made' ? two : ten;
      const act = (): Promise<{ status: number }> =>
        step === 'made'
          ? offer([{ reference: two.reference, therapistId: tom }])
          : answer(id, 'accept');
      const setup = api.app.get(SetupStore, { strict: false });
      let untouched: object[] = [];
      const { waited, answer: said } = await whileLocked(
        api,
        (tx) => setup.lockSchedule(tx),
        act,
        async () => {
          const look = 'SELECT id FROM booking WHERE id = $1 FOR UPDATE SKIP LOCKED';
          untouched = await api.db.asOwner(look, [booking.id]);
        },
      );
      expect([waited, untouched, said.status < 300]).toEqual([true, [{ id: booking.id }], true]);
    },
  );
});

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
