import { Injectable } from '@nestjs/common';
import type { HarmCode } from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { FieldCipher, type Transaction } from '@limber/persistence';
import type { CheckIn, FollowUp } from './follow-up.entity.ts';

export interface CallBackRow {
  id: string;
  clientId: string;
  name: string;
  phone: string | null;
  email: string | null;
  askedAt: Date;
}

/** Harm after a massage as it was told, sealed, and the desk's task that comes of it, which says nothing of it. */
@Injectable()
export class CallBackStore {
  constructor(
    private readonly ids: Ids,
    private readonly cipher: FieldCipher,
  ) {}

  /** One record a check-in: told again, it says what was told last. */
  async recordHarm(
    tx: Transaction,
    checkIn: CheckIn,
    { clientId, chainId }: Pick<FollowUp, 'clientId' | 'chainId'>,
    harm: readonly HarmCode[],
  ): Promise<void> {
    const [known] = await tx.query<{ id: string }>(
      'SELECT id FROM adverse_event WHERE clinic_id = $1 AND check_in_id = $2 FOR UPDATE',
      [tx.clinicId, checkIn.id],
    );
    const id = known?.id ?? this.ids.uuid();
    const place = { table: 'adverse_event', rowId: id, column: 'details' };
    await tx.query(
      `INSERT INTO adverse_event (clinic_id, id, client_id, chain_id, check_in_id, details, reported_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (clinic_id, check_in_id) DO UPDATE SET details = excluded.details`,
      [
        ...[tx.clinicId, id, clientId, chainId, checkIn.id],
        ...[this.cipher.seal(place, harm), tx.now],
      ],
    );
  }

  /** Of all visits, the newest first. Health data: whoever calls this has written down who looks. */
  async listHarm(
    tx: Transaction,
    clientId: string,
  ): Promise<{ toldAt: Date; codes: HarmCode[] }[]> {
    const rows = await tx.query<{ id: string; details: Buffer; toldAt: Date }>(
      `SELECT id, details, reported_at AS "toldAt" FROM adverse_event
        WHERE clinic_id = $1 AND client_id = $2 ORDER BY reported_at DESC, id`,
      [tx.clinicId, clientId],
    );
    return rows.map(({ id, details, toldAt }) => {
      const place = { table: 'adverse_event', rowId: id, column: 'details' };
      return { toldAt, codes: this.cipher.open<HarmCode[]>(place, details) };
    });
  }

  /** Once for a client, however often they ask before somebody has phoned. */
  async ask(tx: Transaction, clientId: string): Promise<void> {
    await tx.query(
      `INSERT INTO call_back (clinic_id, id, client_id, asked_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (clinic_id, client_id) WHERE done_at IS NULL DO NOTHING`,
      [tx.clinicId, this.ids.uuid(), clientId, tx.now],
    );
  }

  async isOpen(tx: Transaction, clientId: string): Promise<boolean> {
    const rows = await tx.query(
      'SELECT FROM call_back WHERE clinic_id = $1 AND client_id = $2 AND done_at IS NULL',
      [tx.clinicId, clientId],
    );
    return rows.length > 0;
  }

  /** Whom to phone, the longest wait first. */
  async listOpen(tx: Transaction): Promise<CallBackRow[]> {
    return tx.query<CallBackRow>(
      `SELECT t.id, c.id AS "clientId", c.name, c.phone, c.email, t.asked_at AS "askedAt"
         FROM call_back t JOIN client c ON c.clinic_id = t.clinic_id AND c.id = t.client_id
        WHERE t.clinic_id = $1 AND t.done_at IS NULL ORDER BY t.asked_at, t.id LIMIT 200`,
      [tx.clinicId],
    );
  }

  /** 'done' now, 'already' by somebody else, null when there is none. */
  async finish(
    tx: Transaction,
    id: string,
    by: string,
  ): Promise<{ outcome: 'done' | 'already'; clientId: string } | null> {
    const done = await tx.query<{ clientId: string }>(
      `UPDATE call_back SET done_at = $3, done_by = $4
        WHERE clinic_id = $1 AND id = $2 AND done_at IS NULL RETURNING client_id AS "clientId"`,
      [tx.clinicId, id, tx.now, by],
    );
    if (done[0]) return { outcome: 'done', clientId: done[0].clientId };
    const [known] = await tx.query<{ clientId: string }>(
      'SELECT client_id AS "clientId" FROM call_back WHERE clinic_id = $1 AND id = $2',
      [tx.clinicId, id],
    );
    return known ? { outcome: 'already', clientId: known.clientId } : null;
  }
}
