import type { DeskBookingDetail } from '@limber/contracts';
import { type Message, MessageSources, MessageStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { DAY } from '@limber/kernel';
import {
  type ApiWorld,
  bookingBody,
  type Held,
  holdBody,
  MONDAY,
  startApi,
} from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let desk: Person;
beforeAll(async () => {
  api = await startApi();
  desk = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

interface Booked {
  reference: string;
  headers: Record<string, string>;
}

let days = 3;
async function book(client: object): Promise<Booked> {
  days += 1;
  const startsAt = new Date(Date.parse(MONDAY) + days * DAY + 4 * 3_600_000).toISOString();
  // Short enough for somebody under 18.
  const body = { ...holdBody(api.clinic, startsAt), durationMin: 30 };
  const held = await api.call<Held>('POST', 'holds', { body });
  const booked = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client: { phone: '07700 900123', ...client } }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  const token = new URL(booked.body.manageUrl).searchParams.get('token') ?? '';
  return { reference: booked.body.reference, headers: { 'link-token': token } };
}

const young = (name: string, email: string) => ({ name, email, guardian: { name: 'Pat Reed' } });
const recipients = async ({ reference }: Booked): Promise<Record<string, string[]>> => {
  const rows = await api.db.asOwner<{ recipient: string; state: string }>(
    `SELECT DISTINCT m.recipient, m.state FROM message m JOIN booking b ON b.chain_id = m.chain_id
      WHERE b.reference = $1 ORDER BY 1, 2`,
    [reference],
  );
  const states: Record<string, string[]> = {};
  for (const { recipient, state } of rows) (states[state] ??= []).push(recipient);
  return states;
};
const clientOf = async ({ reference }: Booked) => {
  const [row] = await api.db.asOwner<{ id: string; email: string | null; guardian: string }>(
    `SELECT c.id, c.email, c.guardian_email AS guardian FROM client c JOIN booking b ON b.client_id = c.id
      WHERE b.reference = $1`,
    [reference],
  );
  return row;
};
const name = ({ reference }: Booked, guardian: object | null) =>
  api.call<DeskBookingDetail>('PUT', `desk/bookings/${reference}/guardian`, {
    ...{ body: { guardian }, ...asPerson(desk) },
  });
const move = ({ reference, headers }: Booked) => {
  days += 1;
  const startsAt = new Date(Date.parse(MONDAY) + days * DAY + 5 * 3_600_000).toISOString();
  return api.call('POST', `bookings/${reference}/reschedule`, { body: { startsAt }, headers });
};

describe('booked for somebody under 18', () => {
  it('every mail goes to the guardian, who says yes for them', async () => {
    const booked = await book(young('Kim Reed', 'Pat@Example.com'));
    expect(await recipients(booked)).toEqual({ planned: ['pat@example.com'] });
    const client = await clientOf(booked);
    expect(client).toMatchObject({ email: null, guardian: 'pat@example.com' });
    const signers = await api.db.asOwner(
      'SELECT DISTINCT signer FROM consent WHERE client_id = $1',
      [client?.id],
    );
    expect(signers).toEqual([{ signer: 'Pat Reed' }]);
  });

  it('is somebody else than the guardian and than a brother, and the same the next time', async () => {
    const parent = await clientOf(await book({ name: 'Lee Fox', email: 'lee@example.com' }));
    const first = await clientOf(await book(young('Ash Fox', 'lee@example.com')));
    const brother = await clientOf(await book(young('Bo Fox', 'lee@example.com')));
    const again = await clientOf(await book(young('ash fox', 'LEE@example.com')));
    expect(new Set([parent?.id, first?.id, brother?.id]).size).toBe(3);
    expect(again?.id).toBe(first?.id);
    expect(parent).toMatchObject({ email: 'lee@example.com', guardian: null });
  });

  it('moved, the mails still go there; the desk sees whom to write to', async () => {
    const booked = await book(young('Noa Hart', 'gil@example.com'));
    expect((await move(booked)).status).toBe(200);
    const { planned, cancelled } = await recipients(booked);
    expect([planned, cancelled]).toEqual([['gil@example.com'], ['gil@example.com']]);
    const { body } = await api.call<DeskBookingDetail>(
      ...(['GET', `desk/bookings/${booked.reference}`, asPerson(desk)] as const),
    );
    expect(body.contact).toMatchObject({
      ...{ name: 'Noa Hart', email: null },
      guardian: { name: 'Pat Reed', email: 'gil@example.com' },
    });
  });

  it('the guardian’s one click stops the check-ins', async () => {
    const booked = await book(young('Uma Low', 'ray@example.com'));
    const client = await clientOf(booked);
    const token = api.db.signer.sign('unsubscribe', api.clinic.clinicId, `all.${client?.id}`);
    expect((await api.call('POST', `unsubscribe/${token}`)).status).toBe(200);
    const left = await api.db.asOwner(
      `SELECT kind FROM message WHERE recipient = 'ray@example.com' AND state = 'planned'
          AND family = 'followup'`,
    );
    expect(left).toEqual([]);
  });
});

describe('a guardian named at the desk', () => {
  const guardian = { name: 'Pat Reed', email: 'Parent@Example.com' };

  it('gets what waits and whatever follows; taken back, the client does', async () => {
    const booked = await book({ name: 'Kim Roe', email: 'kim@example.com' });
    const named = await name(booked, guardian);
    expect(named.body.contact.guardian).toEqual({ name: 'Pat Reed', email: 'parent@example.com' });
    expect(await recipients(booked)).toEqual({ planned: ['parent@example.com'] });
    await move(booked);
    expect((await recipients(booked))['planned']).toEqual(['parent@example.com']);
    expect(named.body.history.map(({ action }) => action)).toContain('booking.guardian_named');
    expect((await name(booked, null)).status).toBe(200);
    expect((await recipients(booked))['planned']).toEqual(['kim@example.com']);
  });

  it('is kept where the client has no address of their own', async () => {
    const booked = await book(young('Ivy Day', 'joy@example.com'));
    const refused = await name(booked, null);
    expect([refused.status, refused.body]).toEqual([
      ...[409, expect.objectContaining({ code: 'GUARDIAN_NEEDED' })],
    ]);
    expect(await clientOf(booked)).toMatchObject({ guardian: 'joy@example.com' });
  });

  it('gets the mails of the next booking too, under whatever address it is booked', async () => {
    const first = await book({ name: 'Max Orr', email: 'max@example.com' });
    await name(first, guardian);
    const second = await book({ name: 'Max Orr', email: 'max@example.com' });
    expect(await recipients(second)).toEqual({ planned: ['parent@example.com'] });
  });

  it('a mail that still names the young client is held back in the last look', async () => {
    const booked = await book({ name: 'Zoe Fry', email: 'zoe@example.com' });
    await api.db.asOwner(
      `UPDATE client SET guardian_email = 'dad@example.com', guardian_name = 'Dan Fry' WHERE email = 'zoe@example.com'`,
    );
    const get = <Thing>(type: abstract new (...args: never[]) => Thing): Thing =>
      api.app.get<Thing>(type, { strict: false });
    const [{ chainId } = { chainId: '' }] = await api.db.asOwner<{ chainId: string }>(
      'SELECT chain_id AS "chainId" FROM booking WHERE reference = $1',
      [booked.reference],
    );
    const looks = await get(TransactionRunner).run(api.clinic.clinicId, async (tx) => {
      const mails: Message[] = await get(MessageStore).listByChain(tx, chainId);
      const seen = [];
      for (const mail of mails) seen.push(await get(MessageSources).lastLook(tx, mail));
      return seen;
    });
    expect(looks.length).toBeGreaterThan(3);
    expect(looks).toEqual(looks.map(() => ({ drop: 'guardian_only' })));
  });
});
