import type { OutboxTopic } from '@limber/contracts';
import type { Ids } from '@limber/kernel';
import { IsNull } from 'typeorm';
import { OutboxRow } from './outbox.entity.ts';
import { insertRows } from './rows.ts';
import type { Transaction } from './transaction.ts';

/** Told at commit, once for all that a unit of work did. */
export const WAKE_CHANNEL = 'limber_wake';

const woken = new WeakSet<Transaction>();

export function wakeWorker(tx: Transaction): void {
  if (woken.has(tx)) return;
  woken.add(tx);
  tx.write('wake_worker', `SELECT pg_notify('${WAKE_CHANNEL}', '')`, []);
}

/** What happened, told once the unit of work commits. The payload is an id; whoever hears it reads the rest. */
export class OutboxStore {
  constructor(private readonly ids: Ids) {}

  publish(tx: Transaction, topic: OutboxTopic, id: string): Promise<void> {
    insertRows(tx, OutboxRow, [
      {
        clinicId: tx.clinicId,
        id: this.ids.uuid(),
        topic,
        payload: { id },
        createdAt: tx.now,
        handledAt: null,
      },
    ]);
    wakeWorker(tx);
    return Promise.resolve();
  }

  async findWaiting(tx: Transaction, id: string): Promise<OutboxRow | null> {
    return tx.manager.findOneBy(OutboxRow, { clinicId: tx.clinicId, id, handledAt: IsNull() });
  }

  async markHandled(tx: Transaction, id: string): Promise<void> {
    await tx.manager.update(OutboxRow, { clinicId: tx.clinicId, id }, { handledAt: tx.now });
  }
}
