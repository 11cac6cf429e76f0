import { accountsEntities } from '@limber/accounts';
import { createTestDatabase, type TestDatabase } from '@limber/testing';
import type { EntityMetadata } from 'typeorm';
import { entities as used } from './entities.ts';

const entities = [...used, ...accountsEntities];

/**
 * The migrations are the only source of the schema; entities describe what of it the code reads through the
 * ORM. So this looks one way: what an entity says must be so. Range columns stay out of entities on purpose.
 */
const tablesWithoutEntity = {
  app_clock: 'one row, read and moved by SQL functions only',
  job_beat: 'signs of life, read and written by name',
  message_send: 'the attempts at each mail, written and counted by name',
  migrations: 'the history, kept by TypeORM itself',
};

interface Column {
  type: string;
  nullable: boolean;
  inKey: boolean;
}

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ entities });
});
afterAll(() => db.close());

async function columnsOf(table: string): Promise<Map<string, Column>> {
  const rows = await db.asOwner<Column & { name: string; isGenerated: boolean }>(
    `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
            a.attgenerated <> '' AS "isGenerated", a.attnum = ANY (coalesce(k.conkey, '{}')) AS "inKey"
       FROM pg_attribute a LEFT JOIN pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'p'
      WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped`,
    [table],
  );
  // What the database reckons by itself no INSERT can fill.
  const filled = rows.filter(({ isGenerated }) => !isGenerated);
  return new Map(filled.map(({ name, isGenerated: _, ...column }) => [name, column]));
}

const fullNames: Record<string, string> = {
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  int: 'integer',
  char: 'character',
};

/** What the entity says, in the words of the catalogue. */
function said(column: EntityMetadata['columns'][number]): Column {
  const name = String(column.type);
  const length = column.length ? `(${column.length})` : '';
  return {
    type: `${fullNames[name] ?? name}${length}${column.isArray ? '[]' : ''}`,
    nullable: column.isNullable,
    inKey: column.isPrimary,
  };
}

it('knows every entity of every library once', () => {
  expect(new Set(entities).size).toBe(entities.length);
  expect(db.dataSource.entityMetadatas).toHaveLength(entities.length);
});

describe.each(entities.map((entity) => [entity.name, entity] as const))('%s', (_name, entity) => {
  const metadata = () => db.dataSource.getMetadata(entity);

  it('says of its columns what the schema says: type, nullability, place in the primary key', async () => {
    const columns = await columnsOf(metadata().tableName);
    for (const column of metadata().columns) {
      const name = column.databaseName;
      expect({ name, ...columns.get(name) }).toEqual({ name, ...said(column) });
    }
  });

  it('names the whole primary key, the clinic first', async () => {
    const columns = await columnsOf(metadata().tableName);
    const key = [...columns].filter(([, { inKey }]) => inKey).map(([name]) => name);
    const named = metadata().primaryColumns.map(({ databaseName }) => databaseName);
    expect(new Set(named)).toEqual(new Set(key));
    expect(named[0]).toBe(metadata().tableName === 'clinic' ? 'id' : 'clinic_id');
  });

  it('leaves out no column that an INSERT must fill, but ranges', async () => {
    const columns = await columnsOf(metadata().tableName);
    const known = new Set(metadata().columns.map(({ databaseName }) => databaseName));
    const missing = [...columns].filter(
      ([name, { nullable, type }]) => !known.has(name) && !nullable && !type.endsWith('range'),
    );
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it('has no relation: stores ask for what they need', () => {
    expect(metadata().relations).toEqual([]);
  });
});

it('leaves no table without an entity or a reason', async () => {
  const tables = await db.asOwner<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const named = new Set(db.dataSource.entityMetadatas.map(({ tableName }) => tableName));
  const without = tables.map(({ name }) => name).filter((name) => !named.has(name));
  expect(without.toSorted()).toEqual(Object.keys(tablesWithoutEntity));
});
