import { Injectable } from '@nestjs/common';
import { Ids } from '@limber/kernel';
import { FieldCipher, type Transaction } from '@limber/persistence';
import { Recommendation } from './client.entity.ts';
import type { Spoken } from './spoken.rules.ts';

const LIFETIME_MS = 24 * 3_600_000;

@Injectable()
export class RecommendationStore {
  constructor(
    private readonly ids: Ids,
    private readonly cipher: FieldCipher,
  ) {}

  async insert(tx: Transaction, spoken: Spoken): Promise<{ id: string; expiresAt: Date }> {
    const id = this.ids.uuid();
    const expiresAt = new Date(tx.now.getTime() + LIFETIME_MS);
    await tx.manager.insert(Recommendation, {
      clinicId: tx.clinicId,
      id,
      rulesVersion: spoken.rulesVersion,
      spoken: this.cipher.seal({ table: 'recommendation', rowId: id, column: 'spoken' }, spoken),
      createdAt: tx.now,
      expiresAt,
    });
    return { id, expiresAt };
  }

  /** Null when unknown or older than its 24 hours. */
  async findLive(tx: Transaction, id: string): Promise<Spoken | null> {
    const row = await tx.manager.findOneBy(Recommendation, { clinicId: tx.clinicId, id });
    if (!row || row.expiresAt <= tx.now) return null;
    return this.cipher.open<Spoken>(
      { table: 'recommendation', rowId: id, column: 'spoken' },
      row.spoken,
    );
  }
}
