import type { Staff } from '@limber/contracts';
import { lockAll, lockShared, type Transaction } from '@limber/persistence';
import type { EntityTarget, FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { notFound } from './clinic.errors.ts';
import { stale } from './setup.errors.ts';

/** Who changes the set-up, in which request. */
export interface By {
  staff: Staff;
  requestId: string;
}

/** Which row, in the version the person looked at. */
export interface Seen {
  id: string;
  version: number;
}

interface Versioned {
  clinicId: string;
  id: string;
  version: number;
}

const LOCK = 'schedule';

/** Rows of the set-up: each has a version that counts its edits. */
export class SetupStore {
  /**
   * One change of the set-up at a time, and none while somebody takes a time: whoever decides about a start
   * shares this lock, so a change sees every booking made under the plan it replaces.
   */
  async lockSchedule(tx: Transaction): Promise<void> {
    await lockAll(tx, [LOCK]);
  }

  /** Taken before the plan is read, by whoever will take a time of it. */
  async shareSchedule(tx: Transaction): Promise<void> {
    await lockShared(tx, LOCK);
  }

  async find<Row extends Versioned>(
    tx: Transaction,
    entity: EntityTarget<Row>,
    id: string,
  ): Promise<Row | null> {
    return tx.manager.findOneBy(entity, { clinicId: tx.clinicId, id } as FindOptionsWhere<Row>);
  }

  /** The row, locked; NOT_FOUND when there is none, PRECONDITION_FAILED when it is not as it was seen. */
  async lockSeen<Row extends Versioned>(
    tx: Transaction,
    entity: EntityTarget<Row>,
    { id, version }: Seen,
    what: string,
  ): Promise<Row> {
    const row = await tx.manager.findOne(entity, {
      where: { clinicId: tx.clinicId, id } as FindOptionsWhere<Row>,
      lock: { mode: 'for_no_key_update' },
    });
    if (!row) throw notFound(what);
    if (row.version !== version) throw stale();
    return row;
  }

  async insert<Row extends object>(
    tx: Transaction,
    entity: EntityTarget<Row>,
    rows: QueryDeepPartialEntity<Row> | QueryDeepPartialEntity<Row>[],
  ): Promise<void> {
    await tx.manager.insert(entity, rows);
  }

  /** Writes the change over the row as it was seen and answers its next version. */
  async update<Row extends Versioned>(
    tx: Transaction,
    entity: EntityTarget<Row>,
    { id, version }: Seen,
    change: QueryDeepPartialEntity<Row>,
  ): Promise<number> {
    const next = version + 1;
    const { affected } = await tx.manager.update(
      entity,
      { clinicId: tx.clinicId, id, version },
      { ...change, version: next },
    );
    if (affected !== 1) throw stale();
    return next;
  }

  async remove<Row extends Versioned>(
    tx: Transaction,
    entity: EntityTarget<Row>,
    id: string,
  ): Promise<void> {
    await tx.manager.delete(entity, { clinicId: tx.clinicId, id });
  }

  /**
   * Takes time out of a resource's book, whatever lies there. Without an end until the last year that dates
   * may name, so that no reader has to think of a range without end.
   */
  async setAway(
    tx: Transaction,
    away: { id: string; resourceId: string; start: Date; end: Date | null; reason: string },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO unavailability (clinic_id, id, resource_id, during, reason)
       VALUES ($1, $2, $3, tstzrange($4, coalesce($5, '2200-01-01Z'::timestamptz)), $6)
       ON CONFLICT (clinic_id, id) DO UPDATE SET during = excluded.during`,
      [tx.clinicId, away.id, away.resourceId, away.start, away.end, away.reason],
    );
  }

  async giveBack(tx: Transaction, id: string): Promise<void> {
    await tx.query('DELETE FROM unavailability WHERE clinic_id = $1 AND id = $2', [
      ...[tx.clinicId, id],
    ]);
  }
}
