import { createTestDatabase, insertClinic, type TestDatabase } from '@limber/testing';
import { Client } from 'pg';
import { dueWork } from './due-work.ts';
import { OutboxStore, WAKE_CHANNEL } from './outbox.store.ts';

let db: TestDatabase;
let clinicId: string;
let outbox: OutboxStore;

beforeAll(async () => {
  db = await createTestDatabase();
  clinicId = (await insertClinic(db)).id;
  outbox = new OutboxStore(db.ids);
});
beforeEach(() => db.asOwner('DELETE FROM outbox'));
afterAll(() => db.close());

const publish = (clinic = clinicId, id = db.ids.uuid()) =>
  db.runner.run(clinic, (tx) => outbox.publish(tx, 'red_flag.raised', id));
const due = (atMost = 10) => dueWork(db.dataSource, 'outbox', atMost);

it('what was published is due until it is handled', async () => {
  const about = db.ids.uuid();
  await publish(clinicId, about);
  const [work] = await due();
  expect(work).toEqual({ clinicId, id: expect.any(String) });
  const id = work?.id ?? '';
  const row = await db.runner.run(clinicId, (tx) => outbox.findWaiting(tx, id));
  expect(row).toMatchObject({ topic: 'red_flag.raised', payload: { id: about }, handledAt: null });
  await db.runner.run(clinicId, (tx) => outbox.markHandled(tx, id));
  expect(await due()).toEqual([]);
  expect(await db.runner.run(clinicId, (tx) => outbox.findWaiting(tx, id))).toBeNull();
});

it('what was rolled back was never published', async () => {
  const unit = db.runner.run(clinicId, async (tx) => {
    await outbox.publish(tx, 'red_flag.raised', db.ids.uuid());
    throw new Error('changed my mind');
  });
  await expect(unit).rejects.toThrow();
  expect(await due()).toEqual([]);
});

it('due work comes oldest first, of every clinic, and no more than was asked for', async () => {
  const other = (await insertClinic(db)).id;
  for (const clinic of [clinicId, other, clinicId]) await publish(clinic);
  expect((await due()).map((work) => work.clinicId)).toEqual([clinicId, other, clinicId]);
  expect(await due(2)).toHaveLength(2);
});

it('the worker is called at commit, once however much was published, and not at all on rollback', async () => {
  const calls: string[] = [];
  const listener = new Client({ connectionString: db.appUrl });
  await listener.connect();
  listener.on('notification', ({ channel }) => calls.push(channel));
  await listener.query(`LISTEN ${WAKE_CHANNEL}`);
  await db.runner
    .run(clinicId, async (tx) => {
      await outbox.publish(tx, 'red_flag.raised', db.ids.uuid());
      throw new Error('changed my mind');
    })
    .catch(() => undefined);
  await listener.query('SELECT 1'); // a call arrives no later than the next answer
  expect(calls).toEqual([]);
  await db.runner.run(clinicId, async (tx) => {
    for (let i = 0; i < 3; i += 1) await outbox.publish(tx, 'red_flag.raised', db.ids.uuid());
    await listener.query('SELECT 1');
    expect(calls).toEqual([]);
  });
  await listener.query('SELECT 1');
  expect(calls).toEqual([WAKE_CHANNEL]);
  await listener.end();
});
