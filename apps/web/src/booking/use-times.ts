import type { AvailabilityView } from '@limber/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { listTimes, type TimesQuery } from '../api/booking.requests.ts';
import { addDays } from '../ui/format.ts';

export const DAYS_SHOWN = 14;
const FRESH_MS = 30_000;
const DAY_MS = 86_400_000;

/** The fortnight that holds `date`, counted from today. */
export function rangeOf(today: string, date: string | undefined): { from: string; to: string } {
  const ahead = date ? Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS) : 0;
  const from = addDays(today, Math.max(0, Math.floor(ahead / DAYS_SHOWN)) * DAYS_SHOWN);
  return { from, to: addDays(from, DAYS_SHOWN - 1) };
}

export const useTimes = (query: TimesQuery | null): UseQueryResult<AvailabilityView> =>
  useQuery({
    queryKey: ['times', query],
    queryFn: ({ signal }): Promise<AvailabilityView> =>
      query ? listTimes(query, signal) : Promise.reject(new Error('no service chosen')),
    enabled: query !== null,
    staleTime: FRESH_MS,
    // The old days stay while others load, so that the page does not jump.
    placeholderData: (previous) => previous,
  });

/** The day to open: the one with the best fit, else the first with anything free. */
export function dayToOpen(
  days: AvailabilityView['days'],
  wanted: string | undefined,
): string | undefined {
  if (wanted && days.some(({ date }) => date === wanted)) return wanted;
  const best = days.find(({ slots }) => slots.some(({ fit }) => fit?.best));
  return (best ?? days.find(({ slots }) => slots.length > 0) ?? days[0])?.date;
}
