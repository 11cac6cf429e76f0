import { Injectable } from '@nestjs/common';
import { DAY, Ids } from '@limber/kernel';
import { type Transaction, wakeWorker } from '@limber/persistence';
import type { GapCause } from './waitlist.entity.ts';
import { WaitlistGap } from './waitlist.entity.ts';

/** A stretch that may be used again; null therapist = nobody in particular. */
export interface Freed {
  therapistId: string | null;
  startsAt: Date;
  endsAt: Date;
}

/** Further ahead nobody books, so nobody waits there. */
const FURTHEST_MS = 366 * DAY;

/** Time that came free, written in the transaction that freed it. */
@Injectable()
export class WaitlistGapStore {
  constructor(private readonly ids: Ids) {}

  /** Nothing where nobody waits or the time has passed; offered from `dueAt` on. */
  async add(
    tx: Transaction,
    cause: GapCause,
    freed: readonly Freed[],
    dueAt: Date = tx.now,
  ): Promise<void> {
    const furthest = new Date(tx.now.getTime() + FURTHEST_MS);
    const rows = freed
      .map(({ therapistId, startsAt, endsAt }) => ({
        id: this.ids.uuid(),
        therapist_id: therapistId,
        starts_at: startsAt < tx.now ? tx.now : startsAt,
        ends_at: endsAt > furthest ? furthest : endsAt,
      }))
      .filter((row) => row.starts_at < row.ends_at);
    if (rows.length === 0) return;
    const added = await tx.query(
      `INSERT INTO waitlist_gap (clinic_id, id, therapist_id, starts_at, ends_at, cause, due_at, created_at)
       SELECT $1, r.id, r.therapist_id, r.starts_at, r.ends_at, $2, $3, $4
         FROM jsonb_to_recordset($5::jsonb) AS r (id uuid, therapist_id uuid, starts_at timestamptz,
              ends_at timestamptz)
        WHERE EXISTS (SELECT FROM waitlist_entry e
                       WHERE e.clinic_id = $1 AND e.state = 'waiting' AND e.expires_at > $4)
       RETURNING id`,
      [tx.clinicId, cause, dueAt, tx.now, JSON.stringify(rows)],
    );
    if (added.length > 0 && dueAt <= tx.now) wakeWorker(tx);
  }

  /** What a person at the desk chose: its one wave is made with it. */
  async insertOne(tx: Transaction, gap: WaitlistGap): Promise<void> {
    await tx.manager.insert(WaitlistGap, gap);
  }

  /** Whoever changes what is offered of a gap queues here, before any other row. */
  async lock(tx: Transaction, id: string): Promise<WaitlistGap | null> {
    return tx.manager.findOne(WaitlistGap, {
      where: { clinicId: tx.clinicId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async lookAgain(tx: Transaction, id: string, dueAt: Date): Promise<void> {
    await tx.manager.update(WaitlistGap, { clinicId: tx.clinicId, id }, { dueAt, doneAt: null });
    if (dueAt <= tx.now) wakeWorker(tx);
  }

  async finish(tx: Transaction, id: string): Promise<void> {
    await tx.manager.update(WaitlistGap, { clinicId: tx.clinicId, id }, { doneAt: tx.now });
  }
}
