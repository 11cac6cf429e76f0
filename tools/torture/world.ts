import {
  type ApiProcess,
  createTestDatabase,
  insertWorkingClinic,
  startApiProcess,
  type TestDatabase,
  type WorkingClinic,
} from '@limber/testing';
import { hash } from '@node-rs/argon2';
import { Client } from 'pg';
import { type Answer, type Ask, HttpClient } from './client.ts';
import { Dice } from './dice.ts';

/** A Monday in winter, before the first shift: London and UTC tell the same time. */
const MONDAY = '2027-01-11T06:00:00Z';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** So that fifty at once wait for each other in the database, not in front of it. */
const DATABASE_POOL = '20';
const POLICIES = { liveHoldsPerAddress: 10_000, horizonDays: 365, clientMoves: 20 };

export interface Booked {
  reference: string;
  startsAt: string;
  headers: { 'link-token': string };
}

/** One database, two real api processes on it, two clinics made for fighting over. */
export class World {
  readonly http = new HttpClient();
  private lastDay = 1;
  private people = 0;
  private turn = 0;
  private cookie: Promise<string> | undefined;
  private readonly dead = new Set<number>();

  private constructor(
    readonly db: TestDatabase,
    private readonly script: string,
    readonly apis: ApiProcess[],
    /** Twenty therapists, twenty rooms, two of them for two. */
    readonly big: WorkingClinic,
    /** Three therapists, two rooms, and gaps before and after: room and rest are what one lacks. */
    readonly small: WorkingClinic,
    readonly seed: number,
    readonly dice: Dice,
  ) {}

  /** `script` is the built api. The server stands in TEST_PG_SUPERUSER_URL. */
  static async open(script: string, seed: number): Promise<World> {
    const db = await createTestDatabase();
    const policies = POLICIES;
    const big = await insertWorkingClinic(db, { slug: 'big', therapists: 20, rooms: 20, policies });
    const small = await insertWorkingClinic(db, { slug: 'small', rooms: 2, policies });
    await db.asOwner(
      'UPDATE service SET prep_min = 10, room_prep_min = 5, room_reset_min = 10 WHERE clinic_id = $1',
      [small.clinicId],
    );
    await db.asOwner(
      `UPDATE room SET capacity = 2, features = '{couples}' WHERE clinic_id = $1 AND id = ANY ($2)`,
      [big.clinicId, big.roomIds.slice(0, 2)],
    );
    await db.setNow(MONDAY);
    const start = () => startApiProcess(script, { ...db.environment, DATABASE_POOL });
    const apis = await Promise.all([start(), start()]);
    return new World(db, script, apis, big, small, seed, new Dice(seed));
  }

  async close(): Promise<void> {
    this.http.close();
    await Promise.all(this.apis.map((api) => api.stop()));
    await this.db.close();
  }

  /** A day nobody has used yet, as YYYY-MM-DD. */
  freshDay(): string {
    this.lastDay += 1;
    if (this.lastDay > POLICIES.horizonDays) throw new Error('no day is left that can be booked');
    return new Date(Date.parse(MONDAY) + this.lastDay * DAY_MS).toISOString().slice(0, 10);
  }

  /** By turns at one process and the other, unless one is named. */
  ask(
    clinic: WorkingClinic,
    method: string,
    path: string,
    asked: Ask & { at?: number } = {},
  ): Promise<Answer> {
    const at = asked.at ?? (this.turn += 1);
    const api = this.apis[at % this.apis.length];
    if (!api) throw new Error('no api runs');
    return this.http.ask(api.url, method, `/api/v1/clinics/${clinic.slug}/${path}`, asked);
  }

  /** Somebody of both clinics' front desks, signed in at both processes; answers the Cookie header. */
  desk(): Promise<string> {
    this.cookie ??= this.signIn();
    return this.cookie;
  }

  hold(
    clinic: WorkingClinic,
    startsAt: string,
    therapistId?: string,
    more: Ask & { at?: number; durationMin?: number; partySize?: 2 } = {},
  ): Promise<Answer> {
    const { durationMin = 60, partySize, ...asked } = more;
    const body = {
      ...{ serviceId: clinic.serviceId, durationMin, startsAt },
      ...(therapistId && { therapistId }),
      ...(partySize && { partySize }),
    };
    return this.ask(clinic, 'POST', 'holds', { ...asked, body });
  }

