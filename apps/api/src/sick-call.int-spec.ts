import { SetupStore } from '@limber/clinic';
import type { BookingView, ReOfferPage, ReOffersResult, SickCallView } from '@limber/contracts';
import { MessageSources, MessageStore } from '@limber/messaging';
import { LinkSigner, TransactionRunner } from '@limber/persistence';
import { scheduleBreaches } from '@limber/testing';
import { type ApiWorld, holdBody, startApi } from './api.testing.ts';
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
let ana: string;
let tom: string;
let next = 0;
beforeAll(async () => {
  api = await startApi({ policies: { lateCancellationFeePercent: 50 } });
  [ana = '', tom = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

/** A day of its own, Ana booked at ten and at two. */
async function day() {
  next += 1;
  const date = new Date(Date.UTC(2027, 0, 12 + next)).toISOString().slice(0, 10);
  const at = (time: string) => `${date}T${time}:00Z`;
  const email = (name: string) => `${name}-${date}@example.com`;
  const book = async (time: string, who: string, therapistId = ana) => ({
    ...(await bookTrained(api, at(time), therapistId, { email: email(who), rested: true })),
    email: email(who),
  });
  const ten = await book('10:00', 'ten');
  const two = await book('14:00', 'two');
  return { date, at, book, ten, two };
}

const callSick = (from: string, to: string, therapistId = ana, key?: string) =>
  post<SickCallView & Problem>(
    api,
    fay,
    'sick-calls',
    { therapistId, from, to },
    key ? { 'idempotency-key': key } : {},
  );
const offer = (offers: { reference: string; therapistId: string }[]) =>
  post<ReOffersResult & Problem>(api, fay, 're-offers', { offers });
const find = (view: SickCallView, reference: string) =>
  view.bookings.find((booking) => booking.reference === reference);
const list = async () =>
  (await api.call<SickCallView[]>('GET', 'desk/sick-calls', asPerson(fay))).body;
const tokenOf = (id: string) =>
  api.app.get(LinkSigner, { strict: false }).sign('re-offer', api.clinic.clinicId, id);
const open = (id: string) => api.call<ReOfferPage>('GET', `re-offers/${tokenOf(id)}`);
const answer = (id: string, decision: string) =>
  api.call<ReOfferPage & Problem>('POST', `re-offers/${tokenOf(id)}`, { body: { decision } });
const bookingOf = async (reference: string) => {
  const [row] = await api.db.asOwner<{ therapist_id: string; status: string; revision: number }>(
    'SELECT therapist_id, status, revision FROM booking WHERE reference = $1',
    [reference],
  );
  return row;
};
const manage = (chain: string) =>
  api.app.get(LinkSigner, { strict: false }).sign('manage', api.clinic.clinicId, chain);
const chainOf = async (reference: string) =>
  (
    await api.db.asOwner<{ chain_id: string }>(
      'SELECT chain_id FROM booking WHERE reference = $1',
      [reference],
    )
  )[0]?.chain_id ?? '';

async function offered() {
  const today = await day();
  await callSick(today.at('08:00'), today.at('18:00'));
  const made = await offer([{ reference: today.ten.reference, therapistId: tom }]);
  return { ...today, offer: made.body.offered[0], id: made.body.offered[0]?.id ?? '' };
}

describe('a sick call', () => {
  it('takes the day at once, cancels nothing, and lists who could take over', async () => {
    const { at, ten, two } = await day();
    const called = await callSick(at('08:00'), at('18:00'));
    expect(called.status).toBe(201);
    expect(called.body).toMatchObject({
      therapist: { id: ana },
      from: at('08:00').replace('Z', '.000Z'),
      to: at('18:00').replace('Z', '.000Z'),
    });
    expect(called.body.bookings.map(({ reference }) => reference)).toEqual([
      ten.reference,
      two.reference,
    ]);
    const row = find(called.body, ten.reference);
    expect(row?.replacements.map(({ id }) => id).sort()).toEqual(
      api.clinic.therapistIds.filter((id) => id !== ana),
    );
    expect(row).toMatchObject({ offer: null, canBeMailed: true, revision: 1 });
    expect(row?.suggestedTherapistId).toBe(row?.replacements[0]?.id);
    const held = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, at('12:00'), ana),
    });
    expect(held).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect(await bookingOf(ten.reference)).toMatchObject({ status: 'confirmed' });
    expect((await auditOf(api, 'sick_call.recorded')).at(-1)).toMatchObject({
      subject: called.body.id,
      details: { therapistId: ana },
    });
    expect(called.text).not.toMatch(/soreness|screening|health/i);
    expect((await list()).map(({ id }) => id)).toContain(called.body.id);
  });

  it('proposes nobody for two visits at one time, over two calls of one morning', async () => {
    const { at, book, ten } = await day();
    const [, , third = ''] = api.clinic.therapistIds;
    const other = await book('10:00', 'other', tom);
    await callSick(at('08:00'), at('18:00'), ana);
    const second = await callSick(at('08:00'), at('18:00'), tom);
    const views = await list();
    const rows = views.flatMap((view) => view.bookings);
    const suggested = [ten, other].map(
      ({ reference }) => rows.find((row) => row.reference === reference)?.suggestedTherapistId,
    );
    expect(suggested.filter(Boolean)).toEqual([third]);
    expect(find(second.body, other.reference)?.replacements).toMatchObject([{ id: third }]);
  });

  it('leaves out who is busy, off shift, away or not skilled', async () => {
    const { at, book, ten } = await day();
    await book('10:30', 'busy', tom);
    const [, , third = ''] = api.clinic.therapistIds;
    await api.db.asOwner(`UPDATE therapist SET session_types = '{relaxation}' WHERE id = $1`, [
      third,
    ]);
    const { body } = await callSick(at('08:00'), at('12:00'));
    await api.db.asOwner(
      `UPDATE therapist SET session_types = '{sports_massage,deep_tissue}' WHERE id = $1`,
      [third],
    );
    expect(body.bookings).toHaveLength(1);
    expect(find(body, ten.reference)).toMatchObject({
      replacements: [],
      suggestedTherapistId: null,
    });
  });

  it('refuses what is no time, and a stranger; repeated with its key it is one', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const table: [string, string, string, number, string][] = [
      ['2027-03-02T10:00:00Z', '2027-03-02T09:00:00Z', ana, 422, 'RANGE_REVERSED'],
      ['2027-03-02T10:00:00Z', '2027-04-03T10:00:00Z', ana, 422, 'RANGE_TOO_LONG'],
      ['2026-03-02T10:00:00Z', '2026-03-02T12:00:00Z', ana, 422, 'IN_PAST'],
      ['2027-03-02T10:00:00Z', '2027-03-02T12:00:00Z', nobody, 404, 'NOT_FOUND'],
    ];
    for (const [from, to, who, status, code] of table) {
      expect(await callSick(from, to, who)).toMatchObject({ status, body: { code } });
    }
    const one = await callSick('2027-03-03T10:00:00Z', '2027-03-03T12:00:00Z', ana, 'sick-once');
    const two = await callSick('2027-03-03T10:00:00Z', '2027-03-03T12:00:00Z', ana, 'sick-once');
    expect([one.status, two.text]).toEqual([201, one.text]);
  });
});

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

