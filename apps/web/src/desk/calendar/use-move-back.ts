import { useQueryClient } from '@tanstack/react-query';
import { bookingQuery, CALENDAR } from '../desk.requests.ts';
import { say } from '../said.store.ts';
import type { Movable, Notify } from './move.target.ts';
import { moveTexts as texts } from './move.en.ts';
import { checkQuery, moveByStaff } from './ops.requests.ts';

/**
 * Takes a move back: to the very time, therapist and room it came from, where they are still free. A time that
 * broke a rule before it was left may break it again; two on one never.
 */
export function useMoveBack(): (visit: Movable, revision: number, notify: Notify) => void {
  const cache = useQueryClient();
  const goBack = async (visit: Movable, revision: number, notify: Notify): Promise<void> => {
    const { reference, serviceId, durationMin, startsAt, therapist, room, locationId } = visit;
    const check = await cache.fetchQuery(
      checkQuery({
        ...{ reference, serviceId, durationMin, startsAt, locationId },
        ...{ therapistId: therapist.id, roomId: room.id },
      }),
    );
    if (check.broken.length > 0 && !check.overridable) throw new Error('no longer free');
    const codes = check.broken.map(({ code }) => code);
    const moved = await moveByStaff(
      { reference, revision },
      {
        ...{ startsAt, therapistId: therapist.id, locationId, roomId: room.id, notify },
        ...(codes.length > 0 && { override: { codes, reason: 'fixing_a_mistake' as const } }),
      },
    );
    cache.setQueryData(bookingQuery(reference).queryKey, moved);
  };
  return (visit, revision, notify) =>
    void goBack(visit, revision, notify)
      .then(
        () => say('done', texts.undone(visit.clientName)),
        () => say('trouble', texts.undoFailed(visit.clientName)),
      )
      .then(() => cache.invalidateQueries({ queryKey: CALENDAR }));
}
