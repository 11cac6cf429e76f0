import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { firstNameOf } from '@limber/clients';
import type { DeskWaitlistEntry, WaitlistEntryView } from '@limber/contracts';
import { MINUTE } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import { BookingLinks } from './booking.links.ts';
import { BookingStore } from './booking.store.ts';
import { zoneOfWish } from './schedule.service.ts';
import { WaitlistLinks } from './waitlist.links.ts';
import { entryStateAt, expiresOnOf, offerStateAt } from './waitlist.rules.ts';
import { type EntryRow, WaitlistStore } from './waitlist.store.ts';
import { type OfferRow, WaitlistWaveStore } from './waitlist-wave.store.ts';

type Waits = Omit<
  DeskWaitlistEntry,
  'clientName' | 'email' | 'phone' | 'moves' | 'booked' | 'offers' | 'open'
>;

/** A place on the list as its owner and as the desk see it. */
@Injectable()
export class WaitlistViews {
  constructor(
    private readonly entries: WaitlistStore,
    private readonly waves: WaitlistWaveStore,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly links: WaitlistLinks,
    private readonly bookingLinks: BookingLinks,
  ) {}

  async own(tx: Transaction, entryId: string): Promise<WaitlistEntryView> {
    const [row] = await this.entries.listRows(tx, { ids: [entryId] });
    if (!row) throw notFound('waitlist entry');
    const clinic = await this.clinics.get(tx);
    const sold = await this.clinics.findDuration(tx, row.serviceId, row.durationMin);
    const offers = await this.waves.listOf(tx, [entryId]);
    return {
      ...waits(
        row,
        zoneOfWish(clinic, await this.clinics.listActiveLocations(tx), row.locationId),
        tx.now,
      ),
      firstName: firstNameOf(row.contactName),
      email: row.contactEmail,
      price: sold && { amount: sold.priceMinor, currency: clinic.currency },
      moves: await this.visit(tx, row.bookingId),
      booked: await this.visit(tx, row.bookedId),
      offers: offers.map((offer) => ({
        ...offered(offer, tx.now),
        url: this.links.offerUrl(tx.clinicId, offer.id),
      })),
    };
  }

  async atDesk(tx: Transaction, rows: readonly EntryRow[]): Promise<DeskWaitlistEntry[]> {
    const clinic = await this.clinics.get(tx);
    const places = await this.clinics.listActiveLocations(tx);
    const offers = await this.waves.listOf(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => {
      const open = offers.find(
        (offer) =>
          offer.entryId === row.id && offerStateAt(offer.state, offer.expiresAt, tx.now) === 'open',
      );
      return {
        ...waits(row, zoneOfWish(clinic, places, row.locationId), tx.now),
        ...{ clientName: row.contactName, email: row.contactEmail, phone: row.contactPhone },
        moves: visitOf(row.movesReference, row.movesStart),
        booked: visitOf(row.bookedReference, row.bookedStart),
        offers: row.offers,
        open: open ? offered(open, tx.now) : null,
      };
    });
  }

  private async visit(tx: Transaction, id: string | null): Promise<WaitlistEntryView['booked']> {
    const booking = id && (await this.bookings.findById(tx, id));
    if (!booking) return null;
    const { reference, startsAt } = booking;
    const manageUrl = this.bookingLinks.manageUrl(booking);
    return { reference, startsAt: startsAt.toISOString(), manageUrl };
  }
}

const visitOf = (reference: string | null, startsAt: Date | null) =>
  reference && startsAt ? { reference, startsAt: startsAt.toISOString() } : null;

function waits(row: EntryRow, timeZone: string, now: Date): Waits {
  const { id, revision, durationMin, windows, noticeMin, serviceId } = row;
  return {
    ...{ id, revision, durationMin, windows, noticeMin, timeZone },
    state: entryStateAt(row, now),
    service: { id: serviceId, name: row.service },
    therapist: row.therapistId ? { id: row.therapistId, name: row.therapist ?? '' } : null,
    location: row.locationId ? { id: row.locationId, name: row.location ?? '' } : null,
    expiresOn: expiresOnOf(row.expiresAt, timeZone),
    since: row.createdAt.toISOString(),
  };
}

const offered = (offer: OfferRow, now: Date) => ({
  id: offer.id,
  state: offerStateAt(offer.state, offer.expiresAt, now),
  startsAt: offer.startsAt.toISOString(),
  endsAt: new Date(offer.startsAt.getTime() + offer.durationMin * MINUTE).toISOString(),
  therapist: { id: offer.therapistId, name: offer.therapist },
  expiresAt: offer.expiresAt.toISOString(),
});
