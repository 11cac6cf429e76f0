import { Injectable } from '@nestjs/common';
import { type Clinic, ClinicStore, notFound } from '@limber/clinic';
import { ClientStore, firstNameOf } from '@limber/clients';
import type { ReOfferAnswer, ReOfferPage } from '@limber/contracts';
import { MINUTE } from '@limber/kernel';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { AssignmentService } from './assignment.service.ts';
import type { Booking } from './booking.entity.ts';
import { offerEnded } from './booking.errors.ts';
import { BookingLinks } from './booking.links.ts';
import { BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { stateAt } from './re-offer.rules.ts';
import { ReOfferStore } from './re-offer.store.ts';
import { RescheduleService } from './reschedule.service.ts';
import type { ReOffer } from './sick-call.entity.ts';

/** What the client does with an offer. Reading the link changes nothing; only the press does. */
@Injectable()
export class ReOfferAnswerService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly offers: ReOfferStore,
    private readonly bookings: BookingStore,
    private readonly booking: BookingService,
    private readonly reschedules: RescheduleService,
    private readonly assignments: AssignmentService,
    private readonly occupancy: OccupancyStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly audit: AuditLogStore,
    private readonly links: BookingLinks,
  ) {}

  async show(clinicId: string, token: string): Promise<ReOfferPage> {
    return this.runner.run(clinicId, (tx) => this.read(tx, this.idOf(tx, token)));
  }

  /** Pressed twice it is one answer. Cancelling through it is free, and no strike. */
  async answer(
    clinicId: string,
    token: string,
    { decision }: ReOfferAnswer,
    requestId: string,
  ): Promise<ReOfferPage> {
    return this.runner.run(clinicId, async (tx) => {
      // Before any row: whoever changes the set-up ends the offers of those who are away then.
      await this.assignments.keepSetup(tx);
      const { offer, booking } = await this.lock(tx, token);
      const clinic = await this.clinics.get(tx);
      const done = decision === 'accept' ? 'accepted' : 'cancelled';
      if (offer.state !== done) {
        // Saying no needs nobody kept: it stays free after the time too.
        const state = decision === 'accept' ? stateAt(offer, tx.now) : offer.state;
        if (state !== 'offered') throw offerEnded(clinic.phone);
        if (decision === 'accept') await this.accept(tx, offer, booking, clinic, requestId);
        else await this.cancel(tx, offer, booking, clinic, requestId);
        await this.audit.record(tx, {
          actor: `client:${booking.clientId}`,
          action: `booking.re_offer_${done}`,
          subject: booking.id,
          details: { offerId: offer.id, therapistId: offer.therapistId },
          requestId,
        });
      }
      return this.read(tx, offer.id);
    });
  }

  private async accept(
    tx: Transaction,
    offer: ReOffer,
    booking: Booking,
    clinic: Clinic,
    requestId: string,
  ): Promise<void> {
    const { therapistId } = offer;
    await this.reschedules.moveIn(
      tx,
      booking,
      { startsAt: booking.startsAt.getTime(), therapistId },
      {
        by: 'clinic',
        actor: `client:${booking.clientId}`,
        requestId,
        accepts: true,
        details: { reOffer: offer.id },
        choose: async (_, __, wanted) => {
          const start = booking.startsAt.getTime();
          const during = { start, end: start + booking.durationMin * MINUTE };
          const old = wanted.moving?.claim;
          await this.occupancy.lock(
            tx,
            { resourceIds: [therapistId, booking.roomId], during },
            ...(old ? [old] : []),
          );
          // Under the lock nobody takes a dead hold over any more: alive now is kept.
          const alive = await this.occupancy.extendHold(tx, offer.holdId, offer.expiresAt);
          if (alive === 0) throw offerEnded(clinic.phone);
          await this.offers.close(tx, offer, 'accepted');
          return { therapistId, roomId: booking.roomId, locationId: booking.locationId };
        },
      },
    );
  }

  private async cancel(
    tx: Transaction,
    offer: ReOffer,
    booking: Booking,
    clinic: Clinic,
    requestId: string,
  ): Promise<void> {
    await this.offers.close(tx, offer, 'cancelled');
    await this.booking.callOff(tx, booking, clinic, {
      by: 'client',
      actor: `client:${booking.clientId}`,
      feeMinor: 0,
      notify: 'now',
      requestId,
    });
  }

  /** The booking's row first, then the offer's: the order is the same everywhere. */
  private async lock(
    tx: Transaction,
    token: string,
  ): Promise<{ offer: ReOffer; booking: Booking }> {
    const found = await this.offers.findById(tx, this.idOf(tx, token));
    const booking = found && (await this.bookings.lockById(tx, found.bookingId));
    const offer = booking && (await this.offers.lockById(tx, found.id));
    if (!offer) throw notFound('offer');
    return { offer, booking };
  }

  private idOf(tx: Transaction, token: string): string {
    const id = this.links.offerOf(tx.clinicId, token);
    if (!id) throw notFound('offer');
    return id;
  }

  private async read(tx: Transaction, id: string): Promise<ReOfferPage> {
    const offer = await this.offers.findById(tx, id);
    const booking = offer && (await this.bookings.findById(tx, offer.bookingId));
    if (!offer || !booking) throw notFound('offer');
    return this.page(tx, offer, booking);
  }

  private async page(tx: Transaction, offer: ReOffer, booking: Booking): Promise<ReOfferPage> {
    const clinic = await this.clinics.get(tx);
    const service = await this.clinics.findService(tx, booking.serviceId);
    const away = await this.clinics.findTherapist(tx, offer.fromTherapistId);
    const instead = await this.clinics.findTherapist(tx, offer.therapistId);
    const locations = await this.clinics.listLocations(tx);
    const location = locations.find(({ id }) => id === booking.locationId);
    if (!service || !location) throw notFound('offer');
    const { reference, durationMin, startsAt, priceMinor } = booking;
    return {
      ...{ reference, durationMin },
      state: stateAt(offer, tx.now),
      firstName: firstNameOf((await this.clients.findById(tx, booking.clientId))?.name ?? ''),
      service: service.name,
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + durationMin * MINUTE).toISOString(),
      timeZone: location.timeZone,
      location: { name: location.name, address: location.address },
      away: away?.name ?? '',
      instead: instead?.name ?? '',
      price: { amount: priceMinor, currency: clinic.currency },
      expiresAt: offer.expiresAt.toISOString(),
      phone: clinic.phone,
      manageUrl: this.links.manageUrl(booking),
    };
  }
}
