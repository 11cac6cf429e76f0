import { createHash } from 'node:crypto';
import type { Transaction } from './transaction.ts';

/** 64-bit key of a name within a clinic, as the decimal text PostgreSQL reads as bigint. */
function lockKey(clinicId: string, name: string): bigint {
  return createHash('sha256').update(`${clinicId}|${name}`).digest().readBigInt64BE();
}

/**
 * Takes transaction-scoped locks, always in the order of their keys: two units that want overlapping sets
 * then queue instead of deadlocking. The caller names everything it will need at once.
 */
export async function lockAll(tx: Transaction, names: Iterable<string>): Promise<void> {
  const keys = [...new Set([...names].map((name) => lockKey(tx.clinicId, name)))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  if (keys.length === 0) return;
  await tx.prepared(
    'lock_all',
    'SELECT pg_advisory_xact_lock(key) FROM unnest($1::bigint[]) WITH ORDINALITY AS k(key, place) ORDER BY place',
    [keys.map(String)],
  );
}

/** Shared among any number; waits only for whoever holds the same name alone, by lockAll. */
export async function lockShared(tx: Transaction, name: string): Promise<void> {
  await tx.prepared('lock_shared', 'SELECT pg_advisory_xact_lock_shared($1)', [
    lockKey(tx.clinicId, name).toString(),
  ]);
}

/** True when the lock was free; never waits. */
export async function tryLock(tx: Transaction, name: string): Promise<boolean> {
  const [row] = await tx.prepared<{ locked: boolean }>(
    'try_lock',
    'SELECT pg_try_advisory_xact_lock($1) AS locked',
    [lockKey(tx.clinicId, name).toString()],
  );
  return row?.locked ?? false;
}
