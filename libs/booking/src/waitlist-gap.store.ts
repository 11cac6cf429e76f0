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

const AFTER_OTHERS = `interval '1 minute'`;

/** Time that came free: written in the transaction that freed it, or found when what kept it has ended. */
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

  /**
   * What a hold kept and nobody booked, once for each: as its own gap, under its id, by whoever looks first. Two
   * therapists' time is nobody's in particular.
   */
  async ofEndedHold(tx: Transaction, id: string): Promise<WaitlistGap | null> {
    await tx.query(
      `INSERT INTO waitlist_gap (clinic_id, id, therapist_id, starts_at, ends_at, cause, due_at, created_at)
       SELECT clinic_id, id, CASE WHEN second_therapist_id IS NULL THEN therapist_id END, starts_at,
              starts_at + duration_min * interval '1 minute', 'hold', $3, $3
         FROM hold
        WHERE clinic_id = $1 AND id = $2
          AND (status = 'released' OR (status = 'live' AND expires_at <= $3))
       ON CONFLICT DO NOTHING`,
      [tx.clinicId, id, tx.now],
    );
    return this.lock(tx, id);
  }

  async lookAgain(tx: Transaction, id: string, dueAt: Date): Promise<void> {
    await tx.manager.update(WaitlistGap, { clinicId: tx.clinicId, id }, { dueAt, doneAt: null });
    if (dueAt <= tx.now) wakeWorker(tx);
  }

  /**
   * By when whoever is being offered another time has answered, and can be offered this one; null when nobody is
   * offered anything. A moment after that offer's own end, which wakes this gap as well; never at once, or a gap would
   * be looked at without a pause.
   */
  async othersHaveAnsweredAt(tx: Transaction): Promise<Date | null> {
    const [row] = await tx.query<{ at: Date | null }>(
      `SELECT greatest(min(expires_at), $2) + ${AFTER_OTHERS} AS at FROM waitlist_wave
        WHERE clinic_id = $1 AND state = 'open' HAVING count(*) > 0`,
      [tx.clinicId, tx.now],
    );
    return row?.at ?? null;
  }

  /** Somebody has answered: gaps that wait for that look now. One that is looking at this moment is left alone. */
  async wakeWaiting(tx: Transaction): Promise<void> {
    const woken = await tx.query(
      `UPDATE waitlist_gap SET due_at = $2 WHERE clinic_id = $1 AND id IN (
         SELECT id FROM waitlist_gap g
          WHERE g.clinic_id = $1 AND g.done_at IS NULL AND g.due_at > $2
            AND NOT EXISTS (SELECT FROM waitlist_wave w
              WHERE w.clinic_id = g.clinic_id AND w.gap_id = g.id AND w.state = 'open')
            AND EXISTS (SELECT FROM waitlist_wave w
              WHERE w.clinic_id = g.clinic_id AND w.expires_at + ${AFTER_OTHERS} = g.due_at)
          FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [tx.clinicId, tx.now],
    );
    if (woken.length > 0) wakeWorker(tx);
  }

  async finish(tx: Transaction, id: string): Promise<void> {
    await tx.manager.update(WaitlistGap, { clinicId: tx.clinicId, id }, { doneAt: tx.now });
  }
}
