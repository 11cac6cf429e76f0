import type { Result } from '@limber/kernel';
import type {
  Assignment,
  AvailabilityInput,
  FreeDay,
  RoomPlan,
  WhyNot,
} from './availability.plan.ts';
import { listFreeSlots, type SlotQuery } from './availability.rules.ts';
import { checkStart, type StartQuery } from './start-check.rules.ts';

/** What a room is called that two can share. */
const COUPLES = 'couples';

/** Only rooms two people can be treated in at once, side by side. */
export const roomsForTwo = <Room extends Pick<RoomPlan, 'features'> & { capacity: number }>(
  rooms: readonly Room[],
): Room[] => rooms.filter(({ capacity, features }) => capacity >= 2 && features.includes(COUPLES));

/**
 * Starts for two: two different therapists who can, and one room. The input holds only rooms for two, so that
 * every start of one therapist has such a room free; it counts where a second therapist has it too. A wish
 * for one therapist is a wish for one of the two.
 */
export function listCoupleSlots(input: AvailabilityInput, query: SlotQuery): FreeDay[] {
  const { therapistId, ...rest } = query;
  return listFreeSlots(input, rest).map(({ date, slots }) => ({
    date,
    slots: slots.filter(({ therapistIds }) => isPair(therapistIds, therapistId)),
  }));
}

const isPair = (ids: readonly string[], wanted: string | undefined): boolean =>
  ids.length >= 2 && (wanted === undefined || ids.includes(wanted));

/**
 * Who could take a start for two, each with the room both would share; at least two at each location that is
 * named. Accepts exactly what `listCoupleSlots` shows.
 */
export function checkCouple(
  input: AvailabilityInput,
  query: StartQuery,
): Result<Assignment[], WhyNot> {
  const { therapistId, ...rest } = query;
  const checked = checkStart(input, rest);
  if (!checked.ok) return checked;
  const pairs = checked.value.filter(({ locationId }) => {
    const there = checked.value.filter((other) => other.locationId === locationId);
    return isPair(
      there.map((each) => each.therapistId),
      therapistId,
    );
  });
  return pairs.length > 0 ? { ok: true, value: pairs } : { ok: false, code: 'BUSY' };
}
