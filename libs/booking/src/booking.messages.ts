import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { type Client, ClientStore, firstNameOf, isForGuardianOnly } from '@limber/clients';
import { MINUTE } from '@limber/kernel';
import {
  andThen,
  type BookingConfirmationView,
  type CalendarNews,
  type LastLook,
  type Message,
  type MessageKind,
  type MessageSource,
  MessageSources,
} from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import { BookingCalendar } from './booking-calendar.ts';
import { BookingLinks } from './booking.links.ts';
import { GuestStore } from './guest.store.ts';
import { stillFreeUntil } from './booking.rules.ts';
import { BookingStore } from './booking.store.ts';
import { ReOfferStore } from './re-offer.store.ts';
import type { ReminderKind } from './reminder.rules.ts';
import { movedFromOf, movedFromPlaceOf, moveFeeOf } from './reschedule.rules.ts';

/** Of a booking; a time that is only offered has no reference yet. */
type Visit = Pick<Booking, 'id' | 'reference' | 'serviceId' | 'durationMin' | 'priceMinor'> &
  Pick<Booking, 'therapistId' | 'locationId' | 'startsAt'>;
type Base = Pick<BookingConfirmationView, 'clinic' | 'timeZone' | 'firstName' | 'visit'>;
type WithNews = Base & { calendar: CalendarNews | null };

@Injectable()
export class BookingMessages implements MessageSource {
  readonly kinds = [
    'booking_confirmation',
    'booking_moved',
    'booking_requested',
    'booking_declined',
    'booking_cancelled',
    'reminder_24h',
    'reminder_2h',
  ] as const;

  constructor(
    sources: MessageSources,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly links: BookingLinks,
    private readonly guests: GuestStore,
    private readonly offers: ReOfferStore,
    private readonly calendar: BookingCalendar,
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
    if (isForGuardianOnly(client, message.recipient)) return { drop: 'guardian_only' };
    const base = await this.base(tx, booking, client);
    const calendar = this.news(tx, booking, client, base, message);
    switch (message.kind) {
      case 'booking_cancelled':
        return this.cancelled(tx, booking, client, { ...base, calendar });
      case 'booking_declined':
        return this.declined(booking, client, base);
      case 'booking_requested':
        return this.requested(booking, { ...base, calendar });
      case 'reminder_24h':
      case 'reminder_2h':
        return this.reminder(tx, booking, client, base, message.kind);
      default:
        return this.booked(tx, booking, { ...base, calendar }, message.kind);
    }
  }

  /** A visit asked for anew is out of the calendar until the clinic has said yes. */
  private news(
    tx: Transaction,
    booking: Booking,
    client: Client,
    base: Base,
    { recipient, createdAt }: Message,
  ): CalendarNews | null {
    const isFirstRequest = booking.status === 'requested' && booking.movedFrom === null;
    if (isFirstRequest) return null;
    const entry = this.calendar.entry(booking, base, tx.now, createdAt);
    const isOff = booking.status !== 'confirmed';
    const { name } = base.clinic;
    return {
      method: isOff ? 'CANCEL' : 'REQUEST',
      entries: [
        {
          ...this.calendar.invitation(entry, name, { name: client.name, email: recipient }),
          status: isOff ? 'cancelled' : entry.status,
        },
      ],
    };
  }

  private async cancelled(
    tx: Transaction,
    booking: Booking,
    { blockedSince }: Client,
    base: WithNews,
  ): Promise<LastLook> {
    if (booking.status !== 'cancelled') return { drop: 'superseded' };
    const { currency } = await this.clinics.get(tx);
    const amount = booking.cancelFeeMinor ?? 0;
    return {
      send: {
        kind: 'booking_cancelled',
        ...base,
        cancelledBy: booking.cancelledBy ?? 'client',
        fee: amount > 0 ? { amount, currency } : null,
        bookUrl: blockedSince ? null : this.links.againUrl(booking),
      },
    };
  }

  private declined(booking: Booking, { blockedSince }: Client, base: Base): LastLook {
    if (!booking.cancelCause) return { drop: 'superseded' };
    return {
      send: {
        kind: 'booking_declined',
        ...base,
        cause: booking.cancelCause,
        timesUrl: blockedSince ? null : this.links.timesUrl(booking, base.timeZone),
      },
    };
  }

