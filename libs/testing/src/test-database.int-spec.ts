import { insertClinic } from './clinic.builder.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

describe('createTestDatabase', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.close());

  it('gives a migrated database of its own', async () => {
    const other = await createTestDatabase();
    const clinic = await insertClinic(other);
    expect(await db.asOwner('SELECT FROM clinic')).toHaveLength(0);
    expect(
      await other.runner.run(clinic.id, (tx) => tx.query('SELECT slug, policies FROM clinic')),
    ).toEqual([{ slug: clinic.slug, policies: {} }]);
    await other.close();
  });

  it('moves the clock forward, and its own clock with it', async () => {
    const started = performance.now();
    // It goes on from there, as real time does.
    const gone = () => Math.ceil(performance.now() - started);
    const at = await db.setNow('2031-05-01T08:00:00Z');
    expect(at.getTime() - Date.parse('2031-05-01T08:00:00Z')).toBeLessThanOrEqual(gone());
    const later = await db.advance('P1DT2H');
    expect(later.getTime() - at.getTime()).toBeGreaterThanOrEqual(26 * 3_600_000);
    expect(Math.abs(db.clock.now().getTime() - later.getTime())).toBeLessThanOrEqual(gone());
    await expect(db.setNow('2031-05-01T08:00:00Z')).rejects.toThrow('only moves forward');
  });
});
