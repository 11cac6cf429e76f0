import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import type { CallBacks } from '@limber/contracts';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { CallBackStore } from './call-back.store.ts';

/** Whom the desk has to phone after a visit. It says who, how and since when, never what was answered. */
@Injectable()
export class CallBackService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly callBacks: CallBackStore,
    private readonly audit: AuditLogStore,
  ) {}

  async list(clinicId: string): Promise<CallBacks> {
    return this.runner.run(clinicId, (tx) => this.listIn(tx));
  }

  /** Somebody has phoned. Pressed twice, or by two people, it is one call. Answers who still waits. */
  async finish(
    clinicId: string,
    id: string,
    { userId, requestId }: { userId: string; requestId: string },
  ): Promise<CallBacks> {
    return this.runner.run(clinicId, async (tx) => {
      const actor = `staff:${userId}`;
      const found = await this.callBacks.finish(tx, id, actor);
      if (!found) throw notFound('call-back');
      if (found.outcome === 'done') {
        await this.audit.record(tx, {
          ...{ actor, requestId, action: 'call_back.done', subject: id },
          details: { clientId: found.clientId },
        });
      }
      return this.listIn(tx);
    });
  }

  private async listIn(tx: Transaction): Promise<CallBacks> {
    const rows = await this.callBacks.listOpen(tx);
    return rows.map(({ askedAt, ...row }) => ({ ...row, since: askedAt.toISOString() }));
  }
}
