import type { TestDatabase } from '@limber/testing';
import type { Accepted } from './catcher.ts';

interface Row {
  id: string;
  kind: string;
  recipient: string;
  revision: number;
  state: string;
  reason: string | null;
}

export interface Delivery {
  mails: number;
  /** Neither accepted nor, of a kind sent at most once, given up for staff to see. */
  lost: Row[];
  /** Accepted once more than needed. */
  again: Accepted[];
  /** Of a kind that is sent at most once, accepted more than once. */
  twice: Accepted[];
  /** At most once, and given up rather than sent twice. */
  givenUp: number;
  /** Mails that no row knows, or a second Message-ID of one row. */
  strange: string[];
}

/** The kinds that are rather not sent than sent twice. */
const AT_MOST_ONCE = new Set(['nudge_7d']);

/** What the mail server's process saw, held against what was planned. */
export async function delivery(
  db: TestDatabase,
  accepted: readonly Accepted[],
  since: Date,
): Promise<Delivery> {
  const rows = await db.asOwner<Row>(
    `SELECT id, kind, recipient, revision, state, reason FROM message WHERE created_at >= $1`,
    [since],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const seen = new Map<string, Accepted>();
  const found: Delivery = {
    ...{ mails: rows.length, lost: [], again: [], twice: [], givenUp: 0, strange: [] },
  };
  for (const mail of accepted) {
    const row = byId.get(mail.id);
    const first = seen.get(mail.id);
    if (!row || row.recipient !== mail.to || row.revision !== mail.revision) {
      found.strange.push(`no row knows ${mail.messageId}`);
    } else if (!first) seen.set(mail.id, mail);
    else {
      found.again.push(mail);
      if (AT_MOST_ONCE.has(row.kind)) found.twice.push(mail);
      if (first.messageId !== mail.messageId) found.strange.push(`two names of ${mail.id}`);
    }
  }
  for (const row of rows) {
    if (seen.has(row.id)) continue;
    if (row.state === 'unknown' && AT_MOST_ONCE.has(row.kind)) found.givenUp += 1;
    else found.lost.push(row);
  }
  return found;
}

export const about = ({ kind, state, reason, id }: Row): string =>
  `lost: ${kind} ${id} is ${state}${reason ? ` (${reason})` : ''}`;
