import type { BookAgainView } from '@limber/contracts';
import { MessageSources, MessageStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0 } });
});
afterAll(() => api.close());

interface Booked {
  held: Held;
  reference: string;
  headers: Record<string, string>;
}

const ADA = { name: 'Ada Hill', email: 'ada@example.com', phone: '07700 900123' };

async function book(
  startsAt: string,
  client: Record<string, string> = ADA,
  change: Record<string, unknown> = {},
): Promise<Booked> {
  const held = await api.call<Held>('POST', 'holds', {
    body: { ...holdBody(api.clinic, startsAt), ...change },
  });
  const { body, text, status } = await api.call<{ reference: string; manageUrl: string }>(
    'POST',
    'bookings',
    {
      body: bookingBody(held.body.id, {
        client,
        training: {
          ...{ type: 'long_endurance', endedAt: '2027-01-10T10:00:00Z', durationMin: 90, rpe: 9 },
          ...{ areas: ['legs'], soreness: 7 },
        },
        note: 'My knee is new.',
        ...(change['partySize'] === 2 && { guest: { name: 'Bo Lind', screening: [] } }),
      }),
      headers: { 'hold-token': held.body.token },
    },
  );
  if (status !== 201) throw new Error(text);
  const token = new URL(body.manageUrl).searchParams.get('token') ?? '';
  return { held: held.body, reference: body.reference, headers: { 'link-token': token } };
}

const again = ({ reference, headers }: Booked) =>
  api.call<BookAgainView>('GET', `bookings/${reference}/again`, { headers });

describe('booking again through the link of a booking', () => {
  it('is told the same session, its therapist and who booked it, and nothing of anybody’s health', async () => {
    const booked = await book('2027-01-14T09:00:00Z');
    const { status, body } = await again(booked);
    expect(status).toBe(200);
    expect(body).toEqual({
      serviceId: api.clinic.serviceId,
      durationMin: 60,
      locationId: api.clinic.locationId,
      lastTherapistId: booked.held.therapistId,
      partySize: 1,
      guestName: null,
      client: { ...ADA, phone: '+447700900123', guardian: null },
    });
  });

  it('is told who came along, and that it was for two', async () => {
    await api.db.asOwner(`UPDATE room SET capacity = 2, features = '{couples}' WHERE id = $1`, [
      api.clinic.roomIds[0],
    ]);
    const booked = await book('2027-01-14T11:00:00Z', ADA, { partySize: 2 });
    expect((await again(booked)).body).toMatchObject({ partySize: 2, guestName: 'Bo Lind' });
  });

  it('does not tell whoever books under somebody’s address what that person told the clinic', async () => {
    await book('2027-01-15T09:00:00Z');
    const stranger = await book('2027-01-15T11:00:00Z', {
      ...{ name: 'Mal Ory', email: ADA.email, phone: '07700 900999' },
    });
    expect((await again(stranger)).body.client).toEqual({
      ...{ name: 'Mal Ory', email: ADA.email, phone: '+447700900999', guardian: null },
    });
  });

  it('opens by that booking’s own link only', async () => {
    const [mine, others] = [
      await book('2027-01-16T09:00:00Z'),
      await book('2027-01-16T11:00:00Z', { ...ADA, email: 'cy@example.com' }),
    ];
    const crossed = await again({ ...mine, headers: others.headers });
    expect(crossed).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    expect(crossed.text).not.toContain(ADA.email);
  });

  it('leads nobody to times who is to speak with the clinic first', async () => {
    const booked = await book('2027-01-17T09:00:00Z', { ...ADA, email: 'di@example.com' });
    await api.db.asOwner(
      `UPDATE client SET blocked_since = app_now() WHERE email = 'di@example.com'`,
    );
    expect(await again(booked)).toMatchObject({ status: 409, body: { code: 'BOOKING_BLOCKED' } });
  });
});

describe('the mails that speak of another visit', () => {
  it.each(['booking_cancelled', 'nudge_7d'])('is what the mail %s opens', async (kind) => {
    const email = `${kind.replaceAll('_', '-')}@example.com`;
    const day = kind === 'nudge_7d' ? 18 : 19;
    const booked = await book(`2027-01-${day}T09:00:00Z`, { ...ADA, email });
    const { headers, reference } = booked;
    if (kind === 'booking_cancelled') {
      await api.call('POST', `bookings/${reference}/cancel`, { body: {}, headers });
    }
    const address = new URL(await bookUrlOf(reference, kind));
    expect(address.pathname).toBe(`/manage/${reference}/again`);
    const token = address.searchParams.get('token') ?? '';
    const opened = await again({ ...booked, headers: { 'link-token': token } });
    expect(opened.body.client.email).toBe(email);
  });
});

describe('a past booking', () => {
  it('opens after the visit too: a past booking’s link offers another and is never lost', async () => {
    const booked = await book('2027-01-20T09:00:00Z', { ...ADA, email: 'flo@example.com' });
    await api.db.setNow('2027-03-20T09:00:00Z');
    const { headers, reference } = booked;
    const past = await api.call('GET', `bookings/${reference}`, { headers });
    expect(past).toMatchObject({ status: 200, body: { cancellation: { possible: false } } });
    expect((await again(booked)).body.serviceId).toBe(api.clinic.serviceId);
  });
});

/** Where the button of a booking's mail leads, as the sender would write it now. */
async function bookUrlOf(reference: string, kind: string): Promise<string> {
  const sources = api.app.get(MessageSources, { strict: false });
  const messages = api.app.get(MessageStore, { strict: false });
  const runner = api.app.get(TransactionRunner, { strict: false });
  const [row] = await api.db.asOwner<{ chain: string }>(
    'SELECT chain_id AS chain FROM booking WHERE reference = $1',
    [reference],
  );
  return runner.run(api.clinic.clinicId, async (tx) => {
    const mails = await messages.listByChain(tx, row?.chain ?? '');
    const mail = mails.find((each) => each.kind === kind);
    const look = mail && (await sources.lastLook(tx, mail));
    if (!look || !('send' in look) || !('bookUrl' in look.send)) throw new Error('no such mail');
    return look.send.bookUrl ?? '';
  });
}
