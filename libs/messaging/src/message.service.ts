import { MINUTE } from '@limber/kernel';
import type { Transaction, TransactionRunner } from '@limber/persistence';
import { ClaimLease } from './claim-lease.ts';
import type { DeliveryStore } from './delivery.store.ts';
import { type OutgoingMail, outgoingMail } from './mail-envelope.rules.ts';
import type { MailTransport } from './mail-transport.ts';
import { kindRules } from './message-kind.data.ts';
import type { MailWordingStore } from './mail-wording.store.ts';
import { inWords, lookAt } from './message-look.ts';
import type { MessageSources } from './message-source.ts';
import type { Message } from './message.entity.ts';
import { afterAttempt, isCatchingUp, type SendOutcome } from './message.rules.ts';
import { renderMail } from './render-mail.tsx';
import type { SuppressionStore } from './suppression.store.ts';

interface Claimed {
  message: Message;
  attempt: number;
  startedAt: Date;
  outgoing: OutgoingMail;
}

export interface MessageServiceParts {
  runner: TransactionRunner;
  deliveries: DeliveryStore;
  suppressions: SuppressionStore;
  sources: MessageSources;
  wordings: MailWordingStore;
  transport: Pick<MailTransport, 'send'>;
  mailDomain: string;
  /** How many mails a clinic sends in a minute while it catches up. */
  catchUpPerMinute: number;
}

/**
 * Sends one message: claim and last look in one transaction, SMTP outside of any, the verdict in another.
 * Called twice, late, or in parallel it does no harm: whoever does not get the claim has nothing to do.
 */
export class MessageService {
  constructor(private readonly parts: MessageServiceParts) {}

  async deliver(clinicId: string, messageId: string): Promise<void> {
    const since = performance.now();
    const claimed = await this.claim(clinicId, messageId);
    if (!claimed) return;
    const { runner, deliveries, transport } = this.parts;
    const lease = new ClaimLease([{ messageId, attempt: claimed.attempt }], since, (ours) =>
      runner.run(clinicId, (tx) => deliveries.renew(tx, ours)),
    );
    const outcome = await transport.send(claimed.outgoing).finally(() => lease.end());
    await this.settle(clinicId, claimed, outcome);
  }

  private async claim(clinicId: string, messageId: string): Promise<Claimed | null> {
    try {
      return await this.parts.runner.run(clinicId, (tx) => this.lookAndClaim(tx, messageId));
    } catch (error) {
      await this.waitAfterFault(clinicId, messageId, error);
      throw error;
    }
  }

  private async lookAndClaim(tx: Transaction, messageId: string): Promise<Claimed | null> {
    const { deliveries, mailDomain, sources, suppressions, wordings } = this.parts;
    const message = await deliveries.lockSendable(tx, messageId);
    if (!message) return null;
    const stopped = await suppressions.stopped(tx, [message]);
    const looked = await lookAt(sources, tx, message, stopped);
    if (!('send' in looked)) {
      await deliveries.close(tx, message.id, looked.close, looked.reason);
      return null;
    }
    if (await this.mustWalk(tx, message)) return null;
    const words = await wordings.wordsOf(tx, [message]);
    const view = inWords(looked.send, words.get(message.id));
    const outgoing = outgoingMail(message, view, renderMail(view), { now: tx.now, mailDomain });
    const attempt = await deliveries.claim(tx, message);
    return { message, attempt, startedAt: tx.now, outgoing };
  }

  /** After an outage a mail server that meets everything at once takes us for a spammer; alarms never wait. */
  private async mustWalk(tx: Transaction, message: Message): Promise<boolean> {
    const { deliveries, catchUpPerMinute } = this.parts;
    if (kindRules[message.kind].isUrgent || !isCatchingUp(message, tx.now)) return false;
    if ((await deliveries.startedInLastMinute(tx)) < catchUpPerMinute) return false;
    await deliveries.putOff(tx, message.id, new Date(tx.now.getTime() + MINUTE));
    return true;
  }

  private async settle(
    clinicId: string,
    { message, attempt, startedAt }: Claimed,
    outcome: SendOutcome,
  ): Promise<void> {
    const { runner, deliveries, suppressions } = this.parts;
    await runner.run(clinicId, async (tx) => {
      const of = { messageId: message.id, attempt };
      const { delivery } = kindRules[message.kind];
      const counted = { id: message.id, attempts: attempt, notAfter: message.notAfter };
      const after = afterAttempt(outcome.type, counted, delivery, tx.now);
      deliveries.noteEnded(tx, startedAt, [{ ...of, outcome }]);
      await deliveries.settle(tx, of, after, outcome.response);
      // Nobody lives there: what else was planned for the address would only hurt our own good name.
      if (outcome.type === 'refused' && outcome.badAddress) {
        await suppressions.suppress(tx, message.recipient, 'undeliverable', 'bounce');
      }
    });
  }

  /**
   * A last look or template that throws must not be tried every second for ever, nor be lost: it waits like a
   * mail the server put off. The fault itself goes on to the job's log.
   */
  private async waitAfterFault(clinicId: string, messageId: string, fault: unknown): Promise<void> {
    const { runner, deliveries } = this.parts;
    const response = `fault before sending: ${fault instanceof Error ? fault.name : typeof fault}`;
    const outcome: SendOutcome = { type: 'failed', response };
    await runner
      .run(clinicId, async (tx) => {
        const message = await deliveries.lockSendable(tx, messageId);
        if (!message) return;
        const attempt = await deliveries.claim(tx, message);
        const counted = { id: messageId, attempts: attempt, notAfter: message.notAfter };
        const after = afterAttempt('failed', counted, 'at_least_once', tx.now);
        deliveries.noteEnded(tx, tx.now, [{ messageId, attempt, outcome }]);
        await deliveries.settle(tx, { messageId, attempt }, after, response);
      })
      .catch(() => undefined); // with the database away, the sweep finds the message when it is back
  }
}
