import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { ClientStore, firstNameOf } from '@limber/clients';
import { MINUTE } from '@limber/kernel';
import {
  type BookingConfirmationView,
  type LastLook,
  type Message,
  type MessageSource,
  MessageSources,
} from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import { BookingLinks } from './booking.links.ts';
import { freeCancellationUntil } from './booking.rules.ts';
import { BookingStore } from './booking.store.ts';

@Injectable()
export class BookingMessages implements MessageSource {
  readonly kinds = ['booking_confirmation', 'booking_moved', 'booking_cancelled'] as const;

  constructor(
    sources: MessageSources,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly links: BookingLinks,
  ) {
    sources.register(this);
  }

  /** A mail of an older revision speaks of something that no longer holds. */
  async lastLook(tx: Transaction, message: Message): Promise<LastLook> {
    const booking = message.chainId && (await this.bookings.findByChain(tx, message.chainId));
    if (!booking) return { drop: 'no_such_booking' };
    if (booking.revision !== message.revision) return { drop: 'superseded' };
    const client = await this.clients.findById(tx, booking.clientId);
    if (!client) return { drop: 'no_such_client' };
    const base = await this.base(tx, booking, client.name);
    if (message.kind === 'booking_cancelled') {
      if (booking.status !== 'cancelled') return { drop: 'superseded' };
      const { currency } = await this.clinics.get(tx);
      const amount = booking.cancelFeeMinor ?? 0;
      return {
        send: {
          kind: 'booking_cancelled',
          ...base,
          cancelledBy: booking.cancelledBy ?? 'client',
          fee: amount > 0 ? { amount, currency } : null,
          bookUrl: client.blockedSince ? null : this.links.home,
        },
      };
    }
    if (booking.status === 'cancelled') return { drop: 'cancelled' };
    const freeUntil = freeCancellationUntil(booking.policy, booking.originalStartsAt);
    return {
      send: {
        kind: message.kind === 'booking_moved' ? 'booking_moved' : 'booking_confirmation',
        ...base,
        movedFrom: message.kind === 'booking_moved' ? booking.movedFrom : null,
        // Booked inside the window: an hour that has passed is no offer.
        freeCancellationUntil: freeUntil > tx.now ? freeUntil : null,
        manageUrl: this.links.manageUrl(booking),
      },
    };
  }

  private async base(
    tx: Transaction,
    booking: Booking,
    name: string,
  ): Promise<Pick<BookingConfirmationView, 'clinic' | 'timeZone' | 'firstName' | 'visit'>> {
    const clinic = await this.clinics.get(tx);
    const service = await this.clinics.findService(tx, booking.serviceId);
    const therapist = await this.clinics.findTherapist(tx, booking.therapistId);
    const locations = await this.clinics.listLocations(tx);
    const location = locations.find(({ id }) => id === booking.locationId);
    if (!service || !therapist || !location) throw notFound('booking');
    const { legalName, phone, email, timeZone, locale } = clinic;
    return {
      clinic: {
        ...{ legalName, phone, email, timeZone, locale },
        name: clinic.name,
        address: location.address,
      },
      timeZone: location.timeZone,
      firstName: firstNameOf(name),
      visit: {
        reference: booking.reference,
        service: service.name,
        durationMin: booking.durationMin,
        therapist: therapist.name,
        startsAt: booking.startsAt,
        endsAt: new Date(booking.startsAt.getTime() + booking.durationMin * MINUTE),
        location: { name: location.name, address: location.address },
        price: { amount: booking.priceMinor, currency: clinic.currency },
      },
    };
  }
}
