import type { BookingView, MoveTimesView, RescheduleRequest } from '@limber/contracts';
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { listMoveTimes, moveBooking, readBooking } from '../api/booking.requests.ts';
import { newKey } from '../browser-ids.ts';

export const useBooking = (reference: string, token: string): UseQueryResult<BookingView> =>
  useQuery({
    queryKey: ['booking', reference, token],
    queryFn: ({ signal }) => readBooking(reference, token, signal),
  });

export interface MoveTimes {
  from: string;
  to: string;
  therapistId?: string | undefined;
}

const FRESH_MS = 30_000;

export const useMoveTimes = (
  { reference, revision }: Pick<BookingView, 'reference' | 'revision'>,
  token: string,
  query: MoveTimes,
): UseQueryResult<MoveTimesView> =>
  useQuery({
    queryKey: ['move-times', reference, revision, query],
    queryFn: ({ signal }) => listMoveTimes(reference, token, query, signal),
    staleTime: FRESH_MS,
    // The old days stay while others load, so that the page does not jump.
    placeholderData: (previous) => previous,
  });

export type Move = Omit<RescheduleRequest, 'revision'>;

/** One move of the booking as it was shown; what came of it stands in every page that shows it. */
export function useMove(
  booking: BookingView,
  token: string,
): UseMutationResult<BookingView, unknown, Move> {
  const cache = useQueryClient();
  const { reference, revision } = booking;
  return useMutation({
    mutationFn: (move: Move) => moveBooking(reference, token, { ...move, revision }, newKey()),
    onSuccess: (moved) => cache.setQueryData(['booking', reference, token], moved),
  });
}
