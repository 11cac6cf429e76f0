import type { MailWordingDraft, WordedMailKind } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import type { MailWords } from './mail-view.ts';
import { MailWording } from './mail-wording.entity.ts';
import type { Message } from './message.entity.ts';

const HISTORY = 50;

/**
 * The version that speaks in a mail: the latest that was there before the mail was planned, or that was said to
 * hold for planned mails too.
 */
const inForce = (kind: string, plannedAt: string): string =>
  `SELECT w.opening, w.closing FROM mail_wording w
    WHERE w.clinic_id = $1 AND w.kind = ${kind}
      AND (w.applies_to = 'upcoming' OR w.created_at < ${plannedAt})
    ORDER BY w.version DESC LIMIT 1`;

export class MailWordingStore {
  /** What the clinic says in each of these mails; one without an entry is worded by the house. */
  async wordsOf(
    tx: Transaction,
    messages: readonly Pick<Message, 'id' | 'kind' | 'createdAt'>[],
  ): Promise<Map<string, MailWords>> {
    const worded = await this.wordedAmong(tx, new Set(messages.map(({ kind }) => kind)));
    const theirs = messages.filter(({ kind }) => worded.has(kind));
    if (theirs.length === 0) return new Map();
    const rows = await tx.prepared<MailWords & { id: string }>(
      'mail_words',
      `SELECT m.id, own.opening, own.closing
         FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) AS m (id, kind, planned_at)
        CROSS JOIN LATERAL (${inForce('m.kind', 'm.planned_at')}) own`,
      [
        tx.clinicId,
        theirs.map(({ id }) => id),
        theirs.map(({ kind }) => kind),
        theirs.map(({ createdAt }) => createdAt),
      ],
    );
    return new Map(rows.map(({ id, ...words }) => [id, words]));
  }

  /** Most clinics leave most kinds as they are, and none of their mails has to be asked for. */
  private async wordedAmong(tx: Transaction, kinds: ReadonlySet<string>): Promise<Set<string>> {
    if (kinds.size === 0) return new Set();
    const rows = await tx.prepared<{ kind: string }>(
      'mail_kinds_worded',
      'SELECT DISTINCT kind FROM mail_wording WHERE clinic_id = $1 AND kind = ANY ($2::text[])',
      [tx.clinicId, [...kinds]],
    );
    return new Set(rows.map(({ kind }) => kind));
  }

  /** Bookings, or whatever else a mail hangs on, whose mail is still to go out and says something else so far. */
  async countOtherwise(
    tx: Transaction,
    kind: WordedMailKind,
    { opening, closing }: MailWordingDraft,
  ): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(DISTINCT coalesce(m.chain_id::text, m.subject_key))::int AS count
         FROM message m LEFT JOIN LATERAL (${inForce('m.kind', 'm.created_at')}) own ON true
        WHERE m.clinic_id = $1 AND m.kind = $2 AND m.state = 'planned'
          AND (own.opening, own.closing) IS DISTINCT FROM ($3::text, $4::text)`,
      [tx.clinicId, kind, opening, closing],
    );
    return row?.count ?? 0;
  }

  async latestOfEach(tx: Transaction): Promise<MailWording[]> {
    return tx.manager
      .createQueryBuilder(MailWording, 'w')
      .distinctOn(['w.kind'])
      .where('w.clinic_id = :clinicId', { clinicId: tx.clinicId })
      .orderBy('w.kind')
      .addOrderBy('w.version', 'DESC')
      .getMany();
  }

  /** Latest first. */
  async history(tx: Transaction, kind: WordedMailKind): Promise<MailWording[]> {
    return tx.manager.find(MailWording, {
      where: { clinicId: tx.clinicId, kind },
      order: { version: 'DESC' },
      take: HISTORY,
    });
  }

  /** False when somebody else made that version first. */
  async add(tx: Transaction, row: Omit<MailWording, 'clinicId' | 'createdAt'>): Promise<boolean> {
    const made = await tx.query(
      `INSERT INTO mail_wording (clinic_id, kind, version, opening, closing, applies_to, author,
                                 created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (clinic_id, kind, version) DO NOTHING RETURNING version`,
      [
        ...[tx.clinicId, row.kind, row.version, row.opening, row.closing],
        ...[row.appliesTo, row.author, row.createdBy, tx.now],
      ],
    );
    return made.length > 0;
  }
}