  /** Somebody new turns a hold into a booking; a time for two takes the second person too. */
  confirm(clinic: WorkingClinic, held: Answer, more: Ask & { at?: number } = {}): Promise<Answer> {
    this.people += 1;
    const body = {
      holdId: held.body['id'],
      client: {
        name: 'Ada Hill',
        email: `client-${this.people}@example.com`,
        phone: '07700 900123',
      },
      screening: [],
      ...(held.body['secondTherapistId'] !== null && { guest: { name: 'Bo Lind', screening: [] } }),
      consents: { healthData: true, checkIns: true, marketing: false },
    };
    const headers = { 'hold-token': String(held.body['token']), ...more.headers };
    return this.ask(clinic, 'POST', 'bookings', { body, ...more, headers });
  }

  /** A confirmed booking of somebody new. */
  async book(clinic: WorkingClinic, startsAt: string, therapistId?: string): Promise<Booked> {
    const held = await this.hold(clinic, startsAt, therapistId);
    const answer = await this.confirm(clinic, held);
    if (answer.status !== 201) throw new Error(`could not book: ${held.text} ${answer.text}`);
    return bookedFrom(answer, startsAt);
  }

  move(
    clinic: WorkingClinic,
    { reference, headers }: Booked,
    startsAt: string,
    more: Ask & { at?: number; therapistId?: string } = {},
  ): Promise<Answer> {
    const { therapistId, ...asked } = more;
    const body = { startsAt, ...(therapistId && { therapistId }) };
    const all = { ...headers, ...more.headers };
    return this.ask(clinic, 'POST', `bookings/${reference}/reschedule`, {
      body,
      ...asked,
      headers: all,
    });
  }

  /** What the front desk does with a booking, as it was seen. */
  async atDesk(
    clinic: WorkingClinic,
    { reference }: Pick<Booked, 'reference'>,
    what: 'move' | 'cancel' | 'undo-cancel',
    revision: number,
    body: unknown = {},
  ): Promise<Answer> {
    const headers = { cookie: await this.desk(), 'if-match': `"${revision}"` };
    return this.ask(clinic, 'POST', `desk/bookings/${reference}/${what}`, { body, headers });
  }

  /** An hour that the front desk keeps free. */
  async block(clinic: WorkingClinic, startsAt: string, resourceIds: string[]): Promise<Answer> {
    const endsAt = new Date(Date.parse(startsAt) + HOUR_MS).toISOString();
    const body = { resourceIds, startsAt, endsAt, reason: 'Team meeting' };
    const headers = { cookie: await this.desk() };
    return this.ask(clinic, 'POST', 'desk/blocks', { body, headers });
  }

  cancel(clinic: WorkingClinic, { reference, headers }: Booked): Promise<Answer> {
    return this.ask(clinic, 'POST', `bookings/${reference}/cancel`, { body: {}, headers });
  }

  private async signIn(): Promise<string> {
    const [id, email, password] = ['desk', 'desk@torture.example', 'fifteen-letters'];
    const hashed = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await this.db.asOwner(
      `WITH person AS (INSERT INTO auth."user" (id, name, email, "emailVerified") VALUES ($1, 'Fay', $2, true)),
            work AS (INSERT INTO membership (clinic_id, user_id, role, active, created_at)
                     SELECT unnest($4::uuid[]), $1, 'front_desk', true, app_now())
       INSERT INTO auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
       VALUES ($1, $1, 'credential', $1, $3, now())`,
      [id, email, hashed, [this.small.clinicId, this.big.clinicId]],
    );
    const url = this.apis[0]?.url ?? '';
    const body = { email, password };
    const answer = await this.http.ask(url, 'POST', '/api/auth/sign-in/email', { body });
    if (answer.cookies === '') throw new Error(`could not sign in: ${answer.text}`);
    return answer.cookies;
  }

  /** kill -9 of one process; it is started anew by `revive`. */
  async kill(n: number): Promise<void> {
    this.dead.add(n);
    await this.apis[n]?.kill();
  }

  async revive(): Promise<void> {
    for (const n of this.dead) {
      this.apis[n] = await startApiProcess(this.script, { ...this.db.environment, DATABASE_POOL });
      this.dead.delete(n);
    }
  }

  /** Until no transaction of an api is open: what a killed process left is committed or gone. */
  async untilQuiet(): Promise<void> {
    const admin = new Client({ connectionString: this.db.superuserUrl });
    await admin.connect();
    try {
      for (let open = 1; open > 0;) {
        const { rows } = await admin.query<{ open: number }>(
          `SELECT count(*)::int AS open FROM pg_stat_activity
            WHERE datname = current_database() AND usename = 'limber_app' AND xact_start IS NOT NULL`,
        );
        open = rows[0]?.open ?? 0;
      }
    } finally {
      await admin.end();
    }
  }
}

export function bookedFrom(answer: Answer, startsAt: string): Booked {
  const link = new URL(String(answer.body['manageUrl']));
  return {
    reference: String(answer.body['reference']),
    startsAt,
    headers: { 'link-token': link.searchParams.get('token') ?? '' },
  };
}
