import {
  bundleProgram,
  createTestDatabase,
  eventually,
  insertClinic,
  type TestDatabase,
} from '@limber/testing';
import { OutboxStore } from '@limber/persistence';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

let db: TestDatabase;
let program: string;
let workers: ChildProcess[] = [];

interface Running {
  process: ChildProcess;
  said: () => string;
}

function start(settings: Record<string, string> = {}): Running {
  let said = '';
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    env: { PATH: process.env['PATH'], ...db.environment, SWEEP_MS: '100', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => (said += text.toString()));
  }
  workers.push(child);
  return { process: child, said: () => said };
}

const ready = async (worker: Running) => {
  await eventually(() => expect(worker.said()).toContain('worker ready\n'), 60_000);
  return worker;
};
const exitOf = async ({ process: child }: Running) => {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
};

beforeAll(async () => {
  program = bundleProgram(join(__dirname, 'main.ts'));
  db = await createTestDatabase();
});
afterEach(() => {
  for (const worker of workers) worker.kill('SIGKILL');
  workers = [];
});
afterAll(async () => {
  await db.close();
  rmSync(program, { force: true });
});

describe('the worker', () => {
  it('says when it is ready, delivers what a commit left in the outbox, and prints no secret', async () => {
    const worker = await ready(start());
    const clinicId = (await insertClinic(db)).id;
    const outbox = new OutboxStore(db.ids);
    await db.runner.run(clinicId, (tx) => outbox.publish(tx, 'red_flag.raised', db.ids.uuid()));
    await eventually(async () =>
      expect(await db.asOwner('SELECT FROM outbox WHERE handled_at IS NULL')).toEqual([]),
    );
    for (const name of ['LINK_SECRET', 'FIELD_KEYRING'] as const) {
      expect(worker.said()).not.toContain(db.environment[name]);
    }
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s', async (signal) => {
    const worker = await ready(start());
    worker.process.kill(signal);
    expect(await exitOf(worker)).toBe(0);
  });

  it('ends when whoever started it is gone', async () => {
    const worker = await ready(start());
    worker.process.disconnect();
    expect(await exitOf(worker)).toBe(0);
  });

  it.each([
    ['as the owner of the tables', () => ({ DATABASE_URL: db.ownerUrl }), 'refuses to start as'],
    ['without its settings', () => ({ LINK_SECRET: '' }), 'LINK_SECRET'],
  ])('does not start %s', async (_how, settings, reason) => {
    const worker = start(settings());
    expect(await exitOf(worker)).toBe(1);
    expect(worker.said()).toContain(reason);
    expect(worker.said()).not.toContain('worker ready');
  });

  it('stays within its share of connections', async () => {
    const open = async () =>
      db.asOwner(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = 'limber_app'
            AND application_name <> 'limber-testing'`,
      );
    // Those of workers that a test before has killed.
    await eventually(async () => expect(await open()).toHaveLength(0));
    const worker = await ready(start());
    expect(worker.said()).toMatch(/"connections":8,.*"taking jobs"/);
    const { length } = await open();
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(18);
  });
});
