import { createTestDatabase, type TestDatabase } from '@limber/testing';
import { DataSource } from 'typeorm';
import { migrations } from './index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

/** Everything that makes a schema what it is, as lines that can be compared. */
const schema = async () => {
  const lines = await db.asOwner<{ line: string }>(`
    SELECT format('%s.%s %s null=%s default=%s', c.relname, a.attname,
                  format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) AS line
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    UNION ALL SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('policy %s %s %s', tablename, qual, with_check) FROM pg_policies
    UNION ALL SELECT format('%s rights %s', relname, relacl) FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    UNION ALL SELECT pg_get_functiondef(p.oid) || coalesce(proacl::text, '') FROM pg_proc p
      WHERE pronamespace = 'public'::regnamespace AND proowner = 'limber_owner'::regrole
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1`);
  return lines.map(({ line }) => line);
};

it('every migration can be taken back and done again, and the schema is the same', async () => {
  const before = await schema();
  expect(before.length).toBeGreaterThan(200);

  const source = new DataSource({ type: 'postgres', url: db.ownerUrl, migrations });
  await source.initialize();
  try {
    for (const _ of migrations) await source.undoLastMigration();
    const left = await db.asOwner(`
      SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migrations'
      UNION ALL SELECT proname FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace AND proowner = 'limber_owner'::regrole`);
    expect(left).toEqual([]);
    expect(await source.runMigrations()).toHaveLength(migrations.length);
  } finally {
    await source.destroy();
  }
  expect(await schema()).toEqual(before);
});

it('every migration is named after its place in the history', () => {
  const stamps = migrations.map(({ name }) => Number(/(\d{13})$/.exec(name)?.[1]));
  expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  expect(new Set(stamps).size).toBe(migrations.length);
});

it.each(['message', 'message_send', 'outbox'])(
  '%s, whose rows change all the time, is vacuumed after two in a hundred',
  async (table) => {
    const [row] = await db.asOwner<{ settings: string[] }>(
      'SELECT reloptions AS settings FROM pg_class WHERE oid = $1::regclass',
      [table],
    );
    expect(row?.settings).toContain('autovacuum_vacuum_scale_factor=0.02');
  },
);
