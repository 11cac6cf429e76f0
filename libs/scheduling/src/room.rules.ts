import type { TimeRange } from '@limber/kernel';
import type { Occupied, RoomPlan } from './availability.plan.ts';

type RoomChoice = Pick<RoomPlan, 'id' | 'features'>;

/** The rooms a therapist works in right before and right after a start, on the same stretch of time. */
export function neighbourRooms(
  occupied: readonly Occupied[],
  startsAt: number,
  day: TimeRange,
): string[] {
  const sessions = occupied.filter(
    ({ start, roomId }) => typeof roomId === 'string' && start >= day.start && start < day.end,
  );
  const before = sessions.filter(({ start }) => start < startsAt);
  const after = sessions.filter(({ start }) => start >= startsAt);
  const nearest = [
    before.reduce<Occupied | null>((a, b) => (a === null || b.start > a.start ? b : a), null),
    after.reduce<Occupied | null>((a, b) => (a === null || b.start < a.start ? b : a), null),
  ];
  return nearest.flatMap((session) => session?.roomId ?? []);
}

export const fitsRoom = (room: RoomChoice, needed: readonly string[]): boolean =>
  needed.every((feature) => room.features.includes(feature));

const unneeded = (room: RoomChoice, needed: readonly string[]): number =>
  room.features.filter((feature) => !needed.includes(feature)).length;

/**
 * The room that wastes the fewest features, so that the couples' room stays free for couples; then the
 * shift's own room; then the one with the fewest moves before and after; then the id. Null when none fits.
 */
export function chooseRoom<Room extends RoomChoice>(
  rooms: readonly Room[],
  neededFeatures: readonly string[],
  shiftRoomId: string | null,
  neighbourRoomIds: readonly string[] = [],
): Room | null {
  const movesTo = (id: string): number => neighbourRoomIds.filter((other) => other !== id).length;
  const better = (a: Room, b: Room): boolean => {
    const waste = unneeded(a, neededFeatures) - unneeded(b, neededFeatures);
    if (waste !== 0) return waste < 0;
    if ((a.id === shiftRoomId) !== (b.id === shiftRoomId)) return a.id === shiftRoomId;
    const moves = movesTo(a.id) - movesTo(b.id);
    return moves !== 0 ? moves < 0 : a.id < b.id;
  };
  return rooms
    .filter((room) => fitsRoom(room, neededFeatures))
    .reduce<Room | null>((best, room) => (best === null || better(room, best) ? room : best), null);
}
