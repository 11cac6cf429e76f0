import { Injectable } from '@nestjs/common';
import { lockAll, type Transaction } from '@limber/persistence';
import { Hold } from './booking.entity.ts';

@Injectable()
export class HoldStore {
  async insert(tx: Transaction, hold: Hold): Promise<void> {
    await tx.manager.insert(Hold, hold);
  }

  /** By id and secret; locked, so that confirming, extending and releasing one hold queue up. */
  async lockByToken(tx: Transaction, id: string, tokenSha256: string): Promise<Hold | null> {
    return tx.manager.findOne(Hold, {
      where: { clinicId: tx.clinicId, id, tokenSha256 },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** The tabs of one visitor queue here, so that each sees what the one before it kept. */
  async lockLiveOfVisit(tx: Transaction, visitSha256: string): Promise<Hold | null> {
    await lockAll(tx, [`visit|${visitSha256}`]);
    return tx.manager.findOne(Hold, {
      where: { clinicId: tx.clinicId, visitSha256, status: 'live' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async countLiveOfAddress(tx: Transaction, addressSha256: string): Promise<number> {
    const [row] = await tx.query<{ live: number }>(
      `SELECT count(*)::int AS live FROM hold
        WHERE address_sha256 = $1 AND status = 'live' AND expires_at > (SELECT app_now())`,
      [addressSha256],
    );
    return row?.live ?? 0;
  }

  async setStatus(tx: Transaction, id: string, status: 'used' | 'released'): Promise<void> {
    await tx.manager.update(Hold, { clinicId: tx.clinicId, id }, { status });
  }

  async extend(tx: Transaction, id: string, expiresAt: Date): Promise<void> {
    await tx.manager.update(Hold, { clinicId: tx.clinicId, id }, { expiresAt, extended: true });
  }
}
