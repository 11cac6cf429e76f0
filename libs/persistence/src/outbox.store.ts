import type { OutboxTopic } from '@limber/contracts';
import type { Ids } from '@limber/kernel';
import { IsNull } from 'typeorm';
import { OutboxRow } from './outbox.entity.ts';
import type { Transaction } from './transaction.ts';

/** Wakes the worker at commit; PostgreSQL folds the repeats of one transaction into one. */
export const WAKE_CHANNEL = 'limber_wake';

export async function wakeWorker(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_notify('${WAKE_CHANNEL}', '')`);
}

/** What happened, told once the unit of work commits. The payload is an id; whoever hears it reads the rest. */
export class OutboxStore {
  constructor(private readonly ids: Ids) {}

  async publish(tx: Transaction, topic: OutboxTopic, id: string): Promise<void> {
    await tx.manager.insert(OutboxRow, {
      clinicId: tx.clinicId,
      id: this.ids.uuid(),
      topic,
      payload: { id },
      createdAt: tx.now,
      handledAt: null,
    });
    await wakeWorker(tx);
  }

  async findWaiting(tx: Transaction, id: string): Promise<OutboxRow | null> {
    return tx.manager.findOneBy(OutboxRow, { clinicId: tx.clinicId, id, handledAt: IsNull() });
  }

  async markHandled(tx: Transaction, id: string): Promise<void> {
    await tx.manager.update(OutboxRow, { clinicId: tx.clinicId, id }, { handledAt: tx.now });
  }
}
