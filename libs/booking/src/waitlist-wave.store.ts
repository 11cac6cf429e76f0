import { Injectable } from '@nestjs/common';
import type { WaitlistOfferState } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import { HoldStore } from './hold.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { WaitlistOffer, WaitlistWave, type GapCause, type WaveState } from './waitlist.entity.ts';

export interface OfferInWave {
  offer: WaitlistOffer;
  wave: WaitlistWave;
}

export interface OfferRow extends WaitlistOffer {
  waveState: WaveState;
  therapistId: string;
  therapist: string;
  startsAt: Date;
  expiresAt: Date;
}

export interface WaveRow extends WaitlistWave {
  cause: GapCause;
  therapist: string;
  timeZone: string;
}

export interface WaveOfferRow extends WaitlistOffer {
  clientName: string;
  service: string;
  reference: string | null;
}

const NEWEST_WAVES = 100;

@Injectable()
export class WaitlistWaveStore {
  constructor(
    private readonly holds: HoldStore,
    private readonly occupancy: OccupancyStore,
  ) {}

  async insert(tx: Transaction, wave: WaitlistWave, offers: WaitlistOffer[]): Promise<void> {
    await tx.manager.insert(WaitlistWave, wave);
    await tx.manager.insert(WaitlistOffer, offers);
  }

  async find(tx: Transaction, offerId: string): Promise<OfferInWave | null> {
    const clinicId = tx.clinicId;
    const offer = await tx.manager.findOneBy(WaitlistOffer, { clinicId, id: offerId });
    const wave =
      offer && (await tx.manager.findOneBy(WaitlistWave, { clinicId, id: offer.waveId }));
    return wave && { offer, wave };
  }

  async findWave(tx: Transaction, id: string): Promise<WaitlistWave | null> {
    return tx.manager.findOneBy(WaitlistWave, { clinicId: tx.clinicId, id });
  }

  async findOpenOf(tx: Transaction, entryId: string): Promise<OfferInWave | null> {
    const open = await tx.manager.findOneBy(WaitlistOffer, {
      ...{ clinicId: tx.clinicId, entryId },
      state: 'open',
    });
    return open && this.find(tx, open.id);
  }

  async listOpenOfGap(tx: Transaction, gapId: string): Promise<WaitlistWave[]> {
    return tx.manager.find(WaitlistWave, {
      where: { clinicId: tx.clinicId, gapId, state: 'open' },
      order: { expiresAt: 'ASC', id: 'ASC' },
    });
  }

  /** Gaps with an offer whose mail is still to go. */
  async gapsThatWait(tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ gapId: string }>(
      `SELECT DISTINCT gap_id AS "gapId" FROM waitlist_wave
        WHERE clinic_id = $1 AND state = 'open' AND mail_at > $2 ORDER BY 1`,
      [tx.clinicId, tx.now],
    );
    return rows.map(({ gapId }) => gapId);
  }

  async setTimes(
    tx: Transaction,
    id: string,
    times: Pick<WaitlistWave, 'mailAt' | 'expiresAt'>,
  ): Promise<void> {
    await tx.manager.update(WaitlistWave, { clinicId: tx.clinicId, id, state: 'open' }, times);
  }

  async countOfGap(tx: Transaction, gapId: string): Promise<number> {
    return tx.manager.countBy(WaitlistWave, { clinicId: tx.clinicId, gapId });
  }

  async listOffers(tx: Transaction, waveId: string): Promise<WaitlistOffer[]> {
    return tx.manager.find(WaitlistOffer, {
      where: { clinicId: tx.clinicId, waveId },
      order: { rank: 'ASC' },
    });
  }

  async decide(
    tx: Transaction,
    id: string,
    state: Exclude<WaitlistOfferState, 'open'>,
  ): Promise<void> {
    await tx.manager.update(
      WaitlistOffer,
      { clinicId: tx.clinicId, id, state: 'open' },
      { state, decidedAt: tx.now },
    );
  }

  /** Ends the wave and every offer of it that is still open. */
  async end(
    tx: Transaction,
    { id }: WaitlistWave,
    state: Exclude<WaveState, 'open'>,
    offers: Exclude<WaitlistOfferState, 'open'>,
  ): Promise<void> {
    const clinicId = tx.clinicId;
    await tx.manager.update(
      WaitlistWave,
      { clinicId, id, state: 'open' },
      { state, endedAt: tx.now },
    );
    await tx.manager.update(
      WaitlistOffer,
      { clinicId, waveId: id, state: 'open' },
      { state: offers, decidedAt: tx.now },
    );
  }

  /** What was kept is free again; a hold that died is left to whoever takes it over. */
  letGo(tx: Transaction, { holdId }: WaitlistWave): Promise<void> {
    this.occupancy.releaseLiveHold(tx, holdId);
    this.holds.setStatus(tx, holdId, 'released');
    return Promise.resolve();
  }

  /** Newest first. */
  async listOf(tx: Transaction, entryIds: readonly string[]): Promise<OfferRow[]> {
    return tx.query<OfferRow>(
      `SELECT o.id, o.entry_id AS "entryId", o.wave_id AS "waveId", o.rank, o.state,
              o.duration_min AS "durationMin", w.state AS "waveState", w.therapist_id AS "therapistId",
              t.name AS therapist, w.starts_at AS "startsAt", w.expires_at AS "expiresAt"
         FROM waitlist_offer o
         JOIN waitlist_wave w ON w.clinic_id = o.clinic_id AND w.id = o.wave_id
         JOIN therapist t ON t.clinic_id = w.clinic_id AND t.id = w.therapist_id
        WHERE o.clinic_id = $1 AND o.entry_id = ANY ($2)
        ORDER BY o.created_at DESC, o.id`,
      [tx.clinicId, [...entryIds]],
    );
  }

  async listNewestWaves(tx: Transaction): Promise<WaveRow[]> {
    return tx.query<WaveRow>(
      `SELECT w.id, w.number, w.state, w.starts_at AS "startsAt", w.mail_at AS "mailAt",
              w.expires_at AS "expiresAt", w.created_at AS "createdAt", w.therapist_id AS "therapistId",
              t.name AS therapist, l.time_zone AS "timeZone", g.cause
         FROM waitlist_wave w
         JOIN waitlist_gap g ON g.clinic_id = w.clinic_id AND g.id = w.gap_id
         JOIN therapist t ON t.clinic_id = w.clinic_id AND t.id = w.therapist_id
         JOIN location l ON l.clinic_id = w.clinic_id AND l.id = w.location_id
        WHERE w.clinic_id = $1 ORDER BY w.created_at DESC, w.id LIMIT ${NEWEST_WAVES}`,
      [tx.clinicId],
    );
  }

  async listOffersOf(tx: Transaction, waveIds: readonly string[]): Promise<WaveOfferRow[]> {
    return tx.query<WaveOfferRow>(
      `SELECT o.id, o.wave_id AS "waveId", o.entry_id AS "entryId", o.rank, o.state,
              o.duration_min AS "durationMin", e.contact_name AS "clientName", s.name AS service,
              CASE WHEN o.state = 'accepted' THEN b.reference END AS reference
         FROM waitlist_offer o
         JOIN waitlist_entry e ON e.clinic_id = o.clinic_id AND e.id = o.entry_id
         JOIN service s ON s.clinic_id = o.clinic_id AND s.id = o.service_id
         LEFT JOIN booking b ON b.clinic_id = e.clinic_id AND b.id = e.booked_id
        WHERE o.clinic_id = $1 AND o.wave_id = ANY ($2) ORDER BY o.wave_id, o.rank`,
      [tx.clinicId, [...waveIds]],
    );
  }
}
