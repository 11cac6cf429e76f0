import type {
  AvailabilityInput,
  LocationPlan,
  ResourceFilter,
  RoomPlan,
  ShiftPlan,
  TherapistPlan,
} from './availability.plan.ts';
import { rowBreakingStarts } from './deep-tissue.rules.ts';
import { bookingWindowOf, isDateBookable, type BookingWindow } from './booking-policy.rules.ts';
import { isOverCap } from './effort.rules.ts';
import { zoneDayOf } from './local-time.rules.ts';
import { fitsRoom } from './room.rules.ts';
import {
  leavesOrphan,
  startGridOf,
  stepOf,
  visitStarts,
  type StartGrid,
} from './start-grid.rules.ts';
import {
  blockedStarts,
  covers,
  freeRuns,
  intersectRuns,
  minuteCeil,
  minuteFloor,
  type BlockedRun,
  type FreeRun,
  type SessionFootprint,
  type StartRun,
} from './start-run.rules.ts';
import { isOnDuty, shiftStartRuns, type LocationDay } from './working-time.rules.ts';

export interface TherapistTrack {
  plan: TherapistPlan;
  blocked: readonly BlockedRun[];
}

export interface RoomTrack {
  plan: RoomPlan;
  blocked: readonly BlockedRun[];
}

export interface LocationTrack {
  plan: LocationPlan;
  window: BookingWindow;
  /** Rooms with the needed features. */
  rooms: readonly RoomTrack[];
  /** Starts at which every such room is taken. */
  roomless: readonly StartRun[];
}

/** Everything one question needs, prepared once; the days are then swept without any zone arithmetic. */
export interface Search {
  input: AvailabilityInput;
  step: number;
  /** Qualified therapists, by id. */
  therapists: readonly TherapistTrack[];
  locations: readonly LocationTrack[];
}

export const byId = (a: { id: string }, b: { id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

export function openSearch(
  input: AvailabilityInput,
  dates: { from: string; to: string },
  filter: ResourceFilter,
): Search {
  const { service, policy } = input;
  const plans = input.locations.filter((plan) => isWanted(plan, filter.locationId)).sort(byId);
  const sweep = startsBetween(plans, dates);
  const hands = {
    durationMin: service.durationMin,
    beforeMin: service.prepMin,
    afterMin: service.restMin,
  };
  const therapists = input.therapists
    .filter((plan) => isWanted(plan, filter.therapistId))
    .filter((plan) => plan.sessionTypes.includes(service.sessionType))
    .sort(byId)
    .map((plan) => {
      const tooManyInARow = rowBreakingStarts(plan.occupied, service, policy);
      return { plan, blocked: blockedStarts(plan, hands, sweep, tooManyInARow) };
    });
  const locations = plans.map((plan) => trackLocation(plan, input, sweep));
  return { input, step: stepOf(policy, service), therapists, locations };
}

const isWanted = (plan: { id: string }, id: string | undefined): boolean =>
  id === undefined || plan.id === id;

/** The starts all these local dates span, whatever the zones. */
function startsBetween(
  locations: readonly LocationPlan[],
  dates: { from: string; to: string },
): StartRun {
  const first = locations.map(({ timeZone }) => zoneDayOf(dates.from, timeZone).start);
  const last = locations.map(({ timeZone }) => zoneDayOf(dates.to, timeZone).end);
  return { first: minuteFloor(Math.min(...first)), last: minuteCeil(Math.max(...last)) };
}

function trackLocation(
  plan: LocationPlan,
  input: AvailabilityInput,
  sweep: StartRun,
): LocationTrack {
  const { service } = input;
  const use: SessionFootprint = {
    durationMin: service.durationMin,
    beforeMin: service.roomPrepMin,
    afterMin: service.roomResetMin,
  };
  const rooms = input.rooms
    .filter((room) => room.locationId === plan.id && fitsRoom(room, service.roomFeatures))
    .map((room) => ({ plan: room, blocked: blockedStarts(room, use, sweep) }));
  const roomless = rooms.reduce<readonly StartRun[]>(
    (full, room) => (full.length === 0 ? full : intersectRuns(full, room.blocked)),
    [sweep],
  );
  const window = bookingWindowOf(input.now, input.policy, plan.timeZone);
  return { plan, window, rooms, roomless };
}

/** One shift on one date, seen by one therapist: where the free runs are and how starts sit in them. */
export interface ShiftSweep {
  shift: ShiftPlan;
  grid: StartGrid;
  free: FreeRun[];
}

export const sweepShifts = (
  search: Search,
  therapist: TherapistTrack,
  day: LocationDay,
): ShiftSweep[] =>
  therapist.plan.shifts
    .filter((shift) => isOnDuty(shift, day))
    .map((shift) => ({
      shift,
      grid: startGridOf(shift, day.zoneDay, search.step),
      free: shiftStartRuns(shift, day, search.input.service).flatMap((run) =>
        freeRuns(run, therapist.blocked),
      ),
    }));

/**
 * THE function that says which starts can be booked. The listing shows what it visits and the commit
 * accepts what it visits; there is no second opinion. Starts are whole epoch minutes, ascending per shift.
 */
export function visitBookable(
  search: Search,
  therapist: TherapistTrack,
  location: LocationTrack,
  day: LocationDay,
  visit: (start: number, shift: ShiftPlan) => void,
): void {
  const { policy, service } = search.input;
  if (!isDateBookable(day.date, location.window)) return;
  if (isOverCap(therapist.plan, service, day)) return;
  const earliest = minuteCeil(location.window.earliest);
  const shortest = policy.orphanGapRule ? policy.shortestSellableMin : 0;
  for (const { shift, grid, free } of sweepShifts(search, therapist, day)) {
    for (const run of free) {
      visitStarts(run, grid, (start) => {
        if (start < earliest || leavesOrphan(start, run, shortest)) return;
        if (covers(location.roomless, start)) return;
        visit(start, shift);
      });
    }
  }
}
