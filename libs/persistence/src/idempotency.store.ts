import type { ErrorCode } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { tryLock } from './advisory-lock.ts';
import type { IdempotencyKey } from './idempotency-key.entity.ts';
import { sha256 } from './system-ids.ts';
import type { Statements, Transaction } from './transaction.ts';

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
  /**
   * `ahead` is what the effect will need anyway, asked for while the key is looked up; it may neither write nor
   * wait for a row that the first one with this key has locked.
   */
  async once<Value, Ahead = undefined>(
    tx: Transaction,
    asked: IdempotentRequest | null,
    effect: (ahead: Ahead) => Promise<Value>,
    ahead?: () => Promise<Ahead>,
  ): Promise<Value> {
    const known = asked && this.lookUp(tx, asked);
    const read = ahead ? ahead() : Promise.resolve(undefined as Ahead);
    // An answer given before counts, also when what stands now would be refused.
    read.catch(() => {});
    if (!asked) return effect(await read);
    const given = await known;
    if (given !== null) return JSON.parse(given) as Value;
    const response = JSON.stringify((await effect(await read)) ?? null);
    tx.write(
      'idempotency_insert',
      `INSERT INTO idempotency_key (clinic_id, actor, key, route, body_sha256, response, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.clinicId, asked.actor, asked.key, asked.route, bodyOf(asked), response, tx.now],
    );
    // As it will be told to whoever asks again, so that nobody relies on a Date that a repeat would not have.
    return JSON.parse(response) as Value;
  }

  /** Whether it was answered before, as of this statement. */
  async isAnswered(reads: Statements, asked: IdempotentRequest): Promise<boolean> {
    return (await find(reads, asked)) !== undefined;
  }

  /** The answer given before, or null; nobody else can use the key until the unit of work ends. */
  private async lookUp(tx: Transaction, asked: IdempotentRequest): Promise<string | null> {
    const { actor, key, route } = asked;
    const [isFree, known] = await Promise.all([
      tryLock(tx, `idempotency|${actor}|${key}`),
      find(tx, asked),
    ]);
    if (!isFree) throw new AppError<ErrorCode>('IDEMPOTENCY_RUNNING');
    if (known && (known.route !== route || known.bodySha256 !== bodyOf(asked))) {
      throw new AppError<ErrorCode>('IDEMPOTENCY_KEY_REUSED', {
        fields: [{ path: 'Idempotency-Key', code: 'IDEMPOTENCY_KEY_REUSED', message: '' }],
      });
    }
    return known?.response ?? null;
  }
}

type Answered = Pick<IdempotencyKey, 'route' | 'bodySha256' | 'response'>;

async function find(
  reads: Statements,
  { actor, key }: IdempotentRequest,
): Promise<Answered | undefined> {
  const [known] = await reads.prepared<Answered>(
    'idempotency_find',
    `SELECT route, body_sha256 AS "bodySha256", response FROM idempotency_key
      WHERE clinic_id = $1 AND actor = $2 AND key = $3`,
    [reads.clinicId, actor, key],
  );
  return known;
}

const bodyOf = ({ request }: IdempotentRequest): string => sha256(JSON.stringify(request));
