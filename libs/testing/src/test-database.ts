import { randomBytes } from 'node:crypto';
import {
  AuditEntry,
  createDataSource,
  DatabaseClock,
  FieldCipher,
  IdempotencyKey,
  LinkSigner,
  OutboxRow,
  TransactionRunner,
  WAKE_CHANNEL,
} from '@limber/persistence';
import { Pool } from 'pg';
import type { DataSource, EntitySchema } from 'typeorm';
import { FixedIds } from './fixed-ids.ts';
import { suiteFailed } from './suite-outcome.ts';
import { asSuperuser, ensureTemplate, setDatabaseRights, urlOf } from './template-database.ts';

export interface TestDatabaseOptions {
  /** Entities of the libs under test, on top of persistence's own. */
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for classes
  entities?: (Function | EntitySchema)[];
  /** Connections of the pool as limber_app; more for racing tests. */
  poolSize?: number;
}

const LINK_SECRET = 'a secret that only tests may know';
const FIELD_KEY = Buffer.alloc(32, 7);

/** A database of its own for one suite, as production has it: migrated, with both roles, the app bound by RLS. */
export class TestDatabase {
  readonly clock = new DatabaseClock();
  readonly ids = new FixedIds();
  readonly cipher = new FieldCipher([{ id: 1, key: FIELD_KEY }]);
  readonly signer = new LinkSigner(LINK_SECRET);
  readonly runner: TransactionRunner;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  private readonly owner: Pool;
  private demo = false;

  constructor(
    readonly name: string,
    readonly serverUrl: string,
    readonly dataSource: DataSource,
  ) {
    this.appUrl = urlOf(serverUrl, name, 'limber_app');
    this.ownerUrl = urlOf(serverUrl, name, 'limber_owner');
    this.superuserUrl = urlOf(serverUrl, name);
    this.runner = new TransactionRunner(dataSource, this.clock);
    this.owner = new Pool({ connectionString: this.ownerUrl, max: 2 });
    this.owner.on('error', () => undefined); // a session that a test cut
  }

  /** The settings of an app that works on this database, for suites that start a process. */
  get environment(): Record<string, string> {
    return {
      DATABASE_URL: this.appUrl,
      LINK_SECRET,
      FIELD_KEYRING: JSON.stringify({ 1: FIELD_KEY.toString('base64') }),
    };
  }

  /** As limber_owner, whom row-level security does not bind: for looking on and for setting the scene. */
  async asOwner<Row extends object>(sql: string, parameters?: unknown[]): Promise<Row[]> {
    const { rows } = await this.owner.query<Row>(sql, parameters);
    return rows;
  }

  /** Moves app_now() forward by an ISO 8601 duration or by milliseconds; answers the new time. */
  async advance(by: string | number): Promise<Date> {
    if (!this.demo) await this.asOwner('UPDATE app_clock SET demo = true');
    this.demo = true;
    const howFar = typeof by === 'number' ? `${by} milliseconds` : by;
    await this.dataSource.query('SELECT advance_clock($1)', [howFar]);
    return this.observeClock();
  }

  /** Moves app_now() forward to an instant, however far; it runs on from there. */
  async setNow(instant: string | Date): Promise<Date> {
    this.demo = true;
    const moved = await this.asOwner(
      `UPDATE app_clock SET demo = true, ahead = $1::timestamptz - clock_timestamp()
        WHERE $1 > app_now() RETURNING pg_notify($2, 'clock')`,
      [instant, WAKE_CHANNEL],
    );
    if (moved.length === 0) throw new Error('the clock of a test only moves forward');
    return this.observeClock();
  }

  /** Drops the database; keeps it to be looked at when a test of this file failed. */
  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.owner.end();
    if (suiteFailed()) {
      process.stderr.write(`kept for you: ${this.superuserUrl}\n`);
      return;
    }
    await asSuperuser(this.serverUrl, async (admin) => {
      await admin.query(`DROP DATABASE ${this.name} WITH (FORCE)`);
    });
  }

  private async observeClock(): Promise<Date> {
    const [row] = await this.asOwner<{ now: Date }>('SELECT app_now() AS now');
    if (!row) throw new Error('the clock did not answer');
    this.clock.observe(row.now);
    return row.now;
  }
}

/** The server that the test run started, as its superuser. */
export function testServerUrl(): string {
  const url = process.env['TEST_PG_SUPERUSER_URL'];
  if (!url) throw new Error('TEST_PG_SUPERUSER_URL is not set: integration suites run under Jest');
  return url;
}

/** One per suite: `beforeAll(async () => { db = await createTestDatabase() })`, `afterAll(() => db.close())`. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = testServerUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(serverUrl, async (admin) => {
    const template = await ensureTemplate(admin, serverUrl);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER limber_owner`);
    await setDatabaseRights(admin, name);
  });
  const dataSource = createDataSource({
    url: urlOf(serverUrl, name, 'limber_app'),
    entities: [OutboxRow, IdempotencyKey, AuditEntry, ...(options.entities ?? [])],
    poolSize: options.poolSize ?? 5,
    name: 'testing',
  });
  await dataSource.initialize();
  return new TestDatabase(name, serverUrl, dataSource);
}
