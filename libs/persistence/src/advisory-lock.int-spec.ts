import { createTestDatabase, type TestDatabase } from '@limber/testing';
import { lockAll, tryLock } from './advisory-lock.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ poolSize: 8 });
});
afterAll(() => db.close());

it('units that want the same things in any order queue instead of deadlocking', async () => {
  const clinicId = db.ids.uuid();
  const names = ['ada', 'ben', 'cleo', 'room 1', 'room 2'];
  let inside = 0;
  const unit = (order: string[]) =>
    db.runner.run(clinicId, async (tx) => {
      await lockAll(tx, order);
      inside += 1;
      expect(inside).toBe(1);
      await tx.query('SELECT 1');
      inside -= 1;
    });
  const rotations = Array.from({ length: 60 }, (_, i) =>
    [...names.slice(i % 5), ...names.slice(0, i % 5)].filter(
      (name, n) => n === 0 || name !== 'cleo',
    ),
  );
  const orders = rotations.map((order, i) => ['ada', ...(i % 2 ? order : order.toReversed())]);
  await Promise.all(orders.map(unit));
});

it('a lock is taken once a name, held to the end of the unit, and is another one at another clinic', async () => {
  const [here, there] = [db.ids.uuid(), db.ids.uuid()];
  const free = (clinic: string) => db.runner.run(clinic, (tx) => tryLock(tx, 'ada'));
  let held!: () => void;
  let end!: () => void;
  const isHeld = new Promise<void>((resolve) => (held = resolve));
  const mayEnd = new Promise<void>((resolve) => (end = resolve));
  const holder = db.runner.run(here, async (tx) => {
    await lockAll(tx, ['ada', 'ada']);
    held();
    await mayEnd;
  });
  await isHeld;
  expect([await free(here), await free(there)]).toEqual([false, true]);
  end();
  await holder;
  expect(await free(here)).toBe(true);
});

it('nothing to lock is no question to the database', async () => {
  const query = jest.fn();
  await db.runner.run(db.ids.uuid(), (tx) => lockAll({ ...tx, query }, []));
  expect(query).not.toHaveBeenCalled();
});
