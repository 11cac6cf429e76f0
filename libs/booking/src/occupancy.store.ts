import { Injectable } from '@nestjs/common';
import type { SessionType } from '@limber/contracts';
import { DAY, Ids, MINUTE, type TimeRange } from '@limber/kernel';
import { lockAll, type Transaction } from '@limber/persistence';
import type { OccupancyStatus } from './booking.entity.ts';
import { type Freed, WaitlistGapStore } from './waitlist-gap.store.ts';

export interface NewOccupancy {
  resourceId: string;
  during: TimeRange;
  beforeMin: number;
  afterMin: number;
  effortTenths: number;
  /** Of a therapist's session; null for a room's time and a block. */
  sessionType: SessionType | null;
  status: OccupancyStatus;
  expiresAt: Date | null;
  owner: { holdId: string } | { bookingId: string } | { blockId: string };
}

/** Somebody's or some room's time that is about to be written or decided on. */
export interface Claim {
  resourceIds: Iterable<string>;
  during: TimeRange;
}

/** Gaps around a session never exceed this, so neighbours of a day lie within it. */
const WIDEST_GAP_MS = 4 * 3_600_000;
/** No session is longer, so who looks back so far finds every hold that reaches into a span. */
const LONGEST_HOLD_MIN = 480;

@Injectable()
export class OccupancyStore {
  constructor(
    private readonly ids: Ids,
    private readonly gaps: WaitlistGapStore,
  ) {}

  /**
   * Whoever writes or decides about a resource's time queues here first: one lock per resource and UTC day
   * the session (with its gaps) touches, all taken at once in one order.
   */
  async lock(tx: Transaction, ...claims: Claim[]): Promise<void> {
    await lockAll(tx, claims.flatMap(lockNames));
  }

  /** Whom and which room a booking takes, and when. */
  async findClaim(tx: Transaction, bookingId: string): Promise<Claim | null> {
    const [row] = await tx.query<{ resourceIds: string[]; start: Date; end: Date }>(
      `SELECT array_agg(resource_id) AS "resourceIds", min(lower(during)) AS start,
              max(upper(during)) AS "end"
         FROM occupancy WHERE booking_id = $1 AND status <> 'released' HAVING count(*) > 0`,
      [bookingId],
    );
    return row
      ? {
          resourceIds: row.resourceIds,
          during: { start: row.start.getTime(), end: row.end.getTime() },
        }
      : null;
  }

  /** now() cannot stand in the constraint, so a dead hold is moved out of its way right before the insert. */
  takeOverExpired(tx: Transaction, resourceIds: string[], during: TimeRange): void {
    const [start, end] = [Math.floor(during.start / MINUTE), Math.ceil(during.end / MINUTE)];
    tx.write(
      'take_over_expired',
      `UPDATE occupancy SET status = 'released', expires_at = NULL
        WHERE clinic_id = $1 AND resource_id = ANY ($2) AND starts_min > $3 - ${LONGEST_HOLD_MIN}
          AND starts_min < $4 AND ends_min > $3 AND status = 'held'
          AND expires_at <= (SELECT app_now())`,
      [tx.clinicId, resourceIds, start, end],
    );
  }

  /** Waited for at the commit; `wording` hears what the constraint says. */
  insert(tx: Transaction, rows: NewOccupancy[], wording?: (error: unknown) => unknown): void {
    const values = rows.map((row) => ({
      id: this.ids.uuid(),
      resource_id: row.resourceId,
      starts: new Date(row.during.start).toISOString(),
      ends: new Date(row.during.end).toISOString(),
      before_min: row.beforeMin,
      after_min: row.afterMin,
      effort_tenths: row.effortTenths,
      session_type: row.sessionType,
      status: row.status,
      expires_at: row.expiresAt?.toISOString() ?? null,
      hold_id: 'holdId' in row.owner ? row.owner.holdId : null,
      booking_id: 'bookingId' in row.owner ? row.owner.bookingId : null,
      block_id: 'blockId' in row.owner ? row.owner.blockId : null,
    }));
    tx.write(
      'occupancy_insert',
      `INSERT INTO occupancy (clinic_id, id, resource_id, during, before_min, after_min, effort_tenths,
                              session_type, status, expires_at, hold_id, booking_id, block_id)
       SELECT $1, id, resource_id, tstzrange(starts, ends, '[)'), before_min, after_min, effort_tenths,
              session_type, status, expires_at, hold_id, booking_id, block_id
         FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, resource_id uuid, starts timestamptz,
              ends timestamptz, before_min int, after_min int, effort_tenths int, session_type text, status text,
              expires_at timestamptz, hold_id uuid, booking_id uuid, block_id uuid)`,
      [tx.clinicId, JSON.stringify(values)],
      wording,
    );
  }

  /**
   * What a hold still keeps is free again. Needs no resource lock, because it leaves dead rows alone: those
   * belong to whoever has the locks and takes them over.
   */
  releaseLiveHold(tx: Transaction, holdId: string): void {
    tx.write(
      'release_live_hold',
      `UPDATE occupancy SET status = 'released', expires_at = NULL
        WHERE clinic_id = $1 AND hold_id = $2 AND status = 'held'
          AND expires_at > (SELECT app_now())`,
      [tx.clinicId, holdId],
    );
  }

  /** Under the locks of its resources. */
  async releaseHold(tx: Transaction, holdId: string): Promise<void> {
    await tx.query(
      `UPDATE occupancy SET status = 'released', expires_at = NULL
        WHERE hold_id = $1 AND status = 'held'`,
      [holdId],
    );
  }

