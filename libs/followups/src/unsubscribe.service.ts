import { Injectable } from '@nestjs/common';
import { type ConsentKind, ClientStore, mailAddressOf } from '@limber/clients';
import type { AnswersDeleted, UnsubscribeResult } from '@limber/contracts';
import { SuppressionStore } from '@limber/messaging';
import {
  AuditLogStore,
  LinkSigner,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { CheckInStore } from './check-in.store.ts';
import { linkInvalid } from './follow-up.errors.ts';
import { consentsOf, withoutCheckIns } from './follow-up.rules.ts';
import { FollowUpStore } from './follow-up.store.ts';

export type UnsubscribeScope = UnsubscribeResult['unsubscribed'];
const scopes: readonly UnsubscribeScope[] = ['check_ins', 'marketing', 'all'];

@Injectable()
export class UnsubscribeService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clients: ClientStore,
    private readonly suppressions: SuppressionStore,
    private readonly checkIns: CheckInStore,
    private readonly followUps: FollowUpStore,
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
    const { scope, clientId } = this.read(clinicId, token);
    return this.runner.run(clinicId, async (tx) => {
      await this.stop(tx, clientId, scope, requestId);
      return { unsubscribed: scope };
    });
  }

  /** Whoever has a link of any of these mails may ask for less than it names: bookings and safety only. */
  async unsubscribeAll(
    clinicId: string,
    token: string,
    requestId: string,
  ): Promise<UnsubscribeResult> {
    const { clientId } = this.read(clinicId, token);
    return this.runner.run(clinicId, async (tx) => {
      await this.stop(tx, clientId, 'all', requestId);
      return { unsubscribed: 'all' as const };
    });
  }

  /**
   * Withdraws the consent to check-ins and deletes what was answered to them. What was told as a warning sign
   * or as harm stays in the clinic's safety record.
   */
  async deleteAnswers(clinicId: string, token: string, requestId: string): Promise<AnswersDeleted> {
    const { scope, clientId } = this.read(clinicId, token);
    // A link about offers says nothing of health answers.
    if (scope === 'marketing') throw linkInvalid();
    return this.runner.run(clinicId, async (tx) => {
      await this.stop(tx, clientId, scope, requestId);
      const deleted = await this.checkIns.deleteAnswers(tx, clientId);
      await this.audit.record(tx, {
        actor: `client:${clientId}`,
        action: 'check_in.answers_deleted',
        subject: clientId,
        details: { deleted },
        requestId,
      });
      return { deleted };
    });
  }

  private read(clinicId: string, token: string): { scope: UnsubscribeScope; clientId: string } {
    const [name, clientId] = (this.signer.verify('unsubscribe', clinicId, token) ?? '').split('.');
    const scope = scopes.find((known) => known === name);
    if (!scope || !clientId) throw linkInvalid();
    return { scope, clientId };
  }

  private async stop(
    tx: Transaction,
    clientId: string,
    scope: UnsubscribeScope,
    requestId: string,
  ): Promise<void> {
    const client = await this.clients.findById(tx, clientId);
    if (!client || mailAddressOf(client) === null) throw linkInvalid();
    // A young client's mails go to a guardian: whichever of the two says stop, it stops.
    for (const address of [client.email, client.guardianEmail]) {
      if (address === null) continue;
      await this.suppressions.suppress(tx, address, scope, 'unsubscribed');
    }
    if (scope !== 'marketing') await this.askNoMore(tx, clientId);
    this.withdraw(tx, clientId, client.name, scope);
    await this.audit.record(tx, {
      actor: `client:${clientId}`,
      action: 'consent.withdrawn',
      subject: clientId,
      details: { scope },
      requestId,
    });
  }

  private async askNoMore(tx: Transaction, clientId: string): Promise<void> {
    for (const { chainId, plan } of await this.followUps.listByClient(tx, clientId)) {
      if (!consentsOf(plan).checkins) continue;
      await this.followUps.savePlan(tx, chainId, withoutCheckIns(plan));
    }
  }

  private withdraw(
    tx: Transaction,
    clientId: string,
    signer: string,
    scope: UnsubscribeScope,
  ): void {
    const kinds: ConsentKind[] = scope === 'all' ? ['check_ins', 'marketing'] : [scope];
    const textVersion = 'unsubscribe-link';
    this.clients.insertConsents(
      tx,
      kinds.map((kind) => ({ clientId, kind, signer, given: false, textVersion })),
    );
  }
}
