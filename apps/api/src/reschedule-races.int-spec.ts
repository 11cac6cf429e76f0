import { Client } from 'pg';
import { type ApiWorld, bookingBody, type Held, holdBody, startApi } from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({
    ...{ therapists: 2, rooms: 2, policies: { noticeMin: 0, clientMoves: 20 } },
    environment: { DATABASE_POOL: '12' },
  });
});
afterAll(() => api.close());
beforeEach(() =>
  api.db.asOwner(
    `UPDATE occupancy SET status = 'released', expires_at = NULL WHERE status <> 'released'`,
  ),
);

interface Booked {
  reference: string;
  headers: Record<string, string>;
}

let people = 0;
async function book(startsAt: string, therapistId = api.clinic.therapistIds[0]): Promise<Booked> {
  const email = `mover-${(people += 1)}@example.com`;
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, therapistId),
  });
  const booked = await api.call<{ reference: string; manageUrl: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, { client: { name: 'Ada', email, phone: '07700 900123' } }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  const token = new URL(booked.body.manageUrl).searchParams.get('token') ?? '';
  return { reference: booked.body.reference, headers: { 'link-token': token } };
}

const move = ({ reference, headers }: Booked, startsAt: string, therapistId?: string) =>
  api.call('POST', `bookings/${reference}/reschedule`, {
    headers,
    body: { startsAt, ...(therapistId && { therapistId }) },
  });

interface Stands {
  status: string;
  startsAt: string;
  revision: number;
  /** When its therapist and its room are taken. */
  taken: string[];
  mails: string[];
}

/** Everything about a booking that has to go together. */
async function standing(reference: string): Promise<Stands> {
  const [row] = await api.db.asOwner<{
    id: string;
    chain: string;
    status: string;
    revision: number;
    starts: Date;
  }>(
    'SELECT id, chain_id AS chain, status, revision, starts_at AS starts FROM booking WHERE reference = $1',
    [reference],
  );
  const taken = await api.db.asOwner<{ starts: Date }>(
    `SELECT lower(during) AS starts FROM occupancy WHERE booking_id = $1 AND status <> 'released'`,
    [row?.id],
  );
  const mails = await api.db.asOwner<{ mail: string }>(
    `SELECT kind || ' ' || revision AS mail FROM message
      WHERE chain_id = $1 AND family = 'booking' AND state = 'planned' AND kind NOT LIKE 'reminder%'`,
    [row?.chain],
  );
  return {
    status: row?.status ?? '',
    revision: row?.revision ?? 0,
    startsAt: row?.starts.toISOString() ?? '',
    taken: taken.map(({ starts }) => starts.toISOString()),
    mails: mails.map(({ mail }) => mail),
  };
}

/** One time, taken by therapist and room, and one mail about it beside its reminders: nothing half done. */
function expectWhole(now: Stands): void {
  expect(now.taken).toEqual(now.status === 'cancelled' ? [] : [now.startsAt, now.startsAt]);
  expect(now.mails).toHaveLength(1);
  expect(now.mails[0]).toMatch(new RegExp(` ${now.revision}$`));
}

const day = (n: number, time: string): string =>
  `2027-01-${String(12 + n).padStart(2, '0')}T${time}:00.000Z`;
const ROUNDS = [0, 1, 2, 3, 4, 5];

