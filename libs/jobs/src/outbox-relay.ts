import type { OutboxStore, TransactionRunner } from '@limber/persistence';
import type { JobHandlers } from './job-handlers.ts';

/**
 * Delivers one outbox row: runs the handler of its topic, then marks the row. Should the process die in
 * between, the row is delivered again: at least once, so handlers are idempotent.
 */
export class OutboxRelay {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly outbox: OutboxStore,
    private readonly handlers: JobHandlers,
  ) {}

  async deliver({ clinicId, id }: { clinicId: string; id: string }): Promise<void> {
    const row = await this.runner.run(clinicId, (tx) => this.outbox.findWaiting(tx, id));
    if (!row) return;
    await this.handlers.handle(row.topic, { clinicId, id: row.payload.id });
    await this.runner.run(clinicId, (tx) => this.outbox.markHandled(tx, id));
  }
}
