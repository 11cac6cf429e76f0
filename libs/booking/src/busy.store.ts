import { MINUTE, type TimeRange } from '@limber/kernel';
import type { Statements } from '@limber/persistence';
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
  /** Of these resources alone; everybody's when left out. */
  of?: ReadonlySet<string> | undefined;
}

/** Taken time as of one statement. */
export interface Busy {
  /** The version of the set-up and app_now() (epoch ms), of the same moment. */
  version: string;
  now: number;
  /** By resource; unsorted. A resource with nothing in the span is not in it. */
  taken: Map<string, TakenTime>;
}

interface BusyRow {
  /** Null in the one row that tells version and now. */
  resourceId: string | null;
  isAway: boolean;
  /**
   * PostgreSQL arrays as text, '{1,2}': parsing them here is several times faster than by the driver. Times of a
   * day at most come packed in one number each, see `packed`; `starts`, `ends` and `gaps` are of all others.
   */
  times: string | null;
  starts: string | null;
  ends: string | null;
  /** beforeMin * 128 + afterMin; neither exceeds 120. */
  gaps: string | null;
  efforts: string | null;
  kinds: string | null;
  /** Whose time it is: a booking's, a hold's or a block's id. */
  owners: string | null;
}

const GAP = 128;
const GAPS = GAP * GAP;
const DAY_MIN = 1440;
const LENGTHS = 2048;
const SHORT = GAPS * LENGTHS;

/** Start in minutes since a day before the span, length, gaps: together in what a double holds exactly. */
const packed = `(starts_min - $2 + ${DAY_MIN})::bigint * ${SHORT}
                + (ends_min - starts_min) * ${GAPS} + before_min * ${GAP} + after_min`;

const NONE = 'NULL';
const apart = `array_agg(starts_min)::text, array_agg(ends_min)::text`;

/** Which columns a question needs; each costs a little with every row. */
interface Columns {
  effort: boolean;
  kind: boolean;
  owners: boolean;
  /** Of some resources only; no column, but a statement of its own. */
  some: boolean;
}

const detailed = ({ effort, kind, owners }: Omit<Columns, 'some'>): string =>
  [
    effort ? 'array_agg(effort_tenths)::text' : NONE,
    kind ? `array_agg(coalesce(session_type, '-'))::text` : NONE,
    // Owners stand in the table, not in the index: for when they matter.
    owners ? 'array_agg(coalesce(booking_id, hold_id, block_id))::text' : NONE,
  ].join(', ');

const someOf = ({ owners, some }: Columns): string =>
  some ? `AND resource_id = ANY ($${owners ? 5 : 4}::uuid[])` : '';

/** A dead hold is not counted: expiry is decided here, not by a cleaner. */
const occupied = (times: string, reach: string, columns: Columns): string => `
  SELECT resource_id, false, ${times}, ${detailed(columns)}
    FROM occupancy
   WHERE clinic_id = $1 AND status <> 'released' AND ends_min > $2 AND ${reach} AND starts_min < $3
     AND NOT (status = 'held' AND expires_at <= (SELECT app_now()))
     ${columns.owners ? 'AND booking_id IS DISTINCT FROM $4' : ''}
     ${someOf(columns)}
   GROUP BY resource_id`;

/**
 * Taken time in whole minutes from covering indexes, one row a resource. Time off is read with it, because a
 * decision needs both as of one moment; and the version of the set-up, which says whether a kept one still stands.
 */
const busy = (columns: Columns): string => `
  SELECT NULL::uuid AS "resourceId", false AS "isAway", setup_version::text AS times,
         floor(extract(epoch FROM app_now()) * 1000)::text AS starts, NULL AS ends, NULL AS gaps,
         NULL AS efforts, NULL AS kinds, NULL AS owners
    FROM clinic WHERE id = $1
  UNION ALL
  ${occupied(
    `array_agg(${packed})::text, NULL, NULL, NULL`,
    `starts_min > $2 - ${DAY_MIN} AND ends_min - starts_min <= ${DAY_MIN}`,
    columns,
  )}
  UNION ALL
  ${occupied(
    `NULL, ${apart}, array_agg(before_min * ${GAP} + after_min)::text`,
    `ends_min - starts_min > ${DAY_MIN}`,
    columns,
  )}
  UNION ALL
  SELECT resource_id, true, NULL, ${apart}, NULL, NULL, NULL, NULL
    FROM unavailability
   WHERE clinic_id = $1 AND ends_min > $2 AND starts_min < $3
     ${someOf(columns)}
   GROUP BY resource_id`;

