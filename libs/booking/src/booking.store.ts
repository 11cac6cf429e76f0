import { Injectable } from '@nestjs/common';
import type { Spoken } from '@limber/clients';
import { FieldCipher, insertRows, type Transaction } from '@limber/persistence';
import { MoreThan, Not } from 'typeorm';
import { Booking, type CancelCause, type CancelledBy, type VisitState } from './booking.entity.ts';
import { standingOf } from './request.rules.ts';

const place = (id: string, column: 'recommendation' | 'note') => ({
  table: 'booking',
  rowId: id,
  column,
});

type Moved = Pick<
  Booking,
  | 'status'
  | 'answerBy'
  | 'startsAt'
  | 'therapistId'
  | 'roomId'
  | 'locationId'
  | 'movedFrom'
  | 'movedFromTherapistId'
  | 'movedFromLocationId'
  | 'movedBy'
  | 'movesByClient'
  | 'moveFeeMinor'
>;

@Injectable()
export class BookingStore {
  constructor(private readonly cipher: FieldCipher) {}

  /**
   * `recommendation` and `note` come plain and are sealed here; neither ever lies open in the table. Waited for
   * at the commit.
   */
  insert(
    tx: Transaction,
    booking: Omit<Booking, 'recommendation' | 'note'>,
    secret: { recommendation: unknown; note: string | null },
  ): void {
    const { id } = booking;
    const { recommendation, note } = secret;
    const sealed = {
      recommendation:
        recommendation === null
          ? null
          : this.cipher.seal(place(id, 'recommendation'), recommendation),
      note: note === null ? null : this.cipher.seal(place(id, 'note'), note),
    };
    insertRows(tx, Booking, [{ ...booking, ...sealed }]);
  }

  async findByReference(tx: Transaction, reference: string): Promise<Booking | null> {
    return tx.manager.findOneBy(Booking, { clinicId: tx.clinicId, reference });
  }

  async findByChain(tx: Transaction, chainId: string): Promise<Booking | null> {
    return tx.manager.findOneBy(Booking, { clinicId: tx.clinicId, chainId });
  }

  async chainsOf(tx: Transaction, clientId: string): Promise<string[]> {
    const rows = await tx.query<{ chainId: string }>(
      'SELECT chain_id AS "chainId" FROM booking WHERE clinic_id = $1 AND client_id = $2',
      [tx.clinicId, clientId],
    );
    return rows.map(({ chainId }) => chainId);
  }

  /** Each series the client has bookings of, once more for every instant at which some of it was called off. */
  async seriesOf(
    tx: Transaction,
    clientId: string,
  ): Promise<{ id: string; cancelledAt: Date | null }[]> {
    return tx.query(
      `SELECT DISTINCT series_id AS id, at AS "cancelledAt"
         FROM booking, LATERAL (VALUES (NULL::timestamptz), (cancelled_at)) each (at)
        WHERE clinic_id = $1 AND client_id = $2 AND series_id IS NOT NULL`,
      [tx.clinicId, clientId],
    );
  }

  async hasUpcoming(tx: Transaction, clientId: string): Promise<boolean> {
    return tx.manager.existsBy(Booking, {
      clinicId: tx.clinicId,
      clientId,
      status: Not('cancelled'),
      startsAt: MoreThan(tx.now),
    });
  }

  async findById(tx: Transaction, id: string): Promise<Booking | null> {
    return tx.manager.findOneBy(Booking, { clinicId: tx.clinicId, id });
  }

