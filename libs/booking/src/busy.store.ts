import { MINUTE, type TimeRange } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import type { Occupied } from '@limber/scheduling';

/** What one resource is taken with. */
export interface TakenTime {
  occupied: Occupied[];
  unavailable: TimeRange[];
}

/** What to read beside the times; each costs a little. */
export interface BusyDetail {
  effort: boolean;
  kind: boolean;
  /** Ids of the rooms, to learn in which one a therapist's session is; for short spans. */
  rooms?: readonly string[];
}

interface BusyRow {
  resourceId: string;
  isAway: boolean;
  /** PostgreSQL arrays as text, '{1,2}': parsing them here is several times faster than by the driver. */
  starts: string;
  ends: string;
  /** beforeMin * 128 + afterMin; neither exceeds 120. */
  gaps: string | null;
  efforts: string | null;
  kinds: string | null;
  /** Whose time it is: a booking's, a hold's or a block's id. */
  owners: string | null;
}

const GAP = 128;
const DAY_MIN = 1440;

const occupied = (owners: string, reach: string): string => `
  SELECT resource_id AS "resourceId", false AS "isAway", array_agg(starts_min)::text AS starts,
         array_agg(ends_min)::text AS ends, array_agg(before_min * ${GAP} + after_min)::text AS gaps,
         (array_agg(effort_tenths) FILTER (WHERE $4))::text AS efforts,
         (array_agg(coalesce(session_type, '-')) FILTER (WHERE $5))::text AS kinds,
         ${owners} AS owners
    FROM occupancy
   WHERE clinic_id = $1 AND status <> 'released' AND ends_min > $2 AND ${reach}
     AND NOT (status = 'held' AND expires_at <= (SELECT app_now()))
   GROUP BY resource_id`;

/**
 * Taken time in whole minutes from covering indexes, one row a resource; a dead hold is not counted: expiry
 * is decided here, not by a cleaner. Time off is read with it, because a decision needs both as of one moment.
 */
const busy = (owners: string, and = ''): string => `
  ${occupied(owners, `starts_min > $2 - ${DAY_MIN} AND starts_min < $3${and}`)}
  UNION ALL
  ${occupied(owners, `starts_min <= $2 - ${DAY_MIN} AND ends_min - starts_min > ${DAY_MIN}${and}`)}
  UNION ALL
  SELECT resource_id, true, array_agg(starts_min)::text, array_agg(ends_min)::text, NULL, NULL, NULL, NULL
    FROM unavailability
   WHERE clinic_id = $1 AND ends_min > $2 AND starts_min < $3
   GROUP BY resource_id`;

const BUSY = busy('NULL');
/**
 * Owners stand in the table, not in the index: for when they matter. The time of a booking that looks for
 * another does not stand in its way.
 */
const BUSY_OF_OTHERS = busy(
  'array_agg(coalesce(booking_id, hold_id, block_id))::text',
  ' AND booking_id IS DISTINCT FROM $6',
);
const NO_BOOKING = '00000000-0000-0000-0000-000000000000';

/** The one look at who is taken when. */
export class BusyStore {
  /** By resource, as of this statement; unsorted. A resource with nothing in the span is not in the answer. */
  async read(
    tx: Transaction,
    span: TimeRange,
    detail: BusyDetail,
    movingBookingId?: string,
  ): Promise<Map<string, TakenTime>> {
    const asked = [
      tx.clinicId,
      Math.floor(span.start / MINUTE),
      Math.ceil(span.end / MINUTE),
      detail.effort,
      detail.kind,
    ];
    const rows =
      detail.rooms || movingBookingId
        ? await tx.prepared<BusyRow>('busy_of_others', BUSY_OF_OTHERS, [
            ...asked,
            movingBookingId ?? NO_BOOKING,
          ])
        : await tx.prepared<BusyRow>('busy', BUSY, asked);
    const roomOf = roomsByOwner(rows, new Set(detail.rooms));
    const taken = new Map<string, TakenTime>();
    for (const row of rows) {
      const time = taken.get(row.resourceId) ?? { occupied: [], unavailable: [] };
      taken.set(row.resourceId, time);
      if (row.isAway) addAway(time.unavailable, row);
      else addOccupied(time.occupied, row, roomOf);
    }
    return taken;
  }
}

const ownersOf = ({ owners }: BusyRow): string[] => owners?.slice(1, -1).split(',') ?? [];

/** Booking or hold -> its room. */
function roomsByOwner(
  rows: readonly BusyRow[],
  rooms: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const ofRooms = rooms.size === 0 ? [] : rows.filter(({ resourceId }) => rooms.has(resourceId));
  return new Map(
    ofRooms.flatMap((row) =>
      ownersOf(row).map((owner): [string, string] => [owner, row.resourceId]),
    ),
  );
}

function addAway(list: TimeRange[], row: BusyRow): void {
  const ends = numbersOf(row.ends);
  numbersOf(row.starts).forEach((start, i) => {
    list.push({ start: start * MINUTE, end: (ends[i] ?? start) * MINUTE });
  });
}

function addOccupied(list: Occupied[], row: BusyRow, roomOf: ReadonlyMap<string, string>): void {
  const ends = numbersOf(row.ends);
  const gaps = numbersOf(row.gaps ?? '');
  const efforts = numbersOf(row.efforts ?? '');
  const kinds = row.kinds?.slice(1, -1).split(',') ?? [];
  const owners = ownersOf(row);
  numbersOf(row.starts).forEach((start, i) => {
    const gap = gaps[i] ?? 0;
    const kind = kinds[i] ?? '-';
    // One shape for all: objects of many shapes slow the sweep threefold.
    list.push({
      start: start * MINUTE,
      end: (ends[i] ?? start) * MINUTE,
      beforeMin: Math.floor(gap / GAP),
      afterMin: gap % GAP,
      effortTenths: efforts[i] ?? 0,
      sessionType: kind === '-' ? null : kind,
      roomId: roomOf.get(owners[i] ?? '') ?? null,
    });
  });
}

/** '{12,-3}' as numbers. */
export function numbersOf(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let sign = 1;
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) value = value * 10 + code - 48;
    else if (code === 45) sign = -1;
    else {
      numbers.push(sign * value);
      [value, sign] = [0, 1];
    }
  }
  return numbers;
}
