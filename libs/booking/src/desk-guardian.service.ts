import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type { DeskGuardian } from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { MessageStore } from '@limber/messaging';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { guardianNeeded } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import type { DeskKey } from './desk-booking.service.ts';
import { maySee } from './desk.rules.ts';
import { reOfferKey } from './re-offer.messages.ts';
import { ReOfferStore } from './re-offer.store.ts';
import { seriesKey } from './series.messages.ts';
import { waitlistJoinedKey, waitlistOfferKey } from './waitlist.messages.ts';
import { WaitlistStore } from './waitlist.store.ts';

/** Who reads for a client under 18. */
@Injectable()
export class DeskGuardianService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly clients: ClientStore,
    private readonly waitlist: WaitlistStore,
    private readonly reOffers: ReOfferStore,
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
      // Whoever lays hands on somebody under 18 has something to mind.
      if (guardian) await this.bookings.markCaution(tx, client.id);
      const chainIds = await this.bookings.chainsOf(tx, client.id);
      const subjectKeys = await this.subjectsOf(tx, client.id);
      await this.messages.readdress(tx, { chainIds, subjectKeys }, to);
      await this.followUps.readdress(tx, client.id, to);
      await this.audit.record(tx, {
        actor: `staff:${key.staff.userId}`,
        action: guardian ? 'booking.guardian_named' : 'booking.guardian_removed',
        subject: booking.id,
        requestId: key.requestId,
      });
    });
  }

  /** What the client is told of beside single bookings: places on the list, series, offers of other hands. */
  private async subjectsOf(tx: Transaction, clientId: string): Promise<string[]> {
    const { entryIds, offerIds } = await this.waitlist.idsOfClient(tx, clientId);
    const series = await this.bookings.seriesOf(tx, clientId);
    return [
      ...entryIds.map(waitlistJoinedKey),
      ...offerIds.map(waitlistOfferKey),
      ...series.map(({ id, cancelledAt }) => seriesKey(id, cancelledAt ?? undefined)),
      ...(await this.reOffers.idsOfClient(tx, clientId)).map(reOfferKey),
    ];
  }
}