  async lockByReference(tx: Transaction, reference: string): Promise<Booking | null> {
    return tx.manager.findOne(Booking, {
      where: { clinicId: tx.clinicId, reference },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async lockById(tx: Transaction, id: string): Promise<Booking | null> {
    return tx.manager.findOne(Booking, {
      where: { clinicId: tx.clinicId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async confirmRequest(tx: Transaction, { id, revision }: Booking): Promise<void> {
    const found = { clinicId: tx.clinicId, id, status: 'requested' as const };
    const answered = { status: 'confirmed' as const, answerBy: null, revision: revision + 1 };
    await tx.manager.update(Booking, found, answered);
  }

  async cancel(
    tx: Transaction,
    booking: Booking,
    cancelledBy: CancelledBy,
    feeMinor: number,
    cancelCause: CancelCause | null = null,
  ): Promise<void> {
    await tx.manager.update(
      Booking,
      { clinicId: tx.clinicId, id: booking.id, status: booking.status },
      {
        status: 'cancelled',
        cancelledAt: tx.now,
        cancelledBy,
        cancelCause,
        cancelFeeMinor: feeMinor,
        revision: booking.revision + 1,
      },
    );
  }

  /** A cancellation is taken back: the booking stands as before, one revision on. What waited for a yes still does. */
  async restore(tx: Transaction, booking: Booking): Promise<Booking> {
    const written = {
      status: standingOf(booking),
      cancelledAt: null,
      cancelledBy: null,
      cancelFeeMinor: null,
      revision: booking.revision + 1,
    };
    await tx.manager.update(Booking, { clinicId: tx.clinicId, id: booking.id }, written);
    return { ...booking, ...written };
  }

  /** Where it takes place from now on; the row is locked by the caller. Answers it as it then stands. */
  async move(tx: Transaction, booking: Booking, change: Moved): Promise<Booking> {
    const { status, answerBy, startsAt, therapistId, roomId, locationId } = change;
    const { movedFrom, movedFromTherapistId, movedFromLocationId } = change;
    const { movedBy, movesByClient, moveFeeMinor } = change;
    const written = {
      ...{ status, answerBy, startsAt, therapistId, roomId, locationId },
      ...{ movedFrom, movedFromTherapistId, movedFromLocationId },
      ...{ movedBy, movesByClient, moveFeeMinor },
      attendanceConfirmedAt:
        startsAt.getTime() === booking.startsAt.getTime() ? booking.attendanceConfirmedAt : null,
      movedAt: tx.now,
      revision: booking.revision + 1,
    };
    await tx.manager.update(Booking, { clinicId: tx.clinicId, id: booking.id }, written);
    return { ...booking, ...written };
  }

  async confirmAttendance(tx: Transaction, id: string): Promise<void> {
    const found = { clinicId: tx.clinicId, id };
    await tx.manager.update(Booking, found, { attendanceConfirmedAt: tx.now });
  }

  async setVisit(tx: Transaction, id: string, visit: VisitState): Promise<void> {
    const noShowAt = visit === 'no_show' ? tx.now : null;
    await tx.manager.update(Booking, { clinicId: tx.clinicId, id }, { visit, noShowAt });
  }

  /** Health data: whoever calls this has written down who looks. */
  async openSealed(
    tx: Transaction,
    id: string,
  ): Promise<{ recommendation: Spoken | null; note: string | null }> {
    const booking = await tx.manager.findOneByOrFail(Booking, { clinicId: tx.clinicId, id });
    const { recommendation, note } = booking;
    return {
      recommendation:
        recommendation && this.cipher.open<Spoken>(place(id, 'recommendation'), recommendation),
      note: note && this.cipher.open<string>(place(id, 'note'), note),
    };
  }

  /** Waited for at the commit. */
  setRoom(tx: Transaction, id: string, roomId: string): void {
    tx.write('booking_room', 'UPDATE booking SET room_id = $3 WHERE clinic_id = $1 AND id = $2', [
      ...[tx.clinicId, id, roomId],
    ]);
  }

  /** An answer that came after booking changes the work of every visit coming up. */
  async markCaution(tx: Transaction, clientId: string): Promise<void> {
    await tx.query(
      `UPDATE booking SET caution = true
        WHERE client_id = $1 AND status <> 'cancelled' AND starts_at > $2 AND NOT caution`,
      [clientId, tx.now],
    );
  }

  /** Somebody has spoken with the client: their visits need no call any more. */
  async contactDone(tx: Transaction, clientId: string): Promise<void> {
    await tx.query(
      'UPDATE booking SET contact_first_since = NULL WHERE client_id = $1 AND contact_first_since IS NOT NULL',
      [clientId],
    );
  }

  /** After a red flag: nothing coming up is cancelled by a machine, a person speaks with the client first. */
  async askForContactFirst(tx: Transaction, clientId: string): Promise<number> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE booking SET contact_first_since = $2
        WHERE client_id = $1 AND status <> 'cancelled' AND starts_at > $2
          AND contact_first_since IS NULL RETURNING id`,
      [clientId, tx.now],
    );
    return rows.length;
  }
}
