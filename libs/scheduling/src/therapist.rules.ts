import type { Assignment } from './availability.plan.ts';

export interface TherapistLoad {
  /** Hands-on minutes already booked on the local day of the start. */
  bookedTodayMin: number;
}

/**
 * "Any therapist": least booked that day, then the id, then the location, so that two servers choose alike.
 * Throws on an empty list: a caller that has no candidate has a WhyNot to report instead.
 */
export function chooseTherapist(
  candidates: readonly Assignment[],
  load: ReadonlyMap<string, TherapistLoad>,
): Assignment {
  const booked = (candidate: Assignment): number =>
    load.get(candidate.therapistId)?.bookedTodayMin ?? 0;
  return candidates.reduce((best, candidate) => {
    const more = booked(candidate) - booked(best);
    if (more !== 0) return more < 0 ? candidate : best;
    if (candidate.therapistId !== best.therapistId) {
      return candidate.therapistId < best.therapistId ? candidate : best;
    }
    return candidate.locationId < best.locationId ? candidate : best;
  });
}
