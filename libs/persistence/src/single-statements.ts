import { AppError } from '@limber/kernel';
import type { ErrorCode } from '@limber/contracts';
import { type Pool, Query } from 'pg';
import { type DataSource, QueryFailedError } from 'typeorm';
import type { Statements } from './transaction.ts';
import { isWorthAnotherTry } from './transaction-runner.ts';

const BIND = 'bind_clinic';
const BIND_SQL = `SELECT set_config('app.clinic_id', $1, true)`;

/**
 * Single statements of one clinic, outside any unit of work: for a question that one statement is, or a change. Binding the
 * clinic, the statement and the end of the transaction travel in one message each way, where a unit of work makes
 * four. Row-level security holds as in a unit of work: the clinic is bound for this transaction only.
 */
export class SingleStatements {
  constructor(private readonly dataSource: DataSource) {}

  of(clinicId: string): Statements {
    return {
      clinicId,
      prepared: <Row>(name: string, text: string, values: unknown[]) =>
        this.run<Row>(new BoundQuery(clinicId, { name, text, values })),
    };
  }

  private async run<Row>(query: BoundQuery): Promise<Row[]> {
    const { master } = this.dataSource.driver as unknown as { master: Pool };
    const { promise, resolve, reject } = settler<{ rows: Row[] }>();
    // The pool hands a query object that is ready to be sent to the connection as it is.
    const send = master.query.bind(master) as unknown as SendQuery<Row>;
    send(query, (error, result) => (error ? reject(error) : resolve(result)));
    try {
      return (await promise).rows;
    } catch (error) {
      const failure = new QueryFailedError(query.text, query.values, error as Error);
      if (!isWorthAnotherTry(failure)) throw failure;
      throw new AppError<ErrorCode>('BUSY', { cause: failure, logLevel: 'warn' });
    }
  }
}

type SendQuery<Row> = (
  query: BoundQuery,
  answered: (error: Error | null, result: { rows: Row[] }) => void,
) => void;

function settler<Value>(): {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (error: Error) => void;
} {
  let resolve!: (value: Value) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Value>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

/** What the driver's query objects are made of; its types tell only a part. */
interface Wire {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(statement: { name: string; text: string }): void;
  bind(portal: { statement: string; values: unknown[] }): void;
  execute(portal: object): void;
}
interface QueryParts {
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}
const PlainQuery = Query as unknown as new (config: object) => QueryParts;

/** Connections that have planned BIND. */
const binding = new WeakSet<Wire>();

/**
 * Two prepared statements in one go, with one Sync behind them: PostgreSQL runs them as one transaction. What the
 * first answers is of no interest.
 */
class BoundQuery extends PlainQuery {
  declare name: string;
  declare text: string;
  declare values: unknown[];
  private isBound = false;

  constructor(
    private readonly clinicId: string,
    statement: { name: string; text: string; values: unknown[] },
  ) {
    super(statement);
  }

  override prepare(wire: Wire): void {
    const { name, text } = this;
    // Before BIND is: the driver takes every "parsed" for one of the query's own statement.
    if (!(name in wire.parsedStatements)) {
      wire.parse({ name, text });
      wire.submittedNamedStatements[name] = text;
    }
    if (!binding.has(wire)) wire.parse({ name: BIND, text: BIND_SQL });
    wire.bind({ statement: BIND, values: [this.clinicId] });
    wire.execute({});
    super.prepare(wire);
  }

  override handleDataRow(message: unknown): void {
    if (this.isBound) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, wire: Wire): void {
    if (this.isBound) super.handleCommandComplete(message, wire);
    this.isBound = true;
    binding.add(wire);
  }
}
