import { MINUTE } from '@limber/kernel';
import { MAIL_CLAIM_LEASE_MS, type Transaction } from '@limber/persistence';
import { MessageSend } from './message-send.entity.ts';
import { Message, type MessageState } from './message.entity.ts';
import type { AfterAttempt, SendOutcome } from './message.rules.ts';

/** A living sender renews its claims, so who is silent for so long has died. */
export const SENDER_DIED = `claimed_at < clock_timestamp() - interval '${MAIL_CLAIM_LEASE_MS} milliseconds'`;

/** One attempt that a sender has in hand. */
export interface Claim {
  messageId: string;
  attempt: number;
}

export const LEDGER_WORD = {
  accepted: 'accepted',
  failed: 'retry',
  unsure: 'retry',
  refused: 'refused',
} as const satisfies Record<SendOutcome['type'], string>;

/** The sender's side of the message table. Every change of state is conditional on the state before. */
export class DeliveryStore {
  /** The row, locked, when it is anyone's to send: due, or left behind by a sender that died. */
  async lockSendable(tx: Transaction, id: string): Promise<Message | null> {
    return tx.manager
      .createQueryBuilder(Message, 'm')
      .setLock('pessimistic_write')
      .where('m.clinic_id = :clinicId AND m.id = :id', { clinicId: tx.clinicId, id })
      .andWhere(
        `(m.state = 'planned' AND m.next_attempt_at <= :now OR m.state = 'sending' AND m.${SENDER_DIED})`,
        { now: tx.now },
      )
      .getOne();
  }

  /** One at a time asks, so that two workers together keep to the pace of one. */
  async startedInLastMinute(tx: Transaction): Promise<number> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `mail-pace:${tx.clinicId}`,
    ]);
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM message_send
        WHERE clinic_id = $1 AND started_at > $2 AND attempt > 0`,
      [tx.clinicId, new Date(tx.now.getTime() - MINUTE)],
    );
    return row?.count ?? 0;
  }

  async putOff(tx: Transaction, id: string, until: Date): Promise<void> {
    await tx.query(
      `UPDATE message SET next_attempt_at = $3 WHERE clinic_id = $1 AND id = $2 AND state = 'planned'`,
      [tx.clinicId, id, until],
    );
  }

  /** From here on a crash leaves `sending` and an attempt without an outcome. */
  async claim(tx: Transaction, message: Message): Promise<number> {
    const [row] = await tx.query<{ attempts: number }>(
      `UPDATE message SET state = 'sending', attempts = attempts + 1, claimed_at = clock_timestamp()
        WHERE clinic_id = $1 AND id = $2 AND state IN ('planned', 'sending') RETURNING attempts`,
      [tx.clinicId, message.id],
    );
    if (!row) throw new Error('a locked message changed its state');
    await tx.manager.insert(MessageSend, {
      clinicId: tx.clinicId,
      messageId: message.id,
      attempt: row.attempts,
      startedAt: tx.now,
      finishedAt: null,
      outcome: null,
      response: null,
    });
    return row.attempts;
  }

  /** The sender lives; answers which of its claims are still its own. */
  async renew(tx: Transaction, claims: readonly Claim[]): Promise<string[]> {
    const rows = await tx.prepared<{ id: string }>(
      'message_claim_renew',
      `UPDATE message SET claimed_at = clock_timestamp()
        WHERE clinic_id = $1 AND id = ANY ($2::uuid[]) AND state = 'sending'
          AND attempts = ($3::int[])[array_position($2::uuid[], id)]
        RETURNING id`,
      [tx.clinicId, claims.map((claim) => claim.messageId), claims.map((claim) => claim.attempt)],
    );
    return rows.map(({ id }) => id);
  }

  /** Ends it without an attempt: dropped, stale, or lost in a crash. */
  async close(tx: Transaction, id: string, state: MessageState, reason: string): Promise<void> {
    await tx.query(
      `UPDATE message SET state = $3, reason = $4
        WHERE clinic_id = $1 AND id = $2 AND state IN ('planned', 'sending')`,
      [tx.clinicId, id, state, reason],
    );
  }

  /** What came back of a mail that had gone out; false when that is known already. */
  async report(tx: Transaction, id: string, type: 'complaint' | 'returned'): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE message SET reason = $3, state = CASE WHEN $3 = 'returned' THEN 'dead' ELSE state END
        WHERE clinic_id = $1 AND id = $2 AND reason IS DISTINCT FROM $3
          AND state IN ('sent', 'sending', 'unknown', 'dead') RETURNING id`,
      [tx.clinicId, id, type],
    );
    return rows.length > 0;
  }

  async finishAttempt(tx: Transaction, attempt: Claim, outcome: SendOutcome): Promise<void> {
    await tx.manager.update(
      MessageSend,
      { clinicId: tx.clinicId, ...attempt },
      { finishedAt: tx.now, outcome: LEDGER_WORD[outcome.type], response: outcome.response },
    );
  }

  /**
   * "Sent" is the last word, whoever says it. Any other verdict counts only from the attempt that holds the
   * claim: a slow sender must not undo what its successor did.
   */
  async settle(
    tx: Transaction,
    attempt: Claim,
    after: AfterAttempt,
    response: string,
  ): Promise<void> {
    if (after.state === 'sent') {
      await tx.query(
        `UPDATE message SET state = 'sent', sent_at = $3, reason = NULL, last_error = NULL
          WHERE clinic_id = $1 AND id = $2 AND state <> 'sent'`,
        [tx.clinicId, attempt.messageId, tx.now],
      );
      return;
    }
    const next = after.state === 'planned' ? after.nextAttemptAt : null;
    const reason = after.state === 'planned' ? null : after.reason;
    await tx.query(
      `UPDATE message SET state = $4, reason = $5, last_error = $6,
              next_attempt_at = coalesce($7, next_attempt_at)
        WHERE clinic_id = $1 AND id = $2 AND attempts = $3 AND state = 'sending'`,
      [tx.clinicId, attempt.messageId, attempt.attempt, after.state, reason, response, next],
    );
  }
}
