import { Injectable } from '@nestjs/common';
import { ClientStore, isForGuardianOnly } from '@limber/clients';
import { type LastLook, type Message, type MessageSource, MessageSources } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import { BookingCalendar } from './booking-calendar.ts';
import { BookingLinks } from './booking.links.ts';
import { BookingMessages } from './booking.messages.ts';
import { stillFreeUntil } from './booking.rules.ts';
import { SeriesStore } from './series.store.ts';

/** Of the mail that names all dates; or of those that were called off together, at one instant. */
export const seriesKey = (id: string, cancelledAt?: Date): string =>
  cancelledAt ? `series:${id}:${cancelledAt.getTime()}` : `series:${id}`;

/** One mail for the dates of a series as they stand when it goes out. */
@Injectable()
export class SeriesMessages implements MessageSource {
  readonly kinds = ['series_booked', 'series_cancelled'] as const;

  constructor(
    sources: MessageSources,
    private readonly series: SeriesStore,
    private readonly clients: ClientStore,
    private readonly mails: BookingMessages,
    private readonly links: BookingLinks,
    private readonly calendar: BookingCalendar,
  ) {
    sources.register(this);
  }

  async lastLook(tx: Transaction, message: Message): Promise<LastLook> {
    const [, id = '', cancelledAt] = (message.subjectKey ?? '').split(':');
    const all = await this.series.listBookings(tx, id);
    const speaks =
      message.kind === 'series_booked'
        ? ({ status, startsAt }: Booking) => status !== 'cancelled' && startsAt > tx.now
        : (booking: Booking) => booking.cancelledAt?.getTime() === Number(cancelledAt);
    const told = all.filter(speaks);
    const [first, ...others] = told;
    if (!first) return { drop: 'superseded' };
    const client = await this.clients.findById(tx, first.clientId);
    if (!client) return { drop: 'no_such_client' };
    if (isForGuardianOnly(client, message.recipient)) return { drop: 'guardian_only' };
    const base = await this.mails.base(tx, first, client);
    const isBooked = message.kind === 'series_booked';
    const entries = [this.calendar.entry(first, base, tx.now, message.createdAt)];
    for (const booking of others) {
      const each = await this.mails.base(tx, booking, client);
      entries.push(this.calendar.entry(booking, each, tx.now, message.createdAt));
    }
    return {
      send: {
        ...base,
        kind: isBooked ? 'series_booked' : 'series_cancelled',
        dates: told.map((booking) => ({
          startsAt: booking.startsAt,
          url: isBooked ? this.links.manageUrl(booking) : null,
          freeUntil: isBooked ? stillFreeUntil(booking, tx.now) : null,
        })),
        calendar: { method: 'PUBLISH', entries },
        bookUrl: isBooked || client.blockedSince ? null : this.links.home,
      },
    };
  }
}
