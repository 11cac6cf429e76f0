import { createTestDatabase, insertClinic, type TestDatabase } from '@limber/testing';
import { AuditLogStore } from './audit-log.store.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const log = new AuditLogStore();
const entry = (action: string) => ({
  actor: 'desk',
  action,
  subject: 'booking 1',
  details: { revision: 2 },
  requestId: 'r1',
});

it('keeps who did what to whom, in the order it happened, with the unit of work it belongs to', async () => {
  const clinicId = (await insertClinic(db)).id;
  const at = await db.runner.run(clinicId, async (tx) => {
    await log.record(tx, entry('booking.requested'));
    await log.record(tx, { ...entry('booking.confirmed'), details: undefined });
    return tx.now;
  });
  await db.runner
    .run(clinicId, async (tx) => {
      await log.record(tx, entry('booking.cancelled'));
      throw new Error('changed my mind');
    })
    .catch(() => undefined);
  const entries = await db.runner.run(clinicId, (tx) => log.listBySubject(tx, 'booking 1'));
  expect(entries).toMatchObject([
    { clinicId, at, actor: 'desk', action: 'booking.requested', details: { revision: 2 } },
    { action: 'booking.confirmed', details: {}, requestId: 'r1' },
  ]);
});

it('shows a clinic its own entries alone', async () => {
  const [mine, other] = [(await insertClinic(db)).id, (await insertClinic(db)).id];
  await db.runner.run(mine, (tx) => log.record(tx, entry('booking.confirmed')));
  expect(await db.runner.run(other, (tx) => log.listBySubject(tx, 'booking 1'))).toEqual([]);
});
