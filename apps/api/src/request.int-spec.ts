import { RequestService } from '@limber/booking';
import type { DeskBookingDetail, DeskRequests } from '@limber/contracts';
import { MessageSources, MessageStore } from '@limber/messaging';
import { dueWork, TransactionRunner } from '@limber/persistence';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let fay: Person;
let olu: Person;
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0 }, environment: { DATABASE_POOL: '12' } });
  fay = await hire(api, 'fay@clinic.example');
  olu = await hire(api, 'olu@clinic.example', { role: 'owner' });
  await api.db.asOwner('UPDATE service SET needs_confirmation = true WHERE id = $1', [
    api.clinic.serviceId,
  ]);
});
afterAll(() => api.close());
beforeEach(() =>
  api.db.asOwner(
    `UPDATE occupancy SET status = 'released', expires_at = NULL WHERE status <> 'released'`,
  ),
);

const START = '2027-01-14T09:00:00.000Z';

interface Created {
  reference: string;
  status: string;
  answerBy: string;
  manageUrl: string;
}

let people = 0;
async function ask(
  startsAt = START,
): Promise<Created & { email: string; headers: { 'link-token': string } }> {
  const email = `asking-${(people += 1)}@example.com`;
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, api.clinic.therapistIds[0]),
  });
  const { body, status, text } = await api.call<Created>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client: { name: 'Ada Hill', email, phone: '07700 900123' } }),
    headers: { 'hold-token': held.body.token },
  });
  if (status !== 201) throw new Error(text);
  const token = new URL(body.manageUrl).searchParams.get('token') ?? '';
  return { ...body, email, headers: { 'link-token': token } };
}

const answer = (who: Person, reference: string, word: 'confirm' | 'decline', revision = 1) =>
  api.call<DeskBookingDetail>('POST', `desk/bookings/${reference}/${word}`, {
    headers: { ...asPerson(who).headers, 'if-match': `"${revision}"` },
  });

const mails = async (email: string) =>
  (
    await api.db.asOwner<{ kind: string; state: string }>(
      `SELECT kind, state FROM message WHERE recipient = $1 AND kind LIKE 'booking_%'
        ORDER BY revision, kind`,
      [email],
    )
  ).map(({ kind, state }) => `${kind} ${state}`);

const taken = (reference: string) =>
  api.db.asOwner<{ status: string }>(
    `SELECT DISTINCT o.status FROM occupancy o JOIN booking b ON b.id = o.booking_id
      WHERE b.reference = $1`,
    [reference],
  );

const waiting = async () =>
  (await api.call<DeskRequests>('GET', 'desk/requests', asPerson(fay))).body;

