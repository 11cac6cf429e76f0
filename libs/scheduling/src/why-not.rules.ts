import { MINUTE, overlaps, type TimeRange } from '@limber/kernel';
import { whyNotCodes, type ResourceFilter, type WhyNot } from './availability.plan.ts';
import { policyBreaches } from './booking-policy.rules.ts';
import { isOverCap } from './effort.rules.ts';
import {
  sweepShifts,
  type LocationTrack,
  type Search,
  type TherapistTrack,
} from './search.rules.ts';
import { leavesOrphan, visitStarts } from './start-grid.rules.ts';
import { covers, minuteCeil, minuteFloor } from './start-run.rules.ts';
import { shiftStartRuns, isOnDuty, type LocationDay } from './working-time.rules.ts';

/**
 * One code for a start nobody can take: that of the candidate who passed the most checks, in the order of
 * `whyNotCodes`, because it names the smallest change that would help.
 */
export function furthestRefusal(
  search: Search,
  days: readonly { location: LocationTrack; day: LocationDay }[],
  query: ResourceFilter & { startsAt: number },
): WhyNot {
  if (days.length === 0) return 'NO_SUCH_LOCATION';
  if (search.therapists.length === 0) return missingTherapist(search, query);
  let furthest = 0;
  for (const { location, day } of days) {
    for (const therapist of search.therapists) {
      const [code] = breachesAt(search, therapist, location, day, query.startsAt);
      if (code !== undefined) furthest = Math.max(furthest, whyNotCodes.indexOf(code));
    }
  }
  return whyNotCodes[furthest] ?? 'SHIFT';
}

function missingTherapist(search: Search, query: ResourceFilter): WhyNot {
  const isKnown = search.input.therapists.some(
    (therapist) => query.therapistId === undefined || therapist.id === query.therapistId,
  );
  return isKnown ? 'NOT_QUALIFIED' : 'NO_SUCH_THERAPIST';
}

/** All broken rules of one therapist, location and start, in the order of the checks. */
export function breachesAt(
  search: Search,
  therapist: TherapistTrack,
  location: LocationTrack,
  day: LocationDay,
  startsAt: number,
): WhyNot[] {
  const start = startsAt / MINUTE;
  const breaches = policyBreaches(startsAt, day.date, location.window);
  breaches.push(...placeBreaches(search, therapist, day, start));
  if (isOverCap(therapist.plan, search.input.service, day)) breaches.push('CAP');
  if (covers(location.roomless, start)) breaches.push('NO_ROOM');
  return breaches;
}

/** Where the start lies in the therapist's day. */
function placeBreaches(
  search: Search,
  therapist: TherapistTrack,
  day: LocationDay,
  start: number,
): WhyNot[] {
  const { service } = search.input;
  const handsOn = { start, end: start + service.durationMin };
  const breaches: WhyNot[] = [];
  const isInShift = therapist.plan.shifts
    .filter((shift) => isOnDuty(shift, day))
    .flatMap((shift) => shiftStartRuns(shift, day, service))
    .some((run) => run.first <= start && start <= run.last);
  if (!isInShift) breaches.push('SHIFT');
  if (isBusy(therapist, handsOn)) breaches.push('BUSY');
  else if (covers(therapist.blocked, start)) breaches.push('REST');
  if (breaches.length > 0) return breaches;
  // Grid and gaps only mean something inside a free run.
  return gridBreaches(search, therapist, day, start);
}

function isBusy(therapist: TherapistTrack, handsOn: TimeRange): boolean {
  const { occupied, unavailable } = therapist.plan;
  return [...occupied, ...unavailable].some(
    (taken) =>
      taken.start < taken.end &&
      overlaps(handsOn, { start: minuteFloor(taken.start), end: minuteCeil(taken.end) }),
  );
}

function gridBreaches(
  search: Search,
  therapist: TherapistTrack,
  day: LocationDay,
  start: number,
): WhyNot[] {
  const { policy } = search.input;
  const shortest = policy.orphanGapRule ? policy.shortestSellableMin : 0;
  let isOffered = false;
  let isClean = false;
  for (const { grid, free } of sweepShifts(search, therapist, day)) {
    for (const run of free) {
      visitStarts(run, grid, (offered) => {
        if (offered !== start) return;
        isOffered = true;
        isClean ||= !leavesOrphan(start, run, shortest);
      });
    }
  }
  if (!isOffered) return ['OFF_GRID'];
  return isClean ? [] : ['ORPHAN_GAP'];
}
