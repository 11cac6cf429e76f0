import { createTestDatabase, insertClinic, type TestDatabase } from '@limber/testing';

let db: TestDatabase;
let mine: string;
let other: string;

beforeAll(async () => {
  db = await createTestDatabase();
  mine = (await insertClinic(db)).id;
  other = (await insertClinic(db)).id;
});
afterAll(() => db.close());

const refused = (code: string) =>
  expect.objectContaining({ driverError: expect.objectContaining({ code }) });

/** Without a clinic for a reason each. */
const shared = {
  app_clock: 'one row: the offset of the clock',
  job_beat: 'when a worker last looked for work',
  migrations: 'the history of the schema',
};

const tables = () =>
  db.asOwner<{ name: string; clinic_column: string | null }>(`
    SELECT c.relname AS name,
           CASE WHEN c.relname = 'clinic' THEN 'id' ELSE a.attname END AS clinic_column
      FROM pg_class c LEFT JOIN pg_attribute a
        ON a.attrelid = c.oid AND a.attname = 'clinic_id' AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`);

const tenantTables = async () =>
  (await tables()).flatMap(({ name, clinic_column }) =>
    clinic_column ? [{ name, clinic: clinic_column }] : [],
  );

describe('every table', () => {
  it('belongs to a clinic, or stands in the short list of those that do not', async () => {
    const without = (await tables()).filter(({ clinic_column }) => !clinic_column);
    expect(without.map(({ name }) => name)).toEqual(Object.keys(shared));
  });
});

