import { Injectable } from '@nestjs/common';
import { AuditLogStore, type Transaction } from '@limber/persistence';
import type { By } from './setup.store.ts';

/** Who changed what of the set-up, in the audit log. */
@Injectable()
export class SetupLog {
  constructor(private readonly audit: AuditLogStore) {}

  async record(
    tx: Transaction,
    { staff, requestId }: By,
    action: string,
    subject: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    const actor = `staff:${staff.userId}`;
    await this.audit.record(tx, { actor, action, subject, details, requestId });
  }
}