describe('a service that needs the clinic’s yes', () => {
  it('says so in the list', async () => {
    const { body } = await api.call<{ id: string; needsConfirmation: boolean }[]>(
      'GET',
      'services',
    );
    expect(body.filter(({ needsConfirmation }) => needsConfirmation).map(({ id }) => id)).toEqual([
      api.clinic.serviceId,
    ]);
  });

  it('is booked as a request: the time is taken at once, and the mail says until when to wait', async () => {
    const asked = await ask();
    expect(asked.status).toBe('requested');
    expect(asked.answerBy).toMatch(/^2027-01-12T06:00/);
    expect(await taken(asked.reference)).toEqual([{ status: 'requested' }]);
    const [therapistId] = api.clinic.therapistIds;
    const rival = await api.call('POST', 'holds', {
      body: holdBody(api.clinic, START, therapistId),
    });
    expect(rival).toMatchObject({ status: 409, body: { code: 'SLOT_TAKEN' } });
    expect(await mails(asked.email)).toEqual(['booking_requested planned']);
    const { headers } = asked;
    const read = await api.call('GET', `bookings/${asked.reference}`, { headers });
    expect(read.body).toMatchObject({ status: 'requested', answerBy: asked.answerBy });
    expect(await waiting()).toMatchObject([
      { reference: asked.reference, clientName: 'Ada Hill', answerBy: asked.answerBy },
    ]);
  });

  it('stands in a calendar as one that may come, until the clinic has said yes', async () => {
    const asked = await ask('2027-01-14T10:00:00Z');
    const path = `bookings/${asked.reference}/calendar?token=${asked.headers['link-token']}`;
    const statusNow = async () =>
      /^STATUS:(.*)$/m.exec((await api.call('GET', path)).text)?.[1]?.trim();
    expect(await statusNow()).toBe('TENTATIVE');
    expect((await answer(fay, asked.reference, 'confirm')).status).toBe(200);
    expect(await statusNow()).toBe('CONFIRMED');
  });

  it('declined, is answered: no undo brings it back as a visit that stands', async () => {
    const { reference } = await ask();
    expect((await answer(fay, reference, 'decline')).status).toBe(200);
    const undone = await api.call('POST', `desk/bookings/${reference}/undo-cancel`, {
      headers: { ...asPerson(fay).headers, 'if-match': '"2"' },
    });
    expect(undone).toMatchObject({ status: 409, body: { code: 'UNDO_TOO_LATE' } });
  });

  it('called off by mistake, waits again: taking that back is no yes', async () => {
    const { reference, headers, answerBy } = await ask();
    const desk = (path: string, revision: number, body?: object) =>
      api.call('POST', `desk/bookings/${reference}/${path}`, {
        headers: { ...asPerson(fay).headers, 'if-match': `"${revision}"` },
        ...(body && { body }),
      });
    expect((await desk('cancel', 1, { reason: 'other', notify: 'settle' })).status).toBe(200);
    expect((await desk('undo-cancel', 2)).status).toBe(200);
    const read = await api.call('GET', `bookings/${reference}`, { headers });
    expect(read.body).toMatchObject({ status: 'requested', answerBy });
    expect(await taken(reference)).toEqual([{ status: 'requested' }]);
    expect((await waiting()).map((each) => each.reference)).toContain(reference);
    expect((await answer(fay, reference, 'confirm', 3)).body.status).toBe('confirmed');
  });

  it('is confirmed by the desk: the mail of the request is called off, the confirmation goes out', async () => {
    const asked = await ask();
    const confirmed = await answer(fay, asked.reference, 'confirm');
    expect(confirmed).toMatchObject({ status: 200, body: { status: 'confirmed', revision: 2 } });
    expect(await taken(asked.reference)).toEqual([{ status: 'confirmed' }]);
    expect(await mails(asked.email)).toEqual([
      'booking_requested cancelled',
      'booking_confirmation planned',
    ]);
    expect(confirmed.body.history.map(({ action, by }) => [action, by])).toEqual(
      expect.arrayContaining([
        ['booking.requested', 'client'],
        ['booking.request_confirmed', 'staff'],
      ]),
    );
  });

  it('is declined: the time is free at once, nothing more goes out but the no, and it costs nothing', async () => {
    const asked = await ask();
    const declined = await answer(olu, asked.reference, 'decline');
    expect(declined.body).toMatchObject({
      status: 'cancelled',
      cancellation: { cancelledBy: 'clinic', cause: 'declined', fee: { amount: 0 } },
    });
    expect(await mails(asked.email)).toEqual([
      'booking_requested cancelled',
      'booking_declined planned',
    ]);
    const [others] = await api.db.asOwner(
      `SELECT 1 FROM message WHERE recipient = $1 AND state = 'planned' AND kind <> 'booking_declined'`,
      [asked.email],
    );
    expect(others).toBeUndefined();
    await ask();
  });

  it('is declined with a way to other times of the day it was asked for, on the clocks of the place', async () => {
    const asked = await ask('2027-01-14T16:00:00.000Z');
    await answer(olu, asked.reference, 'decline');
    const zone = 'UPDATE location SET time_zone = $1';
    await api.db.asOwner(zone, ['Pacific/Auckland']);
    const sources = api.app.get(MessageSources, { strict: false });
    const messages = api.app.get(MessageStore, { strict: false });
    const [row] = await api.db.asOwner<{ id: string }>(
      `SELECT id FROM message WHERE recipient = $1 AND kind = 'booking_declined'`,
      [asked.email],
    );
    const look = await api.app
      .get(TransactionRunner, { strict: false })
      .run(api.clinic.clinicId, async (tx) => {
        const message = await messages.findById(tx, row?.id ?? '');
        return message && sources.lastLook(tx, message);
      });
    await api.db.asOwner(zone, ['Europe/London']);
    // Five in the morning of the fifteenth.
    expect(look).toMatchObject({ send: { timesUrl: expect.stringContaining('date=2027-01-15') } });
  });

  it.each([
    ['confirm', 'confirm'],
    ['confirm', 'decline'],
  ] as const)('has one answer: of %s and %s at once one stands', async (one, other) => {
    const asked = await ask();
    const answers = await Promise.all([
      answer(fay, asked.reference, one),
      answer(olu, asked.reference, other),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'REQUEST_CLOSED',
    });
    expect((await mails(asked.email)).filter((mail) => mail.endsWith('planned'))).toHaveLength(1);
  });

  it('is not answered as it was seen before it moved', async () => {
    const asked = await ask();
    const { headers, reference } = asked;
    const moved = await api.call('POST', `bookings/${reference}/reschedule`, {
      headers,
      body: { startsAt: '2027-01-14T14:00:00Z' },
    });
    expect(moved.body).toMatchObject({ status: 'requested', revision: 2 });
    expect(await mails(asked.email)).toEqual([
      'booking_requested cancelled',
      'booking_requested planned',
    ]);
    expect(await answer(fay, reference, 'confirm', 1)).toMatchObject({ status: 412 });
    expect((await answer(fay, reference, 'confirm', 2)).status).toBe(200);
  });

  it('asks again when the client moves what was confirmed', async () => {
    const asked = await ask();
    await answer(fay, asked.reference, 'confirm');
    const { headers, reference } = asked;
    const moved = await api.call('POST', `bookings/${reference}/reschedule`, {
      headers,
      body: { startsAt: '2027-01-14T14:00:00Z' },
    });
    expect(moved.body).toMatchObject({ status: 'requested', moving: { asksAgain: true } });
    expect(await taken(reference)).toEqual(
      expect.arrayContaining([{ status: 'requested' }, { status: 'released' }]),
    );
  });

  it('asks nobody when the desk moves what was confirmed: its move is the yes', async () => {
    const { reference } = await ask();
    await answer(fay, reference, 'confirm');
    const moved = await api.call('POST', `desk/bookings/${reference}/move`, {
      headers: { ...asPerson(fay).headers, 'if-match': '"2"' },
      body: { startsAt: '2027-01-14T14:00:00Z' },
    });
    expect(moved).toMatchObject({ status: 200, body: { status: 'confirmed' } });
  });

  it('lets the client withdraw it for nothing, and the desk has nothing left to answer', async () => {
    const asked = await ask();
    const { headers, reference } = asked;
    const gone = await api.call('POST', `bookings/${reference}/cancel`, { headers, body: {} });
    expect(gone.body).toMatchObject({ status: 'cancelled', cancellation: { by: 'client' } });
    expect((await answer(fay, reference, 'confirm', 2)).body).toMatchObject({
      code: 'REQUEST_CLOSED',
    });
  });

  it('needs no yes a second time once it is an ordinary service again', async () => {
    await api.db.asOwner('UPDATE service SET needs_confirmation = false');
    expect((await ask()).status).toBe('confirmed');
    await api.db.asOwner('UPDATE service SET needs_confirmation = true WHERE id = $1', [
      api.clinic.serviceId,
    ]);
  });
});

