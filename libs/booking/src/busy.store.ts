import { MINUTE, type TimeRange } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import type { Occupied } from '@limber/scheduling';

/** What one resource is taken with. */
export interface TakenTime {
  occupied: Occupied[];
  unavailable: TimeRange[];
}

/** What to read beside the times; either costs a little. */
export interface BusyDetail {
  effort: boolean;
  kind: boolean;
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
}

const GAP = 128;
const DAY_MIN = 1440;

const occupied = (reach: string): string => `
  SELECT resource_id AS "resourceId", false AS "isAway", array_agg(starts_min)::text AS starts,
         array_agg(ends_min)::text AS ends, array_agg(before_min * ${GAP} + after_min)::text AS gaps,
         (array_agg(effort_tenths) FILTER (WHERE $4))::text AS efforts,
         (array_agg(coalesce(session_type, '-')) FILTER (WHERE $5))::text AS kinds
    FROM occupancy
   WHERE clinic_id = $1 AND status <> 'released' AND ends_min > $2 AND ${reach}
     AND NOT (status = 'held' AND expires_at <= (SELECT app_now()))
   GROUP BY resource_id`;

/**
 * Taken time in whole minutes from covering indexes, one row a resource; a dead hold is not counted: expiry
 * is decided here, not by a cleaner. Time off is read with it, because a decision needs both as of one moment.
 */
const busyQuery = (and: string): string => `
  ${occupied(`starts_min > $2 - ${DAY_MIN} AND starts_min < $3${and}`)}
  UNION ALL
  ${occupied(`starts_min <= $2 - ${DAY_MIN} AND ends_min - starts_min > ${DAY_MIN}${and}`)}
  UNION ALL
  SELECT resource_id, true, array_agg(starts_min)::text, array_agg(ends_min)::text, NULL, NULL, NULL
    FROM unavailability
   WHERE clinic_id = $1 AND ends_min > $2 AND starts_min < $3
   GROUP BY resource_id`;

const BUSY = busyQuery('');
/** The time of a booking that looks for another does not stand in its way. */
const BUSY_BUT_ONE = busyQuery(' AND booking_id IS DISTINCT FROM $6');

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
    const rows = movingBookingId
      ? await tx.prepared<BusyRow>('busy_but_one', BUSY_BUT_ONE, [...asked, movingBookingId])
      : await tx.prepared<BusyRow>('busy', BUSY, asked);
    const taken = new Map<string, TakenTime>();
    for (const row of rows) {
      const time = taken.get(row.resourceId) ?? { occupied: [], unavailable: [] };
      taken.set(row.resourceId, time);
      if (row.isAway) addAway(time.unavailable, row);
      else addOccupied(time.occupied, row);
    }
    return taken;
  }
}

function addAway(list: TimeRange[], row: BusyRow): void {
  const ends = numbersOf(row.ends);
  numbersOf(row.starts).forEach((start, i) => {
    list.push({ start: start * MINUTE, end: (ends[i] ?? start) * MINUTE });
  });
}

function addOccupied(list: Occupied[], row: BusyRow): void {
  const ends = numbersOf(row.ends);
  const gaps = numbersOf(row.gaps ?? '');
  const efforts = numbersOf(row.efforts ?? '');
  const kinds = row.kinds?.slice(1, -1).split(',') ?? [];
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
