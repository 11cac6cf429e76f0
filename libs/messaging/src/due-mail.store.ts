import { MAIL_LATE_AFTER, type Statements, type Transaction } from '@limber/persistence';
import { SENDER_DIED, LEDGER_WORD, type DeliveryStore } from './delivery.store.ts';
import type { Batch } from './due-mail.verdicts.ts';
import { kindRules, type MessageKind } from './message-kind.data.ts';
import { Message } from './message.entity.ts';
import { afterAttempt } from './message.rules.ts';

export interface DueSlice {
  /** Left behind by a sender that died; due a moment ago; or held up by an outage. */
  age: 'abandoned' | 'on_time' | 'late';
  kinds: readonly MessageKind[];
  /** No more of them in a minute than the clinic's pace allows. */
  atAWalk?: true;
  /** Sent at most once: whatever is claimed when a sender dies is given up, so it claims one. */
  oneByOne?: true;
}

const LATE = `$2::timestamptz - interval '${MAIL_LATE_AFTER}'`;
const WHERE: Readonly<Record<DueSlice['age'], string>> = {
  abandoned: `state = 'sending' AND ${SENDER_DIED} AND $2::timestamptz IS NOT NULL ORDER BY claimed_at`,
  on_time: `state = 'planned' AND next_attempt_at <= $2 AND next_attempt_at >= ${LATE}
            ORDER BY next_attempt_at`,
  // After an outage the urgent ones lead.
  late: `state = 'planned' AND next_attempt_at < ${LATE} ORDER BY array_position($3::text[], kind), next_attempt_at`,
};

/** The commit does not wait until the disk has it: what is lost with a database that dies is done once more. */
const QUICK_COMMIT = `SELECT set_config('synchronous_commit', 'off', true)`;

/** The sender's side of the message table, many rows at a time. */
export class DueMailStore {
  constructor(private readonly deliveries: DeliveryStore) {}

  /** Locks up to `atMost` rows of the slice that no other sender holds. */
  async lock(tx: Transaction, { age, kinds }: DueSlice, atMost: number): Promise<Message[]> {
    if (atMost === 0) return [];
    return tx.prepared<Message>(
      `due_mail_${age}`,
      `SELECT ${columnsOf(tx)} FROM message
        WHERE clinic_id = $1 AND kind = ANY ($3::text[]) AND ${WHERE[age]}
        LIMIT $4 FOR UPDATE SKIP LOCKED`,
      [tx.clinicId, tx.now, kinds, atMost],
    );
  }

  /**
   * From here on a crash leaves `sending` and attempts without an outcome. Answers each one's attempt. Only what is
   * sent at most once waits for the disk: a database that loses its last moments then sends the others again.
   */
  async claim(
    tx: Transaction,
    ids: readonly string[],
    { oneByOne }: Pick<DueSlice, 'oneByOne'>,
  ): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    if (!oneByOne) tx.write('quick_commit', QUICK_COMMIT, []);
    const rows = await tx.prepared<{ id: string; attempts: number }>(
      'due_mail_claim',
      `WITH claimed AS (
         UPDATE message SET state = 'sending', attempts = attempts + 1, claimed_at = clock_timestamp()
          WHERE clinic_id = $1 AND id = ANY ($2::uuid[]) AND state IN ('planned', 'sending')
          RETURNING id, attempts
       ), noted AS (
         INSERT INTO message_send (clinic_id, message_id, attempt, started_at)
         SELECT $1, id, attempts, $3 FROM claimed
       )
       SELECT id, attempts FROM claimed`,
      [tx.clinicId, ids, tx.now],
    );
    if (rows.length !== ids.length) throw new Error('a locked message changed its state');
    return new Map(rows.map(({ id, attempts }) => [id, attempts]));
  }

  /**
   * What the server took, in one statement, which may be a transaction of its own. It does not wait for the disk
   * either: a database that loses its last moments finds these claimed, as if their sender had died just before.
   */
  async sent(statements: Statements, taken: Batch): Promise<void> {
    await statements.prepared(
      'due_mail_sent',
      // Looked up in the arrays, not joined with them: rows are found by their key, whatever a planner thinks of
      // tables that were small when it planned.
      `WITH now AS MATERIALIZED (
         SELECT app_now() AS at
       ), noted AS (
         UPDATE message_send
            SET finished_at = now.at, outcome = '${LEDGER_WORD.accepted}',
                response = ($4::text[])[array_position($2::uuid[], message_id)]
           FROM now WHERE clinic_id = $1 AND message_id = ANY ($2::uuid[])
            AND attempt = ($3::int[])[array_position($2::uuid[], message_id)]
       )
       UPDATE message SET state = 'sent', sent_at = now.at, reason = NULL, last_error = NULL
         FROM now WHERE clinic_id = $1 AND id = ANY ($2::uuid[]) AND state <> 'sent'
       RETURNING set_config('synchronous_commit', 'off', true)`,
      [
        ...[statements.clinicId, taken.map(({ message }) => message.id)],
        taken.map(({ attempt }) => attempt),
        taken.map(({ outcome }) => outcome.response),
      ],
    );
  }

  /** What the server said to each that it did not take: rare, so the rows themselves change one by one. */
  async settle(tx: Transaction, others: Batch): Promise<void> {
    tx.write(
      'due_mail_settle',
      `UPDATE message_send
          SET finished_at = $2, outcome = ($5::text[])[array_position($3::uuid[], message_id)],
              response = ($6::text[])[array_position($3::uuid[], message_id)]
        WHERE clinic_id = $1 AND message_id = ANY ($3::uuid[])
          AND attempt = ($4::int[])[array_position($3::uuid[], message_id)]`,
      [
        ...[tx.clinicId, tx.now, others.map(({ message }) => message.id)],
        others.map(({ attempt }) => attempt),
        others.map(({ outcome }) => LEDGER_WORD[outcome.type]),
        others.map(({ outcome }) => outcome.response),
      ],
    );
    for (const { message, attempt, outcome } of others) {
      const { delivery } = kindRules[message.kind];
      const counted = { id: message.id, attempts: attempt, notAfter: message.notAfter };
      const after = afterAttempt(outcome.type, counted, delivery, tx.now);
      await this.deliveries.settle(tx, { messageId: message.id, attempt }, after, outcome.response);
    }
  }
}

/** As the entity names them, without the ORM between: thousands are read in a minute. */
function columnsOf(tx: Transaction): string {
  return tx.manager.connection
    .getMetadata(Message)
    .columns.map(({ databaseName, propertyName }) => `${databaseName} AS "${propertyName}"`)
    .join(', ');
}
