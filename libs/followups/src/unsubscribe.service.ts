import { Injectable } from '@nestjs/common';
import { type ConsentKind, ClientStore } from '@limber/clients';
import type { UnsubscribeResult } from '@limber/contracts';
import { SuppressionStore } from '@limber/messaging';
import {
  AuditLogStore,
  LinkSigner,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { linkInvalid } from './follow-up.errors.ts';

export type UnsubscribeScope = UnsubscribeResult['unsubscribed'];
const scopes: readonly UnsubscribeScope[] = ['check_ins', 'marketing', 'all'];

@Injectable()
export class UnsubscribeService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clients: ClientStore,
    private readonly suppressions: SuppressionStore,
    private readonly audit: AuditLogStore,
    private readonly signer: LinkSigner,
  ) {}

  tokenFor(clinicId: string, clientId: string, scope: UnsubscribeScope): string {
    return this.signer.sign('unsubscribe', clinicId, `${scope}.${clientId}`);
  }

  /** At once, without a cookie or a question; doing it twice is fine. */
  async unsubscribe(
    clinicId: string,
    token: string,
    requestId: string,
  ): Promise<UnsubscribeResult> {
    const [name, clientId] = (this.signer.verify('unsubscribe', clinicId, token) ?? '').split('.');
    const scope = scopes.find((known) => known === name);
    if (!scope || !clientId) throw linkInvalid();
    return this.runner.run(clinicId, async (tx) => {
      const client = await this.clients.findById(tx, clientId);
      if (!client?.email) throw linkInvalid();
      await this.suppressions.suppress(tx, client.email, scope, 'unsubscribed');
      await this.withdraw(tx, clientId, client.name, scope);
      await this.audit.record(tx, {
        actor: `client:${clientId}`,
        action: 'consent.withdrawn',
        subject: clientId,
        details: { scope },
        requestId,
      });
      return { unsubscribed: scope };
    });
  }

  private async withdraw(
    tx: Transaction,
    clientId: string,
    signer: string,
    scope: UnsubscribeScope,
  ): Promise<void> {
    const kinds: ConsentKind[] = scope === 'all' ? ['check_ins', 'marketing'] : [scope];
    for (const kind of kinds) {
      await this.clients.insertConsent(tx, {
        ...{ clientId, kind, signer },
        given: false,
        textVersion: 'unsubscribe-link',
      });
    }
  }
}
