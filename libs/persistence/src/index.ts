export { createDataSource } from './data-source.ts';
export { assertBoundRole } from './role-guard.ts';
export { DatabaseClock } from './database-clock.ts';
export { SystemIds, sha256 } from './system-ids.ts';
export { SingleStatements } from './single-statements.ts';
export { AskedTogether } from './asked-together.ts';
export type { Statements, Transaction } from './transaction.ts';
export { LookAgain, TransactionRunner, brokenConstraint, sqlState } from './transaction-runner.ts';
export { insertRows, selected } from './rows.ts';
export { lockAll, lockShared } from './advisory-lock.ts';
export { OutboxRow } from './outbox.entity.ts';
export { OutboxStore, WAKE_CHANNEL, wakeWorker } from './outbox.store.ts';
export { IdempotencyKey } from './idempotency-key.entity.ts';
export { IdempotencyStore, type IdempotentRequest } from './idempotency.store.ts';
export { AuditEntry } from './audit-log.entity.ts';
export { AuditLogStore } from './audit-log.store.ts';
export { FieldCipher } from './field-cipher.ts';
export { LinkSigner } from './link-signer.ts';
export {
  dueMail,
  dueWork,
  type DueWork,
  MAIL_CLAIM_LEASE_MS,
  MAIL_LATE_AFTER,
  type WorkKind,
} from './due-work.ts';
export { PersistenceModule } from './persistence.module.ts';