describe('what guards a sick call and its offers', () => {
  it('is no call for who has left', async () => {
    const { at } = await day();
    const [, , third = ''] = api.clinic.therapistIds;
    await api.db.asOwner('UPDATE therapist SET active = false WHERE id = $1', [third]);
    const refused = await callSick(at('08:00'), at('18:00'), third);
    await api.db.asOwner('UPDATE therapist SET active = true WHERE id = $1', [third]);
    expect(refused).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

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

describe('who is listed with a sick call', () => {
  it('is not who was there already when it came', async () => {
    const { at, two } = await day();
    await api.db.setNow(at('10:20'));
    const { body } = await callSick(at('08:00'), at('18:00'));
    expect(body.bookings.map(({ reference }) => reference)).toEqual([two.reference]);
  });

  it('nor whose visit has a last word: nobody is proposed once it was given', async () => {
    const { at, ten, two } = await day();
    const { body: call } = await callSick(at('08:00'), at('18:00'));
    const made = await offer([ten, two].map(({ reference }) => ({ reference, therapistId: tom })));
    const idOf = (reference: string) =>
      made.body.offered.find((each) => each.reference === reference)?.id ?? '';
    await answer(idOf(ten.reference), 'accept');
    await answer(idOf(two.reference), 'cancel');
    const rows = async () =>
      (await list())
        .find(({ id }) => id === call.id)
        ?.bookings.map(({ reference, replacements }) => [reference, replacements.length]);
    expect(await rows()).toEqual([
      [ten.reference, 1],
      [two.reference, 0],
    ]);
    await api.db.setNow(at('09:50'));
    await post(api, fay, `bookings/${ten.reference}/visit`, { state: 'arrived' });
    expect((await rows())?.[0]).toEqual([ten.reference, 0]);
  });

  it('nor, once it has begun, a visit that somebody else took over', async () => {
    const { at, ten } = await day();
    const { body: call } = await callSick(at('08:00'), at('18:00'));
    const made = await offer([{ reference: ten.reference, therapistId: tom }]);
    await answer(made.body.offered[0]?.id ?? '', 'accept');
    await api.db.setNow(at('10:00'));
    const shown = (await list()).find(({ id }) => id === call.id);
    expect(shown?.bookings[0]).toMatchObject({ reference: ten.reference, replacements: [] });
  });
});

describe('after all of this', () => {
  it('the database knows of no broken rule', async () => {
    expect(await scheduleBreaches(api.db)).toEqual([]);
  });
});
