import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type { LiftBookingStop } from '@limber/contracts';
import { MessageStore, SuppressionStore } from '@limber/messaging';
import { AuditLogStore, TransactionRunner } from '@limber/persistence';
import { mailNotRepeatable } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import type { DeskKey } from './desk-booking.service.ts';
import { maySee } from './desk.rules.ts';

/** A booking's mail that did not arrive, sent once more by hand. */
@Injectable()
export class DeskMessageService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly clients: ClientStore,
    private readonly messages: MessageStore,
    private readonly suppressions: SuppressionStore,
    private readonly audit: AuditLogStore,
  ) {}

  /** To the address the client has now; that it failed before no longer stands in the way. */
  async sendAgain(clinicId: string, key: DeskKey, messageId: string): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.bookings.lockByReference(tx, key.reference);
      if (!booking || !maySee(key.staff, booking)) throw notFound('booking');
      const client = await this.clients.findById(tx, booking.clientId);
      const { chainId } = booking;
      const message = await this.messages.findById(tx, messageId);
      if (message?.chainId !== chainId) throw notFound('message');
      const recipient = client && mailAddressOf(client);
      if (!recipient) throw mailNotRepeatable();
      await this.suppressions.liftAddress(tx, recipient, 'undeliverable');
      const isPlanned = await this.messages.sendAgain(tx, messageId, recipient);
      if (!isPlanned) throw mailNotRepeatable();
      await this.audit.record(tx, {
        actor: `staff:${key.staff.userId}`,
        action: 'booking.mail_sent_again',
        subject: booking.id,
        details: { kind: message.kind },
        requestId: key.requestId,
      });
    });
  }

  /**
   * The mailbox works again, or the client wants our mails after all: told in a word, and written down.
   */
  async liftStop(
    clinicId: string,
    key: DeskKey,
    { scope, reason }: LiftBookingStop,
  ): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.bookings.lockByReference(tx, key.reference);
      if (!booking || !maySee(key.staff, booking)) throw notFound('booking');
      const client = await this.clients.findById(tx, booking.clientId);
      const address = client && mailAddressOf(client);
      const emailSha256 = address && (await this.suppressions.liftAddress(tx, address, scope));
      if (!emailSha256) throw notFound('stop');
      const by = { actor: `staff:${key.staff.userId}`, requestId: key.requestId };
      const details = { scope, reason };
      await this.audit.record(tx, {
        ...{ ...by, action: 'mail.stop_lifted', subject: emailSha256, details },
      });
      await this.audit.record(tx, {
        ...{ ...by, action: 'booking.mail_stop_lifted', subject: booking.id, details },
      });
    });
  }
}
