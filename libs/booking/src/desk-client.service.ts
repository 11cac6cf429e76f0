import { Injectable } from '@nestjs/common';
import type { DeskClientList } from '@limber/contracts';
import { TransactionRunner } from '@limber/persistence';
import { DeskClientStore } from './desk-client.store.ts';

@Injectable()
export class DeskClientService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clients: DeskClientStore,
  ) {}

  /** For front desk and owner: who could be meant. Contact data only. */
  async search(clinicId: string, q: string): Promise<DeskClientList> {
    return this.runner.run(clinicId, (tx) => this.clients.search(tx, q));
  }
}
