import { Injectable } from '@nestjs/common';
import { SCREENING_VERSION } from '@limber/evidence';
import { FieldCipher, insertRows, type Transaction } from '@limber/persistence';
import { BookingGuest } from './booking.entity.ts';

const place = (bookingId: string) => ({
  table: 'booking_guest',
  rowId: bookingId,
  column: 'screening',
});

export type NewGuest = Pick<BookingGuest, 'bookingId' | 'therapistId' | 'name' | 'caution'>;

/** The second line of a session for two. */
@Injectable()
export class GuestStore {
  constructor(private readonly cipher: FieldCipher) {}

  /** The codes come plain and are sealed here. Waited for at the commit. */
  insert(tx: Transaction, guest: NewGuest, codes: readonly string[]): void {
    const answers = { codes, version: SCREENING_VERSION };
    const screening = this.cipher.seal(place(guest.bookingId), answers);
    const row = { ...guest, clinicId: tx.clinicId, screening, createdAt: tx.now };
    insertRows(tx, BookingGuest, [row]);
  }

  async find(tx: Transaction, bookingId: string): Promise<BookingGuest | null> {
    return tx.manager.findOneBy(BookingGuest, { clinicId: tx.clinicId, bookingId });
  }

  /** Health data: whoever calls this has written down who looks. */
  async openScreening(
    tx: Transaction,
    bookingId: string,
  ): Promise<{ codes: string[]; version: string; answeredAt: Date } | null> {
    const guest = await this.find(tx, bookingId);
    if (!guest) return null;
    const answers = this.cipher.open<{ codes: string[]; version: string }>(
      place(bookingId),
      guest.screening,
    );
    return { ...answers, answeredAt: guest.createdAt };
  }

  async setTherapist(tx: Transaction, bookingId: string, therapistId: string): Promise<void> {
    await tx.manager.update(BookingGuest, { clinicId: tx.clinicId, bookingId }, { therapistId });
  }
}
