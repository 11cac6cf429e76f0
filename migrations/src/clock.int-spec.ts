import { createTestDatabase, type TestDatabase } from '@limber/testing';
import { Client } from 'pg';

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase();
});
afterEach(() => db.close());

const ahead = async () => {
  const [row] = await db.dataSource.query<{ ms: string }[]>(
    'SELECT extract(epoch FROM app_now() - clock_timestamp()) * 1000 AS ms',
  );
  return Number(row?.ms);
};
const advance = (by: string) => db.dataSource.query('SELECT advance_clock($1)', [by]);
const state = (code: string) =>
  expect.objectContaining({ driverError: expect.objectContaining({ code }) });
const openDemo = () => db.asOwner('UPDATE app_clock SET demo = true');

describe('app_now()', () => {
  it('is the real time', async () => {
    expect(Math.abs(await ahead())).toBeLessThan(50);
  });

  it('runs on inside one transaction', async () => {
    const [first, second] = await db.runner.run(db.ids.uuid(), async (tx) => [
      tx.now,
      (await tx.query<{ now: Date }>('SELECT app_now() AS now FROM pg_sleep(0.02)'))[0]?.now,
    ]);
    expect((second?.getTime() ?? 0) - (first?.getTime() ?? 0)).toBeGreaterThanOrEqual(15);
  });
});

describe('the clock of a clinic that is no demo', () => {
  it('does not move (LB002)', async () => {
    await expect(advance('1 hour')).rejects.toEqual(state('LB002'));
    expect(Math.abs(await ahead())).toBeLessThan(50);
  });

  it('cannot be ahead, not even by the owner’s hand', async () => {
    await expect(db.asOwner(`UPDATE app_clock SET ahead = '1 hour'`)).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('has one row for ever', async () => {
    await expect(db.asOwner('INSERT INTO app_clock DEFAULT VALUES')).rejects.toMatchObject({
      code: '23505',
    });
    await expect(
      db.asOwner('INSERT INTO app_clock (only_row) VALUES (false)'),
    ).rejects.toMatchObject({ code: '23514' });
  });
});

describe('the demo clock', () => {
  beforeEach(openDemo);

  it('moves forward, again and again', async () => {
    await advance('PT2H');
    await advance('7 days');
    expect((await ahead()) / 3_600_000).toBeCloseTo(2 + 7 * 24, 3);
  });

  it.each(['-1 second', '0', '-1 mon'])('does not move by %s (LB001)', async (by) => {
    await expect(advance(by)).rejects.toEqual(state('LB001'));
  });

  it('wakes the worker when it moves', async () => {
    const listener = new Client({ connectionString: db.appUrl });
    await listener.connect();
    const called = new Promise((resolve) => listener.once('notification', resolve));
    await listener.query('LISTEN limber_wake');
    await advance('1 hour');
    await expect(called).resolves.toMatchObject({ channel: 'limber_wake', payload: 'clock' });
    await listener.end();
  });

  it('moves for the application and its owner alone', async () => {
    const [{ allowed } = { allowed: true }] = await db.asOwner<{ allowed: boolean }>(
      `SELECT has_function_privilege('public', 'advance_clock(interval)', 'EXECUTE') AS allowed`,
    );
    expect(allowed).toBe(false);
  });
});
