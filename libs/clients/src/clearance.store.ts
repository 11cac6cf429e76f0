import { Injectable } from '@nestjs/common';
import { Ids } from '@limber/kernel';
import { FieldCipher, selected, type Transaction } from '@limber/persistence';
import { Clearance, ClearanceWait } from './client.entity.ts';

/** What a clinician is asked to agree to. Health data: sealed wherever it is kept. */
export interface AskedOfClinician {
  /** Clearance codes, unknown codes, and local codes that leave no area. */
  codes: string[];
  /** The soreness itself is out of the ordinary (gate G4). */
  isTooSore: boolean;
}

export interface OpenClearance extends Omit<Clearance, 'covers'> {
  covers: AskedOfClinician | null;
}

type NewClearance = Pick<
  Clearance,
  'clientId' | 'givenBy' | 'givenByName' | 'clinician' | 'expiresAt'
> & { covers: AskedOfClinician | null };

const union = (a: AskedOfClinician, b: AskedOfClinician): AskedOfClinician => ({
  codes: [...new Set([...a.codes, ...b.codes])],
  isTooSore: a.isTooSore || b.isTooSore,
});

const coversAt = (id: string) => ({ table: 'clearance', rowId: id, column: 'covers' });
const askedAt = (clientId: string) => ({
  table: 'clearance_wait',
  rowId: clientId,
  column: 'asked',
});

@Injectable()
export class ClearanceStore {
  constructor(
    private readonly ids: Ids,
    private readonly cipher: FieldCipher,
  ) {}

  async insert(tx: Transaction, { covers, ...clearance }: NewClearance): Promise<void> {
    const id = this.ids.uuid();
    await tx.manager.insert(Clearance, {
      ...clearance,
      clinicId: tx.clinicId,
      id,
      scope: covers ? 'answers' : 'red_flag',
      givenAt: tx.now,
      covers: covers && this.cipher.seal(coversAt(id), covers),
    });
  }

  /** Newest first, opened: whoever calls this shows the covered answers to nobody but their reader. */
  async listOfClient(tx: Transaction, clientId: string): Promise<OpenClearance[]> {
    const rows = await tx.prepared<Clearance>(
      'clearances_of_client',
      `SELECT ${selected(tx, Clearance)} FROM clearance WHERE clinic_id = $1 AND client_id = $2
        ORDER BY given_at DESC`,
      [tx.clinicId, clientId],
    );
    return rows.map((row) => ({
      ...row,
      covers: row.covers && this.cipher.open<AskedOfClinician>(coversAt(row.id), row.covers),
    }));
  }

  async findWait(
    tx: Transaction,
    clientId: string,
  ): Promise<{ asked: AskedOfClinician; since: Date } | null> {
    const [row] = await tx.prepared<ClearanceWait>(
      'clearance_wait',
      `SELECT ${selected(tx, ClearanceWait)} FROM clearance_wait
        WHERE clinic_id = $1 AND client_id = $2`,
      [tx.clinicId, clientId],
    );
    if (!row) return null;
    const asked = this.cipher.open<AskedOfClinician>(askedAt(clientId), row.asked);
    return { asked, since: row.since };
  }

  /** Callers hold the client's lock. What waited before goes on waiting. */
  async wait(tx: Transaction, clientId: string, asked: AskedOfClinician): Promise<void> {
    const known = await this.findWait(tx, clientId);
    const all = known ? union(known.asked, asked) : asked;
    await tx.query(
      `INSERT INTO clearance_wait (clinic_id, client_id, asked, since) VALUES ($1, $2, $3, $4)
       ON CONFLICT (clinic_id, client_id) DO UPDATE SET asked = excluded.asked`,
      [tx.clinicId, clientId, this.cipher.seal(askedAt(clientId), all), tx.now],
    );
  }

  async endWait(tx: Transaction, clientId: string): Promise<void> {
    await tx.manager.delete(ClearanceWait, { clinicId: tx.clinicId, clientId });
  }
}
