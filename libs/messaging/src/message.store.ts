import type { Ids } from '@limber/kernel';
import { wakeWorker, type Transaction } from '@limber/persistence';
import { In } from 'typeorm';
import type { MessageKind } from './message-kind.data.ts';
import { Message, type MessageFamily } from './message.entity.ts';

interface PlannedCommon {
  kind: MessageKind;
  /** The booking's revision it speaks of; 1 where there is none. */
  revision: number;
  recipient: string;
  timeZone: string;
  dueAt: Date;
  /** Sent later than this it is stale; null = never. */
  notAfter: Date | null;
}

/** A booking's own mails and follow-ups hang on its chain; everything else on a key of its subject. */
export type PlannedMessage = PlannedCommon &
  (
    | { family: 'booking' | 'followup'; chainId: string; subjectKey?: undefined }
    | { family: 'subject'; subjectKey: string; chainId?: undefined }
  );

/** When a message that waits goes out instead. */
export interface NewHour {
  id: string;
  dueAt: Date | null;
  notAfter: Date | null;
  timeZone: string;
}

export interface CancelFilter {
  chainId: string;
  kinds?: readonly MessageKind[];
  families?: readonly MessageFamily[];
}

/** For the reason $2, and not too late at $3. */
const CALLED_OFF = `state = 'cancelled' AND reason = $2 AND (not_after IS NULL OR not_after > $3)`;

/**
 * What a second plan of the same message does. A booking mail of a revision is said once. A follow-up moves
 * with its session for as long as it has not gone out; one that was sent, dropped or given up stays so.
 */
const ON_CONFLICT: Readonly<Record<MessageFamily, string>> = {
  booking: `(clinic_id, chain_id, kind, revision, recipient) WHERE family = 'booking' DO NOTHING`,
  subject: `(clinic_id, subject_key, kind, recipient) WHERE family = 'subject' DO NOTHING`,
  followup: `(clinic_id, chain_id, kind, recipient) WHERE family = 'followup' DO UPDATE SET
      state = 'planned', reason = NULL, revision = excluded.revision, time_zone = excluded.time_zone,
      due_at = excluded.due_at, not_after = excluded.not_after,
      -- Planned again for the same hour, it keeps the wait that a failed attempt earned.
      next_attempt_at = CASE WHEN m.state = 'planned' AND m.due_at = excluded.due_at
        THEN m.next_attempt_at ELSE excluded.due_at END
    WHERE m.state IN ('planned', 'cancelled')`,
};

export class MessageStore {
  constructor(private readonly ids: Ids) {}

  /**
   * In the transaction that makes the mail due, or it might tell of something that never happened; waited for at
   * its commit.
   */
  plan(tx: Transaction, planned: readonly PlannedMessage[]): Promise<void> {
    if (planned.length === 0) return Promise.resolve();
    for (const family of ['booking', 'followup', 'subject'] as const) {
      const rows = planned.filter((row) => row.family === family);
      if (rows.length > 0) this.insert(tx, rows, family, ON_CONFLICT[family]);
    }
    wakeWorker(tx);
    return Promise.resolve();
  }

  /** All mails of a chain that is new, in one statement: no earlier plan of it can stand in the way. */
  planNew(tx: Transaction, planned: readonly PlannedMessage[]): Promise<void> {
    if (planned.length === 0) return Promise.resolve();
    this.insert(tx, planned, 'new', 'DO NOTHING');
    wakeWorker(tx);
    return Promise.resolve();
  }

  /** Takes back what has not gone out; answers how many. What is on its way finds out in its last look. */
  async cancelPlanned(tx: Transaction, filter: CancelFilter, reason: string): Promise<number> {
    const rows = await tx.query(
      `UPDATE message SET state = 'cancelled', reason = $5
        WHERE clinic_id = $1 AND chain_id = $2 AND state = 'planned'
          AND ($3::text[] IS NULL OR kind = ANY ($3)) AND ($4::text[] IS NULL OR family = ANY ($4))
        RETURNING id`,
      [tx.clinicId, filter.chainId, filter.kinds ?? null, filter.families ?? null, reason],
    );
    return rows.length;
  }

