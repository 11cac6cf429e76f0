import type { RoomPlan } from './availability.plan.ts';

type RoomChoice = Pick<RoomPlan, 'id' | 'features'>;

export const fitsRoom = (room: RoomChoice, needed: readonly string[]): boolean =>
  needed.every((feature) => room.features.includes(feature));

const unneeded = (room: RoomChoice, needed: readonly string[]): number =>
  room.features.filter((feature) => !needed.includes(feature)).length;

/**
 * The room that wastes the fewest features, so that the couples' room stays free for couples; then the
 * shift's own room; then the id. Null when no room fits.
 */
export function chooseRoom<Room extends RoomChoice>(
  rooms: readonly Room[],
  neededFeatures: readonly string[],
  shiftRoomId: string | null,
): Room | null {
  const better = (a: Room, b: Room): boolean => {
    const waste = unneeded(a, neededFeatures) - unneeded(b, neededFeatures);
    if (waste !== 0) return waste < 0;
    if ((a.id === shiftRoomId) !== (b.id === shiftRoomId)) return a.id === shiftRoomId;
    return a.id < b.id;
  };
  return rooms
    .filter((room) => fitsRoom(room, neededFeatures))
    .reduce<Room | null>((best, room) => (best === null || better(room, best) ? room : best), null);
}
