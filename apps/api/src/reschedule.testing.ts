import { DAY, HOUR } from '@limber/kernel';
import { type ApiWorld, bookOnline, holdBody, MONDAY, startApi } from './api.testing.ts';

export interface Seen {
  reference: string;
  revision: number;
  status: string;
  startsAt: string;
  therapist: { id: string };
  moving: { possible: boolean; refusal: string | null; left: number; movedFrom: string | null };
  cancellation: { feeNow: { amount: number } };
}

export interface Booked {
  reference: string;
  headers: Record<string, string>;
  email: string;
}

/** A clinic whose clients move their visits themselves; late ones are refused. */
export async function startMoves() {
  const api = await startApi({
    policies: { lateCancellationFeePercent: 50, lateMove: 'refuse', noticeMin: 0 },
  });
  return { api, ...clockOf(api), ...clientsOf(api), ...rowsOf(api) };
}
export type MoveWorld = Awaited<ReturnType<typeof startMoves>>;

function clockOf(api: ApiWorld) {
  let base = Date.parse(MONDAY);
  return {
    /** A wall time in London so many days after the test's own first day; all of it lies in winter. */
    on: (days: number, time: string): string =>
      `${new Date(base + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`,
    /** The clock only moves forward: every test has a morning of its own, and begins with nobody taken. */
    nextMorning: async (): Promise<void> => {
      const [row] = await api.db.asOwner<{ now: Date }>('SELECT app_now() AS now');
      const today = Math.floor((row?.now.getTime() ?? 0) / DAY) * DAY;
      base = today + DAY + 6 * HOUR;
      await api.db.setNow(new Date(base).toISOString());
      await api.db.asOwner(
        `UPDATE occupancy SET status = 'released', expires_at = NULL WHERE status <> 'released'`,
      );
    },
  };
}

function clientsOf(api: ApiWorld) {
  let people = 0;
  return {
    /** Somebody new is booked with the first therapist. */
    book: async (startsAt: string, change: Record<string, unknown> = {}): Promise<Booked> => {
      const email = `client-${(people += 1)}@example.com`;
      const client = { name: 'Ada Hill', email, phone: '07700 900123' };
      const hold = holdBody(api.clinic, startsAt, api.clinic.therapistIds[0]);
      return { ...(await bookOnline(api, hold, { client, ...change })), email };
    },
    move: (
      { reference, headers }: Booked,
      body: Record<string, unknown>,
      more: Record<string, string> = {},
    ) =>
      api.call<Seen>('POST', `bookings/${reference}/reschedule`, {
        body,
        headers: { ...headers, ...more },
      }),
    read: async ({ reference, headers }: Booked) =>
      (await api.call<Seen>('GET', `bookings/${reference}`, { headers })).body,
  };
}

const rowsOf = (api: ApiWorld) => ({
  taken: (reference: string) =>
    api.db.asOwner<{ resource: string; starts: Date; status: string }>(
      `SELECT o.resource_id AS resource, lower(o.during) AS starts, o.status FROM occupancy o
         JOIN booking b ON b.id = o.booking_id WHERE b.reference = $1 AND o.status <> 'released'
        ORDER BY 1`,
      [reference],
    ),
  mails: (email: string) =>
    api.db.asOwner<{ kind: string; state: string; revision: number; reason: string; due: Date }>(
      `SELECT kind, state, revision, reason, due_at AS due FROM message WHERE recipient = $1
        ORDER BY due_at, created_at, kind`,
      [email],
    ),
});
