import { Injectable } from '@nestjs/common';
import { ClinicStore } from '@limber/clinic';
import type { AttendanceRequest, BookingView } from '@limber/contracts';
import { AuditLogStore, TransactionRunner } from '@limber/persistence';
import { alreadyCancelled, alreadyMoved, tooLateToConfirm } from './booking.errors.ts';
import { mayAttend } from './booking.rules.ts';
import { type BookingKey, BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';

/** "I am coming", said by the client through the signed link. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly reader: BookingService,
    private readonly clinics: ClinicStore,
    private readonly audit: AuditLogStore,
  ) {}

  /** To the time the client saw; said twice it is said once. No revision: nothing about the visit changes. */
  async confirm(
    clinicId: string,
    key: BookingKey,
    { revision }: AttendanceRequest,
    requestId: string,
  ): Promise<BookingView> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = this.reader.own(await this.bookings.lockByReference(tx, key.reference), key);
      if (booking.status !== 'cancelled' && booking.revision !== revision) {
        const therapist = await this.clinics.findTherapist(tx, booking.therapistId);
        throw alreadyMoved({
          startsAt: booking.startsAt.toISOString(),
          therapist: therapist?.name ?? '',
          revision: booking.revision,
        });
      }
      const may = mayAttend(booking, tx.now);
      if (!may.ok) {
        throw may.code === 'ALREADY_CANCELLED' ? alreadyCancelled() : tooLateToConfirm();
      }
      if (booking.attendanceConfirmedAt) return this.reader.view(tx, booking);
      await this.bookings.confirmAttendance(tx, booking.id);
      await this.audit.record(tx, {
        actor: `client:${booking.clientId}`,
        action: 'booking.attendance_confirmed',
        subject: booking.id,
        requestId,
      });
      return this.reader.view(tx, { ...booking, attendanceConfirmedAt: tx.now });
    });
  }
}
