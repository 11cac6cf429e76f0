import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { tryLock } from './advisory-lock.ts';
import type { IdempotencyKey } from './idempotency-key.entity.ts';
import { sha256 } from './system-ids.ts';
import type { Transaction } from './transaction.ts';

/** Who asked, with which Idempotency-Key, for what. `request` is everything that shapes the effect. */
export interface IdempotentRequest {
  actor: string;
  key: string;
  route: string;
  request: unknown;
}

/**
 * Runs the effect once per key, inside the effect's own transaction: the answer is stored with it or not at
 * all. A refusal rolls back and is therefore not remembered: the same key may try again.
 */
export class IdempotencyStore {
  async once<Value>(
    tx: Transaction,
    asked: IdempotentRequest | null,
    effect: () => Promise<Value>,
  ): Promise<Value> {
    if (!asked) return effect();
    const { actor, key, route } = asked;
    const bodySha256 = sha256(JSON.stringify(asked.request));
    if (!(await tryLock(tx, `idempotency|${actor}|${key}`))) {
      throw new AppError<ErrorCode>('IDEMPOTENCY_RUNNING');
    }
    const [known] = await tx.prepared<Pick<IdempotencyKey, 'route' | 'bodySha256' | 'response'>>(
      'idempotency_find',
      `SELECT route, body_sha256 AS "bodySha256", response FROM idempotency_key
        WHERE clinic_id = $1 AND actor = $2 AND key = $3`,
      [tx.clinicId, actor, key],
    );
    if (known) {
      if (known.route !== route || known.bodySha256 !== bodySha256) {
        throw new AppError<ErrorCode>('IDEMPOTENCY_KEY_REUSED');
      }
      return JSON.parse(known.response) as Value;
    }
    const response = JSON.stringify((await effect()) ?? null);
    await tx.prepared(
      'idempotency_insert',
      `INSERT INTO idempotency_key (clinic_id, actor, key, route, body_sha256, response, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.clinicId, actor, key, route, bodySha256, response, tx.now],
    );
    // As it will be told to whoever asks again, so that nobody relies on a Date that a repeat would not have.
    return JSON.parse(response) as Value;
  }
}
