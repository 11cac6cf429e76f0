import { createTestDatabase, insertClinic, type TestDatabase } from '@limber/testing';
import { SingleStatements } from './single-statements.ts';
import { sqlState } from './transaction-runner.ts';

let db: TestDatabase;
let singles: SingleStatements;
let north: string;
let south: string;
beforeAll(async () => {
  // One connection, so that everything a statement leaves behind meets the next one.
  db = await createTestDatabase({ poolSize: 1 });
  singles = new SingleStatements(db.dataSource);
  north = (await insertClinic(db, { slug: 'north' })).id;
  south = (await insertClinic(db, { slug: 'south' })).id;
});
afterAll(() => db.close());

const SLUGS = 'SELECT slug, $1::int AS asked FROM clinic';
const slugsOf = (clinicId: string, asked = 1) =>
  singles.of(clinicId).prepared<{ slug: string; asked: number }>('slugs', SLUGS, [asked]);

describe('a single statement of one clinic', () => {
  it('sees that clinic only, though it names none, whoever was served before', async () => {
    for (const [clinicId, slug] of [
      ...[[north, 'north'] as const, [south, 'south'] as const, [north, 'north'] as const],
    ]) {
      expect(await slugsOf(clinicId, 7)).toEqual([{ slug, asked: 7 }]);
    }
  });

  it('leaves no clinic bound on the connection', async () => {
    await slugsOf(north);
    expect(await db.dataSource.query('SELECT slug FROM clinic')).toEqual([]);
  });

  it('answers every one of many at once with its own rows', async () => {
    const asked = Array.from({ length: 40 }, (_, n) => n);
    const answers = await Promise.all(asked.map((n) => slugsOf(n % 2 ? north : south, n)));
    expect(answers).toEqual(asked.map((n) => [{ slug: n % 2 ? 'north' : 'south', asked: n }]));
  });

  it('may answer nothing at all', async () => {
    const none = 'SELECT slug FROM clinic WHERE slug = $1';
    expect(await singles.of(north).prepared('none', none, ['nowhere'])).toEqual([]);
  });

  it('that fails says why, and the connection serves the next one, with the same statement too', async () => {
    const divided = (by: number) =>
      singles.of(north).prepared('divided', 'SELECT 6 / $1::int AS result FROM clinic', [by]);
    const failure = await divided(0).catch((error: unknown) => error);
    expect(sqlState(failure)).toBe('22012');
    expect(await divided(2)).toEqual([{ result: 3 }]);
    const misspelt = await singles
      .of(north)
      .prepared('misspelt', 'SELEKT 1', [])
      .catch((error: unknown) => error);
    expect(sqlState(misspelt)).toBe('42601');
    expect(await singles.of(north).prepared('misspelt', 'SELECT 1 AS one', [])).toEqual([
      { one: 1 },
    ]);
    expect(await slugsOf(south)).toEqual([{ slug: 'south', asked: 1 }]);
  });

  it('shares the pool with units of work', async () => {
    const inUnit = (asked: number) =>
      db.runner.run(south, (tx) => tx.prepared<{ slug: string }>('slugs', SLUGS, [asked]));
    expect(await inUnit(1)).toEqual(await slugsOf(south, 1));
    expect(await slugsOf(north, 2)).toEqual([{ slug: 'north', asked: 2 }]);
    expect(await inUnit(3)).toEqual([{ slug: 'south', asked: 3 }]);
  });

  it('whose connection is cut fails alone: the next one gets a new connection', async () => {
    const cut = 'SELECT pg_terminate_backend(pg_backend_pid()) AS gone FROM clinic WHERE $1';
    await expect(singles.of(north).prepared('cut', cut, [true])).rejects.toThrow();
    expect(await slugsOf(north)).toEqual([{ slug: 'north', asked: 1 }]);
  });
});
