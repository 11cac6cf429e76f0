import { OutboxStore } from '@limber/persistence';
import {
  bundleProgram,
  createTestDatabase,
  eventually,
  insertClinic,
  type TestDatabase,
} from '@limber/testing';
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startHost, type TestHost } from './jobs.testing.ts';

let db: TestDatabase;
let bundle: string;
let child: ChildProcess | undefined;
let second: TestHost | undefined;

beforeAll(async () => {
  bundle = bundleProgram(join(__dirname, 'hanging-worker.testing.ts'));
  db = await createTestDatabase();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await second?.host.stop();
  await db.close();
  rmSync(bundle, { force: true });
});

it('what a killed worker had in hand is run again by another one', async () => {
  const clinicId = (await insertClinic(db)).id;
  const outbox = new OutboxStore(db.ids);
  const ids = [db.ids.uuid(), db.ids.uuid(), db.ids.uuid()];
  await db.runner.run(clinicId, async (tx) => {
    for (const id of ids) await outbox.publish(tx, 'red_flag.raised', id);
  });

  let said = '';
  child = spawn(process.execPath, [bundle, db.appUrl], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
  await eventually(() => expect(ids.every((id) => said.includes(id))).toBe(true));
  child.kill('SIGKILL');

  const taken: string[] = [];
  const take = ({ id }: { id: string }) => Promise.resolve(void taken.push(id));
  second = await startHost(db, { 'red_flag.raised': take }, { stalledCheckMs: 500 });
  await eventually(() => expect(taken.toSorted()).toEqual(ids.toSorted()));
  await eventually(async () =>
    expect(await db.asOwner('SELECT FROM outbox WHERE handled_at IS NULL')).toEqual([]),
  );
});
