import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type { DeskMailList, DeskMailQuery, DeskMailStops, LiftMailStop } from '@limber/contracts';
import { MessageStore, SuppressionStore } from '@limber/messaging';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { mailNotRepeatable } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import { pageOf, readCursor, shownKind } from './desk-mail.rules.ts';
import { DeskMailStore, type TroubledMail } from './desk-mail.store.ts';
import { type AtTheDesk, shownReason } from './desk.rules.ts';

const PAGE = 50;

/** What of all mail did not arrive, and to whom none goes. */
@Injectable()
export class DeskMailService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly store: DeskMailStore,
    private readonly bookings: BookingStore,
    private readonly clients: ClientStore,
    private readonly messages: MessageStore,
    private readonly suppressions: SuppressionStore,
    private readonly audit: AuditLogStore,
  ) {}

  async list(clinicId: string, { show, after }: DeskMailQuery): Promise<DeskMailList> {
    return this.runner.run(clinicId, async (tx) => {
      const found = await this.store.listTroubled(tx, show, readCursor(after), PAGE + 1);
      const { rows, next } = pageOf(found, PAGE, ({ dueAt, id }) => ({ at: dueAt, id }));
      const canRepeat = show === 'failed' || show === 'unclear';
      const isRetried = show === 'retrying';
      return {
        counts: await this.store.count(tx),
        mails: rows.map((row) => mailView(row, { canRepeat, isRetried, now: tx.now })),
        next,
      };
    });
  }

  async listStops(clinicId: string, after: string | undefined): Promise<DeskMailStops> {
    return this.runner.run(clinicId, async (tx) => {
      const found = await this.store.listStops(tx, readCursor(after), PAGE + 1);
      const { rows, next } = pageOf(found, PAGE, ({ since, emailSha256, scope }) => ({
        ...{ at: since, id: emailSha256 + scope },
      }));
      return {
        stops: rows.map(({ emailSha256, scope, since, name, email }) => ({
          ...{ emailSha256, scope, name, email },
          since: since.toISOString(),
          canLift: scope === 'undeliverable' || scope === 'complaint',
        })),
        next,
      };
    });
  }

  /** To the address the client has now; that it failed before no longer stands in the way. */
  async sendAgain(clinicId: string, id: string, by: AtTheDesk): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const message = await this.messages.findById(tx, id);
      if (!message) throw notFound('message');
      const recipient = message.chainId
        ? await this.recipientOf(tx, message.chainId)
        : message.recipient;
      if (!recipient) throw mailNotRepeatable();
      await this.suppressions.liftAddress(tx, recipient, 'undeliverable');
      if (!(await this.messages.sendAgain(tx, id, recipient))) throw mailNotRepeatable();
      await this.audit.record(tx, {
        ...{ actor: `staff:${by.staff.userId}`, action: 'mail.sent_again', subject: id },
        ...{ details: { kind: message.kind }, requestId: by.requestId },
      });
    });
  }

  /** A mailbox that works again, or somebody who asked for mails after all: told in a word, and written down. */
  async lift(clinicId: string, wanted: LiftMailStop, by: AtTheDesk): Promise<void> {
    const { emailSha256, scope, reason } = wanted;
    await this.runner.run(clinicId, async (tx) => {
      if (!(await this.suppressions.liftHash(tx, emailSha256, scope))) throw notFound('stop');
      await this.audit.record(tx, {
        ...{ actor: `staff:${by.staff.userId}`, action: 'mail.stop_lifted', subject: emailSha256 },
        ...{ details: { scope, reason }, requestId: by.requestId },
      });
    });
  }

  private async recipientOf(tx: Transaction, chainId: string): Promise<string | null> {
    const booking = await this.bookings.findByChain(tx, chainId);
    const client = booking && (await this.clients.findById(tx, booking.clientId));
    return client && mailAddressOf(client);
  }
}

function mailView(
  row: TroubledMail,
  { canRepeat, isRetried, now }: { canRepeat: boolean; isRetried: boolean; now: Date },
): DeskMailList['mails'][number] {
  const { id, attempts, recipient, name, phone, notAfter } = row;
  return {
    ...{ id, attempts, recipient, name, phone },
    kind: shownKind(row.kind),
    reason: shownReason(row.reason),
    error: row.lastError,
    dueAt: row.dueAt.toISOString(),
    nextAttemptAt: isRetried ? row.nextAttemptAt.toISOString() : null,
    booking: row.reference,
    canSendAgain: canRepeat && (notAfter === null || notAfter > now),
  };
}
