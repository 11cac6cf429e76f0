import type { DeskBookingDetail } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { troubleOf } from '../ui/trouble.tsx';
import { bookingQuery, CALENDAR } from './desk.requests.ts';
import { say } from './said.store.ts';

/** Of a change that is pressed where nothing else could show what went wrong. */
export const sayTrouble = (error: unknown): void => say('trouble', troubleOf(error).detail);

/** A change of a booking: what then stands is shown everywhere, and said. */
export function useChange(
  run: (booking: DeskBookingDetail) => Promise<DeskBookingDetail>,
  did: (booking: DeskBookingDetail) => string,
  onError?: (error: Error) => void,
) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (changed) => {
      cache.setQueryData(bookingQuery(changed.reference).queryKey, changed);
      say('done', did(changed));
    },
    ...(onError && { onError }),
    onSettled: (_, __, { reference }) => {
      void cache.invalidateQueries({ queryKey: CALENDAR });
      void cache.invalidateQueries({ queryKey: bookingQuery(reference).queryKey });
    },
  });
}
