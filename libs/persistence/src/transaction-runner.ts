import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '@limber/kernel';
import type { ErrorCode } from '@limber/contracts';
import type { PoolClient } from 'pg';
import { type DataSource, QueryFailedError } from 'typeorm';
import type { DatabaseClock } from './database-clock.ts';
import { retryPause } from './retry-pause.ts';
import type { Transaction } from './transaction.ts';

const MAX_RETRIES = 3;
const BIND = "SELECT set_config('app.clinic_id', $1, true), app_now() AS now";
/** serialization_failure, deadlock_detected, lock_not_available: another try may well succeed. */
const RETRYABLE = new Set(['40001', '40P01', '55P03']);

export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** Which constraint a write broke, when it broke one. */
export function brokenConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { constraint } = error.driverError as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : undefined;
}

/**
 * Opens the only transactions there are. The whole unit is run again when the database says "try again",
 * so a unit must have no effect but in the database; everything else goes through the outbox.
 */
export class TransactionRunner {
  private readonly open = new AsyncLocalStorage<true>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    private readonly pause: (attempt: number) => Promise<void> = retryPause,
  ) {}

  async run<Value>(clinicId: string, unit: (tx: Transaction) => Promise<Value>): Promise<Value> {
    if (this.open.getStore()) throw new Error('a unit of work must not open another one');
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.open.run(true, () => this.once(clinicId, unit));
      } catch (error) {
        if (!RETRYABLE.has(sqlState(error) ?? '')) throw error;
        if (attempt === MAX_RETRIES) {
          throw new AppError<ErrorCode>('BUSY', { cause: error, logLevel: 'warn' });
        }
        await this.pause(attempt);
      }
    }
  }

  private async once<Value>(
    clinicId: string,
    unit: (tx: Transaction) => Promise<Value>,
  ): Promise<Value> {
    const queryRunner = this.dataSource.createQueryRunner();
    try {
      await queryRunner.startTransaction();
      const query = async <Row>(sql: string, parameters?: unknown[]): Promise<Row[]> =>
        rowsOf<Row>(await queryRunner.query(sql, parameters));
      const client = (await queryRunner.connect()) as PoolClient;
      const prepared: Transaction['prepared'] = (name, text, values) =>
        asQueryFailure(text, values, client.query<never>({ name, text, values }));
      const [bound] = await prepared<{ now: Date }>('bind', BIND, [clinicId]);
      if (!bound) throw new Error('the database did not tell the time');
      this.clock.observe(bound.now);
      const value = await unit({
        clinicId,
        now: bound.now,
        manager: queryRunner.manager,
        query,
        prepared,
      });
      await queryRunner.commitTransaction();
      return value;
    } catch (error) {
      // A connection that died cannot roll back; the first error is the one worth telling.
      if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction().catch(() => {});
      throw error;
    } finally {
      await queryRunner.release();
    }
  }
}

/** What went past the ORM fails as what went through it. */
async function asQueryFailure<Row>(
  text: string,
  values: unknown[],
  answer: Promise<{ rows: Row[] }>,
): Promise<Row[]> {
  try {
    return (await answer).rows;
  } catch (error) {
    throw new QueryFailedError(text, values, error as Error);
  }
}

/** TypeORM answers an UPDATE or DELETE with [rows, count] and everything else with rows. */
function rowsOf<Row>(answer: unknown): Row[] {
  if (
    Array.isArray(answer) &&
    answer.length === 2 &&
    Array.isArray(answer[0]) &&
    typeof answer[1] === 'number'
  ) {
    return answer[0] as Row[];
  }
  return answer as Row[];
}
