import { MINUTE, type TimeRange } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import { numbersOf } from './busy.store.ts';

/** What is known of one therapist's share of the work in a span. */
export interface ShareRow {
  bookedTenths: number;
  lastAnyAt: number | null;
  /** The local date the first shift began, however long ago. */
  since: string | null;
  /** Time off. */
  away: TimeRange[];
}

interface AnswerRow {
  therapistId: string;
  bookedTenths: number | null;
  lastAnyAt: Date | null;
  since: string | null;
  /** Arrays as text. */
  awayStarts: string | null;
  awayEnds: string | null;
}

/** Rooms and blocks have no effort; a released or dead hold was never work. */
const SHARES = `
  SELECT resource_id AS "therapistId", sum(effort_tenths)::int AS "bookedTenths",
         NULL::timestamptz AS "lastAnyAt", NULL AS since, NULL AS "awayStarts", NULL AS "awayEnds"
    FROM occupancy
   WHERE clinic_id = $1 AND status <> 'released' AND starts_min >= $2 AND starts_min < $3
     AND effort_tenths > 0 AND NOT (status = 'held' AND expires_at <= (SELECT app_now()))
   GROUP BY resource_id
  UNION ALL
  SELECT t.id, NULL,
         (SELECT h.created_at FROM hold h
           WHERE h.clinic_id = $1 AND h.therapist_id = t.id AND h.any_therapist AND h.status <> 'released'
             AND (h.status = 'used' OR h.expires_at > (SELECT app_now()))
           ORDER BY h.created_at DESC LIMIT 1), NULL, NULL, NULL
    FROM unnest($4::uuid[]) AS t(id)
  UNION ALL
  SELECT therapist_id, NULL, NULL, min(valid_from)::text, NULL, NULL
    FROM shift WHERE clinic_id = $1 GROUP BY therapist_id
  UNION ALL
  SELECT resource_id, NULL, NULL, NULL, array_agg(starts_min)::text, array_agg(ends_min)::text
    FROM unavailability
   WHERE clinic_id = $1 AND ends_min > $2 AND starts_min < $3 AND resource_id = ANY ($4::uuid[])
   GROUP BY resource_id`;

export class FairShareStore {
  /** By therapist; sessions count where they start. One statement. */
  async read(
    tx: Transaction,
    therapistIds: string[],
    span: TimeRange,
  ): Promise<Map<string, ShareRow>> {
    const rows = await tx.prepared<AnswerRow>('fair_shares', SHARES, [
      tx.clinicId,
      Math.floor(span.start / MINUTE),
      Math.ceil(span.end / MINUTE),
      therapistIds,
    ]);
    const shares = new Map(
      therapistIds.map((id): [string, ShareRow] => [
        id,
        { bookedTenths: 0, lastAnyAt: null, since: null, away: [] },
      ]),
    );
    for (const row of rows) {
      const share = shares.get(row.therapistId);
      if (!share) continue;
      share.bookedTenths += row.bookedTenths ?? 0;
      share.lastAnyAt ??= row.lastAnyAt?.getTime() ?? null;
      share.since ??= row.since;
      const ends = numbersOf(row.awayEnds ?? '');
      numbersOf(row.awayStarts ?? '').forEach((start, i) => {
        share.away.push({ start: start * MINUTE, end: (ends[i] ?? start) * MINUTE });
      });
    }
    return shares;
  }
}
