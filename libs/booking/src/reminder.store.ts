import type { Transaction } from '@limber/persistence';
import type { KnownReminder, RemindedVisit } from './reminder.rules.ts';

type Stamped<Row> = {
  [Name in keyof Row]: Row[Name] extends Date | null ? string : Row[Name];
};
type Reminded = Omit<RemindedVisit, 'quiet' | 'known'> & { known: Stamped<KnownReminder>[] };

/** Visits of which something may still remind. */
export class ReminderStore {
  /** Nobody moves them until the unit of work ends, by the clocks of where the client was. */
  async lockToCome(tx: Transaction, clientId: string): Promise<void> {
    await tx.query(
      `SELECT id FROM booking WHERE clinic_id = $1 AND client_id = $2 AND starts_at > $3
        ORDER BY id FOR UPDATE`,
      [tx.clinicId, clientId, tx.now],
    );
  }

  /** Those to come of a client, or of the whole clinic. */
  async listToCome(
    tx: Transaction,
    clientId: string | null,
  ): Promise<Omit<RemindedVisit, 'quiet'>[]> {
    const rows = await tx.query<Reminded>(
      `SELECT b.chain_id AS "chainId", b.revision, b.starts_at AS "startsAt",
              l.time_zone AS zone, c.time_zone AS "readerZone",
              coalesce(c.guardian_email, c.email) AS recipient,
              -- A request that was confirmed is told by the mail of that; a move that nobody was told of, when it was made.
              coalesce(min(m.created_at) FILTER (WHERE m.revision = b.revision), b.moved_at, b.created_at) AS "toldAt",
              coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'revision', m.revision,
                'state', m.state, 'reason', m.reason, 'dueAt', m.due_at, 'notAfter', m.not_after,
                'createdAt', m.created_at)) FILTER (WHERE m.kind LIKE 'reminder%'), '[]') AS known
         FROM booking b
         JOIN location l ON l.clinic_id = b.clinic_id AND l.id = b.location_id
         JOIN client c ON c.clinic_id = b.clinic_id AND c.id = b.client_id
         LEFT JOIN message m ON m.clinic_id = b.clinic_id AND m.chain_id = b.chain_id AND m.family = 'booking'
        WHERE b.clinic_id = $1 AND b.starts_at > $2 AND b.status = 'confirmed' AND b.visit = 'booked'
          AND ($3::uuid IS NULL OR b.client_id = $3)
          AND coalesce(c.guardian_email, c.email) IS NOT NULL
        GROUP BY b.clinic_id, b.id, l.time_zone, c.time_zone, c.guardian_email, c.email`,
      [tx.clinicId, tx.now, clientId],
    );
    return rows.map((row) => ({ ...row, known: row.known.map(asKnown) }));
  }
}

const asKnown = (mail: Stamped<KnownReminder>): KnownReminder => ({
  ...mail,
  dueAt: new Date(mail.dueAt),
  notAfter: new Date(mail.notAfter),
  createdAt: new Date(mail.createdAt),
});
