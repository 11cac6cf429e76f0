import { MINUTE, type Result } from '@limber/kernel';
import type {
  Assignment,
  AvailabilityInput,
  ResourceFilter,
  ShiftPlan,
  WhyNot,
} from './availability.plan.ts';
import { localDateOf } from './local-time.rules.ts';
import { chooseRoom, neighbourRooms } from './room.rules.ts';
import {
  openSearch,
  visitBookable,
  type LocationTrack,
  type Search,
  type TherapistTrack,
} from './search.rules.ts';
import { covers } from './start-run.rules.ts';
import { breachesAt, furthestRefusal } from './why-not.rules.ts';
import { locationDayOf, type LocationDay } from './working-time.rules.ts';

export interface StartQuery extends ResourceFilter {
  startsAt: number;
}

/**
 * The commit's question. A start is accepted exactly if the listing shows it, because both ask
 * `visitBookable`. The answer names every possible therapist, each with the room that suits best.
 */
export function checkStart(
  input: AvailabilityInput,
  query: StartQuery,
): Result<Assignment[], WhyNot> {
  const { search, days } = searchAround(input, query);
  const assignments: Assignment[] = [];
  for (const { location, day } of days) {
    for (const therapist of search.therapists) {
      const assignment = assign(search, therapist, location, day, query.startsAt);
      if (assignment !== null) assignments.push(assignment);
    }
  }
  if (assignments.length > 0) return { ok: true, value: assignments };
  return { ok: false, code: furthestRefusal(search, days, query) };
}

/**
 * Every rule one therapist at one location would break, for the staff's override dialog, in the order of
 * the checks. Empty exactly if `checkStart` accepts.
 */
export function brokenRules(
  input: AvailabilityInput,
  query: { startsAt: number; therapistId: string; locationId: string },
): WhyNot[] {
  const { search, days } = searchAround(input, query);
  const [at] = days;
  if (at === undefined) return ['NO_SUCH_LOCATION'];
  const [therapist] = search.therapists;
  if (therapist === undefined) return [furthestRefusal(search, days, query)];
  return breachesAt(search, therapist, at.location, at.day, query.startsAt);
}

interface SearchAround {
  search: Search;
  days: { location: LocationTrack; day: LocationDay }[];
}

/** A search of the local date the instant falls on, which may differ between locations. */
function searchAround(input: AvailabilityInput, query: StartQuery): SearchAround {
  const dateAt = (zone: string): string => localDateOf(query.startsAt, zone);
  const dates = input.locations.map(({ timeZone }) => dateAt(timeZone)).sort();
  const search = openSearch(input, { from: dates[0] ?? '', to: dates.at(-1) ?? '' }, query);
  const days = search.locations.map((location) => ({
    location,
    day: locationDayOf(location.plan, dateAt(location.plan.timeZone)),
  }));
  return { search, days };
}

function assign(
  search: Search,
  therapist: TherapistTrack,
  location: LocationTrack,
  day: LocationDay,
  startsAt: number,
): Assignment | null {
  const start = startsAt / MINUTE;
  const offering: ShiftPlan[] = [];
  visitBookable(search, therapist, location, day, (offered, shift) => {
    if (offered === start) offering.push(shift);
  });
  const [shift] = offering;
  if (shift === undefined) return null;
  const rooms = location.rooms
    .filter((room) => !covers(room.blocked, start))
    .map((room) => room.plan);
  const neighbours = neighbourRooms(therapist.plan.occupied, startsAt, day.zoneDay);
  const room = chooseRoom(rooms, search.input.service.roomFeatures, shift.roomId, neighbours);
  if (room === null) return null;
  return { therapistId: therapist.plan.id, roomId: room.id, locationId: location.plan.id };
}
