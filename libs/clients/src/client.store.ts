import { Injectable } from '@nestjs/common';
import type { TrainingReport } from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { FieldCipher, insertRows, selected, type Transaction } from '@limber/persistence';
import { Client, Consent, ScreeningAnswer, TrainingEvent } from './client.entity.ts';

/** A set of answers as it was given. */
export interface OpenScreening {
  codes: string[];
  questionsVersion: string;
  answeredAt: Date;
}

export interface Contact {
  name: string;
  email: string;
  phone: string | null;
  timeZone: string;
  /** The client is under 18, and e-mail and phone are theirs. */
  guardian?: { name: string } | undefined;
}

export interface WaitingRow {
  clientId: string;
  name: string;
  phone: string;
  email: string;
  since: Date;
  isBlocked: boolean;
  isAsked: boolean;
}

@Injectable()
export class ClientStore {
  constructor(
    private readonly ids: Ids,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * The client of an e-mail address, made when new, locked: what must not race for one client waits here. A known client's profile is left alone: whoever types
   * somebody's address must not be able to rename them.
   */
  async ensure(tx: Transaction, contact: Contact): Promise<{ client: Client; isNew: boolean }> {
    const email = contact.email.toLowerCase();
    const { name, phone, timeZone, guardian } = contact;
    if (guardian) return this.ensureYoung(tx, { ...contact, email, guardian });
    const [made, [client]] = await Promise.all([
      tx.prepared<{ id: string }>(
        'client_ensure',
        `INSERT INTO client (clinic_id, id, name, email, phone, time_zone, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (clinic_id, email) DO NOTHING
         RETURNING id`,
        [tx.clinicId, this.ids.uuid(), name, email, phone, timeZone, tx.now],
      ),
      tx.prepared<Client>(
        'client_of_email',
        `SELECT ${selected(tx, Client)} FROM client WHERE clinic_id = $1 AND email = $2 FOR UPDATE`,
        [tx.clinicId, email],
      ),
    ]);
    if (!client) throw new Error('a client just made is not there');
    return { client, isNew: made.length > 0 };
  }

  /** Known by the guardian's address and their own name: a guardian may bring several, and be a client too. */
  private async ensureYoung(
    tx: Transaction,
    { name, email, phone, timeZone, guardian }: Contact & { guardian: { name: string } },
  ): Promise<{ client: Client; isNew: boolean }> {
    const [made, [client]] = await Promise.all([
      tx.prepared<{ id: string }>(
        'client_ensure_young',
        `INSERT INTO client (clinic_id, id, name, phone, time_zone, created_at, guardian_email, guardian_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (clinic_id, guardian_email, lower(name)) WHERE email IS NULL AND guardian_email IS NOT NULL
         DO NOTHING RETURNING id`,
        [tx.clinicId, this.ids.uuid(), name, phone, timeZone, tx.now, email, guardian.name],
      ),
      tx.prepared<Client>(
        'client_of_guardian',
        `SELECT ${selected(tx, Client)} FROM client WHERE clinic_id = $1 AND guardian_email = $2
            AND lower(name) = lower($3) AND email IS NULL FOR UPDATE`,
        [tx.clinicId, email, name],
      ),
    ]);
    if (!client) throw new Error('a client just made is not there');
    return { client, isNew: made.length > 0 };
  }

  async setGuardian(
    tx: Transaction,
    id: string,
    guardian: { name: string; email: string } | null,
  ): Promise<void> {
    const guardianEmail = guardian?.email.toLowerCase() ?? null;
    const of = { clinicId: tx.clinicId, id };
    await tx.manager.update(Client, of, { guardianEmail, guardianName: guardian?.name ?? null });
  }

  /** Somebody who leaves no address: known again only when staff pick them from the list. */
  async insertWithoutEmail(tx: Transaction, contact: Omit<Contact, 'email'>): Promise<Client> {
    const client = {
      ...contact,
      clinicId: tx.clinicId,
      id: this.ids.uuid(),
      email: null,
      createdAt: tx.now,
      blockedSince: null,
      ...{ guardianEmail: null, guardianName: null },
    };
    await tx.manager.insert(Client, client);
    return client;
  }

  async findById(tx: Transaction, id: string): Promise<Client | null> {
    return tx.manager.findOneBy(Client, { clinicId: tx.clinicId, id });
  }

  async findByEmail(tx: Transaction, email: string): Promise<Client | null> {
    return tx.manager.findOneBy(Client, { clinicId: tx.clinicId, email: email.toLowerCase() });
  }

  /** Whether somebody else reads for them: of age nobody asks. */
  async isYoung(tx: Transaction, id: string): Promise<boolean> {
    const rows = await tx.query(
      'SELECT FROM client WHERE clinic_id = $1 AND id = $2 AND guardian_email IS NOT NULL',
      [tx.clinicId, id],
    );
    return rows.length > 0;
  }

  /** Who said yes for a young client in that very transaction; null when nobody did. */
  async guardianWhoSigned(tx: Transaction, clientId: string, at: Date): Promise<string | null> {
    const [row] = await tx.query<{ signer: string }>(
      `SELECT signer FROM consent WHERE clinic_id = $1 AND client_id = $2 AND at = $3
          AND kind = 'health_data' AND text_version LIKE '%-guardian' LIMIT 1`,
      [tx.clinicId, clientId, at],
    );
    return row?.signer ?? null;
  }

  /** Serialises what must not race for one client: a red flag and a booking, say. */
  async lockById(tx: Transaction, id: string): Promise<Client | null> {
    return tx.manager.findOne(Client, {
      where: { clinicId: tx.clinicId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** The client's own word on where they are: their signed link, never a booking in their name. */
  async setTimeZone(tx: Transaction, id: string, timeZone: string): Promise<void> {
    await tx.manager.update(Client, { clinicId: tx.clinicId, id }, { timeZone });
  }

  async block(tx: Transaction, id: string): Promise<void> {
    await tx.query('UPDATE client SET blocked_since = $2 WHERE id = $1 AND blocked_since IS NULL', [
      id,
      tx.now,
    ]);
  }

  /** Takes a red flag's block away; false when there was none. */
  async unblock(tx: Transaction, id: string): Promise<boolean> {
    const freed = await tx.query<{ id: string }>(
      'UPDATE client SET blocked_since = NULL WHERE id = $1 AND blocked_since IS NOT NULL RETURNING id',
      [id],
    );
    return freed.length > 0;
  }

  /** Who cannot book until somebody has spoken with them, the longest wait first. */
  async listWaiting(tx: Transaction): Promise<WaitingRow[]> {
    return tx.query<WaitingRow>(
      `SELECT c.id AS "clientId", c.name, c.phone, c.email,
              least(c.blocked_since, w.since) AS since,
              c.blocked_since IS NOT NULL AS "isBlocked", w.since IS NOT NULL AS "isAsked"
         FROM client c LEFT JOIN clearance_wait w ON w.clinic_id = c.clinic_id AND w.client_id = c.id
        WHERE c.clinic_id = $1 AND (c.blocked_since IS NOT NULL OR w.since IS NOT NULL)
        ORDER BY 5, c.id LIMIT 200`,
      [tx.clinicId],
    );
  }

  /** Answers the new id; waited for at the commit. */
  insertTraining(tx: Transaction, clientId: string, training: TrainingReport): string {
    const id = this.ids.uuid();
    const place = { table: 'training_event', rowId: id, column: 'report' };
    const report = this.cipher.seal(place, training);
    const row = { clinicId: tx.clinicId, id, clientId, report, createdAt: tx.now };
    insertRows(tx, TrainingEvent, [row]);
    return id;
  }

  async findTraining(tx: Transaction, id: string): Promise<TrainingReport | null> {
    const row = await tx.manager.findOneBy(TrainingEvent, { clinicId: tx.clinicId, id });
    if (!row) return null;
    return this.cipher.open({ table: 'training_event', rowId: id, column: 'report' }, row.report);
  }

  /** Answers the new id; waited for at the commit. */
  insertScreening(
    tx: Transaction,
    clientId: string,
    questionsVersion: string,
    codes: string[],
  ): string {
    const id = this.ids.uuid();
    const place = { table: 'screening_answer', rowId: id, column: 'answers' };
    const answers = this.cipher.seal(place, codes);
    const row = { clinicId: tx.clinicId, id, clientId, questionsVersion, answers };
    insertRows(tx, ScreeningAnswer, [{ ...row, createdAt: tx.now }]);
    return id;
  }

  async openScreening(tx: Transaction, id: string): Promise<OpenScreening | null> {
    const row = await tx.manager.findOneBy(ScreeningAnswer, { clinicId: tx.clinicId, id });
    if (!row) return null;
    const place = { table: 'screening_answer', rowId: id, column: 'answers' };
    return {
      codes: this.cipher.open<string[]>(place, row.answers),
      questionsVersion: row.questionsVersion,
      answeredAt: row.createdAt,
    };
  }

  /** Waited for at the commit. */
  insertConsents(
    tx: Transaction,
    consents: Pick<Consent, 'clientId' | 'kind' | 'given' | 'textVersion' | 'signer'>[],
  ): void {
    insertRows(
      tx,
      Consent,
      consents.map((consent) => ({
        ...consent,
        clinicId: tx.clinicId,
        id: this.ids.uuid(),
        at: tx.now,
      })),
    );
  }
}
