import { Injectable } from '@nestjs/common';
import type { InTheWay } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import { Block } from './booking.entity.ts';
import { type Freed, WaitlistGapStore } from './waitlist-gap.store.ts';

interface TakenRow {
  kind: InTheWay['kind'];
  resourceId: string;
  start: Date;
  end: Date;
  reference: string | null;
  clientName: string | null;
}

@Injectable()
export class BlockStore {
  constructor(private readonly gaps: WaitlistGapStore) {}

  async insert(tx: Transaction, block: Block): Promise<void> {
    await tx.manager.insert(Block, block);
  }

  async lockById(tx: Transaction, id: string): Promise<Block | null> {
    return tx.manager.findOne(Block, {
      where: { clinicId: tx.clinicId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Takes the block and its time away; whoever waits for such a time is offered it. */
  async delete(tx: Transaction, id: string): Promise<void> {
    const freed = await tx.query<Freed>(
      `WITH freed AS (DELETE FROM occupancy WHERE clinic_id = $1 AND block_id = $2
                      RETURNING clinic_id, resource_id, during)
       SELECT t.id AS "therapistId", lower(f.during) AS "startsAt", upper(f.during) AS "endsAt"
         FROM freed f LEFT JOIN therapist t ON t.clinic_id = f.clinic_id AND t.id = f.resource_id`,
      [tx.clinicId, id],
    );
    await this.gaps.add(tx, 'block', freed);
    await tx.manager.delete(Block, { clinicId: tx.clinicId, id });
  }

  async listKnown(tx: Transaction, resourceIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT id FROM resource WHERE clinic_id = $1 AND id = ANY ($2)',
      [tx.clinicId, resourceIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Everything that holds these resources in a span, a dead hold not counted. A hold has no name. */
  async listInTheWay(
    tx: Transaction,
    resourceIds: readonly string[],
    span: { start: Date; end: Date },
  ): Promise<InTheWay[]> {
    const rows = await tx.query<TakenRow>(
      `SELECT CASE WHEN o.booking_id IS NOT NULL THEN 'booking'
                   WHEN o.block_id IS NOT NULL THEN 'block' ELSE 'hold' END AS kind,
              o.resource_id AS "resourceId", lower(o.during) AS start, upper(o.during) AS "end",
              b.reference, b.contact_name AS "clientName"
         FROM occupancy o LEFT JOIN booking b ON b.clinic_id = o.clinic_id AND b.id = o.booking_id
        WHERE o.clinic_id = $1 AND o.resource_id = ANY ($2) AND o.during && tstzrange($3, $4)
          AND o.status <> 'released'
          AND NOT (o.status = 'held' AND o.expires_at <= (SELECT app_now()))
        ORDER BY lower(o.during), o.resource_id`,
      [tx.clinicId, resourceIds, span.start, span.end],
    );
    return rows.map(({ kind, resourceId, start, end, reference, clientName }) => ({
      ...{ kind, resourceId, reference, clientName },
      startsAt: start.toISOString(),
      endsAt: end.toISOString(),
    }));
  }
}
