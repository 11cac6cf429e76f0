import { Injectable } from '@nestjs/common';
import { type Clinic, ClinicStore, type Location, notFound } from '@limber/clinic';
import { ClientStore, HealthFileService, spokenView, mailAddressOf } from '@limber/clients';
import type { BookingView, DeskCancelRequest, MovingView, Notify, Staff } from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { MINUTE } from '@limber/kernel';
import { MessageStore } from '@limber/messaging';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import type { Booking, CancelledBy } from './booking.entity.ts';
import {
  alreadyCancelled,
  feeNotAccepted,
  preconditionFailed,
  tooLateToCancel,
} from './booking.errors.ts';
import { BookingLinks } from './booking.links.ts';
import { cancellationFee, clinicMayCancel, mayAttend } from './booking.rules.ts';
import { noticeDueAt } from './notice.rules.ts';
import { BookingStore } from './booking.store.ts';
import { movingView, policyView } from './booking.view.ts';
import { maySee } from './desk.rules.ts';
import { GuestStore } from './guest.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { ReOfferStore } from './re-offer.store.ts';
import { movedFromPlaceOf } from './reschedule.rules.ts';

/** Which booking, and the signed token that shows the asker may touch it. */
export interface BookingKey {
  reference: string;
  token: string;
}

/** A booking as somebody at the desk saw it when they decided to call it off. */
export interface ClinicCancel extends DeskCancelRequest {
  reference: string;
  revision: number;
  staff: Staff;
  requestId: string;
}

export interface CallOff {
  by: CancelledBy;
  actor: string;
  feeMinor: number;
  reason?: string;
  notify: Notify;
  requestId: string;
}

const endOf = ({ startsAt, durationMin }: Booking): Date =>
  new Date(startsAt.getTime() + durationMin * MINUTE);

function placeBefore(booking: Booking, known: readonly Location[]): MovingView['movedFromPlace'] {
  const before = known.find(({ id }) => id === movedFromPlaceOf(booking));
  return before ? { id: before.id, name: before.name, isOpen: before.active } : null;
}

const refusal = (code: 'ALREADY_CANCELLED' | 'TOO_LATE_TO_CANCEL', { phone }: Clinic) =>
  code === 'ALREADY_CANCELLED' ? alreadyCancelled() : tooLateToCancel(phone);