describe('at one slot', () => {
  it('a move and a hold: one wins, and a loser keeps what it had', async () => {
    const [therapist = ''] = api.clinic.therapistIds;
    for (const n of ROUNDS) {
      const booked = await book(day(n, '09:00'));
      const target = day(n, '14:00');
      const [moved, held] = await Promise.all([
        move(booked, target, therapist),
        api.call('POST', 'holds', { body: holdBody(api.clinic, target, therapist) }),
      ]);
      expect([moved.status === 200, held.status === 201].filter(Boolean)).toHaveLength(1);
      const now = await standing(booked.reference);
      expect(now.startsAt).toBe(moved.status === 200 ? target : day(n, '09:00'));
      expectWhole(now);
    }
  });

  it('two moves: one wins, the other stays', async () => {
    const [first = '', second = ''] = api.clinic.therapistIds;
    for (const n of ROUNDS) {
      const pair = [await book(day(n, '09:00'), first), await book(day(n, '09:00'), second)];
      const target = day(n, '15:00');
      const answers = await Promise.all(pair.map((booked) => move(booked, target, first)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      for (const { reference } of pair) expectWhole(await standing(reference));
    }
  });

  it('two that change places: neither gets the other’s time while it is taken, and nobody deadlocks', async () => {
    const [first = '', second = ''] = api.clinic.therapistIds;
    for (const n of ROUNDS) {
      const early = await book(day(n, '10:00'), first);
      const late = await book(day(n, '16:00'), first);
      const answers = await Promise.all([
        move(early, day(n, '16:00'), first),
        move(late, day(n, '10:00'), first),
        move(early, day(n, '10:30'), second),
        move(late, day(n, '10:30'), second),
      ]);
      expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
      for (const { reference } of [early, late]) expectWhole(await standing(reference));
    }
  });
});

describe('one booking', () => {
  it('cancelled and moved at once is cancelled in the end, and takes nothing', async () => {
    for (const n of ROUNDS) {
      const booked = await book(day(n, '11:00'));
      const [moved, cancelled] = await Promise.all([
        move(booked, day(n, '15:30')),
        api.call('POST', `bookings/${booked.reference}/cancel`, {
          headers: booked.headers,
          body: {},
        }),
      ]);
      expect(cancelled.status).toBe(200);
      expect([200, 409]).toContain(moved.status);
      const now = await standing(booked.reference);
      expect(now.status).toBe('cancelled');
      expectWhole(now);
      expect(now.mails[0]).toMatch(/^booking_cancelled/);
    }
  });

  it('moved in twenty tabs that saw the same state moves once', async () => {
    const booked = await book(day(0, '11:00'));
    const starts = ['12:30', '13:00', '14:00', '15:00'];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        api.call('POST', `bookings/${booked.reference}/reschedule`, {
          headers: booked.headers,
          body: { startsAt: day(1, starts[n % starts.length] ?? ''), revision: 1 },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const losers = answers.filter(({ status }) => status !== 200);
    expect(new Set(losers.map(({ body }) => body['code']))).toEqual(new Set(['ALREADY_MOVED']));
    expectWhole(await standing(booked.reference));
  });
});

describe('a connection cut at any statement of a move', () => {
  // Only to cut: what is sent otherwise goes through as it is.
  const send = Client.prototype.query;
  let cutAt = 0;
  let sent = 0;
  beforeAll(() => {
    Client.prototype.query = function (this: Client, ...query: unknown[]) {
      const { user, connection } = this as unknown as {
        user: string;
        connection: { stream: { destroy(): void } };
      };
      if (user === 'limber_app' && (sent += 1) === cutAt) connection.stream.destroy();
      return (send as (...all: unknown[]) => unknown).apply(this, query);
    } as never;
  });
  afterAll(() => {
    Client.prototype.query = send;
  });

  it('leaves the old visit or the new one, whole, never neither nor both', async () => {
    const [before, after] = [day(3, '09:00'), day(3, '15:00')];
    const booked = await book(before);
    sent = 0;
    expect((await move(booked, after)).status).toBe(200);
    const statements = sent;
    expect(statements).toBeGreaterThan(10);
    await move(booked, before);
    const outcomes = new Set<string>();
    for (let n = 1; n <= statements; n += 1) {
      // An idle connection may have died with the last cut; the pool finds out by asking.
      await api.call('GET', 'therapists');
      [sent, cutAt] = [0, n];
      const answer = await move(booked, after);
      cutAt = 0;
      const now = await standing(booked.reference);
      expectWhole(now);
      expect([before, after]).toContain(now.startsAt);
      outcomes.add(`${answer.status === 200} ${now.startsAt === after}`);
      if (now.startsAt === after) expect((await move(booked, before)).status).toBe(200);
    }
    // Cut short, the client heard of it and the visit stayed.
    expect(outcomes).toContain('false false');
    // Nothing was said to have happened that did not.
    expect(outcomes).not.toContain('true false');
  });
});

describe('after all of this', () => {
  it('the database knows of no overlap and of no deadlock', async () => {
    const overlaps = await api.db.asOwner(
      `SELECT 1 FROM occupancy a JOIN occupancy b
           ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during
        WHERE a.status <> 'released' AND b.status <> 'released'`,
    );
    expect(overlaps).toEqual([]);
    const [stats] = await api.db.asOwner<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(stats?.deadlocks).toBe('0');
  });
});
