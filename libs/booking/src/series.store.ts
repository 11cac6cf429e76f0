import type { Transaction } from '@limber/persistence';
import { Booking, BookingSeries } from './booking.entity.ts';

export class SeriesStore {
  async insert(tx: Transaction, series: BookingSeries): Promise<void> {
    await tx.manager.insert(BookingSeries, series);
  }

  async findById(tx: Transaction, id: string): Promise<BookingSeries | null> {
    return tx.manager.findOneBy(BookingSeries, { clinicId: tx.clinicId, id });
  }

  /** In time order. */
  async listBookings(tx: Transaction, seriesId: string): Promise<Booking[]> {
    return tx.manager.find(Booking, {
      where: { clinicId: tx.clinicId, seriesId },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
  }

  /** Locked in the order of their ids, so that two who cancel the same rest queue up. */
  async lockBookings(tx: Transaction, seriesId: string): Promise<Booking[]> {
    return tx.manager.find(Booking, {
      where: { clinicId: tx.clinicId, seriesId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }
}
