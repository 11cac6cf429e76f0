import { type BrokenRuleCode, brokenRuleCodes } from '@limber/contracts';
import { MINUTE, overlaps, type TimeRange } from '@limber/kernel';
import {
  type AvailabilityInput,
  brokenRules,
  checkStart,
  chooseRoom,
  type Occupied,
  type RoomPlan,
} from '@limber/scheduling';

/** A start as the desk sets it: who and where are named, the room may be left to us. */
export interface DeskPlace {
  /** epoch ms, a whole minute */
  startsAt: number;
  therapistId: string;
  locationId: string;
  roomId?: string | undefined;
}

type RoomBreach = 'ROOM_BUSY' | 'ROOM_CLOSED' | 'ROOM_RESET' | 'ROOM_FEATURES';

export interface RoomState {
  id: string;
  features: readonly string[];
  breaches: RoomBreach[];
}

export interface Verdict {
  /** In the order of `brokenRuleCodes`. */
  broken: BrokenRuleCode[];
  /** The room that would be taken; null when every one is in use. */
  roomId: string | null;
  rooms: RoomState[];
}

/** Never, whatever the reason: two clients under one pair of hands, or in one room. */
const NEVER: readonly BrokenRuleCode[] = ['NO_SUCH_TIME', 'BUSY', 'ROOM_BUSY'];

export const isOverridable = (code: BrokenRuleCode, { roomId }: Pick<Verdict, 'roomId'>): boolean =>
  !NEVER.includes(code) && (code !== 'NO_ROOM' || roomId !== null);

/** A walk-in stands at the desk: what only orders bookings made ahead does not count. */
export const walkInForgives: readonly BrokenRuleCode[] = [
  ...(['IN_PAST', 'SAME_DAY_CUTOFF', 'NOTICE', 'OFF_GRID', 'ORPHAN_GAP'] as const),
];
/** A visit that starts late was sold before: only what stands behind it can be in the way. */
const lateForgives: readonly BrokenRuleCode[] = [
  ...walkInForgives,
  ...(['NOT_QUALIFIED', 'HORIZON', 'CAP', 'ROOM_CLOSED', 'ROOM_FEATURES'] as const),
  'CLEARANCE',
];

/**
 * What a later start of the same visit breaks. One that stands outside every shift already, for its shift or its place
 * was given up or it was put there on purpose, has no end of a shift to keep.
 */
export const brokenByDelay = (later: Verdict, now: Verdict): BrokenRuleCode[] =>
  later.broken.filter(
    (code) => !lateForgives.includes(code) && !(code === 'SHIFT' && now.broken.includes(code)),
  );

/** The verdict on a place, and what speaks against the day for this client. */
export const withClearance = (verdict: Verdict, hasEnded: boolean): Verdict =>
  hasEnded ? { ...verdict, broken: [...verdict.broken, 'CLEARANCE'] } : verdict;

const minutes = ({ start, end }: TimeRange): TimeRange => ({
  start: Math.floor(start / MINUTE),
  end: Math.ceil(end / MINUTE),
});

const meets = (a: TimeRange, b: TimeRange): boolean =>
  b.start < b.end && overlaps(minutes(a), minutes(b));

const isBroken = (code: string): code is BrokenRuleCode =>
  brokenRuleCodes.some((known) => known === code);

/**
 * Every rule a start would break. Empty exactly if a client could book it there with that room, so that the
 * desk never needs a reason for what the public may do.
 */
export function judge(
  input: AvailabilityInput,
  place: DeskPlace,
  closedRoomIds: ReadonlySet<string> = new Set(),
): Verdict {
  const { service } = input;
  const handsOn = {
    start: place.startsAt,
    end: place.startsAt + service.durationMin * MINUTE,
  };
  const broken = new Set<BrokenRuleCode>();
  const therapists = input.therapists
    .filter(({ id }) => id === place.therapistId)
    .map((therapist) => {
      if (!therapist.sessionTypes.includes(service.sessionType)) broken.add('NOT_QUALIFIED');
      const away = therapist.unavailable.filter((each) => meets(handsOn, each));
      if (away.length > 0) broken.add('AWAY');
      return {
        ...therapist,
        sessionTypes: [service.sessionType],
        unavailable: therapist.unavailable.filter((each) => !away.includes(each)),
      };
    });
  // Asked as if skilled and not away, so that no rule hides behind another.
  for (const code of brokenRules({ ...input, therapists }, place)) {
    if (isBroken(code) && code !== 'NO_ROOM') broken.add(code);
  }
  const rooms = input.rooms
    .filter(({ locationId }) => locationId === place.locationId)
    .map((room) => roomState(room, input, handsOn, closedRoomIds));
  const roomId = place.roomId ?? pickRoom(input, place, rooms, broken);
  if (place.roomId !== undefined) {
    for (const code of rooms.find(({ id }) => id === place.roomId)?.breaches ?? [])
      broken.add(code);
  }
  return { broken: brokenRuleCodes.filter((code) => broken.has(code)), roomId, rooms };
}

function roomState(
  room: RoomPlan,
  { service }: AvailabilityInput,
  handsOn: TimeRange,
  closedRoomIds: ReadonlySet<string>,
): RoomState {
  const breaches: RoomBreach[] = [];
  if (room.occupied.some((taken) => meets(handsOn, taken))) breaches.push('ROOM_BUSY');
  else if (room.occupied.some((taken) => isTooClose(taken, handsOn, service))) {
    breaches.push('ROOM_RESET');
  }
  if (closedRoomIds.has(room.id) || room.unavailable.some((each) => meets(handsOn, each))) {
    breaches.push('ROOM_CLOSED');
  }
  if (!service.roomFeatures.every((feature) => room.features.includes(feature))) {
    breaches.push('ROOM_FEATURES');
  }
  return { id: room.id, features: room.features, breaches };
}

/** The gap between neighbours is the larger of what each needs, never the sum. */
function isTooClose(
  taken: Occupied,
  handsOn: TimeRange,
  { roomPrepMin, roomResetMin }: AvailabilityInput['service'],
): boolean {
  const before = Math.max(roomResetMin, taken.beforeMin) * MINUTE;
  const after = Math.max(taken.afterMin, roomPrepMin) * MINUTE;
  return meets(handsOn, { start: taken.start - before, end: taken.end + after });
}

/** The room a client would get; failing that the least unsuitable one in which nobody is. */
function pickRoom(
  input: AvailabilityInput,
  place: DeskPlace,
  rooms: RoomState[],
  broken: Set<BrokenRuleCode>,
): string | null {
  const good = rooms.filter(({ breaches }) => breaches.length === 0);
  const checked = checkStart(input, place);
  const assigned = checked.ok
    ? checked.value.find(({ roomId }) => good.some((r) => r.id === roomId))
    : undefined;
  const chosen = assigned?.roomId ?? chooseRoom(good, input.service.roomFeatures, null)?.id;
  if (chosen !== undefined) return chosen;
  broken.add('NO_ROOM');
  const [least] = rooms
    .filter(({ breaches }) => !breaches.includes('ROOM_BUSY'))
    .sort((a, b) => a.breaches.length - b.breaches.length || (a.id < b.id ? -1 : 1));
  return least?.id ?? null;
}

/** Whether the named rules are the broken ones, all and only. Nothing broken needs nothing named. */
export const isNamedExactly = (
  broken: readonly BrokenRuleCode[],
  named: readonly BrokenRuleCode[],
): boolean =>
  broken.length === 0 ||
  (broken.every((code) => named.includes(code)) && named.every((code) => broken.includes(code)));
