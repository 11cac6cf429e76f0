import { sha256, type Transaction } from '@limber/persistence';
import { In } from 'typeorm';
import { kindsStoppedBy, scopesThatStop, type SuppressionScope } from './message-kind.data.ts';
import type { Message } from './message.entity.ts';
import type { MessageStore } from './message.store.ts';
import { Suppression } from './suppression.entity.ts';

/** Mail programs and people write one address in many cases; a "no" counts for all of them. */
const hashOf = (email: string): string => sha256(email.trim().toLowerCase());

export class SuppressionStore {
  constructor(private readonly messages: MessageStore) {}

  /** Remembers the "no" and takes back what was planned against it. Saying it twice is fine. */
  async suppress(
    tx: Transaction,
    email: string,
    scope: SuppressionScope,
    reason: string,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO suppression (clinic_id, email_sha256, scope, reason, created_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [tx.clinicId, hashOf(email), scope, reason, tx.now],
    );
    await this.messages.cancelByRecipient(tx, email, kindsStoppedBy(scope), reason);
  }

  /** For a "yes" said later by the same person, e.g. the box ticked at the next booking. */
  lift(tx: Transaction, email: string, scope: SuppressionScope): Promise<void> {
    tx.write(
      'suppression_lift',
      'DELETE FROM suppression WHERE clinic_id = $1 AND email_sha256 = $2 AND scope = $3',
      [tx.clinicId, hashOf(email), scope],
    );
    return Promise.resolve();
  }

  /**
   * Of an address that only the hash is left of: what the stop took back and is not too late goes out after all.
   * False when it was not stopped.
   */
  async liftHash(tx: Transaction, emailSha256: string, scope: SuppressionScope): Promise<boolean> {
    const [stop] = await tx.query<{ reason: string }>(
      `DELETE FROM suppression WHERE clinic_id = $1 AND email_sha256 = $2 AND scope = $3
       RETURNING reason`,
      [tx.clinicId, emailSha256, scope],
    );
    if (!stop) return false;
    const waiting = await this.messages.recipientsCalledOff(tx, stop.reason);
    const theirs = waiting.filter((email) => hashOf(email) === emailSha256);
    await this.messages.restoreTo(tx, theirs, stop.reason);
    return true;
  }

  /** The same of an address as it is; answers what is left to name it by, null when it was not stopped. */
  async liftAddress(
    tx: Transaction,
    email: string,
    scope: SuppressionScope,
  ): Promise<string | null> {
    const hash = hashOf(email);
    return (await this.liftHash(tx, hash, scope)) ? hash : null;
  }

  async isSuppressed(tx: Transaction, email: string, scope: SuppressionScope): Promise<boolean> {
    return this.anyOf(tx, email, [scope]);
  }

  /** Which of the messages an opt-out of their recipients stops: one question for a whole batch. */
  async stopped(
    tx: Transaction,
    messages: readonly Pick<Message, 'id' | 'kind' | 'recipient'>[],
  ): Promise<Set<string>> {
    const hashes = messages.map(({ recipient }) => hashOf(recipient));
    const rows = await tx.prepared<{ hash: string; scope: SuppressionScope }>(
      'suppression_stopped',
      `SELECT email_sha256 AS hash, scope FROM suppression
        WHERE clinic_id = $1 AND email_sha256 = ANY ($2::text[])`,
      [tx.clinicId, hashes],
    );
    const isStopped = ({ kind }: Pick<Message, 'kind'>, hash: string | undefined) =>
      rows.some((row) => row.hash === hash && scopesThatStop(kind).includes(row.scope));
    return new Set(messages.filter((one, n) => isStopped(one, hashes[n])).map(({ id }) => id));
  }

  private async anyOf(
    tx: Transaction,
    email: string,
    scopes: readonly SuppressionScope[],
  ): Promise<boolean> {
    if (scopes.length === 0) return false;
    return tx.manager.existsBy(Suppression, {
      clinicId: tx.clinicId,
      emailSha256: hashOf(email),
      scope: In([...scopes]),
    });
  }
}