describe('a request nobody answers', () => {
  it('is found by the sweep when its time has come, is let go, and the client is told', async () => {
    const asked = await ask('2027-01-20T09:00:00.000Z');
    const due = () => dueWork(api.db.dataSource, 'request', 10);
    const [row] = await api.db.asOwner<{ id: string }>(
      'SELECT id FROM booking WHERE reference = $1',
      [asked.reference],
    );
    const id = row?.id ?? '';
    expect((await due()).map((work) => work.id)).not.toContain(id);
    const service = api.app.get(RequestService, { strict: false });
    // Called too early it does nothing.
    await service.expire(api.clinic.clinicId, id);
    expect(await taken(asked.reference)).toEqual([{ status: 'requested' }]);

    await api.db.advance('PT24H');
    expect((await due()).map((work) => work.id)).toContain(id);
    await Promise.all([
      service.expire(api.clinic.clinicId, id),
      service.expire(api.clinic.clinicId, id),
    ]);
    expect(await taken(asked.reference)).toEqual([{ status: 'released' }]);
    expect(await mails(asked.email)).toEqual([
      'booking_requested cancelled',
      'booking_declined planned',
    ]);
    expect((await due()).map((work) => work.id)).not.toContain(id);
    const { headers } = asked;
    const read = await api.call('GET', `bookings/${asked.reference}`, { headers });
    expect(read.body).toMatchObject({
      status: 'cancelled',
      cancellation: { by: 'clinic', cause: 'unanswered' },
    });
  });
});
