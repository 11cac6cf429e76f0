import type { TestDatabase } from './test-database.ts';

/** What counts now: a hold that expired stands in nobody's way, whatever its row says. */
const OCCUPYING = `(SELECT * FROM occupancy WHERE status <> 'released'
                       AND NOT (status = 'held' AND expires_at <= app_now()))`;

/** Somebody else is kept for a visit that has its room already: the line in the log is the booking's. */
const NO_OFFER = `NOT EXISTS (SELECT FROM re_offer f WHERE f.clinic_id = h.clinic_id AND f.hold_id = h.id)`;

/** The rules that staff named, with a reason, when they put each booking where it is now. */
const NAMED = `(SELECT DISTINCT ON (subject) subject,
                       coalesce(details->'codes', details->'overridden', '[]') AS codes FROM audit_log
                 WHERE action IN ('booking.confirmed', 'booking.requested', 'booking.moved', 'booking.rules_overridden')
                 ORDER BY subject, id DESC)`;

/**
 * What must hold at any quiet moment, each as a query that finds the rows for which it does not. Asked as the owner
 * of the tables, past every line of the application.
 */
const INVARIANTS: Record<string, string> = {
  'nobody and no room is taken twice at once': `
    SELECT a.id, b.id AS other FROM occupancy a JOIN occupancy b
        ON a.clinic_id = b.clinic_id AND a.resource_id = b.resource_id AND a.id < b.id AND a.during && b.during
     WHERE a.status <> 'released' AND b.status <> 'released'`,
  'the constraint that forbids overlaps is there and valid': `
    SELECT 'missing' AS state WHERE NOT EXISTS (
      SELECT FROM pg_constraint WHERE conname = 'occupancy_no_overlap' AND contype = 'x' AND convalidated)`,
  'between two sessions lies the longer of the two gaps, unless staff gave a reason for that rule': `
    SELECT id, next FROM (
      SELECT o.id, upper(o.during) AS ends, o.after_min, r.kind,
             coalesce(n.codes, '[]') || coalesce(lead(n.codes) OVER beside, '[]') AS codes,
             lead(o.id) OVER beside AS next,
             lower(lead(o.during) OVER beside) AS next_starts, lead(o.before_min) OVER beside AS next_before
        FROM ${OCCUPYING} o JOIN resource r ON r.clinic_id = o.clinic_id AND r.id = o.resource_id
        LEFT JOIN ${NAMED} n ON n.subject = o.booking_id::text
       WHERE o.status <> 'blocked'
      WINDOW beside AS (PARTITION BY o.clinic_id, o.resource_id ORDER BY lower(o.during))) pair
     WHERE ends + make_interval(mins => greatest(after_min, next_before)) > next_starts
       AND NOT codes ?| CASE kind WHEN 'room' THEN '{ROOM_RESET,NO_ROOM}'::text[] ELSE '{REST}'::text[] END`,
  'a booking that stands takes its therapist and its room for its time, and nothing else': `
    SELECT b.reference FROM booking b
     WHERE b.status <> 'cancelled' AND (
       SELECT array_agg(o.resource_id ORDER BY o.resource_id) IS DISTINCT FROM (
                SELECT array_agg(id ORDER BY id) FROM (
                  SELECT b.therapist_id AS id UNION ALL SELECT b.room_id UNION ALL
                  SELECT g.therapist_id FROM booking_guest g WHERE g.clinic_id = b.clinic_id AND g.booking_id = b.id) ids)
              OR count(*) FILTER (WHERE o.during IS DISTINCT FROM tstzrange(
                   b.starts_at, b.starts_at + make_interval(mins => b.duration_min))) > 0
              OR count(*) FILTER (WHERE o.status <> b.status) > 0
         FROM occupancy o
        WHERE o.clinic_id = b.clinic_id AND o.booking_id = b.id AND o.status <> 'released')`,
  'a cancelled booking takes nothing': `
    SELECT b.reference FROM booking b JOIN occupancy o ON o.clinic_id = b.clinic_id AND o.booking_id = b.id
     WHERE b.status = 'cancelled' AND o.status <> 'released'`,
  'a hold that is used or given back keeps nothing': `
    SELECT h.id, h.status FROM hold h JOIN ${OCCUPYING} o ON o.hold_id = h.id WHERE h.status <> 'live'`,
  'a live hold keeps its therapist and its room, or was taken over whole': `
    SELECT h.id FROM hold h WHERE h.status = 'live' AND h.expires_at > app_now()
       -- A wave may keep several rooms, one for each session that could be held.
       AND NOT EXISTS (SELECT FROM waitlist_wave w WHERE w.clinic_id = h.clinic_id AND w.hold_id = h.id)
       AND ${NO_OFFER} AND (
      SELECT count(*) FROM occupancy o
       WHERE o.clinic_id = h.clinic_id AND o.hold_id = h.id AND o.status = 'held')
        <> CASE WHEN h.second_therapist_id IS NULL THEN 2 ELSE 3 END`,
  'one visitor keeps one time': `
    SELECT visit_sha256 FROM hold WHERE status = 'live' AND visit_sha256 IS NOT NULL
     GROUP BY clinic_id, visit_sha256 HAVING count(*) > 1`,
  'each change of a booking is one revision and one line in the log': `
    SELECT b.reference, b.revision, a.changes FROM booking b LEFT JOIN (
      SELECT subject, count(*) AS changes FROM audit_log
       WHERE action IN ('booking.confirmed', 'booking.requested', 'booking.moved', 'booking.cancelled',
                        'booking.restored', 'booking.request_confirmed', 'booking.request_declined',
                        'booking.request_unanswered')
       GROUP BY subject) a ON a.subject = b.id::text
     WHERE b.revision IS DISTINCT FROM a.changes`,
  'each hold is one line in the log': `
    SELECT h.id, a.lines FROM hold h LEFT JOIN (
      SELECT subject, count(*) AS lines FROM audit_log WHERE action = 'hold.placed' GROUP BY subject) a
        ON a.subject = h.id::text
     WHERE a.lines IS DISTINCT FROM 1 AND ${NO_OFFER}`,
  'no mail waits that speaks of an older state of its booking': `
    SELECT b.reference, m.kind FROM booking b JOIN message m ON m.clinic_id = b.clinic_id AND m.chain_id = b.chain_id
     WHERE m.family = 'booking' AND m.state = 'planned' AND m.revision <> b.revision`,
};

/** Which invariants are broken, each with the first rows that show it; empty when all is well. */
export async function scheduleBreaches(db: TestDatabase): Promise<string[]> {
  const breaches: string[] = [];
  for (const [name, sql] of Object.entries(INVARIANTS)) {
    const rows = await db.asOwner(sql);
    if (rows.length > 0) {
      breaches.push(`not so: ${name} (${rows.length}): ${JSON.stringify(rows.slice(0, 3))}`);
    }
  }
  return breaches;
}

/** Since the database was made. The figure is exact once the processes that worked on it have ended. */
export async function countDeadlocks(db: TestDatabase): Promise<number> {
  const [row] = await db.asOwner<{ deadlocks: number }>(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  return row?.deadlocks ?? 0;
}
