import { DAY, HOUR } from '@limber/kernel';
import { SuppressionStore } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import {
  type ApiWorld,
  bookingBody,
  type Held,
  holdBody,
  MONDAY,
  startApi,
} from './api.testing.ts';
import { asPerson, hire } from './desk.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({ policies: { noticeMin: 0 } });
});
afterAll(() => api.close());

let base = Date.parse(MONDAY);
/** A wall time in London so many days after the test's own first day; all of it lies in winter. */
const on = (days: number, time: string): string =>
  `${new Date(base + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;

beforeEach(async () => {
  const [row] = await api.db.asOwner<{ now: Date }>('SELECT app_now() AS now');
  const today = Math.floor((row?.now.getTime() ?? 0) / DAY) * DAY;
  base = today + DAY + 6 * HOUR;
  await api.db.setNow(new Date(base).toISOString());
  await api.db.asOwner(
    `UPDATE occupancy SET status = 'released', expires_at = NULL WHERE status <> 'released'`,
  );
});

interface Seen {
  revision: number;
  code?: string;
  attendance: { confirmedAt: string | null; canConfirm: boolean };
}
interface Booked {
  reference: string;
  headers: Record<string, string>;
  email: string;
}

let people = 0;
async function book(startsAt: string): Promise<Booked> {
  const email = `guest-${(people += 1)}@example.com`;
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, api.clinic.therapistIds[0]),
  });
  const booked = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client: { name: 'Ada Hill', email, phone: '07700 900123' } }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  const token = new URL(booked.body.manageUrl).searchParams.get('token') ?? '';
  return { reference: booked.body.reference, headers: { 'link-token': token }, email };
}

const read = async ({ reference, headers }: Booked) =>
  (await api.call<Seen>('GET', `bookings/${reference}`, { headers })).body;
const attend = ({ reference, headers }: Booked, revision: number) =>
  api.call<Seen>('POST', `bookings/${reference}/attendance`, { body: { revision }, headers });
const move = ({ reference, headers }: Booked, startsAt: string) =>
  api.call<Seen>('POST', `bookings/${reference}/reschedule`, { body: { startsAt }, headers });

/** [kind, state, reason, due, revision] */
const reminders = async ({ email }: Booked) => {
  const rows = await api.db.asOwner<{
    kind: string;
    state: string;
    reason: string | null;
    due: Date;
    revision: number;
  }>(
    `SELECT kind, state, reason, due_at AS due, revision FROM message
      WHERE recipient = $1 AND kind LIKE 'reminder%' ORDER BY revision, due_at`,
    [email],
  );
  return rows.map(({ kind, state, reason, due, revision }) => [
    ...[kind, state, reason, due.toISOString(), revision],
  ]);
};

describe('reminders of a visit', () => {
  it('are planned with the booking, a day and two hours before', async () => {
    const booked = await book(on(3, '14:00'));
    expect(await reminders(booked)).toEqual([
      ['reminder_24h', 'planned', null, on(2, '14:00'), 1],
      ['reminder_2h', 'planned', null, on(3, '12:00'), 1],
    ]);
  });

  it('move with the visit; those of the old time are taken back', async () => {
    const booked = await book(on(3, '14:00'));
    expect((await move(booked, on(4, '15:00'))).status).toBe(200);
    expect(await reminders(booked)).toEqual([
      ['reminder_24h', 'cancelled', 'moved', on(2, '14:00'), 1],
      ['reminder_2h', 'cancelled', 'moved', on(3, '12:00'), 1],
      ['reminder_24h', 'planned', null, on(3, '15:00'), 2],
      ['reminder_2h', 'planned', null, on(4, '13:00'), 2],
    ]);
  });

  it('are taken back when the visit is cancelled', async () => {
    const booked = await book(on(3, '14:00'));
    const { reference, headers } = booked;
    await api.call('POST', `bookings/${reference}/cancel`, { body: {}, headers });
    expect((await reminders(booked)).map(([, state]) => state)).toEqual(['cancelled', 'cancelled']);
  });

  it('are left out where too little of their lead is left', async () => {
    const booked = await book(on(0, '14:00'));
    expect(await reminders(booked)).toEqual([['reminder_2h', 'planned', null, on(0, '12:00'), 1]]);
  });
});

describe('"I am coming"', () => {
  it('is said by a POST, kept with the booking, and changes no revision', async () => {
    const booked = await book(on(3, '14:00'));
    const before = await read(booked);
    expect(before.attendance).toEqual({ confirmedAt: null, canConfirm: true });
    const said = await attend(booked, 1);
    expect(said.status).toBe(200);
    expect(said.body.attendance).toEqual({
      confirmedAt: expect.any(String) as string,
      canConfirm: false,
    });
    expect(await read(booked)).toMatchObject({ revision: 1, attendance: said.body.attendance });
  });

  it('said twice is said once, and stands once in the log', async () => {
    const booked = await book(on(3, '14:00'));
    const first = await attend(booked, 1);
    const second = await attend(booked, 1);
    expect(second.body.attendance).toEqual(first.body.attendance);
    const rows = await api.db.asOwner(
      `SELECT FROM audit_log a JOIN booking b ON b.id::text = a.subject
        WHERE b.reference = $1 AND a.action = 'booking.attendance_confirmed'`,
      [booked.reference],
    );
    expect(rows).toHaveLength(1);
  });

  it('is about one start: another one asks again', async () => {
    const booked = await book(on(3, '14:00'));
    await attend(booked, 1);
    const moved = await move(booked, on(4, '15:00'));
    expect(moved.body.attendance).toEqual({ confirmedAt: null, canConfirm: true });
  });

  it('from an old mail, to a time that has moved, hears where the visit went', async () => {
    const booked = await book(on(3, '14:00'));
    await move(booked, on(4, '15:00'));
    const answer = await attend(booked, 1);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_MOVED', movedTo: { startsAt: on(4, '15:00') } },
    });
    expect((await read(booked)).attendance.confirmedAt).toBeNull();
  });

  it('cannot be said of a visit that was called off or has begun', async () => {
    const cancelled = await book(on(3, '14:00'));
    const { reference, headers } = cancelled;
    await api.call('POST', `bookings/${reference}/cancel`, { body: {}, headers });
    expect(await attend(cancelled, 2)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_CANCELLED' },
    });
    const begun = await book(on(1, '14:00'));
    await api.db.setNow(on(1, '14:00'));
    expect(await attend(begun, 1)).toMatchObject({
      status: 409,
      body: { code: 'TOO_LATE_TO_CONFIRM' },
    });
  });

  it('by anybody without the link is not found', async () => {
    const booked = await book(on(3, '14:00'));
    const answer = await attend({ ...booked, headers: { 'link-token': 'x'.repeat(80) } }, 1);
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });
});

describe('a mail that did not arrive', () => {
  const deskOf = async () => asPerson(await hire(api, `desk-${(people += 1)}@clinic.example`));
  const failed = async (booked: Booked, kind: string, state = 'dead') => {
    const [row] = await api.db.asOwner<{ id: string }>(
      `UPDATE message SET state = $3, reason = 'refused', attempts = 6
        WHERE recipient = $1 AND kind = $2 RETURNING id`,
      [booked.email, kind, state],
    );
    return row?.id ?? '';
  };
  interface Detail {
    contact: { unreachable: boolean };
    messages: { id: string; kind: string; state: string; canSendAgain: boolean }[];
  }

  it('says so at the desk, and is sent again by hand, to the address of now', async () => {
    const desk = await deskOf();
    const booked = await book(on(3, '14:00'));
    const id = await failed(booked, 'booking_confirmation');
    const { clinicId } = api.clinic;
    await api.app
      .get(TransactionRunner, { strict: false })
      .run(clinicId, (tx) =>
        api.app
          .get(SuppressionStore, { strict: false })
          .suppress(tx, booked.email, 'undeliverable', 'bounce'),
      );
    const path = `desk/bookings/${booked.reference}`;
    const before = await api.call<Detail>('GET', path, desk);
    expect(before.body.contact.unreachable).toBe(true);
    expect(before.body.messages.find((mail) => mail.id === id)?.canSendAgain).toBe(true);

    const newAddress = `new-${booked.email}`;
    await api.db.asOwner('UPDATE client SET email = $2 WHERE email = $1', [
      ...[booked.email, newAddress],
    ]);
    const again = await api.call<Detail>('POST', `${path}/messages/${id}/send-again`, desk);
    expect(again.status).toBe(200);
    expect(again.body.contact.unreachable).toBe(false);
    const [row] = await api.db.asOwner<{ recipient: string; state: string }>(
      'SELECT recipient, state FROM message WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ recipient: newAddress, state: 'planned' });
    const twice = await api.call('POST', `${path}/messages/${id}/send-again`, desk);
    expect(twice).toMatchObject({ status: 409, body: { code: 'MAIL_NOT_REPEATABLE' } });
  });

  it('is not sent again once it would come too late, nor when it was sent', async () => {
    const desk = await deskOf();
    const booked = await book(on(1, '14:00'));
    const path = `desk/bookings/${booked.reference}`;
    const sent = await failed(booked, 'booking_confirmation', 'sent');
    const late = await failed(booked, 'reminder_24h');
    await api.db.setNow(on(1, '11:30'));
    for (const id of [sent, late]) {
      const answer = await api.call('POST', `${path}/messages/${id}/send-again`, desk);
      expect(answer).toMatchObject({ status: 409, body: { code: 'MAIL_NOT_REPEATABLE' } });
    }
  });
});
