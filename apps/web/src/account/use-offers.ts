import type { CheckInOffers } from '@limber/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { askOffers } from '../api/booking.requests.ts';
import { useRested } from '../ui/use-rested.ts';

export type Offer = CheckInOffers['offers'][number];

const CALM_MS = 250;
const FRESH_MS = 60_000;

/** Times that fit what is chosen. Asking stores nothing; a failure only means that none are shown. */
export function useOffers(
  token: string,
  soreness: number | undefined,
  isWanted: boolean,
): UseQueryResult<CheckInOffers> {
  const last = useRested(soreness, CALM_MS);
  const rested = last === soreness ? last : undefined;
  return useQuery({
    queryKey: ['check-in-offers', token, rested],
    queryFn: ({ signal }) => askOffers(token, rested ?? 0, signal),
    enabled: isWanted && rested !== undefined,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    retry: false,
  });
}