  /** Gives back what was called off for this one reason and can still be sent; the rest stays as it is. */
  async restore(
    tx: Transaction,
    { chainId, families }: Pick<CancelFilter, 'chainId' | 'families'>,
    reason: string,
  ): Promise<void> {
    const theirs = `chain_id = $4 AND ($5::text[] IS NULL OR family = ANY ($5))`;
    await this.planAgain(tx, reason, theirs, [chainId, families ?? null]);
  }

  /** The same for addresses. */
  async restoreTo(tx: Transaction, recipients: readonly string[], reason: string): Promise<void> {
    await this.planAgain(tx, reason, 'recipient = ANY ($4::text[])', [recipients]);
  }

  private async planAgain(
    tx: Transaction,
    reason: string,
    which: string,
    values: unknown[],
  ): Promise<void> {
    await tx.query(
      `UPDATE message SET state = 'planned', reason = NULL
        WHERE clinic_id = $1 AND ${CALLED_OFF} AND ${which}`,
      [tx.clinicId, reason, tx.now, ...values],
    );
    wakeWorker(tx);
  }

  /** Whose mails were called off for this reason and can still be sent. */
  async recipientsCalledOff(tx: Transaction, reason: string): Promise<string[]> {
    const rows = await tx.query<{ recipient: string }>(
      `SELECT DISTINCT recipient FROM message WHERE clinic_id = $1 AND ${CALLED_OFF}`,
      [tx.clinicId, reason, tx.now],
    );
    return rows.map(({ recipient }) => recipient);
  }

  /** What waits goes out now; answers how many did wait. */
  async sendNow(tx: Transaction, filter: CancelFilter): Promise<number> {
    const rows = await tx.query(
      `UPDATE message SET due_at = $4, next_attempt_at = $4
        WHERE clinic_id = $1 AND chain_id = $2 AND state = 'planned' AND kind = ANY ($3)
        RETURNING id`,
      [tx.clinicId, filter.chainId, filter.kinds ?? [], tx.now],
    );
    wakeWorker(tx);
    return rows.length;
  }