  async extendHold(tx: Transaction, holdId: string, expiresAt: Date): Promise<number> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE occupancy SET expires_at = $2
        WHERE hold_id = $1 AND status = 'held' AND expires_at > (SELECT app_now()) RETURNING id`,
      [holdId, expiresAt],
    );
    return rows.length;
  }

  /**
   * Whether a hold still keeps its time, and if so keeps it until the unit of work ends: its rows are locked, so
   * that nobody who finds them dead a moment later can take them over.
   */
  async lockLiveHold(tx: Transaction, holdId: string): Promise<boolean> {
    const rows = await tx.prepared(
      'lock_live_hold',
      `SELECT FROM occupancy WHERE clinic_id = $1 AND hold_id = $2 AND status = 'held'
          AND expires_at > (SELECT app_now()) FOR UPDATE`,
      [tx.clinicId, holdId],
    );
    return rows.length > 0;
  }

  /** Turns the rows of a hold that was found alive into the booking's, waited for at the commit. */
  confirmHold(
    tx: Transaction,
    holdId: string,
    bookingId: string,
    status: 'confirmed' | 'requested',
  ): void {
    tx.write(
      'confirm_hold',
      `UPDATE occupancy SET status = $4, expires_at = NULL, hold_id = NULL, booking_id = $3
        WHERE clinic_id = $1 AND hold_id = $2 AND status = 'held'`,
      [tx.clinicId, holdId, bookingId, status],
    );
  }

  /**
   * Takes back what a booking let go of at this very time, the newest row of each resource; not where somebody
   * who came after `letGoAt` stands so close that the gap between them is gone. Throws what the constraint says
   * when somebody has the time itself by now.
   */
  async retake(
    tx: Transaction,
    bookingId: string,
    { resourceIds, during, as }: Claim & { as: 'requested' | 'confirmed' },
    letGoAt: Date,
  ): Promise<number> {
    const rows = await tx.query(
      `UPDATE occupancy o SET status = $7
        WHERE clinic_id = $1 AND id IN (
          SELECT DISTINCT ON (resource_id) id FROM occupancy
           WHERE clinic_id = $1 AND booking_id = $2 AND status = 'released'
             AND resource_id = ANY ($3) AND during = tstzrange($4, $5, '[)')
           ORDER BY resource_id, id)
          AND NOT EXISTS (
          SELECT FROM occupancy n
            LEFT JOIN hold h ON h.clinic_id = n.clinic_id AND h.id = n.hold_id
            LEFT JOIN booking b ON b.clinic_id = n.clinic_id AND b.id = n.booking_id
           WHERE n.clinic_id = $1 AND n.resource_id = o.resource_id AND n.status <> 'released'
             AND NOT (n.status = 'held' AND n.expires_at <= (SELECT app_now()))
             AND coalesce(h.created_at, greatest(b.created_at, b.moved_at)) >= $6
             AND lower(n.during) < $5 + make_interval(mins => greatest(o.after_min, n.before_min))
             AND upper(n.during) > $4 - make_interval(mins => greatest(o.before_min, n.after_min)))
        RETURNING id`,
      [
        ...[tx.clinicId, bookingId, [...resourceIds]],
        ...[new Date(during.start), new Date(during.end), letGoAt, as],
      ],
    );
    return rows.length;
  }

  async confirmRequest(tx: Transaction, bookingId: string): Promise<void> {
    await tx.query(
      `UPDATE occupancy SET status = 'confirmed' WHERE booking_id = $1 AND status = 'requested'`,
      [bookingId],
    );
  }

  /** Whoever waits for such a time is offered it from `offerFrom` on; at once when left out. */
  async releaseBooking(tx: Transaction, bookingId: string, offerFrom?: Date): Promise<void> {
    const freed = await tx.query<Freed>(
      `WITH freed AS (UPDATE occupancy SET status = 'released'
          WHERE booking_id = $1 AND status <> 'released' RETURNING clinic_id, resource_id, during)
       SELECT t.id AS "therapistId", lower(f.during) AS "startsAt", upper(f.during) AS "endsAt"
         FROM freed f JOIN therapist t ON t.clinic_id = f.clinic_id AND t.id = f.resource_id`,
      [bookingId],
    );
    await this.gaps.add(tx, 'booking', freed, offerFrom);
  }

  /**
   * What was kept for several is one person's now: their therapist and room for their own session, nothing
   * more. It only gives back, so it needs no lock.
   */
  async trimToSession(
    tx: Transaction,
    bookingId: string,
    rows: (Pick<NewOccupancy, 'resourceId' | 'during' | 'beforeMin' | 'afterMin'> &
      Pick<NewOccupancy, 'effortTenths' | 'sessionType'>)[],
  ): Promise<void> {
    for (const row of rows) {
      await tx.query(
        `UPDATE occupancy SET during = tstzrange($3, $4, '[)'), before_min = $5, after_min = $6,
                effort_tenths = $7, session_type = $8
          WHERE booking_id = $1 AND resource_id = $2 AND status <> 'released'`,
        [
          ...[bookingId, row.resourceId, new Date(row.during.start), new Date(row.during.end)],
          ...[row.beforeMin, row.afterMin, row.effortTenths, row.sessionType],
        ],
      );
    }
    await tx.query(
      `UPDATE occupancy SET status = 'released'
        WHERE booking_id = $1 AND status <> 'released' AND resource_id <> ALL ($2)`,
      [bookingId, rows.map(({ resourceId }) => resourceId)],
    );
  }
}

function lockNames({ resourceIds, during }: Claim): string[] {
  const first = Math.floor((during.start - WIDEST_GAP_MS) / DAY);
  const last = Math.floor((during.end + WIDEST_GAP_MS) / DAY);
  const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  return [...resourceIds].flatMap((id) => days.map((day) => `occupancy|${id}|${day}`));
}
