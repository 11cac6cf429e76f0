import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type { DeskGuardian } from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { MessageStore } from '@limber/messaging';
import { AuditLogStore, TransactionRunner } from '@limber/persistence';
import { guardianNeeded } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import type { DeskKey } from './desk-booking.service.ts';
import { maySee } from './desk.rules.ts';

/** Who reads for a client under 18. */
@Injectable()
export class DeskGuardianService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly clients: ClientStore,
    private readonly messages: MessageStore,
    private readonly followUps: FollowUpService,
    private readonly audit: AuditLogStore,
  ) {}

  /** Whatever waits goes to the new reader, of every booking of the client; what went out stays said. */
  async set(clinicId: string, key: DeskKey, { guardian }: DeskGuardian): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.bookings.lockByReference(tx, key.reference);
      if (!booking || !maySee(key.staff, booking)) throw notFound('booking');
      const client = await this.clients.lockById(tx, booking.clientId);
      if (!client) throw notFound('client');
      const guardianEmail = guardian?.email.toLowerCase() ?? null;
      const to = mailAddressOf({ email: client.email, guardianEmail });
      if (to === null) throw guardianNeeded();
      await this.clients.setGuardian(tx, client.id, guardian);
      const chainIds = await this.bookings.chainsOf(tx, client.id);
      await this.messages.readdress(tx, chainIds, to);
      await this.followUps.readdress(tx, client.id, to);
      await this.audit.record(tx, {
        actor: `staff:${key.staff.userId}`,
        action: guardian ? 'booking.guardian_named' : 'booking.guardian_removed',
        subject: booking.id,
        requestId: key.requestId,
      });
    });
  }
}