  /**
   * What failed, or may not have gone out, is tried once more, to the address of now. False when it is none of
   * these, or would come too late.
   */
  async sendAgain(tx: Transaction, id: string, recipient: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE message SET state = 'planned', reason = NULL, next_attempt_at = $3, recipient = $4
        WHERE clinic_id = $1 AND id = $2 AND state IN ('dead', 'unknown')
          AND (not_after IS NULL OR not_after > $3) RETURNING id`,
      [tx.clinicId, id, tx.now, recipient],
    );
    wakeWorker(tx);
    return rows.length > 0;
  }

  /**
   * What waits of these chains and keys goes to another reader; what was called off as well, since it may be given
   * back.
   */
  async readdress(
    tx: Transaction,
    { chainIds = [], subjectKeys = [] }: { chainIds?: string[]; subjectKeys?: string[] },
    to: string,
  ): Promise<void> {
    await tx.query(
      `UPDATE message SET recipient = $4
        WHERE clinic_id = $1 AND (chain_id = ANY ($2::uuid[]) OR subject_key = ANY ($3::text[]))
          AND state IN ('planned', 'cancelled') AND recipient <> $4 AND kind <> 'clinic_alert'`,
      [tx.clinicId, chainIds, subjectKeys, to],
    );
  }

  /**
   * What waits goes out at another hour; null: at none any more. One that had none, for the same reason, may have one
   * again.
   */
  async retime(tx: Transaction, hours: readonly NewHour[], reason: string): Promise<void> {
    if (hours.length === 0) return;
    const rows = hours.map(({ id, dueAt, notAfter, timeZone }) => ({
      ...{ id, due_at: dueAt, not_after: notAfter, time_zone: timeZone },
    }));
    await tx.query(
      `UPDATE message m SET time_zone = r.time_zone, not_after = r.not_after,
              due_at = coalesce(r.due_at, m.due_at),
              state = CASE WHEN r.due_at IS NULL THEN 'cancelled' ELSE 'planned' END,
              reason = CASE WHEN r.due_at IS NULL THEN $2 END,
              next_attempt_at = coalesce(r.due_at, m.next_attempt_at)
         FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, due_at timestamptz, not_after timestamptz, time_zone text)
        WHERE m.clinic_id = $1 AND m.id = r.id
          AND (m.state = 'planned' OR (m.state = 'cancelled' AND m.reason = $2))`,
      [tx.clinicId, reason, JSON.stringify(rows)],
    );
    wakeWorker(tx);
  }

  async cancelByRecipient(
    tx: Transaction,
    recipient: string,
    kinds: readonly MessageKind[],
    reason: string,
  ): Promise<number> {
    const rows = await tx.query(
      `UPDATE message SET state = 'cancelled', reason = $4
        WHERE clinic_id = $1 AND lower(recipient) = lower($2) AND kind = ANY ($3)
          AND state = 'planned' RETURNING id`,
      [tx.clinicId, recipient.trim(), kinds, reason],
    );
    return rows.length;
  }

  async findById(tx: Transaction, id: string): Promise<Message | null> {
    return tx.manager.findOneBy(Message, { clinicId: tx.clinicId, id });
  }

  /** In the order they fall due. */
  async listByChain(tx: Transaction, chainId: string): Promise<Message[]> {
    return tx.manager.find(Message, {
      where: { clinicId: tx.clinicId, chainId },
      order: { dueAt: 'ASC', createdAt: 'ASC', kind: 'ASC' },
    });
  }

  /** Follow-ups of these chains that wait, or would if it were not for this reason. */
  async listWaiting(
    tx: Transaction,
    chainIds: readonly string[],
    reason: string,
  ): Promise<Message[]> {
    const of = {
      ...{ clinicId: tx.clinicId, family: 'followup' as const },
      chainId: In([...chainIds]),
    };
    return tx.manager.find(Message, {
      where: [
        { ...of, state: 'planned' },
        { ...of, state: 'cancelled', reason },
      ],
    });
  }

  /** What hangs on a key of its own, whatever its kind. */
  async listBySubject(tx: Transaction, subjectKey: string): Promise<Message[]> {
    return tx.manager.find(Message, {
      where: { clinicId: tx.clinicId, subjectKey },
      order: { dueAt: 'ASC' },
    });
  }

  private insert(
    tx: Transaction,
    planned: readonly PlannedMessage[],
    name: string,
    onConflict: string,
  ): void {
    const rows = planned.map((row) => ({
      id: this.ids.uuid(),
      family: row.family,
      kind: row.kind,
      chain_id: row.chainId,
      subject_key: row.subjectKey,
      revision: row.revision,
      recipient: row.recipient.trim(),
      time_zone: row.timeZone,
      due_at: row.dueAt,
      not_after: row.notAfter,
    }));
    tx.write(
      `messages_${name}`,
      `INSERT INTO message AS m (clinic_id, id, family, kind, chain_id, subject_key, revision, recipient,
         time_zone, due_at, not_after, state, attempts, next_attempt_at, created_at)
       SELECT $1, r.id, r.family, r.kind, r.chain_id, r.subject_key, r.revision, r.recipient,
              r.time_zone, r.due_at, r.not_after, 'planned', 0, r.due_at, $2
         FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, family text, kind text, chain_id uuid, subject_key text,
              revision int, recipient text, time_zone text, due_at timestamptz, not_after timestamptz)
       ON CONFLICT ${onConflict}`,
      [tx.clinicId, tx.now, JSON.stringify(rows)],
    );
  }
}
