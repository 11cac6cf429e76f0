import type { DeskBookingDetail, DeskRequests } from '@limber/contracts';
import { queryOptions } from '@tanstack/react-query';
import { clinicPath, request } from '../api/request.ts';
import { bookingPath, CALENDAR } from './desk.requests.ts';

/** Under the calendar's key: whatever changes the schedule may answer a request. */
export const requestsQuery = queryOptions({
  queryKey: [...CALENDAR, 'requests'],
  queryFn: ({ signal }) => request<DeskRequests>('GET', clinicPath('/desk/requests'), { signal }),
  refetchInterval: 60_000,
});

export type Answer = 'confirm' | 'decline';
export type Asked = Pick<DeskBookingDetail, 'reference' | 'revision'>;

export const answerRequest = (
  { reference, revision }: Asked,
  answer: Answer,
): Promise<DeskBookingDetail> =>
  request('POST', bookingPath(reference, `/${answer}`), {
    headers: { 'If-Match': `"${revision}"` },
  });
