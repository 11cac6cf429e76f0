import { Injectable } from '@nestjs/common';
import { ClinicService, ClinicStore, notFound } from '@limber/clinic';
import { firstNameOf } from '@limber/clients';
import type { WaitlistOfferPage } from '@limber/contracts';
import { MINUTE } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import { BookingLinks } from './booking.links.ts';
import { BookingStore } from './booking.store.ts';
import { bookedPolicyOf, policyView } from './booking.view.ts';
import { WaitlistLinks } from './waitlist.links.ts';
import { entryStateAt, offerStateAt } from './waitlist.rules.ts';
import { WaitlistStore } from './waitlist.store.ts';
import { WaitlistWaveStore } from './waitlist-wave.store.ts';

/** What an offer's link shows, whatever has become of it. */
@Injectable()
export class WaitlistOfferViews {
  constructor(
    private readonly entries: WaitlistStore,
    private readonly waves: WaitlistWaveStore,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clinicService: ClinicService,
    private readonly links: WaitlistLinks,
    private readonly bookingLinks: BookingLinks,
  ) {}

  async page(tx: Transaction, offerId: string): Promise<WaitlistOfferPage> {
    const found = await this.waves.find(tx, offerId);
    const entry = found && (await this.entries.findById(tx, found.offer.entryId));
    if (!found || !entry) throw notFound('offer');
    const { offer, wave } = found;
    const clinic = await this.clinics.get(tx);
    const service = await this.clinics.findService(tx, offer.serviceId);
    const therapist = await this.clinics.findTherapist(tx, wave.therapistId);
    const locations = await this.clinics.listLocations(tx);
    const location = locations.find(({ id }) => id === wave.locationId);
    if (!service || !therapist || !location) throw notFound('offer');
    const { currency } = clinic;
    const { startsAt, expiresAt } = wave;
    const { durationMin, priceMinor } = offer;
    const moves =
      entry.bookingId === null ? null : await this.bookings.findById(tx, entry.bookingId);
    const policy = moves ? moves.policy : bookedPolicyOf(this.clinicService.policiesOf(clinic));
    const isMine = offer.state === 'accepted' && entry.bookedId;
    const booked = isMine && (await this.bookings.findById(tx, isMine));
    return {
      state: offerStateAt(offer.state, expiresAt, tx.now),
      stillWaiting: entryStateAt(entry, tx.now) === 'waiting',
      firstName: firstNameOf(entry.contactName),
      ...{ service: service.name, durationMin, therapist: therapist.name },
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + durationMin * MINUTE).toISOString(),
      timeZone: location.timeZone,
      location: { name: location.name, address: location.address },
      price: { amount: priceMinor, currency },
      policy: policyView(
        {
          policy,
          startsAt,
          originalStartsAt: moves ? moves.originalStartsAt : startsAt,
          priceMinor,
        },
        currency,
      ),
      asksAgain: service.needsConfirmation && !moves,
      forYoung: entry.guardianName !== null,
      expiresAt: expiresAt.toISOString(),
      moves: moves && {
        ...{ reference: moves.reference, startsAt: moves.startsAt.toISOString() },
      },
      booked: booked ? this.bookedView(booked) : null,
      phone: clinic.phone,
      entryUrl: this.links.entryUrl(tx.clinicId, entry.id),
    };
  }

  private bookedView(booking: Booking): NonNullable<WaitlistOfferPage['booked']> {
    const { reference, status } = booking;
    return {
      reference,
      status: status === 'requested' ? 'requested' : 'confirmed',
      manageUrl: this.bookingLinks.manageUrl(booking),
    };
  }
}
