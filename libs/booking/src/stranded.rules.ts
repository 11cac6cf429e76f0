import { DAY, overlaps, type TimeRange } from '@limber/kernel';
import { type StrandedBooking, strandedWhys } from '@limber/contracts';
import {
  type BookingPolicy,
  brokenRules,
  type LocationPlan,
  type RoomPlan,
  roomsForTwo,
  type ServicePlan,
  type TherapistPlan,
  type WhyNot,
} from '@limber/scheduling';

export type StrandedWhy = StrandedBooking['why'][number];

/** Where and with whom a booking or a hold has its place. */
export interface Placed {
  id: string;
  locationId: string;
  /** Two of a session for two. */
  therapistIds: readonly string[];
  roomId: string;
  serviceId: string;
  durationMin: number;
  /** epoch ms */
  startsAt: number;
}

/** What of the set-up a booking rests on, by id; what is given up is not in it. */
export interface Ground {
  locations: ReadonlyMap<string, LocationPlan>;
  therapists: ReadonlyMap<
    string,
    Pick<TherapistPlan, 'id' | 'sessionTypes' | 'shifts'> &
      Pick<TherapistPlan, 'effortCapPerDayTenths' | 'effortCapPerWeekTenths'>
  >;
  rooms: ReadonlyMap<
    string,
    Pick<RoomPlan, 'id' | 'locationId' | 'features'> & { capacity: number }
  >;
  /** Those no longer sold too: what was booked is still given. */
  services: ReadonlyMap<string, Omit<ServicePlan, 'durationMin'>>;
  /** Time off, rooms out of order: by resource. */
  away: ReadonlyMap<string, readonly TimeRange[]>;
  /** How time is sold from now on: strands nothing, but may open times. */
  policy: BookingPolicy;
}

/** Of a booking's rules only those count that are about its place; how it was sold is over. */
const PLACE: ReadonlyMap<WhyNot, StrandedWhy> = new Map(
  (['NOT_QUALIFIED', 'SHIFT', 'BUSY', 'NO_ROOM'] as const).map((code) => [code, code]),
);

/** A policy that refuses nothing. */
const ANY_TIME: BookingPolicy = {
  noticeMin: 0,
  horizonDays: 1,
  gridStepMin: 5,
  shortestSellableMin: 5,
  orphanGapRule: false,
  sameDayCutoff: null,
  deepTissueInARow: null,
  deepTissueRestMin: 5,
};

/** Why a booking has no place on this ground, in the order of the checks; empty when it has. */
export function placeless(ground: Ground, placed: Placed): StrandedWhy[] {
  if (!ground.locations.has(placed.locationId)) return ['LOCATION_INACTIVE'];
  const whys = new Set(placed.therapistIds.flatMap((id) => whysOf(ground, placed, id)));
  if (!fitsAll(ground, placed)) whys.add('NO_ROOM');
  return strandedWhys.filter((why) => whys.has(why));
}

/** Two side by side need a room that two can share; a room that is gone is told of already. */
function fitsAll({ rooms }: Ground, { roomId, therapistIds }: Placed): boolean {
  const room = rooms.get(roomId);
  return therapistIds.length < 2 || room === undefined || roomsForTwo([room]).length > 0;
}

/** The place asked about with one of its therapists. */
function whysOf(ground: Ground, placed: Placed, therapistId: string): StrandedWhy[] {
  const { startsAt, durationMin, locationId } = placed;
  const location = ground.locations.get(locationId);
  const therapist = ground.therapists.get(therapistId);
  const service = ground.services.get(placed.serviceId);
  const room = ground.rooms.get(placed.roomId);
  if (!location || !service) return [];
  if (!therapist) return ['THERAPIST_INACTIVE'];
  const around = { start: startsAt - DAY, end: startsAt + DAY };
  const awayOf = (id: string): TimeRange[] =>
    (ground.away.get(id) ?? []).filter((range) => overlaps(range, around));
  // Bookings do not strand each other: nobody is taken, no cap is reached.
  const free = { occupied: [], effortCapPerDayTenths: null, effortCapPerWeekTenths: null };
  const broken = brokenRules(
    {
      now: startsAt,
      locations: [location],
      therapists: [{ ...therapist, ...free, unavailable: awayOf(therapistId) }],
      rooms: room ? [{ ...room, unavailable: awayOf(room.id), occupied: [] }] : [],
      service: { ...service, durationMin },
      policy: ANY_TIME,
    },
    { startsAt, therapistId, locationId },
  );
  return broken.flatMap((code) => PLACE.get(code) ?? []);
}

/**
 * Which bookings lose their place when the ground changes, and why. What was amiss before is not the change's
 * doing: a booking made outside the shift on purpose is not stranded by every edit.
 */
export function strandedBy<Booked extends Placed>(
  before: Ground,
  after: Ground,
  bookings: readonly Booked[],
): { booking: Booked; why: StrandedWhy[] }[] {
  const isTouched = touching(before, after);
  return bookings.filter(isTouched).flatMap((booking) => {
    const now = placeless(after, booking);
    if (now.length === 0) return [];
    const then = placeless(before, booking);
    const why = now.filter((code) => !then.includes(code));
    return why.length > 0 ? [{ booking, why }] : [];
  });
}

/** Bookings without their place on this ground, however that came about: also those made so on purpose. */
export const strandedOn = <Booked extends Placed>(
  ground: Ground,
  bookings: readonly Booked[],
): { booking: Booked; why: StrandedWhy[] }[] =>
  bookings
    .map((booking) => ({ booking, why: placeless(ground, booking) }))
    .filter(({ why }) => why.length > 0);

/** Only for speed: a booking nothing of which changed cannot have lost its place. */
function touching(before: Ground, after: Ground): (placed: Placed) => boolean {
  const parts = ['locations', 'therapists', 'rooms', 'services', 'away'] as const;
  const changed = Object.fromEntries(
    parts.map((part) => [part, changedIds(before[part], after[part])]),
  ) as Record<(typeof parts)[number], Set<string>>;
  return ({ locationId, therapistIds, roomId, serviceId }) =>
    changed.locations.has(locationId) ||
    changed.rooms.has(roomId) ||
    changed.services.has(serviceId) ||
    changed.away.has(roomId) ||
    therapistIds.some((id) => changed.therapists.has(id) || changed.away.has(id));
}

function changedIds(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): Set<string> {
  const ids = new Set([...before.keys(), ...after.keys()]);
  const isSame = (id: string): boolean =>
    JSON.stringify(before.get(id)) === JSON.stringify(after.get(id));
  return new Set([...ids].filter((id) => !isSame(id)));
}