const NO_BOOKING = '00000000-0000-0000-0000-000000000000';

/** A statement a connection plans once, under a name of its own. */
function statementFor(columns: Columns): { name: string; text: string } {
  const parts = Object.entries(columns).flatMap(([name, isWanted]) => (isWanted ? name : []));
  const name = ['busy', ...parts].join('_');
  const text = texts.get(name) ?? busy(columns);
  texts.set(name, text);
  return { name, text };
}
/** At most sixteen. */
const texts = new Map<string, string>();

/** The one look at who is taken when. */
export class BusyStore {
  /** The time of a booking that looks for another does not stand in its way. */
  async read(
    reads: Statements,
    span: TimeRange,
    { effort, kind, rooms, of }: BusyDetail,
    movingBookingId?: string,
  ): Promise<Busy> {
    const from = Math.floor(span.start / MINUTE);
    const owners = rooms !== undefined || movingBookingId !== undefined;
    const { name, text } = statementFor({ effort, kind, owners, some: of !== undefined });
    const rows = await reads.prepared<BusyRow>(name, text, [
      ...[reads.clinicId, from, Math.ceil(span.end / MINUTE)],
      ...(owners ? [movingBookingId ?? NO_BOOKING] : []),
      ...(of ? [[...of]] : []),
    ]);
    const roomOf = roomsByOwner(rows, new Set(rooms));
    const taken = new Map<string, TakenTime>();
    let head: BusyRow | undefined;
    for (const row of rows) {
      if (row.resourceId === null) {
        head = row;
        continue;
      }
      const time = taken.get(row.resourceId) ?? { occupied: [], unavailable: [] };
      taken.set(row.resourceId, time);
      if (row.isAway) addAway(time.unavailable, row);
      else addOccupied(time.occupied, row, from - DAY_MIN, roomOf);
    }
    if (!head?.times) throw new Error('the bound clinic does not exist');
    return { version: head.times, now: Number(head.starts), taken };
  }
}

const ownersOf = ({ owners }: BusyRow): string[] => owners?.slice(1, -1).split(',') ?? [];

/** Booking or hold -> its room. */
function roomsByOwner(
  rows: readonly BusyRow[],
  rooms: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const roomOf = new Map<string, string>();
  for (const row of rooms.size === 0 ? [] : rows) {
    const { resourceId } = row;
    if (resourceId === null || !rooms.has(resourceId)) continue;
    for (const owner of ownersOf(row)) roomOf.set(owner, resourceId);
  }
  return roomOf;
}

function addAway(list: TimeRange[], row: BusyRow): void {
  const ends = numbersOf(row.ends);
  numbersOf(row.starts).forEach((start, i) => {
    list.push({ start: start * MINUTE, end: (ends[i] ?? start) * MINUTE });
  });
}

function addOccupied(
  list: Occupied[],
  row: BusyRow,
  epoch: number,
  roomOf: ReadonlyMap<string, string>,
): void {
  const efforts = numbersOf(row.efforts);
  const kinds = row.kinds?.slice(1, -1).split(',') ?? [];
  const owners = ownersOf(row);
  const add = (i: number, start: number, length: number, gaps: number): void => {
    const kind = kinds[i] ?? '-';
    // One shape for all: objects of many shapes slow the sweep threefold.
    list.push({
      start: start * MINUTE,
      end: (start + length) * MINUTE,
      beforeMin: (gaps / GAP) | 0,
      afterMin: gaps % GAP,
      effortTenths: efforts[i] ?? 0,
      sessionType: kind === '-' ? null : kind,
      roomId: roomOf.get(owners[i] ?? '') ?? null,
    });
  };
  numbersOf(row.times).forEach((time, i) => {
    const start = Math.floor(time / SHORT);
    const rest = time - start * SHORT;
    add(i, epoch + start, (rest / GAPS) | 0, rest % GAPS);
  });
  const ends = numbersOf(row.ends);
  const gaps = numbersOf(row.gaps);
  numbersOf(row.starts).forEach((start, i) => {
    add(i, start, (ends[i] ?? start) - start, gaps[i] ?? 0);
  });
}

/** '{12,-3}' as numbers. */
export function numbersOf(text: string | null): number[] {
  const numbers: number[] = [];
  if (text === null) return numbers;
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
