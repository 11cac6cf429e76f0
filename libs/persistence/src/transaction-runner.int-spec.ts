import { AppError } from '@limber/kernel';
import { createTestDatabase, eventually, insertClinic, type TestDatabase } from '@limber/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { Transaction } from './transaction.ts';
import { brokenConstraint, LookAgain, sqlState, TransactionRunner } from './transaction-runner.ts';

let db: TestDatabase;
let clinicId: string;
let runner: TransactionRunner;
let pauses: number[];
/** Another session that stands in the way; nothing binds it. */
let rival: Client;

const runnerOn = (source: DataSource) =>
  new TransactionRunner(source, db.clock, {
    pause: (attempt) => Promise.resolve(void pauses.push(attempt)),
  });
const rename = (tx: Transaction, name: string) =>
  tx.query('UPDATE clinic SET name = $1 WHERE id = $2', [name, clinicId]);
const nameOfClinic = async () =>
  (await db.asOwner<{ name: string }>('SELECT name FROM clinic WHERE id = $1', [clinicId]))[0]
    ?.name;
const busyBecause = (state: string) =>
  expect.objectContaining({
    name: 'AppError',
    code: 'BUSY',
    cause: expect.objectContaining({ driverError: expect.objectContaining({ code: state }) }),
  });

beforeAll(async () => {
  db = await createTestDatabase();
  clinicId = (await insertClinic(db, { name: 'before' })).id;
  rival = new Client({ connectionString: db.superuserUrl });
  await rival.connect();
});
beforeEach(async () => {
  pauses = [];
  runner = runnerOn(db.dataSource);
  await db.asOwner(`UPDATE clinic SET name = 'before'`);
});
afterAll(async () => {
  await rival.end();
  await db.close();
});

/** READ COMMITTED knows no 40001; the retry must hold where a database is set to more. */
function serializable(): DataSource {
  const createQueryRunner = () => {
    const queryRunner = db.dataSource.createQueryRunner();
    const connect = queryRunner.connect.bind(queryRunner);
    const release = queryRunner.release.bind(queryRunner);
    queryRunner.connect = async () => {
      const client = (await connect()) as Client;
      await client.query("SET default_transaction_isolation = 'serializable'");
      return client;
    };
    queryRunner.release = async () => {
      await ((await connect()) as Client).query('RESET default_transaction_isolation');
      await release();
    };
    return queryRunner;
  };
  return Object.create(db.dataSource, { createQueryRunner: { value: createQueryRunner } });
}

describe('a serialization failure (40001)', () => {
  const collide = async (tx: Transaction) => {
    await tx.query('SELECT name FROM clinic');
    await rival.query(`UPDATE clinic SET name = name || '+'`);
    await rename(tx, 'after');
  };

  it('runs the whole unit again', async () => {
    let runs = 0;
    const answer = await runnerOn(serializable()).run(clinicId, async (tx) => {
      runs += 1;
      if (runs === 1) await collide(tx);
      await rename(tx, 'after');
      return `run ${runs}`;
    });
    expect({ answer, runs, pauses }).toEqual({ answer: 'run 2', runs: 2, pauses: [0] });
    expect(await nameOfClinic()).toBe('after');
  });

  it('runs it again three times at most, then says BUSY', async () => {
    let runs = 0;
    const unit = runnerOn(serializable()).run(clinicId, async (tx) => {
      runs += 1;
      await collide(tx);
    });
    await expect(unit).rejects.toEqual(busyBecause('40001'));
    expect({ runs, pauses }).toEqual({ runs: 4, pauses: [0, 1, 2] });
    expect(await nameOfClinic()).toBe('before++++');
  });

  it('runs it again when the failure shows at commit', async () => {
    let runs = 0;
    const insert = `INSERT INTO outbox (clinic_id, id, topic, payload, created_at)
                    VALUES ($1, $2, 'x', '{}', $3)`;
    await runnerOn(serializable()).run(clinicId, async (tx) => {
      runs += 1;
      await tx.query('SELECT count(*) FROM outbox');
      await tx.query(insert, [clinicId, db.ids.uuid(), tx.now]);
      // Both read before they write, each blind to the other: no order of the two explains it.
      if (runs > 1) return;
      await rival.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
      await rival.query('SELECT count(*) FROM outbox');
      await rival.query(insert, [clinicId, db.ids.uuid(), tx.now]);
      await rival.query('COMMIT');
    });
    expect(runs).toBe(2);
  });
});

