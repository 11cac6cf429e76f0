import type { DeskClientList } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';

const AT_MOST = 20;
/** Fewer digits than this say nothing about a phone number. */
const FEWEST_DIGITS = 4;

const pattern = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

interface Found {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  bookingPaused: boolean;
  visits: number;
  nextAt: Date | null;
}

/** Who is meant by a few letters or digits: contact data and counts, nothing sealed. */
export class DeskClientStore {
  async search(tx: Transaction, q: string): Promise<DeskClientList> {
    // As typed at home, 07700 900123 and +44 7700 900123 are one number: the leading zero is no part of it.
    const digits = q.replaceAll(/\D/g, '').replace(/^0+/, '');
    const byPhone = /^[\d\s()+./-]+$/.test(q) && digits.length >= FEWEST_DIGITS;
    const rows = await tx.query<Found>(
      `SELECT c.id, c.name, c.email, c.phone, c.blocked_since IS NOT NULL AS "bookingPaused",
              (SELECT count(*)::int FROM booking b
                WHERE b.clinic_id = c.clinic_id AND b.client_id = c.id AND b.status = 'confirmed'
                  AND b.visit <> 'no_show' AND b.starts_at <= $4) AS visits,
              (SELECT min(b.starts_at) FROM booking b
                WHERE b.clinic_id = c.clinic_id AND b.client_id = c.id AND b.status <> 'cancelled'
                  AND b.starts_at > $4) AS "nextAt"
         FROM client c
        WHERE c.clinic_id = $1
          AND (c.name ILIKE $2 OR c.email ILIKE $2 OR ($3::text IS NOT NULL AND c.phone LIKE $3))
        ORDER BY (c.name ILIKE $5) DESC, lower(c.name), c.id
        LIMIT ${AT_MOST}`,
      [tx.clinicId, pattern(q), byPhone ? pattern(digits) : null, tx.now, pattern(q).slice(1)],
    );
    return rows.map(({ nextAt, ...row }) => ({ ...row, nextAt: nextAt && nextAt.toISOString() }));
  }
}
