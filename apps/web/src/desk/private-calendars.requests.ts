import type { NewPrivateCalendar, PrivateCalendar } from '@limber/contracts';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { clinicPath, request } from '../api/request.ts';
import { CALENDAR, DESK } from './desk.requests.ts';
import { strandedQuery } from './setup/setup.requests.ts';

const MINUTE = 60_000;

const path = (rest = ''): string => clinicPath(`/desk/private-calendars${rest}`);

/** They are read in the background too, so the page looks again by itself. */
export const privateCalendarsQuery = queryOptions({
  queryKey: [DESK, 'private-calendars'],
  queryFn: ({ signal }) => request<PrivateCalendar[]>('GET', path(), { signal }),
  refetchInterval: MINUTE,
  refetchOnWindowFocus: true,
});

export const connectCalendar = (body: NewPrivateCalendar): Promise<PrivateCalendar> =>
  request('POST', path(), { body });

export const readCalendar = (id: string): Promise<PrivateCalendar> =>
  request('POST', path(`/${encodeURIComponent(id)}/read`));

export const disconnectCalendar = (id: string): Promise<void> =>
  request('POST', path(`/${encodeURIComponent(id)}/disconnect`));

/** What a calendar says moves the list itself, what is free, and which bookings lie in busy time. */
export function forgetBusyTimes(cache: QueryClient): Promise<unknown> {
  const keys = [privateCalendarsQuery.queryKey, CALENDAR, strandedQuery.queryKey];
  return Promise.all(keys.map((queryKey) => cache.invalidateQueries({ queryKey })));
}
