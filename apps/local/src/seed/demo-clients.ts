import { Client, Consent } from '@limber/clients';
import { DAY } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import { addDays, instantOf } from '@limber/scheduling';
import { demoId } from './demo-ids.ts';
import { type Persona, personaOf } from './persona.ts';
import { people } from './personas.data.ts';
import type { Today } from './visit-story.ts';

/** Which sentences were ticked, as clients' own consents say it. */
const CONSENT_TEXT_VERSION = '2026-11';
/** No client of ours comes twice within so many days. */
const REST_MS = 3 * DAY;

/** A persona as the table knows them now, with the starts of their other visits. */
export interface Visitor {
  clientId: string;
  persona: Persona;
  starts: number[];
}

export const personas = (clinicId: string): Persona[] =>
  people.map((person, index) => personaOf(clinicId, person, index));

/** Makes clients of those who are none yet. `firstDate` is the first day they may have come on. */
export async function writeClients(
  tx: Transaction,
  all: readonly Persona[],
  firstDate: string,
  { timeZone }: Today,
): Promise<void> {
  const joined = ({ joinedDaysEarlier }: Persona): Date =>
    new Date(instantOf(addDays(firstDate, -joinedDaysEarlier), '12:00', timeZone) ?? tx.now);
  const known = await tx.query<{ email: string }>(
    'SELECT email FROM client WHERE email = ANY ($1)',
    [all.map(({ email }) => email)],
  );
  const fresh = all.filter(({ email }) => !known.some((row) => row.email === email));
  if (fresh.length === 0) return;
  const { clinicId } = tx;
  await tx.manager.insert(
    Client,
    fresh.map(({ id, name, email, phone, ...persona }) => ({
      ...{ clinicId, id, name, email, phone, timeZone },
      createdAt: joined({ id, name, email, phone, ...persona }),
      blockedSince: null,
      ...{ guardianEmail: null, guardianName: null },
    })),
  );
  await tx.manager.insert(
    Consent,
    fresh.flatMap((persona) =>
      tickedBy(persona).map((kind) => ({
        ...{ clinicId, clientId: persona.id, kind, given: true },
        id: demoId(persona.id, 'consent', kind),
        textVersion: CONSENT_TEXT_VERSION,
        signer: persona.name,
        at: joined(persona),
      })),
    ),
  );
}

const tickedBy = ({ consents }: Persona): Consent['kind'][] => [
  'health_data',
  ...(consents.checkIns ? ['check_ins' as const] : []),
  ...(consents.marketing ? ['marketing' as const] : []),
];

interface ClientRow {
  id: string;
  email: string;
  given: Partial<Record<Consent['kind'], boolean>>;
  starts: string[];
}

/**
 * Who may come in a span of time. A no that was said in the demo (by an unsubscribe link, say) counts for the
 * persona from then on, and whoever waits for clearance does not come.
 */
export async function listVisitors(
  tx: Transaction,
  all: readonly Persona[],
  span: { start: number; end: number },
): Promise<Visitor[]> {
  const rows = await tx.query<ClientRow>(
    `SELECT c.id, c.email,
            coalesce((SELECT jsonb_object_agg(kind, given) FROM (
              SELECT DISTINCT ON (kind) kind, given FROM consent
               WHERE client_id = c.id ORDER BY kind, at DESC, id) latest), '{}') AS given,
            coalesce((SELECT jsonb_agg(starts_at ORDER BY starts_at) FROM booking b
               WHERE b.clinic_id = c.clinic_id AND b.client_id = c.id AND b.status <> 'cancelled'
                 AND b.starts_at BETWEEN $2 AND $3), '[]') AS starts
       FROM client c WHERE c.email = ANY ($1) AND c.blocked_since IS NULL`,
    [all.map(({ email }) => email), new Date(span.start - REST_MS), new Date(span.end + REST_MS)],
  );
  return all.flatMap((persona) => {
    const row = rows.find(({ email }) => email === persona.email);
    if (!row) return [];
    const consents = {
      healthData: true,
      checkIns: row.given.check_ins ?? false,
      marketing: row.given.marketing ?? false,
    };
    const starts = row.starts.map((at) => Date.parse(at));
    return [{ clientId: row.id, persona: { ...persona, consents }, starts }];
  });
}

export const isRested = ({ starts }: Visitor, at: number): boolean =>
  starts.every((start) => Math.abs(start - at) >= REST_MS);
