import { AuditEntry } from './audit-log.entity.ts';
import type { Transaction } from './transaction.ts';

export interface AuditRecord {
  actor: string;
  /** noun.verb in the past tense, e.g. booking.confirmed */
  action: string;
  subject: string;
  /** Ids, numbers and codes. Never an answer about health, never contact data. */
  details?: Record<string, unknown>;
  requestId: string;
}

export class AuditLogStore {
  /** Written in its turn; nobody waits for it, and without it nothing commits. */
  record(tx: Transaction, entry: AuditRecord): Promise<void> {
    tx.write(
      'audit_record',
      `INSERT INTO audit_log (clinic_id, at, actor, action, subject, details, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        tx.clinicId,
        tx.now,
        entry.actor,
        entry.action,
        entry.subject,
        JSON.stringify(entry.details ?? {}),
        entry.requestId,
      ],
    );
    return Promise.resolve();
  }

  async listBySubject(tx: Transaction, subject: string): Promise<AuditEntry[]> {
    return tx.manager.find(AuditEntry, {
      where: { clinicId: tx.clinicId, subject },
      order: { id: 'ASC' },
    });
  }
}
