import { Injectable } from '@nestjs/common';
import { SCREENING_VERSION } from '@limber/evidence';
import { FieldCipher, type Transaction } from '@limber/persistence';
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

  /** The codes come plain and are sealed here. */
  async insert(tx: Transaction, guest: NewGuest, codes: readonly string[]): Promise<void> {
    await tx.manager.insert(BookingGuest, {
      ...guest,
      clinicId: tx.clinicId,
      screening: this.cipher.seal(place(guest.bookingId), { codes, version: SCREENING_VERSION }),
      createdAt: tx.now,
    });
  }

  async find(tx: Transaction, bookingId: string): Promise<BookingGuest | null> {
    return tx.manager.findOneBy(BookingGuest, { clinicId: tx.clinicId, bookingId });
  }

  async setTherapist(tx: Transaction, bookingId: string, therapistId: string): Promise<void> {
    await tx.manager.update(BookingGuest, { clinicId: tx.clinicId, bookingId }, { therapistId });
  }
}
