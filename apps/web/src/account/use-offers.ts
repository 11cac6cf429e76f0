import type { CheckInOffers } from '@limber/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { askOffers } from '../api/booking.requests.ts';

export type Offer = CheckInOffers['offers'][number];

const CALM_MS = 250;
const FRESH_MS = 60_000;

/** The value once it has rested: walking through the scale with the arrow keys asks once. */
function useRested(value: number | undefined): number | undefined {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), CALM_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested === value ? rested : undefined;
}

/** Times that fit what is chosen. Asking stores nothing; a failure only means that none are shown. */
export function useOffers(
  token: string,
  soreness: number | undefined,
  isWanted: boolean,
): UseQueryResult<CheckInOffers> {
  const rested = useRested(soreness);
  return useQuery({
    queryKey: ['check-in-offers', token, rested],
    queryFn: ({ signal }) => askOffers(token, rested ?? 0, signal),
    enabled: isWanted && rested !== undefined,
    staleTime: FRESH_MS,
    gcTime: FRESH_MS,
    retry: false,
  });
}
