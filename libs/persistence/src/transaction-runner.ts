import { AsyncLocalStorage } from 'node:async_hooks';
import type { Writable } from 'node:stream';
import { AppError } from '@limber/kernel';
import type { ErrorCode } from '@limber/contracts';
import type { PoolClient } from 'pg';
import { type DataSource, QueryFailedError, type QueryRunner } from 'typeorm';
import type { DatabaseClock } from './database-clock.ts';
import { retryPause } from './retry-pause.ts';
import type { Transaction } from './transaction.ts';

const MAX_RETRIES = 3;
/** serialization_failure, deadlock_detected, lock_not_available: another try may well succeed. */
const RETRYABLE = new Set(['40001', '40P01', '55P03']);
const IN_FAILED_TRANSACTION = '25P02';

export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** Thrown by a unit of work whose decision was overtaken while it waited, and that would decide anew. */
export class LookAgain extends Error {}

export const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof LookAgain || RETRYABLE.has(sqlState(error) ?? '');

/** Which constraint a write broke, when it broke one. */
export function brokenConstraint(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { constraint } = error.driverError as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : undefined;
}

export interface RunnerOptions {
  /** How long to wait before another try. */
  pause?: (attempt: number) => Promise<void>;
  /** Says so when a unit of work opens another one. On Node 20 it costs an eighth of a booking (ADR 0002). */
  refusesNested?: boolean;
}

/**
 * Opens the only transactions there are, but for `SingleStatements`. The whole unit is run again when the database says "try again",
 * so a unit must have no effect but in the database; everything else goes through the outbox.
 */
export class TransactionRunner {
  private readonly open: AsyncLocalStorage<true> | undefined;
  private readonly pause: (attempt: number) => Promise<void>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: DatabaseClock,
    { pause = retryPause, refusesNested = true }: RunnerOptions = {},
  ) {
    this.pause = pause;
    this.open = refusesNested ? new AsyncLocalStorage() : undefined;
  }

  async run<Value>(clinicId: string, unit: (tx: Transaction) => Promise<Value>): Promise<Value> {
    if (this.open?.getStore()) throw new Error('a unit of work must not open another one');
    const once = (attempt: number) => this.once(clinicId, attempt, unit);
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await (this.open ? this.open.run(true, once, attempt) : once(attempt));
      } catch (error) {
        if (!isWorthAnotherTry(error)) throw error;
        if (attempt === MAX_RETRIES) {
          throw new AppError<ErrorCode>('BUSY', { cause: error, logLevel: 'warn' });
        }
        await this.pause(attempt);
      }
    }
  }

  private async once<Value>(
    clinicId: string,
    attempt: number,
    unit: (tx: Transaction) => Promise<Value>,
  ): Promise<Value> {
    const queryRunner = this.dataSource.createQueryRunner() as QueryRunner & Begun;
    const client = (await queryRunner.connect()) as PoolClient;
    const writes = new Writes();
    let isOver = false;
    try {
      const now = await begin(client, clinicId);
      queryRunner.isTransactionActive = true;
      this.clock.observe(now);
      const send = async <Row>(text: string, values?: unknown[], name?: string): Promise<Row[]> => {
        // By now the connection may serve somebody else.
        if (isOver) throw new Error('a unit of work asked on after its end');
        return rowsOf(
          text,
          values,
          atOnce(client).query<never>({ text, values, ...(name && { name }) }),
        );
      };
      const value = await unit({
        ...{ clinicId, now, attempt, manager: queryRunner.manager },
        query: (sql, parameters) => send(sql, parameters),
        prepared: (name, text, values) => send(text, values, name),
        write: (name, text, values, wording) => writes.add(send(text, values, name), wording),
      });
      isOver = true;
      await commit(client, writes);
      return value;
    } catch (error) {
      isOver = true;
      if (queryRunner.isReleased) throw connectionLost(error);
      // A connection that died cannot roll back; the first error is the one worth telling.
      await client.query('ROLLBACK').catch(() => {});
      throw (await writes.failureBehind(error)) ?? error;
    } finally {
      queryRunner.isTransactionActive = false;
      await queryRunner.release();
    }
  }
}

