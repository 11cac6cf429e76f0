import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound, quietHoursAt, SetupStore } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type { DeskRequests, Staff } from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { MINUTE } from '@limber/kernel';
import { type MessageKind, MessageStore } from '@limber/messaging';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import type { Booking, CancelCause } from './booking.entity.ts';
import { preconditionFailed, requestClosed } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import { DeskStore } from './desk.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { zoneAt, reminderRows } from './reminder.rules.ts';
import { mayAnswer } from './request.rules.ts';
import { waitlistAgainKey } from './waitlist.messages.ts';
import { WaitlistStore } from './waitlist.store.ts';

/** A request as somebody at the desk saw it when they answered. */
export interface Answering {
  reference: string;
  revision: number;
  staff: Staff;
  requestId: string;
}

interface By {
  actor: string;
  requestId: string;
}

/** A booking that waits for the clinic's word: yes, no, or nobody answered in time. */
@Injectable()
export class RequestService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly desk: DeskStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly occupancy: OccupancyStore,
    private readonly messages: MessageStore,
    private readonly followUps: FollowUpService,
    private readonly audit: AuditLogStore,
    private readonly waiting: WaitlistStore,
    private readonly setup: SetupStore,
  ) {}

  /** What waits, the most urgent first. */
  async list(clinicId: string): Promise<DeskRequests> {
    return this.runner.run(clinicId, async (tx) => {
      const rows = await this.desk.listRequests(tx);
      return rows.map((row) => ({
        reference: row.reference,
        revision: row.revision,
        service: row.service,
        durationMin: row.durationMin,
        startsAt: row.startsAt.toISOString(),
        endsAt: new Date(row.startsAt.getTime() + row.durationMin * MINUTE).toISOString(),
        timeZone: row.timeZone,
        therapist: { id: row.therapistId, name: row.therapist },
        room: { id: row.roomId, name: row.room },
        location: { id: row.locationId, name: row.location },
        clientName: row.contactName,
        isNewClient: row.isNewClient,
        askedAt: (row.movedAt ?? row.createdAt).toISOString(),
        answerBy: (row.answerBy ?? row.startsAt).toISOString(),
      }));
    });
  }

  /** Of two answers the first stands; the second hears that it was answered. */
  async confirm(clinicId: string, answering: Answering): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      // It is reminded of by the quiet hours as they stay.
      await this.setup.shareSchedule(tx);
      const { booking, by } = await this.lockOpen(tx, answering);
      await this.bookings.confirmRequest(tx, booking);
      await this.occupancy.confirmRequest(tx, booking.id);
      await this.say(tx, booking, 'booking_confirmation', booking.startsAt);
      await this.record(tx, booking, by, 'booking.request_confirmed');
    });
  }

  /** The time is free again at once, and the client is sent to others. */
  async decline(clinicId: string, answering: Answering): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const { booking, by } = await this.lockOpen(tx, answering);
      await this.letGo(tx, booking, 'declined', by);
    });
  }

  /** By the sweep. Answered in the meantime, or asked for another time: nothing happens. */
  async expire(clinicId: string, bookingId: string): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.bookings.lockById(tx, bookingId);
      if (booking?.status !== 'requested') return;
      if (!booking.answerBy || booking.answerBy > tx.now) return;
      await this.letGo(tx, booking, 'unanswered', { actor: 'system', requestId: bookingId });
    });
  }

  private async lockOpen(
    tx: Transaction,
    { reference, revision, staff, requestId }: Answering,
  ): Promise<{ booking: Booking; by: By }> {
    const booking = await this.bookings.lockByReference(tx, reference);
    if (!booking) throw notFound('booking');
    if (!mayAnswer(booking, tx.now).ok) throw requestClosed();
    if (booking.revision !== revision) throw preconditionFailed();
    return { booking, by: { actor: `staff:${staff.userId}`, requestId } };
  }

  private async letGo(
    tx: Transaction,
    booking: Booking,
    cause: CancelCause,
    by: By,
  ): Promise<void> {
    await this.bookings.cancel(tx, booking, 'clinic', 0, cause);
    await this.waitOn(tx, booking);
    await this.occupancy.releaseBooking(tx, booking.id);
    await this.followUps.stop(tx, booking.chainId, 'cancelled');
    const endsAt = new Date(booking.startsAt.getTime() + booking.durationMin * MINUTE);
    await this.say(tx, booking, 'booking_declined', endsAt);
    await this.record(tx, booking, by, `booking.request_${cause}`);
  }

  /** Who came from the waitlist is back on it, and told so. */
  private async waitOn(tx: Transaction, booking: Booking): Promise<void> {
    const entry = await this.waiting.waitOn(tx, booking.id);
    if (!entry) return;
    const { id, revision, expiresAt: notAfter } = entry;
    const recipient = (await this.waiting.addressesOf(tx, [id])).get(id);
    if (!recipient) return;
    const { timeZone } = await this.clinics.get(tx);
    await this.messages.plan(tx, [
      {
        ...{
          family: 'subject',
          kind: 'waitlist_joined',
          subjectKey: waitlistAgainKey(id, revision),
        },
        ...{ revision: 1, recipient, timeZone, dueAt: tx.now, notAfter },
      },
    ]);
  }

  private async say(
    tx: Transaction,
    booking: Booking,
    kind: MessageKind,
    notAfter: Date,
  ): Promise<void> {
    const { chainId } = booking;
    await this.messages.cancelPlanned(tx, { chainId, families: ['booking'] }, 'superseded');
    const client = await this.clients.findById(tx, booking.clientId);
    const recipient = client && mailAddressOf(client);
    if (!recipient) return;
    const clinic = await this.clinics.get(tx);
    const { timeZone } = clinic;
    const revision = booking.revision + 1;
    const zone = zoneAt(await this.clinics.listLocations(tx), booking.locationId);
    const quiet = quietHoursAt(clinic);
    const reader = { recipient, readerZone: client.timeZone, zone, quiet };
    // Confirmed, it is a visit like any other from now on.
    const status = kind === 'booking_confirmation' ? 'confirmed' : 'cancelled';
    await this.messages.plan(tx, [
      { family: 'booking', kind, chainId, revision, recipient, timeZone, dueAt: tx.now, notAfter },
      ...reminderRows({ ...booking, revision, status }, reader, tx.now),
    ]);
  }

  private async record(
    tx: Transaction,
    { id }: Booking,
    { actor, requestId }: By,
    action: string,
  ): Promise<void> {
    await this.audit.record(tx, { actor, action, subject: id, requestId });
  }
}
