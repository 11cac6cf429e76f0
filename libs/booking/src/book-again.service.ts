import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { bookingBlocked, type Client, ClientStore } from '@limber/clients';
import type { BookAgainView } from '@limber/contracts';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { sameAgain } from './book-again.rules.ts';
import type { Booking } from './booking.entity.ts';
import { type BookingKey, BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';
import { GuestStore } from './guest.store.ts';

/** What a client need not choose or type again when they come back through a booking's link. */
@Injectable()
export class BookAgainService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly reader: BookingService,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly guests: GuestStore,
  ) {}

  /**
   * Name and number are those given with this booking: whoever books under somebody else's address gets a link
   * too, and must not learn by it what that person has told the clinic.
   */
  async get(clinicId: string, key: BookingKey): Promise<BookAgainView> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = this.reader.own(await this.bookings.findByReference(tx, key.reference), key);
      const client = await this.clients.findById(tx, booking.clientId);
      if (!client) throw notFound('booking');
      const { phone } = await this.clinics.get(tx);
      if (client.blockedSince) throw bookingBlocked(phone);
      const guest = await this.guests.find(tx, booking.id);
      const today = {
        services: await this.clinics.listServices(tx),
        durations: await this.clinics.listDurations(tx),
        locations: await this.clinics.listLocations(tx),
        therapists: await this.clinics.listTherapists(tx),
        rooms: await this.clinics.listRooms(tx),
      };
      return {
        ...sameAgain(booking, guest !== null, today),
        guestName: guest?.name ?? null,
        client: {
          name: booking.contactName,
          phone: booking.contactPhone ?? '',
          ...(await this.readerOf(tx, booking, client)),
        },
      };
    });
  }

  /** Of a young client known by a guardian's address alone: that address, and who said yes with this booking. */
  private async readerOf(
    tx: Transaction,
    { clientId, createdAt }: Booking,
    { email, guardianEmail }: Client,
  ): Promise<Pick<BookAgainView['client'], 'email' | 'guardian'>> {
    if (email !== null || guardianEmail === null) return { email: email ?? '', guardian: null };
    const name = await this.clients.guardianWhoSigned(tx, clientId, createdAt);
    return { email: guardianEmail, guardian: { name: name ?? '' } };
  }
}