/** What a unit of work wrote without waiting for it. */
class Writes {
  private readonly sent: Promise<unknown>[] = [];
  private failure: { reason: unknown } | undefined;

  add(answer: Promise<unknown>, wording: (error: unknown) => unknown = (error) => error): void {
    const worded = answer.catch((error: unknown) => {
      throw wording(error);
    });
    // Told at the end; until then nobody has missed it.
    worded.catch((reason: unknown) => {
      this.failure ??= { reason };
    });
    this.sent.push(worded);
  }

  /** What the driver itself refuses never reaches the database, which would then commit the rest. */
  async assertSent(): Promise<void> {
    if (this.sent.length > 0) await new Promise(setImmediate);
    if (this.failure) throw this.failure.reason;
  }

  async settle(): Promise<void> {
    await Promise.all(this.sent);
  }

  /** After one failed, the database refuses all that follows: the first is the one worth telling. */
  async failureBehind(error: unknown): Promise<unknown> {
    if (sqlState(error) !== IN_FAILED_TRANSACTION) return undefined;
    return this.settle().catch((failure: unknown) => failure);
  }
}

/** Sent right behind what was written last, before its answer. A COMMIT after a failure rolls back and calls that a success. */
async function commit(client: PoolClient, writes: Writes): Promise<void> {
  await writes.assertSent();
  const committed = atOnce(client).query('COMMIT');
  const [{ command }] = await Promise.all([
    asQueryFailure('COMMIT', [], committed),
    writes.settle(),
  ]).catch(async (error: unknown) => {
    await committed.catch(() => {});
    throw error;
  });
  if (command !== 'COMMIT') throw new Error('a unit of work went on after a statement had failed');
}

/** The ORM gives a dead connection back by itself; what it says of it afterwards hides what happened. */
const connectionLost = (cause: unknown): Error =>
  new AppError<ErrorCode>('UNAVAILABLE', { cause, logLevel: 'error' });

const flushing = new WeakSet<object>();

/**
 * Everything asked for before the program has to wait leaves in one piece: the connection sends without waiting
 * for answers, which come in the order of the questions.
 */
function atOnce(client: PoolClient): PoolClient {
  const { stream } = (client as PoolClient & { connection: { stream: Writable } }).connection;
  if (!flushing.has(stream)) {
    flushing.add(stream);
    stream.cork();
    process.nextTick(() => {
      flushing.delete(stream);
      stream.uncork();
    });
  }
  return client;
}

/** Begun without the ORM, which must know of it: else it would open a transaction of its own for a save. */
interface Begun {
  isTransactionActive: boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Opens the transaction, binds the clinic and asks the time in one round trip, which takes no parameters. */
async function begin(client: PoolClient, clinicId: string): Promise<Date> {
  if (!UUID.test(clinicId)) throw new Error('a unit of work needs the id of a clinic');
  const sql = `BEGIN; SELECT set_config('app.clinic_id', '${clinicId}', true), app_now() AS now`;
  // Two statements, two answers; the driver's types know of one.
  const both = client.query(sql) as unknown as Promise<[unknown, { rows: { now: Date }[] }]>;
  const [bound] = await rowsOf(
    sql,
    [],
    both.then(([, second]) => second),
  );
  const now = bound?.now;
  if (!now) throw new Error('the database did not tell the time');
  return now;
}

/** What went past the ORM fails as what went through it. */
async function asQueryFailure<Answer>(
  sql: string,
  parameters: unknown[] | undefined,
  answer: Promise<Answer>,
): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw new QueryFailedError(sql, parameters, error as Error);
  }
}

const rowsOf = async <Row>(
  sql: string,
  parameters: unknown[] | undefined,
  answer: Promise<{ rows: Row[] }>,
): Promise<Row[]> => (await asQueryFailure(sql, parameters, answer)).rows;
