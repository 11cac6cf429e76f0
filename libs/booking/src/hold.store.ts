import { Injectable } from '@nestjs/common';
import { lockAll, selected, type Transaction } from '@limber/persistence';
import { Hold } from './booking.entity.ts';

const INSERT = `
  INSERT INTO hold (clinic_id, id, token_sha256, visit_sha256, address_sha256, service_id, duration_min,
                    location_id, therapist_id, room_id, starts_at, price_minor, status, created_at, expires_at,
                    extended, any_therapist, second_therapist_id, policy)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`;

@Injectable()
export class HoldStore {
  /** Waited for at the commit. */
  insert(tx: Transaction, hold: Hold): void {
    tx.write('hold_insert', INSERT, [
      ...[hold.clinicId, hold.id, hold.tokenSha256, hold.visitSha256, hold.addressSha256],
      ...[hold.serviceId, hold.durationMin, hold.locationId, hold.therapistId, hold.roomId],
      ...[hold.startsAt, hold.priceMinor, hold.status, hold.createdAt, hold.expiresAt],
      ...[hold.extended, hold.anyTherapist, hold.secondTherapistId, hold.policy],
    ]);
  }

  /** By id and secret; locked, so that confirming, extending and releasing one hold queue up. */
  async lockByToken(tx: Transaction, id: string, tokenSha256: string): Promise<Hold | null> {
    const [hold] = await tx.prepared<Hold>(
      'hold_by_token',
      `SELECT ${selected(tx, Hold)} FROM hold
        WHERE clinic_id = $1 AND id = $2 AND token_sha256 = $3 FOR UPDATE`,
      [tx.clinicId, id, tokenSha256],
    );
    return hold ?? null;
  }

  /** The tabs of one visitor queue here, so that each sees what the one before it kept. */
  async lockLiveOfVisit(tx: Transaction, visitSha256: string): Promise<{ id: string } | null> {
    const [, [hold]] = await Promise.all([
      lockAll(tx, [`visit|${visitSha256}`]),
      tx.prepared<{ id: string }>(
        'hold_of_visit',
        `SELECT id FROM hold WHERE clinic_id = $1 AND visit_sha256 = $2 AND status = 'live' FOR UPDATE`,
        [tx.clinicId, visitSha256],
      ),
    ]);
    return hold ?? null;
  }

  /** Without those of the visit that asks: its next pick replaces its last. */
  async countLiveOfAddress(
    tx: Transaction,
    addressSha256: string,
    visitSha256: string | null,
  ): Promise<number> {
    const [row] = await tx.prepared<{ live: number }>(
      'holds_of_address',
      `SELECT count(*)::int AS live FROM hold
        WHERE clinic_id = $1 AND address_sha256 = $2 AND status = 'live'
          AND expires_at > (SELECT app_now()) AND visit_sha256 IS DISTINCT FROM $3`,
      [tx.clinicId, addressSha256, visitSha256],
    );
    return row?.live ?? 0;
  }

  /** Waited for at the commit. */
  setStatus(tx: Transaction, id: string, status: 'used' | 'released'): void {
    tx.write('hold_status', 'UPDATE hold SET status = $3 WHERE clinic_id = $1 AND id = $2', [
      tx.clinicId,
      id,
      status,
    ]);
  }

  async extend(tx: Transaction, id: string, expiresAt: Date): Promise<void> {
    await tx.manager.update(Hold, { clinicId: tx.clinicId, id }, { expiresAt, extended: true });
  }

  /** What was kept for several is about one session now. */
  async narrow(
    tx: Transaction,
    id: string,
    session: Pick<Hold, 'serviceId' | 'durationMin' | 'roomId' | 'priceMinor'>,
  ): Promise<void> {
    await tx.manager.update(Hold, { clinicId: tx.clinicId, id }, session);
  }
}