  private requested(booking: Booking, base: WithNews): LastLook {
    if (booking.status === 'cancelled') return { drop: 'cancelled' };
    if (booking.status !== 'requested' || !booking.answerBy) return { drop: 'superseded' };
    return {
      send: {
        kind: 'booking_requested',
        ...base,
        movedFrom: booking.movedFrom,
        answerBy: booking.answerBy,
        manageUrl: this.links.manageUrl(booking),
      },
    };
  }

  private async booked(
    tx: Transaction,
    booking: Booking,
    base: WithNews,
    kind: MessageKind,
  ): Promise<LastLook> {
    if (booking.status === 'cancelled') return { drop: 'cancelled' };
    const isMove = kind === 'booking_moved';
    return {
      send: {
        kind: isMove ? 'booking_moved' : 'booking_confirmation',
        ...base,
        movedFrom: isMove ? movedFromOf(booking) : null,
        therapistBefore: isMove ? await this.therapistBefore(tx, booking) : null,
        placeBefore: isMove ? await this.placeBefore(tx, booking) : null,
        // Booked inside the window: an hour that has passed is no offer.
        freeCancellationUntil: stillFreeUntil(booking, tx.now),
        manageUrl: this.links.manageUrl(booking),
      },
    };
  }

  private async reminder(
    tx: Transaction,
    booking: Booking,
    { blockedSince }: Client,
    base: Base,
    kind: ReminderKind,
  ): Promise<LastLook> {
    if (booking.status === 'cancelled') return { drop: 'cancelled' };
    if (booking.status !== 'confirmed') return { drop: 'superseded' };
    // Somebody at the door, or marked as not coming, needs no reminder.
    if (booking.visit !== 'booked') return { drop: 'visit_begun' };
    const hasOffer = (await this.offers.findOpen(tx, booking.id)) !== null;
    const canMove = moveFeeOf(booking, tx.now, hasOffer).ok && blockedSince === null;
    return {
      send: {
        kind,
        ...base,
        freeCancellationUntil: stillFreeUntil(booking, tx.now),
        attendUrl: booking.attendanceConfirmedAt ? null : this.links.attendUrl(booking),
        moveUrl: canMove ? this.links.moveUrl(booking) : null,
        manageUrl: this.links.manageUrl(booking),
      },
    };
  }

  /** Whose hands the client still counts on, when they are others now. */
  private async therapistBefore(
    tx: Transaction,
    { movedFromTherapistId, therapistId }: Booking,
  ): Promise<string | null> {
    if (!movedFromTherapistId || movedFromTherapistId === therapistId) return null;
    return (await this.clinics.findTherapist(tx, movedFromTherapistId))?.name ?? null;
  }

  private async placeBefore(tx: Transaction, booking: Booking): Promise<string | null> {
    const id = movedFromPlaceOf(booking);
    if (id === null) return null;
    return (await this.clinics.listLocations(tx)).find((place) => place.id === id)?.name ?? null;
  }

  /** Of a session for two both are named. */
  private async therapistsOf(
    tx: Transaction,
    { id }: Pick<Booking, 'id'>,
    first: string,
  ): Promise<string> {
    const guest = await this.guests.find(tx, id);
    const second = guest && (await this.clinics.findTherapist(tx, guest.therapistId));
    return second ? andThen(first, second.name) : first;
  }

  /** What every mail of a booking, or of a time that could become one, says of clinic, client and visit. */
  async base(
    tx: Transaction,
    booking: Visit,
    { name, timeZone: readerZone }: Pick<Client, 'name' | 'timeZone'>,
  ): Promise<Base> {
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
        therapist: await this.therapistsOf(tx, booking, therapist.name),
        startsAt: booking.startsAt,
        endsAt: new Date(booking.startsAt.getTime() + booking.durationMin * MINUTE),
        location: { name: location.name, address: location.address },
        price: { amount: booking.priceMinor, currency: clinic.currency },
        readerZone,
      },
    };
  }
}
