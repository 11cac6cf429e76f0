import { MINUTE } from '@limber/kernel';
import { MAIL_CLAIM_LEASE_MS, type Transaction } from '@limber/persistence';
import { Message, type MessageState } from './message.entity.ts';
import type { AfterAttempt, SendOutcome } from './message.rules.ts';

/** A living sender renews its claims, so who is silent for so long has died. */
const SENDER_DIED = `claimed_at < clock_timestamp() - interval '${MAIL_CLAIM_LEASE_MS} milliseconds'`;

/** In nobody's hand. The index of what is open knows nothing of claims, so that a claim need not touch it. */
export const SENDABLE = `is_open AND (state = 'planned' OR ${SENDER_DIED})`;

/** One attempt that a sender has in hand. */
export interface Claim {
  messageId: string;
  attempt: number;
}

/** The same once the server has said what it makes of it. */
export interface Ended extends Claim {
  outcome: SendOutcome;
}

export const LEDGER_WORD = {
  accepted: 'accepted',
  failed: 'retry',
  unsure: 'retry',
  refused: 'refused',
} as const satisfies Record<SendOutcome['type'], string>;

/**
 * An attempt is written down once it ends: until then the claim says that it is being made. Fails where somebody took
 * its sender for dead and has noted it.
 */
export const noteEndedNew = (attempts: string): string =>
  `INSERT INTO message_send (clinic_id, message_id, attempt, started_at, finished_at, outcome, response)
   ${attempts}`;

/** The same, and what was noted of it is corrected. */
export const noteEnded = (attempts: string): string =>
  `${noteEndedNew(attempts)}
   ON CONFLICT (clinic_id, message_id, attempt) DO UPDATE
     SET finished_at = excluded.finished_at, outcome = excluded.outcome, response = excluded.response`;

/**
 * Whose sender died: nobody else will say that the attempt was made. When, told on the clock of everything else ($2 is
 * now): a claim's time is real.
 */
export const noteLost = (from: string, of: { attempt: string; claimedAt: string }): string =>
  `INSERT INTO message_send (clinic_id, message_id, attempt, started_at)
   SELECT clinic_id, id, ${of.attempt}, $2::timestamptz - (clock_timestamp() - ${of.claimedAt}) FROM ${from}`;

/** The sender's side of the message table. Every change of state is conditional on the state before. */
export class DeliveryStore {
  /** The row, locked, when it is anyone's to send: due, or left behind by a sender that died. */
  async lockSendable(tx: Transaction, id: string): Promise<Message | null> {
    const message = await tx.manager
      .createQueryBuilder(Message, 'm')
      .setLock('pessimistic_write')
      .where('m.clinic_id = :clinicId AND m.id = :id', { clinicId: tx.clinicId, id })
      .andWhere(`${SENDABLE} AND next_attempt_at <= :now`, { now: tx.now })
      .getOne();
    if (message?.state === 'sending') {
      tx.write(
        'message_send_lost',
        `${noteLost('message', { attempt: 'attempts', claimedAt: 'claimed_at' })}
          WHERE clinic_id = $1 AND id = $3
         ON CONFLICT DO NOTHING`,
        [tx.clinicId, tx.now, id],
      );
    }
    return message;
  }

  /**
   * An attempt under way counts too, while its sender lives. One at a time asks, so that two workers together keep to
   * the pace of one.
   */
  async startedInLastMinute(tx: Transaction): Promise<number> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `mail-pace:${tx.clinicId}`,
    ]);
    const [row] = await tx.query<{ count: number }>(
      `SELECT (SELECT count(*) FROM message_send WHERE clinic_id = $1 AND started_at > $2)::int
            + (SELECT count(*) FROM message WHERE clinic_id = $1 AND is_open AND next_attempt_at <= $3
                  AND state = 'sending' AND NOT (${SENDER_DIED}))::int AS count`,
      [tx.clinicId, new Date(tx.now.getTime() - MINUTE), tx.now],
    );
    return row?.count ?? 0;
  }

  async putOff(tx: Transaction, id: string, until: Date): Promise<void> {
    await tx.query(
      `UPDATE message SET next_attempt_at = $3 WHERE clinic_id = $1 AND id = $2 AND state = 'planned'`,
      [tx.clinicId, id, until],
    );
  }

  /** From here on a crash leaves `sending`. */
  async claim(tx: Transaction, message: Message): Promise<number> {
    const [row] = await tx.query<{ attempts: number }>(
      `UPDATE message SET state = 'sending', attempts = attempts + 1, claimed_at = clock_timestamp()
        WHERE clinic_id = $1 AND id = $2 AND state IN ('planned', 'sending') RETURNING attempts`,
      [tx.clinicId, message.id],
    );
    if (!row) throw new Error('a locked message changed its state');
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

  /** What the server said of each, whoever took it up meanwhile. */
  noteEnded(tx: Transaction, startedAt: Date, ended: readonly Ended[]): void {
    tx.write(
      'message_send_ended',
      noteEnded(`SELECT $1, a.id, a.attempt, $2::timestamptz, $3, a.outcome, a.response
        FROM unnest($4::uuid[], $5::int[], $6::text[], $7::text[]) AS a (id, attempt, outcome, response)`),
      [
        ...[tx.clinicId, startedAt, tx.now, ended.map(({ messageId }) => messageId)],
        ended.map(({ attempt }) => attempt),
        ended.map(({ outcome }) => LEDGER_WORD[outcome.type]),
        ended.map(({ outcome }) => outcome.response),
      ],
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
