import { Injectable } from '@nestjs/common';
import type { DeskMailStops, Trouble } from '@limber/contracts';
import type { MessageKind } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';

export interface TroubledMail {
  id: string;
  kind: MessageKind;
  reason: string | null;
  lastError: string | null;
  attempts: number;
  dueAt: Date;
  notAfter: Date | null;
  nextAttemptAt: Date;
  recipient: string;
  name: string | null;
  phone: string | null;
  reference: string | null;
}

export interface StoppedAddress {
  emailSha256: string;
  scope: DeskMailStops['stops'][number]['scope'];
  since: Date;
  name: string | null;
  email: string | null;
}

/** Where the page before ended; null for the first one. */
export type After = { at: Date; id: string } | null;

const WHERE: Readonly<Record<Trouble, string>> = {
  failed: `m.state = 'dead'`,
  unclear: `m.state = 'unknown'`,
  late: `m.state = 'skipped_stale'`,
  retrying: `m.state = 'planned' AND m.attempts > 0`,
};
/** Nobody reads further back, and no page may grow with the years. */
const COUNTED = 1_000;

const HASH = (email: string): string =>
  `encode(sha256(convert_to(lower(trim(${email})), 'UTF8')), 'hex')`;

@Injectable()
export class DeskMailStore {
  async count(tx: Transaction): Promise<Record<Trouble, number>> {
    const of = (trouble: Trouble): string =>
      `(SELECT count(*)::int FROM (SELECT FROM message m WHERE m.clinic_id = $1 AND ${WHERE[trouble]}
          LIMIT ${COUNTED}) x) AS "${trouble}"`;
    const [row] = await tx.query<Record<Trouble, number>>(
      `SELECT ${(['failed', 'unclear', 'late', 'retrying'] as const).map(of).join(', ')}`,
      [tx.clinicId],
    );
    return row ?? { failed: 0, unclear: 0, late: 0, retrying: 0 };
  }

  /** The newest first. Whose it is: of the booking, else whoever has the address here. */
  async listTroubled(
    tx: Transaction,
    trouble: Trouble,
    after: After,
    atMost: number,
  ): Promise<TroubledMail[]> {
    return tx.query<TroubledMail>(
      `SELECT m.id, m.kind, m.reason, m.last_error AS "lastError", m.attempts, m.due_at AS "dueAt",
              m.not_after AS "notAfter", m.next_attempt_at AS "nextAttemptAt", m.recipient, b.reference,
              coalesce(b.contact_name, c.name, t.name) AS name, coalesce(b.contact_phone, c.phone) AS phone
         FROM message m
         LEFT JOIN booking b ON b.clinic_id = m.clinic_id AND b.chain_id = m.chain_id
         LEFT JOIN client c ON c.clinic_id = m.clinic_id AND c.email = lower(m.recipient)
         LEFT JOIN LATERAL (SELECT name FROM therapist t WHERE t.clinic_id = m.clinic_id
            AND t.work_email = lower(m.recipient) ORDER BY t.id LIMIT 1) t ON true
        WHERE m.clinic_id = $1 AND ${WHERE[trouble]}
          AND ($2::timestamptz IS NULL OR (m.due_at, m.id) < ($2, $3::uuid))
        ORDER BY m.due_at DESC, m.id DESC LIMIT $4`,
      [tx.clinicId, after?.at ?? null, after?.id ?? null, atMost],
    );
  }

  /** Only hashes are kept: an address is shown where somebody here still has it. */
  async listStops(tx: Transaction, after: After, atMost: number): Promise<StoppedAddress[]> {
    return tx.query<StoppedAddress>(
      `WITH page AS (
         SELECT s.email_sha256, s.scope, s.created_at FROM suppression s
          WHERE s.clinic_id = $1
            AND ($2::timestamptz IS NULL OR (s.created_at, s.email_sha256 || s.scope) < ($2, $3))
          ORDER BY s.created_at DESC, s.email_sha256 || s.scope DESC LIMIT $4
       ), known AS (
         SELECT DISTINCT ON (hash) hash, name, email FROM (
           SELECT ${HASH('email')} AS hash, name, email FROM client WHERE clinic_id = $1 AND email IS NOT NULL
           UNION ALL
           SELECT ${HASH('guardian_email')}, name, guardian_email FROM client
            WHERE clinic_id = $1 AND guardian_email IS NOT NULL
           UNION ALL
           SELECT ${HASH('work_email')}, name, work_email FROM therapist
            WHERE clinic_id = $1 AND work_email IS NOT NULL
         ) people WHERE hash IN (SELECT email_sha256 FROM page) ORDER BY hash, name
       )
       SELECT p.email_sha256 AS "emailSha256", p.scope, p.created_at AS since, k.name, k.email
         FROM page p LEFT JOIN known k ON k.hash = p.email_sha256
        ORDER BY p.created_at DESC, p.email_sha256 || p.scope DESC`,
      [tx.clinicId, after?.at ?? null, after?.id ?? null, atMost],
    );
  }
}
