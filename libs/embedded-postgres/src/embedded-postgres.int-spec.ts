import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive, readPostmaster } from './postmaster.ts';

async function ask(server: EmbeddedPostgres, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: server.superuserUrl('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(sql);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}

describe('the embedded server', () => {
  let home: string;
  let dataDir: string;
  const started: EmbeddedPostgres[] = [];

  const start = async (): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir, durable: false });
    started.push(server);
    return server;
  };

  const serverPid = (): number => {
    const pid = readPostmaster(dataDir)?.pid;
    if (pid === undefined) throw new Error('no server on this folder');
    return pid;
  };

  /** What kill -9 of the starting process leaves: a server, and an owner that is no more. */
  const forgetOwner = (): void => writeFileSync(`${dataDir}.owner`, '999999999\n');

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'limber-launcher-'));
    chmodSync(home, 0o755); // when we are root, the server runs as someone else
    dataDir = join(home, 'pg');
  });

  afterEach(async () => {
    for (const server of started.splice(0).reverse()) await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('starts on an empty folder with the extensions we need, and stops when told', async () => {
    const server = await start();
    expect(server.reused).toBe(false);
    const extensions = `SELECT count(*)::int AS value FROM pg_available_extensions
      WHERE name IN ('btree_gist', 'pg_trgm', 'pgcrypto')`;
    expect(await ask(server, extensions)).toBe(3);
    expect(await ask(server, `SELECT lower('ÉCOLE') AS value`)).toBe('école');
    const pid = serverPid();
    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('lets nobody in without the password', async () => {
    const server = await start();
    const url = server.superuserUrl('postgres').replace(/:[0-9a-f]{36}@/, ':wrong@');
    await expect(new Client({ connectionString: url }).connect()).rejects.toThrow(/password/);
  });

  it('keeps its data and password across a restart', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.stop();
    const second = await start();
    expect(second.reused).toBe(false);
    expect(await ask(second, 'SELECT value FROM kept')).toBe(7);
  });

  it('reuses the server of a killed process, and then stops it', async () => {
    const first = await start();
    const pid = serverPid();
    forgetOwner();
    const second = await start();
    expect(second).toMatchObject({ reused: true, port: first.port });
    expect(await ask(second, 'SELECT 1 AS value')).toBe(1);
    await second.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves a server running that another live process started', async () => {
    const first = await start();
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeFileSync(`${dataDir}.owner`, `${other.pid}\n`);
    await (await start()).stop();
    other.kill('SIGKILL');
    expect(await ask(first, 'SELECT 1 AS value')).toBe(1);
  });

  it('starts again after the server itself was killed', async () => {
    await start();
    process.kill(serverPid(), 'SIGKILL');
    const second = await start();
    expect(second.reused).toBe(false);
    expect(await ask(second, 'SELECT 1 AS value')).toBe(1);
  });

  it('does not take a stale number that now belongs to another program for a server', async () => {
    const first = await start();
    const file = join(dataDir, 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await first.stop();
    writeFileSync(file, [`${process.pid}`, ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(second.reused).toBe(false);
    expect(await ask(second, 'SELECT 1 AS value')).toBe(1);
  });

  it('serves two folders side by side', async () => {
    const first = await start();
    dataDir = join(home, 'other');
    const second = await start();
    expect(second.port).not.toBe(first.port);
  });

  it('keeps its data in a place the server can reach when the folder is private', async () => {
    chmodSync(home, 0o700);
    const first = await start();
    await ask(first, 'CREATE TABLE kept AS SELECT 7 AS value');
    await first.stop();
    const second = await start();
    expect(await ask(second, 'SELECT value FROM kept')).toBe(7);
    await second.destroy();
    expect(existsSync(dataDir)).toBe(false);
  });

  it('refuses a folder that holds something else', async () => {
    dataDir = home;
    writeFileSync(join(home, 'diary.txt'), 'mine');
    await expect(start()).rejects.toThrow(/Not a PostgreSQL data folder/);
    expect(existsSync(join(home, 'diary.txt'))).toBe(true);
    rmSync(`${home}.password`, { force: true });
  });

  it('deletes everything it made on destroy', async () => {
    await (await start()).destroy();
    expect([dataDir, `${dataDir}.password`, `${dataDir}.log`].some(existsSync)).toBe(false);
  });
});
