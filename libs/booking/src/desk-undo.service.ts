import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { ClientStore, mailAddressOf } from '@limber/clients';
import type { DeskNoticeRequest } from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { MINUTE } from '@limber/kernel';
import { type MessageKind, MessageStore } from '@limber/messaging';
import {
  AuditLogStore,
  brokenConstraint,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { AssignmentService, StartLost } from './assignment.service.ts';
import type { Booking } from './booking.entity.ts';
import { noticeGone, preconditionFailed, undoNoPlace, undoTooLate } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import type { DeskKey } from './desk-booking.service.ts';
import type { SeenKey } from './desk-move.service.ts';
import { maySee } from './desk.rules.ts';
import { GuestStore } from './guest.store.ts';
import { HoldService } from './hold.service.ts';
import { NO_SHOW_UNDO_MS, NOT_WANTED, SETTLE_MS, undoableUntil } from './notice.rules.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { standingOf } from './request.rules.ts';

/** Mails about a change that settle, and can be sent at once or not at all. */
const NOTICES: readonly MessageKind[] = [
  'booking_confirmation',
  'booking_moved',
  'booking_cancelled',
];

/** What staff did and take back, or say to the client before its time. */
@Injectable()
export class DeskUndoService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly occupancy: OccupancyStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly followUps: FollowUpService,
    private readonly messages: MessageStore,
    private readonly guests: GuestStore,
    private readonly holds: HoldService,
    private readonly assignments: AssignmentService,
    private readonly audit: AuditLogStore,
  ) {}

  /** While the client has not been told, only if nobody took the time since, and the set-up still has a place for it. */
  async undoCancel(clinicId: string, key: SeenKey): Promise<void> {
    try {
      await this.runner.run(clinicId, async (tx) => {
        // Before the row: whoever changes the set-up writes to the rows that lose their place by it.
        await this.assignments.keepSetup(tx);
        const booking = await this.lockSeen(tx, key);
        const byUs = booking.cancelledBy === 'clinic' && booking.cancelCause === null;
        const since = byUs ? booking.cancelledAt : null;
        if (!since || !undoableUntil(since, SETTLE_MS, tx.now)) throw undoTooLate();
        if (booking.placeLostAt) throw undoNoPlace();
        await this.takeBackMail(tx, booking);
        await this.retake(tx, booking, since);
        const restored = await this.bookings.restore(tx, booking);
        await this.followUps.resume(tx, booking.chainId, 'cancelled');
        await this.sayAgain(tx, booking, restored);
        await this.record(tx, 'booking.restored', booking, key);
      });
    } catch (error) {
      if (error instanceof StartLost) throw await this.holds.refusal(clinicId, error);
      throw error;
    }
  }

  async undoNoShow(clinicId: string, key: DeskKey): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.lockOwn(tx, key);
      if (booking.visit !== 'no_show') {
        // Pressed twice, or by two people, it is taken back once.
        if (booking.visit === 'booked') return;
        throw undoTooLate();
      }
      if (!undoableUntil(booking.noShowAt, NO_SHOW_UNDO_MS, tx.now)) throw undoTooLate();
      await this.bookings.setVisit(tx, booking.id, 'booked');
      await this.followUps.resume(tx, booking.chainId, 'no_show');
      const details = { from: 'no_show', to: 'booked' };
      await this.record(tx, 'booking.visit_changed', booking, key, details);
    });
  }

  /** The mail of the newest change, before it has gone out by itself. */
  async notice(clinicId: string, key: SeenKey, { action }: DeskNoticeRequest): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.lockSeen(tx, key);
      const filter = { chainId: booking.chainId, kinds: NOTICES };
      const count =
        action === 'send_now'
          ? await this.messages.sendNow(tx, filter)
          : await this.messages.cancelPlanned(tx, filter, NOT_WANTED);
      if (count === 0) throw noticeGone();
      await this.record(tx, `booking.notice_${action}`, booking, key);
    });
  }

  private async lockOwn(tx: Transaction, key: DeskKey): Promise<Booking> {
    const booking = await this.bookings.lockByReference(tx, key.reference);
    if (!booking || !maySee(key.staff, booking)) throw notFound('booking');
    return booking;
  }

  private async lockSeen(tx: Transaction, key: SeenKey): Promise<Booking> {
    const booking = await this.lockOwn(tx, key);
    if (booking.revision !== key.revision) throw preconditionFailed();
    return booking;
  }

  /** A mail on its way cannot be called back: then it stays cancelled. */
  private async takeBackMail(tx: Transaction, { chainId, revision }: Booking): Promise<void> {
    const kinds = ['booking_cancelled'] as const;
    await this.messages.cancelPlanned(tx, { chainId, kinds }, 'restored');
    const mails = await this.messages.listByChain(tx, chainId);
    const isOut = mails.some(
      (mail) =>
        mail.kind === 'booking_cancelled' &&
        mail.revision === revision &&
        mail.state !== 'cancelled',
    );
    if (isOut) throw undoTooLate();
  }

  private async retake(tx: Transaction, booking: Booking, letGoAt: Date): Promise<void> {
    const start = booking.startsAt.getTime();
    const during = { start, end: start + booking.durationMin * MINUTE };
    const wanted = { ...booking, startsAt: start };
    const guest = await this.guests.find(tx, booking.id);
    const resourceIds = [
      booking.therapistId,
      booking.roomId,
      ...(guest ? [guest.therapistId] : []),
    ];
    const claim = { resourceIds, during };
    await this.occupancy.lock(tx, claim);
    this.occupancy.takeOverExpired(tx, resourceIds, during);
    try {
      const retaken = { ...claim, as: standingOf(booking) };
      const back = await this.occupancy.retake(tx, booking.id, retaken, letGoAt);
      if (back < resourceIds.length) throw new StartLost('BUSY', wanted);
    } catch (error) {
      if (brokenConstraint(error) === 'occupancy_no_overlap') throw new StartLost('BUSY', wanted);
      throw error;
    }
  }

  /** What was waiting when the booking was called off waits again, for the booking as it stands now. */
  private async sayAgain(tx: Transaction, before: Booking, restored: Booking): Promise<void> {
    const client = await this.clients.findById(tx, before.clientId);
    const recipient = client && mailAddressOf(client);
    if (!recipient) return;
    const { timeZone } = await this.clinics.get(tx);
    const mails = await this.messages.listByChain(tx, before.chainId);
    const waited = mails.filter(
      ({ family, state, reason, revision }) =>
        family === 'booking' &&
        state === 'cancelled' &&
        reason === 'cancelled' &&
        revision === before.revision - 1,
    );
    await this.messages.plan(
      tx,
      waited.map(({ kind, dueAt, notAfter }) => ({
        ...{ family: 'booking' as const, kind, recipient, timeZone, notAfter },
        chainId: before.chainId,
        revision: restored.revision,
        dueAt: dueAt > tx.now ? dueAt : tx.now,
      })),
    );
  }

  private async record(
    tx: Transaction,
    action: string,
    { id }: Booking,
    { staff, requestId }: DeskKey,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    const actor = `staff:${staff.userId}`;
    await this.audit.record(tx, { actor, action, subject: id, details, requestId });
  }
}
