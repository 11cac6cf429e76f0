import type { Transaction } from '@limber/persistence';

export interface TakenRow {
  resourceId: string;
  start: Date;
  end: Date;
  beforeMin: number;
  afterMin: number;
  effortTenths: number;
  expiresAt: Date | null;
  holdId: string | null;
  bookingId: string | null;
  blockId: string | null;
  /** Of a block. */
  reason: string | null;
}

export class DeskCalendarStore {
  /** Every taken stretch of a span with its owner; a dead hold takes nothing. */
  async listTaken(tx: Transaction, from: Date, to: Date): Promise<TakenRow[]> {
    return tx.query<TakenRow>(
      `SELECT o.resource_id AS "resourceId", lower(o.during) AS start, upper(o.during) AS "end",
              o.before_min AS "beforeMin", o.after_min AS "afterMin", o.effort_tenths AS "effortTenths",
              o.expires_at AS "expiresAt", o.hold_id AS "holdId", o.booking_id AS "bookingId",
              o.block_id AS "blockId", b.reason
         FROM occupancy o
         LEFT JOIN block b ON b.clinic_id = o.clinic_id AND b.id = o.block_id
        WHERE o.clinic_id = $1 AND o.during && tstzrange($2, $3)
          AND o.status IN ('held', 'paying', 'expiring', 'requested', 'confirmed', 'blocked')
          AND NOT (o.status = 'held' AND o.expires_at <= (SELECT app_now()))
        ORDER BY o.during, o.resource_id`,
      [tx.clinicId, from, to],
    );
  }
}