describe('every table of a clinic', () => {
  it('has row-level security on, and owner and application are two roles', async () => {
    const rows = await db.asOwner<{ name: string; on: boolean; owner: string }>(
      `SELECT relname AS name, relrowsecurity AS on, pg_get_userbyid(relowner) AS owner FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    const state = new Map(rows.map((row) => [row.name, row]));
    for (const { name } of await tenantTables()) {
      expect(state.get(name)).toMatchObject({ name, on: true, owner: 'limber_owner' });
    }
  });

  it('has exactly one policy, for all commands and roles, that binds what is read and what is written', async () => {
    const policies = await db.asOwner<{ name: string; using: string; check: string }>(
      `SELECT tablename AS name, cmd, permissive, roles::text AS roles, qual AS using, with_check AS check
         FROM pg_policies WHERE schemaname = 'public' ORDER BY 1`,
    );
    const expected = (await tenantTables()).map(({ name, clinic }) => ({
      name,
      cmd: 'ALL',
      permissive: 'PERMISSIVE',
      roles: '{public}',
      using: `(${clinic} = current_clinic())`,
      check: `(${clinic} = current_clinic())`,
    }));
    expect(policies).toEqual(expected);
  });

  it('has the clinic first in its primary, unique, foreign and exclusion keys', async () => {
    const keys = await db.asOwner<{ table: string; key: string; first: string }>(`
      SELECT c.conrelid::regclass::text AS table, c.conname AS key, a.attname AS first
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype IN ('p', 'u', 'f', 'x') AND c.connamespace = 'public'::regnamespace`);
    const tenants = new Set((await tenantTables()).map(({ name }) => name));
    const wrong = keys.filter(
      ({ table, first }) => tenants.has(table) && table !== 'clinic' && first !== 'clinic_id',
    );
    expect(wrong).toEqual([]);
    expect(keys.length).toBeGreaterThan(40);
  });

  it('has the clinic first in its unique indexes too', async () => {
    const wrong = await db.asOwner(`
      SELECT i.indrelid::regclass::text AS table, i.indexrelid::regclass::text AS index
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_attribute c ON c.attrelid = t.oid AND c.attname = 'clinic_id'
       WHERE t.relnamespace = 'public'::regnamespace AND i.indisunique AND i.indkey[0] <> c.attnum`);
    expect(wrong).toEqual([]);
  });

  it('has a foreign key that ends at the same clinic', async () => {
    const crossing = await db.asOwner(`
      SELECT c.conrelid::regclass::text AS table, c.conname AS key
        FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = c.confkey[1]
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
         AND a.attname <> CASE WHEN c.confrelid = 'clinic'::regclass THEN 'id' ELSE 'clinic_id' END`);
    expect(crossing).toEqual([]);
  });
});

describe('limber_app', () => {
  const insertOutbox = (clinicId: string) =>
    db.runner.run(mine, (tx) =>
      tx.query(
        `INSERT INTO outbox (clinic_id, id, topic, payload, created_at) VALUES ($1, $2, 'x', '{}', $3)`,
        [clinicId, db.ids.uuid(), tx.now],
      ),
    );

  it('sees nothing while no clinic is bound, in any table', async () => {
    await insertOutbox(mine);
    for (const { name } of await tenantTables()) {
      expect(await db.dataSource.query(`SELECT FROM ${name}`)).toEqual([]);
    }
  });

  it('sees the bound clinic alone, whatever the query forgets', async () => {
    await insertOutbox(mine);
    const seen = (clinicId: string) =>
      db.runner.run(clinicId, async (tx) => ({
        clinics: await tx.query<{ id: string }>('SELECT id FROM clinic'),
        outbox: (await tx.query('SELECT FROM outbox')).length > 0,
      }));
    expect(await seen(mine)).toEqual({ clinics: [{ id: mine }], outbox: true });
    expect(await seen(other)).toEqual({ clinics: [{ id: other }], outbox: false });
  });

  it('writes into the bound clinic alone', async () => {
    await expect(insertOutbox(other)).rejects.toEqual(refused('42501'));
    const changed = await db.runner.run(mine, (tx) =>
      tx.query('UPDATE clinic SET name = $1 WHERE id = $2 RETURNING id', ['Stolen', other]),
    );
    expect(changed).toEqual([]);
    const moved = db.runner.run(mine, (tx) =>
      tx.query('UPDATE outbox SET clinic_id = $1', [other]),
    );
    await expect(moved).rejects.toEqual(refused('42501'));
  });

  it('does not carry a clinic from one unit of work into the next on the same connection', async () => {
    await db.runner.run(mine, (tx) => tx.query('SELECT 1'));
    expect(await db.dataSource.query('SELECT FROM clinic')).toEqual([]);
  });

  it.each([
    'CREATE TABLE mine ()',
    'CREATE TEMPORARY TABLE mine ()',
    'CREATE SCHEMA mine',
    'ALTER TABLE clinic DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE clinic ADD COLUMN mine int',
    'DROP TABLE outbox',
    'DROP POLICY own_clinic ON clinic',
    'TRUNCATE outbox',
    'CREATE OR REPLACE FUNCTION current_clinic() RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$',
    'SET ROLE limber_owner',
    `UPDATE audit_log SET actor = 'nobody'`,
    'DELETE FROM audit_log',
    'DELETE FROM clinic',
    'DELETE FROM consent',
    'UPDATE consent SET given = true',
    'UPDATE red_flag SET raised_at = NULL',
    `UPDATE app_clock SET ahead = '1 day'`,
    'UPDATE app_clock SET demo = true',
    'DELETE FROM migrations',
  ])('may not: %s', async (statement) => {
    await expect(db.runner.run(mine, (tx) => tx.query(statement))).rejects.toEqual(
      refused('42501'),
    );
  });

  it('finds due work of every clinic as ids alone', async () => {
    const columns = await db.dataSource.query<object[]>(`SELECT * FROM due_work('outbox', 1)`);
    expect(columns.map((row) => Object.keys(row))).toEqual([['clinic_id', 'id']]);
    await expect(db.dataSource.query(`SELECT * FROM due_work('secrets', 1)`)).rejects.toThrow(
      'no such kind of work',
    );
  });
});

describe('the audit log', () => {
  it('is append-only for the owner as well', async () => {
    await expect(db.asOwner('DELETE FROM audit_log')).rejects.toThrow('append-only');
    await expect(db.asOwner('TRUNCATE audit_log')).rejects.toThrow('append-only');
  });
});

describe('functions that step over the wall', () => {
  it('are few, pin their search path, and are the owner’s', async () => {
    const functions = await db.asOwner<{ name: string; path: string; owner: string }>(`
      SELECT proname AS name, proconfig::text AS path, pg_get_userbyid(proowner) AS owner
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1`);
    expect(functions).toEqual(
      [
        'advance_clock',
        'clinic_of_message',
        'demo_work',
        'due_mail',
        'due_work',
        'find_clinic',
        'housekeep',
        'listed_clinics',
        'memberships_of',
      ].map((name) => ({
        name,
        path: '{"search_path=public, pg_temp"}',
        owner: 'limber_owner',
      })),
    );
  });
});
