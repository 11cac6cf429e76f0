import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@limber/embedded-postgres';
import { alone, connected, setUpDatabase } from './database-setup.ts';
import { readPrepareOptions, type PrepareOptions } from './prepare-options.ts';

/** A server of its own: the roles belong to the whole server, and other suites use theirs. */
describe('setting up the database', () => {
  let home: string;
  let server: EmbeddedPostgres;
  let options: PrepareOptions;

  const setUp = (): Promise<boolean> =>
    alone(options.adminUrl, (admin) => setUpDatabase(admin, options));
  const ask = <T>(url: string, sql: string): Promise<T[]> =>
    connected(url, async (client) => (await client.query(sql)).rows as T[]);

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'limber-setup-'));
    server = await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), durable: false });
    options = readPrepareOptions({
      DATABASE_ADMIN_URL: server.superuserUrl('postgres'),
      DATABASE_NAME: "Ana's clinic",
      OWNER_PASSWORD: "it's",
      APP_PASSWORD: 'a%2/@:',
    });
  });
  afterAll(async () => {
    await server.destroy();
    rmSync(home, { recursive: true, force: true });
  });

  it('creates it once, however many try at the same time', async () => {
    const created = await Promise.all([setUp(), setUp(), setUp(), setUp()]);
    expect(created.filter(Boolean)).toHaveLength(1);
    expect(await setUp()).toBe(false);
  });

  it('makes two roles that row-level security binds', async () => {
    const sql = `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'limber%'
      AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb ORDER BY 1`;
    const names = await ask<{ name: string }>(options.adminUrl, sql);
    expect(names.map(({ name }) => name)).toEqual(['limber_app', 'limber_owner']);
  });

  it('lets the owner define tables and the app only use what it is granted', async () => {
    await ask(options.owner.url, 'CREATE TABLE kept (id int); GRANT SELECT ON kept TO limber_app');
    expect(await ask(options.app.url, 'SELECT * FROM kept')).toEqual([]);
    await expect(ask(options.app.url, 'CREATE TABLE mine (id int)')).rejects.toThrow(/denied/);
    await expect(ask(options.app.url, 'DROP TABLE kept')).rejects.toThrow(/must be owner/);
  });

  it('brings the extensions for exclusion constraints and hashes', async () => {
    const found = await ask(
      options.app.url,
      `SELECT extname FROM pg_extension WHERE extname IN ('btree_gist', 'pgcrypto')`,
    );
    expect(found).toHaveLength(2);
  });

  it('takes a new password to the role', async () => {
    const changed = {
      ...options.app,
      password: 'new',
      url: options.app.url.replace(/:[^:@]+@/, ':new@'),
    };
    options = { ...options, app: changed };
    await setUp();
    expect(await ask(changed.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
