import { Injectable } from '@nestjs/common';
import type { ReOfferState } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import { In } from 'typeorm';
import { HoldStore } from './hold.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { ReOffer } from './sick-call.entity.ts';

type Decided = Exclude<ReOfferState, 'offered'>;

@Injectable()
export class ReOfferStore {
  constructor(
    private readonly holds: HoldStore,
    private readonly occupancy: OccupancyStore,
  ) {}

  async insert(tx: Transaction, offer: ReOffer): Promise<void> {
    await tx.manager.insert(ReOffer, offer);
  }

  async findById(tx: Transaction, id: string): Promise<ReOffer | null> {
    return tx.manager.findOneBy(ReOffer, { clinicId: tx.clinicId, id });
  }

  async lockById(tx: Transaction, id: string): Promise<ReOffer | null> {
    return tx.manager.findOne(ReOffer, {
      where: { clinicId: tx.clinicId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async idsOfClient(tx: Transaction, clientId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT o.id FROM re_offer o
         JOIN booking b ON b.clinic_id = o.clinic_id AND b.id = o.booking_id
        WHERE o.clinic_id = $1 AND b.client_id = $2`,
      [tx.clinicId, clientId],
    );
    return rows.map(({ id }) => id);
  }

  /** Undecided, even if its time has passed: until it is decided the client owes nothing for a change. */
  async findOpen(tx: Transaction, bookingId: string): Promise<ReOffer | null> {
    return tx.manager.findOneBy(ReOffer, { clinicId: tx.clinicId, bookingId, state: 'offered' });
  }

  /** The newest of each booking. */
  async listNewest(tx: Transaction, bookingIds: readonly string[]): Promise<ReOffer[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT ON (booking_id) id FROM re_offer
        WHERE clinic_id = $1 AND booking_id = ANY ($2)
        ORDER BY booking_id, created_at DESC, id`,
      [tx.clinicId, bookingIds],
    );
    return tx.manager.findBy(ReOffer, { clinicId: tx.clinicId, id: In(rows.map(({ id }) => id)) });
  }

  /** Decides it and lets go of whoever was kept. */
  async close(tx: Transaction, { id, holdId }: ReOffer, state: Decided): Promise<void> {
    await tx.manager.update(
      ReOffer,
      { clinicId: tx.clinicId, id, state: 'offered' },
      { state, decidedAt: tx.now },
    );
    await this.occupancy.releaseHold(tx, holdId);
    this.holds.setStatus(tx, holdId, state === 'accepted' ? 'used' : 'released');
  }

  /** The booking went another way; whatever was offered for it has ended. */
  async closeOpen(tx: Transaction, bookingId: string, state: Decided): Promise<void> {
    const open = await this.findOpen(tx, bookingId);
    if (open) await this.close(tx, open, state);
  }
}
