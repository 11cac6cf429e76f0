import { OccupancyStore } from '@limber/booking';
import type { DeskBookingCreated } from '@limber/contracts';
import { HOUR } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import type { Answer, ApiWorld } from './api.testing.ts';
import { asPerson, type Person } from './desk.testing.ts';

export const nobodyYet = { healthData: false, checkIns: false, marketing: false };

/** A start of the world's sports massage; the first therapist unless another is named. */
export const startBody = (
  api: ApiWorld,
  startsAt: string,
  change: Record<string, unknown> = {},
): Record<string, unknown> => ({
  serviceId: api.clinic.serviceId,
  durationMin: 60,
  startsAt,
  therapistId: api.clinic.therapistIds[0],
  locationId: api.clinic.locationId,
  ...change,
});

/** The same with somebody who phoned. */
export const phoneBody = (
  api: ApiWorld,
  startsAt: string,
  change: Record<string, unknown> = {},
): Record<string, unknown> => ({
  ...startBody(api, startsAt),
  client: { name: 'Bo Lind', email: 'bo@example.com', phone: '07700 900456' },
  screening: null,
  notify: true,
  ...change,
});

export type Problem = Record<string, unknown> & {
  code?: string;
  broken?: { code: string; sentence: string; overridable: boolean }[];
};

export const post = <Body = DeskBookingCreated & Problem>(
  api: ApiWorld,
  person: Person,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<Body>> =>
  api.call<Body>('POST', `desk/${path}`, { ...asPerson(person, headers), body });

/** What is planned for somebody, oldest first; `wait` in minutes between planning and due. */
export const mailsTo = (
  api: ApiWorld,
  recipient: string,
): Promise<{ kind: string; state: string; revision: number; wait: number }[]> =>
  api.db.asOwner(
    `SELECT kind, state, revision, extract(epoch FROM due_at - created_at)::float / 60 AS wait
       FROM message WHERE recipient = $1 AND family <> 'followup' AND kind NOT LIKE 'reminder%'
      ORDER BY created_at, revision`,
    [recipient],
  );

export const auditOf = (
  api: ApiWorld,
  action: string,
): Promise<{ actor: string; subject: string; details: Record<string, unknown> }[]> =>
  api.db.asOwner('SELECT actor, subject, details FROM audit_log WHERE action = $1 ORDER BY id', [
    action,
  ]);

/** Nobody and no room is ever taken twice, whoever wrote it. */
export const overlapsIn = (api: ApiWorld): Promise<object[]> =>
  api.db.asOwner(
    `SELECT 1 FROM occupancy a JOIN occupancy b
         ON a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during
      WHERE a.status <> 'released' AND b.status <> 'released'`,
  );

/**
 * Whether something waits while somebody else decides about an hour of these therapists and rooms: it must, or two
 * could each take what the other does not see yet. Answers what it said in the end.
 */
export async function whileDeciding<Value>(
  api: ApiWorld,
  hour: { resourceIds: string[]; startsAt: string },
  act: () => Promise<Value>,
  meanwhile?: () => Promise<unknown>,
): Promise<{ waited: boolean; answer: Value }> {
  const occupancy = api.app.get(OccupancyStore, { strict: false });
  const start = Date.parse(hour.startsAt);
  const claim = { resourceIds: hour.resourceIds, during: { start, end: start + HOUR } };
  return whileLocked(api, (tx) => occupancy.lock(tx, claim), act, meanwhile);
}

/**
 * The same for any lock: taken first, and let go of once something waits in a queue, or is done without waiting; what
 * happens `meanwhile` happens while it waits.
 */
export async function whileLocked<Value>(
  api: ApiWorld,
  lock: (tx: Transaction) => Promise<void>,
  act: () => Promise<Value>,
  meanwhile?: () => Promise<unknown>,
): Promise<{ waited: boolean; answer: Value }> {
  let waited = false;
  const acting = await api.app
    .get(TransactionRunner, { strict: false })
    .run(api.clinic.clinicId, async (tx) => {
      await lock(tx);
      let isDone = false;
      const answer = act().finally(() => (isDone = true));
      while (!waited && !isDone) {
        const queue = await api.db.asOwner(
          `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`,
        );
        waited = queue.length > 0;
      }
      if (waited) await meanwhile?.();
      return { answer };
    });
  return { waited, answer: await acting.answer };
}
