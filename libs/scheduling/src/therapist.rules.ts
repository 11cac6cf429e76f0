import type { Assignment } from './availability.plan.ts';

/** How much of one therapist's time is booked in the rolling window, of all the time that was offered. */
export interface FairShare {
  /** Tenths of effort points: hands-on minutes weighted by how hard they are. */
  bookedTenths: number;
  /** Hands-on minutes that shifts and opening hours offered. */
  offeredMin: number;
  /** Began to work within the window. */
  isNew: boolean;
  /** When the clinic last chose this therapist for somebody, epoch ms; null = never. */
  lastAnyAt: number | null;
}

export interface Standing extends FairShare {
  therapistId: string;
  /** Booked effort points per offered minute; what the choice goes by. */
  ratio: number;
}

/** What decided, and on which numbers, if any: for the audit log. */
export interface Pick {
  by: 'only' | 'kept' | 'preferred' | 'ratio' | 'last_any' | 'id';
  standings: Standing[];
}

/**
 * "Any therapist", fairly: who is preferred, if possible; else the lowest ratio; then the longest since the last
 * such choice; then the smallest id, and of one therapist's places the smallest id of the place, so that two
 * servers choose alike. `team` has everybody's share, for the median that a newcomer starts from.
 * Throws on an empty list: a caller that has no candidate has a WhyNot to report instead.
 */
export function chooseTherapist(
  candidates: readonly Assignment[],
  team: ReadonlyMap<string, FairShare>,
  preferredId: string | null = null,
): { assignment: Assignment; pick: Pick } {
  const ids = [...new Set(candidates.map(({ therapistId }) => therapistId))].sort();
  const [first] = ids;
  if (first === undefined) throw new TypeError('nobody to choose from');
  const chosen = (therapistId: string, by: Pick['by'], standings: Standing[] = []) => ({
    assignment: placeOf(candidates, therapistId),
    pick: { by, standings },
  });
  if (ids.length === 1) return chosen(first, 'only');
  if (preferredId !== null && ids.includes(preferredId)) return chosen(preferredId, 'preferred');
  const standings = standingsOf(ids, team);
  const leastBooked = lowest(standings, ({ ratio }) => ratio);
  const waitedLongest = lowest(leastBooked, ({ lastAnyAt }) => lastAnyAt ?? -Infinity);
  const by = leastBooked.length === 1 ? 'ratio' : waitedLongest.length === 1 ? 'last_any' : 'id';
  return chosen(waitedLongest[0]?.therapistId ?? first, by, standings);
}

const NOTHING: FairShare = { bookedTenths: 0, offeredMin: 0, isNew: true, lastAnyAt: null };

/** In the order of `ids`. A newcomer counts as booked as the middle of the team, or more if it is more. */
function standingsOf(ids: readonly string[], team: ReadonlyMap<string, FairShare>): Standing[] {
  const settled = [...team.values()].filter((share) => !share.isNew && share.offeredMin > 0);
  const middle = median(settled.map(ratioOf));
  return ids.map((therapistId) => {
    const share = team.get(therapistId) ?? NOTHING;
    const ratio = share.isNew ? Math.max(middle, ratioOf(share)) : ratioOf(share);
    return { therapistId, ...share, ratio };
  });
}

const ratioOf = ({ bookedTenths, offeredMin }: FairShare): number =>
  offeredMin === 0 ? 0 : bookedTenths / 10 / offeredMin;

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function lowest(standings: Standing[], by: (standing: Standing) => number): Standing[] {
  const least = Math.min(...standings.map(by));
  return standings.filter((standing) => by(standing) === least);
}

function placeOf(candidates: readonly Assignment[], therapistId: string): Assignment {
  const places = candidates.filter((candidate) => candidate.therapistId === therapistId);
  return places.reduce((best, place) => (place.locationId < best.locationId ? place : best));
}
