import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Transaction } from './transaction.ts';

const quoted = (name: string): string => `"${name}"`;

const columnsOf = (tx: Transaction, entity: EntityTarget<ObjectLiteral>): ColumnMetadata[] =>
  tx.manager.connection.getMetadata(entity).columns;

/**
 * Writes whole rows of an entity with one prepared statement, waited for at the commit: what the ORM does, without
 * building the statement each time. A column that no row names is left to its default.
 */
export function insertRows<Row extends ObjectLiteral>(
  tx: Transaction,
  entity: new () => Row,
  rows: readonly Partial<Row>[],
): void {
  if (rows.length === 0) return;
  const { driver } = tx.manager.connection;
  const all = columnsOf(tx, entity);
  const named = all.filter(({ propertyName }) => rows.some((row) => propertyName in row));
  const mask = all.map((column) => (named.includes(column) ? '1' : '0')).join('');
  const values: unknown[] = [tx.clinicId];
  const tuples = rows.map((row) => {
    const places = named.map((column): string => {
      if (column.propertyName === 'clinicId') return '$1';
      values.push(driver.preparePersistentValue(row[column.propertyName], column));
      return `$${values.length}`;
    });
    return `(${places.join(', ')})`;
  });
  const { tableName } = tx.manager.connection.getMetadata(entity);
  const into = named.map(({ databaseName }) => quoted(databaseName)).join(', ');
  tx.write(
    `insert_${tableName}_${rows.length}_${Number.parseInt(mask, 2).toString(36)}`,
    `INSERT INTO ${quoted(tableName)} (${into}) VALUES ${tuples.join(', ')}`,
    values,
  );
}

/** The columns of an entity under the names of its properties, for a SELECT by hand. */
export const selected = (tx: Transaction, entity: EntityTarget<ObjectLiteral>): string =>
  columnsOf(tx, entity)
    .map(({ databaseName, propertyName }) => `${quoted(databaseName)} AS ${quoted(propertyName)}`)
    .join(', ');