describe('a deadlock (40P01)', () => {
  beforeAll(async () => {
    // Who looks for the deadlock first is its victim.
    await rival.query(`SET deadlock_timeout = '30s'`);
    await rival.query(`ALTER ROLE limber_app IN DATABASE ${db.name} SET deadlock_timeout = '20ms'`);
  });
  afterAll(async () => {
    await rival.query('RESET deadlock_timeout');
    await rival.query(`ALTER ROLE limber_app IN DATABASE ${db.name} RESET deadlock_timeout`);
  });

  const embrace = async (tx: Transaction, source: Client) => {
    await tx.query('SELECT pg_advisory_xact_lock(1)');
    await source.query('BEGIN');
    await source.query('SELECT pg_advisory_xact_lock(2)');
    const waits = source
      .query('SELECT pg_advisory_xact_lock(1)')
      .then(() => source.query('COMMIT'));
    try {
      await tx.query('SELECT pg_advisory_xact_lock(2)');
    } finally {
      // Its lock is free once the unit has rolled back, which happens after this.
      released = waits;
    }
  };
  let released: Promise<unknown> = Promise.resolve();

  const fresh = () =>
    new TransactionRunner(db.dataSource, db.clock, {
      pause: async (attempt) => {
        pauses.push(attempt);
        await released;
      },
    });

  it('runs the whole unit again', async () => {
    await freshSessions();
    let runs = 0;
    await fresh().run(clinicId, async (tx) => {
      runs += 1;
      if (runs === 1) await embrace(tx, rival);
      await rename(tx, 'after');
    });
    expect({ runs, name: await nameOfClinic() }).toEqual({ runs: 2, name: 'after' });
  });

  it('runs it again three times at most, then says BUSY', async () => {
    await freshSessions();
    let runs = 0;
    const unit = fresh().run(clinicId, async (tx) => {
      runs += 1;
      await embrace(tx, rival);
    });
    await expect(unit).rejects.toEqual(busyBecause('40P01'));
    await released;
    expect(runs).toBe(4);
  });
});

