import { Injectable } from '@nestjs/common';
import { ClinicStore } from '@limber/clinic';
import { ClientStore, isForGuardianOnly } from '@limber/clients';
import { type LastLook, type Message, type MessageSource, MessageSources } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { BookingLinks } from './booking.links.ts';
import { BookingMessages } from './booking.messages.ts';
import { BookingStore } from './booking.store.ts';
import { stateAt } from './re-offer.rules.ts';
import { ReOfferStore } from './re-offer.store.ts';

export const reOfferKey = (offerId: string): string => `re-offer:${offerId}`;

/** An offer is told while it stands. */
@Injectable()
export class ReOfferMessages implements MessageSource {
  readonly kinds = ['re_offer'] as const;

  constructor(
    sources: MessageSources,
    private readonly offers: ReOfferStore,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly mails: BookingMessages,
    private readonly links: BookingLinks,
  ) {
    sources.register(this);
  }

  async lastLook(tx: Transaction, message: Message): Promise<LastLook> {
    const [, id = ''] = (message.subjectKey ?? '').split(':');
    const offer = await this.offers.findById(tx, id);
    const booking = offer && (await this.bookings.findById(tx, offer.bookingId));
    if (!offer || !booking) return { drop: 'no_such_booking' };
    // Whatever happens to the booking ends the offer too.
    if (stateAt(offer, tx.now) !== 'offered') return { drop: 'superseded' };
    const client = await this.clients.findById(tx, booking.clientId);
    if (!client) return { drop: 'no_such_client' };
    if (isForGuardianOnly(client, message.recipient)) return { drop: 'guardian_only' };
    const base = await this.mails.base(tx, booking, client);
    const instead = await this.clinics.findTherapist(tx, offer.therapistId);
    return {
      send: {
        ...base,
        kind: 're_offer',
        visit: { ...base.visit, therapist: instead?.name ?? '' },
        away: base.visit.therapist,
        keptUntil: offer.expiresAt,
        url: this.links.offerUrl(tx.clinicId, offer.id),
      },
    };
  }
}
