import { Injectable } from '@nestjs/common';
import {
  type CalendarEntry,
  MailLinks,
  type MailView,
  type MailVisit,
  visitEntry,
} from '@limber/messaging';
import type { Booking } from './booking.entity.ts';
import { BookingLinks } from './booking.links.ts';
import { entryStatusOf, stillFreeUntil } from './booking.rules.ts';

interface Told {
  clinic: MailView['clinic'];
  timeZone: string;
  visit: MailVisit;
}

/** A booking as calendars know it: one entry for the whole chain, newer with every revision. */
@Injectable()
export class BookingCalendar {
  constructor(
    private readonly links: BookingLinks,
    private readonly mailLinks: MailLinks,
  ) {}

  entry(booking: Booking, told: Told, now: Date, stamp = now): CalendarEntry {
    return visitEntry({
      ...told,
      uid: this.mailLinks.calendarUid(booking.chainId),
      revision: booking.revision,
      status: entryStatusOf(booking.status),
      freeCancellationUntil: stillFreeUntil(booking, now),
      manageUrl: this.links.manageUrl(booking),
      stamp,
    });
  }

  /** From the clinic to its client; who reads it need not answer. */
  invitation(
    entry: CalendarEntry,
    clinicName: string,
    client: { name: string; email: string },
  ): CalendarEntry {
    const organizer = { name: clinicName, email: this.mailLinks.sender };
    return { ...entry, organizer, attendee: client };
  }
}