/** Settings of a role reach new sessions only. */
async function freshSessions(): Promise<void> {
  await rival.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = $1 AND usename = 'limber_app'`,
    [db.name],
  );
  // The pool throws a dead session away when it hears of it.
  await eventually(() => db.dataSource.query('SELECT 1'));
}

describe('a lock that is not given (55P03)', () => {
  const ask = async (tx: Transaction) => {
    await tx.query(`SET LOCAL lock_timeout = '20ms'`);
    await tx.query('SELECT FROM clinic FOR UPDATE');
    await rename(tx, 'after');
  };

  it('runs the whole unit again', async () => {
    await rival.query('BEGIN');
    await rival.query('SELECT FROM clinic FOR UPDATE');
    let runs = 0;
    await runner.run(clinicId, async (tx) => {
      runs += 1;
      if (runs === 3) await rival.query('COMMIT');
      await ask(tx);
    });
    expect({ runs, name: await nameOfClinic() }).toEqual({ runs: 3, name: 'after' });
  });

  it('runs it again three times at most, then says BUSY', async () => {
    await rival.query('BEGIN');
    await rival.query('SELECT FROM clinic FOR UPDATE');
    let runs = 0;
    const unit = runner.run(clinicId, async (tx) => {
      runs += 1;
      await ask(tx);
    });
    await expect(unit).rejects.toEqual(busyBecause('55P03'));
    await rival.query('COMMIT');
    expect({ runs, name: await nameOfClinic() }).toEqual({ runs: 4, name: 'before' });
  });
});

describe('any other failure', () => {
  it('is not tried again, and keeps the name of what it broke', async () => {
    let runs = 0;
    const error: unknown = await runner
      .run(clinicId, async (tx) => {
        runs += 1;
        await tx.query(`UPDATE clinic SET slug = 'No Slug'`);
      })
      .catch((failure: unknown) => failure);
    expect({ runs, state: sqlState(error), constraint: brokenConstraint(error) }).toEqual({
      runs: 1,
      state: '23514',
      constraint: 'clinic_slug_check',
    });
  });

  it('rolls everything back when the unit throws', async () => {
    const unit = runner.run(clinicId, async (tx) => {
      await rename(tx, 'after');
      throw new AppError('SLOT_TAKEN');
    });
    await expect(unit).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await nameOfClinic()).toBe('before');
  });

  it('gives its connection back: more units than connections may fail', async () => {
    for (let i = 0; i < 20; i += 1) {
      await expect(runner.run(clinicId, (tx) => tx.query('SELECT nonsense'))).rejects.toThrow();
    }
    await expect(runner.run(clinicId, (tx) => tx.query('SELECT 1 AS one'))).resolves.toEqual([
      { one: 1 },
    ]);
  });

  it('tells of a lost connection, and the next unit has a new one', async () => {
    const unit = runner.run(clinicId, async (tx) => {
      const [session] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await rival.query('SELECT pg_terminate_backend($1)', [session?.pid]);
      await rename(tx, 'after');
    });
    await expect(unit).rejects.toThrow();
    await runner.run(clinicId, (tx) => rename(tx, 'again'));
    expect(await nameOfClinic()).toBe('again');
  });

  it('says that the database is away, also when the ORM has let go of the connection meanwhile', async () => {
    const unit = runner.run(clinicId, async (tx) => {
      const [session] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await rival.query('SELECT pg_terminate_backend($1)', [session?.pid]);
      await eventually(() => expect(tx.manager.queryRunner?.isReleased).toBe(true));
      await tx.manager.query('SELECT 1');
    });
    await expect(unit).rejects.toMatchObject({ name: 'AppError', code: 'UNAVAILABLE' });
    await expect(runner.run(clinicId, (tx) => tx.query('SELECT 1 AS one'))).resolves.toEqual([
      { one: 1 },
    ]);
  });
});

describe('what is written without waiting', () => {
  const write = (tx: Transaction, sql: string, wording?: (error: unknown) => unknown) =>
    tx.write(sql, sql, [], wording);

  it('is there for whoever reads after it, and committed', async () => {
    const seen = await runner.run(clinicId, async (tx) => {
      write(tx, `UPDATE clinic SET name = 'written'`);
      return tx.query('SELECT name FROM clinic');
    });
    expect({ seen, kept: await nameOfClinic() }).toEqual({
      seen: [{ name: 'written' }],
      kept: 'written',
    });
  });

  it('undoes the whole unit when it fails, and says why in its own words', async () => {
    const unit = runner.run(clinicId, async (tx) => {
      await rename(tx, 'after');
      write(tx, `UPDATE clinic SET slug = 'No Slug'`, (error) =>
        brokenConstraint(error) === 'clinic_slug_check' ? new AppError('SLOT_TAKEN') : error,
      );
      write(tx, `UPDATE clinic SET name = 'even later'`);
    });
    await expect(unit).rejects.toMatchObject({ code: 'SLOT_TAKEN' });
    expect(await nameOfClinic()).toBe('before');
  });

  it('is what is told, not that all after it was refused', async () => {
    const unit = runner.run(clinicId, async (tx) => {
      write(tx, `UPDATE clinic SET slug = 'No Slug'`);
      await rename(tx, 'after');
    });
    const error: unknown = await unit.catch((failure: unknown) => failure);
    expect(brokenConstraint(error)).toBe('clinic_slug_check');
  });

  it('is written again with its unit', async () => {
    await rival.query('BEGIN');
    await rival.query('SELECT FROM clinic FOR UPDATE');
    let runs = 0;
    await runner.run(clinicId, async (tx) => {
      runs += 1;
      if (runs === 2) await rival.query('COMMIT');
      await tx.query(`SET LOCAL lock_timeout = '20ms'`);
      write(tx, `UPDATE clinic SET name = 'second try'`);
    });
    expect({ runs, name: await nameOfClinic() }).toEqual({ runs: 2, name: 'second try' });
  });

  it.each<[string, (tx: Transaction) => void]>([
    [
      'its value',
      (tx) => {
        const endless: Record<string, unknown> = {};
        endless['self'] = endless;
        tx.write('endless', 'SELECT $1::jsonb', [endless]);
      },
    ],
    [
      'its name, which means something else',
      (tx) => {
        tx.write('twice', `SELECT 'one'`, []);
        tx.write('twice', `SELECT 'two'`, []);
      },
    ],
  ])('undoes the whole unit when the driver refuses %s', async (_, refused) => {
    const unit = runner.run(clinicId, async (tx) => {
      await rename(tx, 'after');
      refused(tx);
    });
    await expect(unit).rejects.toThrow();
    expect(await nameOfClinic()).toBe('before');
  });

  it('cannot be lost behind a failure that the unit swallowed', async () => {
    const unit = runner.run(clinicId, async (tx) => {
      await rename(tx, 'after');
      await tx.query('SELECT nonsense').catch(() => {});
    });
    await expect(unit).rejects.toThrow('went on after a statement had failed');
    expect(await nameOfClinic()).toBe('before');
  });
});

describe('a unit of work', () => {
  it('cannot ask on after its end, when its connection may serve somebody else', async () => {
    let late: Transaction | undefined;
    await runner.run(clinicId, async (tx) => {
      late = tx;
      await tx.query('SELECT 1');
    });
    await expect(late?.query('SELECT 1')).rejects.toThrow('asked on after its end');
  });

  it('that decides anew is run again, and knows that it is', async () => {
    const attempts: number[] = [];
    await runner.run(clinicId, (tx) => {
      attempts.push(tx.attempt);
      return tx.attempt === 0 ? Promise.reject(new LookAgain()) : rename(tx, 'anew');
    });
    expect({ attempts, name: await nameOfClinic() }).toEqual({ attempts: [0, 1], name: 'anew' });
  });

  it('must not open another one', async () => {
    const unit = runner.run(clinicId, () => runner.run(clinicId, () => Promise.resolve()));
    await expect(unit).rejects.toThrow('must not open another one');
  });

  it('may stand beside another one', async () => {
    const both = [1, 2].map((n) =>
      runner.run(clinicId, (tx) => tx.query<{ n: number }>('SELECT $1::int AS n', [n])),
    );
    expect(await Promise.all(both)).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  });

  it('gets rows from every statement, also from UPDATE ... RETURNING', async () => {
    const rows = await runner.run(clinicId, (tx) =>
      tx.query('UPDATE clinic SET name = $1 RETURNING name', ['after']),
    );
    expect(rows).toEqual([{ name: 'after' }]);
  });

  it('has the database as its clock, also after the demo clock jumped', async () => {
    const told = async () => {
      const { now, sql } = await runner.run(clinicId, async (tx) => {
        const [row] = await tx.query<{ now: Date }>('SELECT app_now() AS now');
        return { now: tx.now.getTime(), sql: row?.now.getTime() ?? 0 };
      });
      expect(sql - now).toBeGreaterThanOrEqual(0);
      expect(sql - now).toBeLessThan(500);
      expect(Math.abs(db.clock.now().getTime() - sql)).toBeLessThan(500);
      return now;
    };
    const before = await told();
    await db.asOwner(`UPDATE app_clock SET demo = true`);
    await db.dataSource.query(`SELECT advance_clock('3 days')`); // as another process would
    expect((await told()) - before).toBeGreaterThanOrEqual(3 * 86_400_000);
  });
});
