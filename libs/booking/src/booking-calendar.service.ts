import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import { ClientStore } from '@limber/clients';
import { calendarFile } from '@limber/messaging';
import { TransactionRunner } from '@limber/persistence';
import { BookingCalendar } from './booking-calendar.ts';
import { BookingMessages } from './booking.messages.ts';
import { type BookingKey, BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';

/** The booking as a file to keep: the same entry that its mails carry, so that none stands there twice. */
@Injectable()
export class BookingCalendarService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly reader: BookingService,
    private readonly clients: ClientStore,
    private readonly mails: BookingMessages,
    private readonly calendar: BookingCalendar,
  ) {}

  async file(clinicId: string, key: BookingKey): Promise<string> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = this.reader.own(await this.bookings.findByReference(tx, key.reference), key);
      const client = await this.clients.findById(tx, booking.clientId);
      if (!client) throw notFound('booking');
      const told = await this.mails.base(tx, booking, client);
      return calendarFile([this.calendar.entry(booking, told, tx.now)], { method: 'PUBLISH' });
    });
  }
}