@Injectable()
export class BookingService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly files: HealthFileService,
    private readonly occupancy: OccupancyStore,
    private readonly guests: GuestStore,
    private readonly messages: MessageStore,
    private readonly followUps: FollowUpService,
    private readonly audit: AuditLogStore,
    private readonly links: BookingLinks,
    private readonly offers: ReOfferStore,
  ) {}

  async get(clinicId: string, key: BookingKey): Promise<BookingView> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = this.own(await this.bookings.findByReference(tx, key.reference), key);
      return this.view(tx, booking);
    });
  }

  /** By the client, through the signed link. The fee is shown first: without `acceptFee` it only refuses. */
  async cancel(
    clinicId: string,
    key: BookingKey,
    acceptFee: boolean,
    requestId: string,
  ): Promise<BookingView> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = this.own(await this.bookings.lockByReference(tx, key.reference), key);
      const clinic = await this.clinics.get(tx);
      const fee = await this.feeNow(tx, booking);
      if (!fee.ok) throw refusal(fee.code, clinic);
      if (fee.value > 0 && !acceptFee) {
        throw feeNotAccepted({ amount: fee.value, currency: clinic.currency });
      }
      await this.callOff(tx, booking, clinic, {
        by: 'client',
        actor: `client:${booking.clientId}`,
        feeMinor: fee.value,
        notify: 'now',
        requestId,
      });
      const cancelled = await this.bookings.findByReference(tx, key.reference);
      return this.view(tx, this.own(cancelled, key));
    });
  }

  /** By the desk: no fee, and the mail says that it was the clinic. */
  async cancelByClinic(clinicId: string, asked: ClinicCancel): Promise<void> {
    const { reference, revision, staff, reason, notify, requestId } = asked;
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.bookings.lockByReference(tx, reference);
      if (!booking || !maySee(staff, booking)) throw notFound('booking');
      if (booking.revision !== revision) throw preconditionFailed();
      const clinic = await this.clinics.get(tx);
      const allowed = clinicMayCancel(booking, tx.now);
      if (!allowed.ok) throw refusal(allowed.code, clinic);
      const actor = `staff:${staff.userId}`;
      const how = { by: 'clinic' as const, actor, feeMinor: 0, reason, notify, requestId };
      await this.callOff(tx, booking, clinic, how);
    });
  }

  /** Inside the caller's unit of work, the row locked and the right to do so checked. */
  async callOff(tx: Transaction, booking: Booking, clinic: Clinic, how: CallOff): Promise<void> {
    const { by, actor, feeMinor, reason, requestId, notify } = how;
    await this.bookings.cancel(tx, booking, by, feeMinor);
    // What staff can still undo is offered to nobody yet.
    const offerFrom = noticeDueAt(tx.now, notify === 'now' ? 'now' : 'settle');
    await this.occupancy.releaseBooking(tx, booking.id, offerFrom);
    await this.offers.closeOpen(tx, booking.id, 'cancelled');
    await this.replaceMails(tx, booking, clinic, { by, notify });
    await this.audit.record(tx, {
      actor,
      action: 'booking.cancelled',
      subject: booking.id,
      details: { feeMinor, ...(reason && { reason }) },
      requestId,
    });
  }

  /** Nothing while we have offered somebody else: then it is we who changed the plan. */
  private async feeNow(
    tx: Transaction,
    booking: Booking,
  ): Promise<ReturnType<typeof cancellationFee>> {
    const fee = cancellationFee(booking, tx.now);
    const isOurs = fee.ok && fee.value > 0 && (await this.offers.findOpen(tx, booking.id));
    return isOurs ? { ok: true, value: 0 } : fee;
  }

  /** Where a move looks when no place is named: at its own, or, once that was given up, wherever it is open. */
  async placeToMove(tx: Transaction, { locationId }: Booking): Promise<string | undefined> {
    const locations = await this.clinics.listLocations(tx);
    return locations.find(({ id, active }) => id === locationId && active)?.id;
  }

  /** Unknown, another's and a broken token look the same. */
  own(booking: Booking | null, key: BookingKey): Booking {
    if (!booking || !this.links.opens(key.token, booking)) throw notFound('booking');
    return booking;
  }

  private async replaceMails(
    tx: Transaction,
    booking: Booking,
    clinic: Clinic,
    { by, notify }: Pick<CallOff, 'by' | 'notify'>,
  ): Promise<void> {
    await this.messages.cancelPlanned(tx, { chainId: booking.chainId }, 'cancelled');
    await this.followUps.stop(tx, booking.chainId, 'cancelled');
    const client = await this.clients.findById(tx, booking.clientId);
    if (!client) throw notFound('client');
    const recipient = mailAddressOf(client);
    if (recipient === null || notify === 'none') return;
    await this.messages.plan(tx, [
      {
        family: 'booking',
        kind: 'booking_cancelled',
        chainId: booking.chainId,
        revision: booking.revision + 1,
        recipient,
        timeZone: clinic.timeZone,
        dueAt: noticeDueAt(tx.now, notify),
        // A clinic can still call off what should have begun by now.
        notAfter: by === 'clinic' ? endOf(booking) : booking.startsAt,
      },
    ]);
  }

  private async guestView(tx: Transaction, { id }: Booking): Promise<BookingView['guest']> {
    const guest = await this.guests.find(tx, id);
    const therapist = guest && (await this.clinics.findTherapist(tx, guest.therapistId));
    if (!guest || !therapist) return null;
    return { name: guest.name, therapist: { id: therapist.id, name: therapist.name } };
  }

  /** The booking as its client sees it. */
  async view(tx: Transaction, booking: Booking): Promise<BookingView> {
    const clinic = await this.clinics.get(tx);
    const service = await this.clinics.findService(tx, booking.serviceId);
    const therapist = await this.clinics.findTherapist(tx, booking.therapistId);
    const locations = await this.clinics.listLocations(tx);
    const location = locations.find(({ id }) => id === booking.locationId);
    if (!service || !therapist || !location) throw notFound('booking');
    const fee = await this.feeNow(tx, booking);
    const client = await this.clients.findById(tx, booking.clientId);
    const { currency } = clinic;
    const { recommendation } = await this.bookings.openSealed(tx, booking.id);
    const { intake } = await this.files.open(tx, booking.clientId);
    return {
      reference: booking.reference,
      ...{ status: booking.status, revision: booking.revision },
      ...{ serviceId: service.id, service: service.name },
      durationMin: booking.durationMin,
      startsAt: booking.startsAt.toISOString(),
      endsAt: endOf(booking).toISOString(),
      timeZone: location.timeZone,
      location: { id: location.id, name: location.name, address: location.address },
      therapist: { id: therapist.id, name: therapist.name },
      guest: await this.guestView(tx, booking),
      price: { amount: booking.priceMinor, currency },
      policy: policyView(booking, currency),
      cancellation: {
        possible: fee.ok,
        feeNow: { amount: fee.ok ? fee.value : 0, currency },
        by: booking.cancelledBy,
        cause: booking.cancelCause,
        fee: booking.cancelFeeMinor ? { amount: booking.cancelFeeMinor, currency } : null,
      },
      answerBy: booking.status === 'requested' ? (booking.answerBy?.toISOString() ?? null) : null,
      suggestion: recommendation && spokenView(recommendation),
      intake: {
        isDue: !intake || intake.dueAgainAt <= tx.now,
        answeredAt: intake && intake.answeredAt.toISOString(),
      },
      moving: movingView(booking, tx.now, currency, {
        isPaused: client?.blockedSince !== null,
        asksAgain: booking.status === 'requested' || service.needsConfirmation,
        hasOffer: (await this.offers.findOpen(tx, booking.id)) !== null,
        movedFromPlace: placeBefore(booking, locations),
      }),
      attendance: {
        confirmedAt: booking.attendanceConfirmedAt?.toISOString() ?? null,
        canConfirm: !booking.attendanceConfirmedAt && mayAttend(booking, tx.now).ok,
      },
    };
  }
}
