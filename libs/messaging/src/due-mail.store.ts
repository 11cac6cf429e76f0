import { MAIL_LATE_AFTER, type Statements, type Transaction } from '@limber/persistence';
import {
  type Claim,
  type DeliveryStore,
  LEDGER_WORD,
  noteEnded,
  noteEndedNew,
  noteLost,
  SENDABLE,
} from './delivery.store.ts';
import type { Batch } from './due-mail.verdicts.ts';
import { kindRules, type MessageKind } from './message-kind.data.ts';
import type { DueMessage, MessageState } from './message.entity.ts';
import { afterAttempt } from './message.rules.ts';

export interface DueSlice {
  /** Due a moment ago, or held up by an outage. */
  age: 'on_time' | 'late';
  kinds: readonly MessageKind[];
  /** No more of them in a minute than the clinic's pace allows. */
  atAWalk?: true;
  /** Sent at most once: whatever is claimed when a sender dies is given up, so it claims one. */
  oneByOne?: true;
}

const LATE = `$2::timestamptz - interval '${MAIL_LATE_AFTER}'`;
const WHERE: Readonly<Record<DueSlice['age'], string>> = {
  on_time: `next_attempt_at <= $2 AND next_attempt_at >= ${LATE} ORDER BY next_attempt_at`,
  // After an outage the urgent ones lead.
  late: `next_attempt_at < ${LATE} ORDER BY array_position($3::text[], kind), next_attempt_at`,
};

/** Of `attempts` this one is the last; the state is what it was before. Named here, without the ORM: thousands a minute. */
const COLUMNS = `clinic_id AS "clinicId", id, family, kind, chain_id AS "chainId", subject_key AS "subjectKey",
  revision, recipient, time_zone AS "timeZone", due_at AS "dueAt", not_after AS "notAfter",
  state_before AS state, attempts, created_at AS "createdAt"`;

/** The commit does not wait until the disk has it: what is lost with a database that dies is done once more. */
const QUICK_COMMIT = `SELECT set_config('synchronous_commit', 'off', true)`;

/** One whose last look said that it does not go out. */
export interface Closed {
  message: DueMessage;
  close: MessageState;
  reason: string;
}

/** The sender's side of the message table, many rows at a time. */
export class DueMailStore {
  constructor(private readonly deliveries: DeliveryStore) {}

  /**
   * Claims up to `atMost` of the slice that nobody else has in hand: from its commit on a crash leaves `sending`.
   * What a sender left behind that died was due before all that still waits, so it comes first, and that attempt is
   * noted, without an outcome. Only what is sent at most once waits for the disk: a database that loses its last
   * moments then sends the others again.
   */
  async claim(tx: Transaction, slice: DueSlice, atMost: number): Promise<DueMessage[]> {
    const { age, kinds, oneByOne } = slice;
    if (atMost === 0) return [];
    if (!oneByOne) tx.write('quick_commit', QUICK_COMMIT, []);
    const rows = await tx.prepared<DueMessage>(
      `due_mail_${age}`,
      // By their place in the table: each is looked up once.
      `WITH claimed AS (
         UPDATE message SET state = 'sending', attempts = attempts + 1, claimed_at = clock_timestamp()
          WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM message
             WHERE clinic_id = $1 AND kind = ANY ($3::text[]) AND ${SENDABLE} AND ${WHERE[age]}
             LIMIT $4 FOR UPDATE SKIP LOCKED))
          RETURNING new.*, old.state AS state_before, old.claimed_at AS claimed_before
       ), lost AS (
         ${noteLost('claimed', { attempt: 'attempts - 1', claimedAt: 'claimed_before' })}
          WHERE state_before = 'sending'
         ON CONFLICT DO NOTHING
       )
       SELECT ${COLUMNS} FROM claimed`,
      [tx.clinicId, tx.now, kinds, atMost],
    );
    return rows.sort(age === 'late' ? byKind(kinds) : byTime);
  }

  /** Not sent after all: the claim was no attempt. In the unit of work that claimed them. */
  release(tx: Transaction, closed: readonly Closed[]): void {
    if (closed.length === 0) return;
    tx.write(
      'due_mail_release',
      `UPDATE message SET state = ($3::text[])[array_position($2::uuid[], id)], attempts = attempts - 1,
              reason = ($4::text[])[array_position($2::uuid[], id)]
        WHERE clinic_id = $1 AND id = ANY ($2::uuid[]) AND state = 'sending'`,
      [
        ...[tx.clinicId, closed.map(({ message }) => message.id)],
        ...[closed.map(({ close }) => close), closed.map(({ reason }) => reason)],
      ],
    );
  }

  /**
   * What the server took, in one statement, which may be a transaction of its own. It does not wait for the disk
   * either: a database that loses its last moments finds these claimed, as if their sender had died just before.
   *
   * @param noted whether some may be noted already; else one that is fails them all
   */
  async sent(
    statements: Statements,
    startedAt: Date,
    taken: Batch,
    { noted }: { noted: boolean },
  ): Promise<void> {
    const note = noted ? noteEnded : noteEndedNew;
    await statements.prepared(
      noted ? 'due_mail_sent_noted' : 'due_mail_sent',
      // Looked up in the arrays, not joined with them: rows are found by their key, whatever a planner thinks of
      // tables that were small when it planned.
      `WITH now AS MATERIALIZED (
         SELECT app_now() AS at, set_config('synchronous_commit', 'off', true)
       ), noted AS (
         ${note(`SELECT $1, a.id, a.attempt, $5::timestamptz, now.at, '${LEDGER_WORD.accepted}', a.response
            FROM now, unnest($2::uuid[], $3::int[], $4::text[]) AS a (id, attempt, response)`)}
       )
       UPDATE message SET state = 'sent', sent_at = now.at, reason = NULL, last_error = NULL
         FROM now WHERE clinic_id = $1 AND id = ANY ($2::uuid[]) AND state <> 'sent'`,
      [
        ...[statements.clinicId, taken.map(({ message }) => message.id)],
        taken.map(({ message }) => message.attempts),
        taken.map(({ outcome }) => outcome.response),
        startedAt,
      ],
    );
  }

  /** What the server said to each that it did not take: rare, so the rows themselves change one by one. */
  async settle(tx: Transaction, startedAt: Date, others: Batch): Promise<void> {
    const ended = others.map(({ message, outcome }) => ({ ...attemptOf(message), outcome }));
    this.deliveries.noteEnded(tx, startedAt, ended);
    for (const { message, outcome } of others) {
      const { delivery } = kindRules[message.kind];
      const after = afterAttempt(outcome.type, message, delivery, tx.now);
      await this.deliveries.settle(tx, attemptOf(message), after, outcome.response);
    }
  }
}

/** A message that is claimed counts this attempt already. */
export const attemptOf = ({ id, attempts }: DueMessage): Claim => ({
  messageId: id,
  attempt: attempts,
});

const byTime = (a: DueMessage, b: DueMessage): number => a.dueAt.getTime() - b.dueAt.getTime();

const byKind =
  (kinds: readonly MessageKind[]) =>
  (a: DueMessage, b: DueMessage): number =>
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || byTime(a, b);
