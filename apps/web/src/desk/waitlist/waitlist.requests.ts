import type { DeskWaitlistEntry, DeskWaitlistOffer, DeskWave } from '@limber/contracts';
import { queryOptions } from '@tanstack/react-query';
import { clinicPath, request, withQuery } from '../../api/request.ts';
import { CALENDAR } from '../desk.requests.ts';

/** Under the calendar's key: whatever changes the schedule may offer a time, or take one. */
export const WAITLIST = [...CALENDAR, 'waitlist'] as const;
const OFTEN_MS = 30_000;

export interface WaitlistFilter {
  state: 'waiting' | 'ended';
  serviceId: string;
  therapistId: string;
}

export const waitlistQuery = (filter: WaitlistFilter) =>
  queryOptions({
    queryKey: [...WAITLIST, filter],
    queryFn: ({ signal }) =>
      request<DeskWaitlistEntry[]>('GET', withQuery(clinicPath('/desk/waitlist'), { ...filter }), {
        signal,
      }),
    refetchInterval: OFTEN_MS,
  });

export const wavesQuery = queryOptions({
  queryKey: [...WAITLIST, 'waves'],
  queryFn: ({ signal }) =>
    request<DeskWave[]>('GET', clinicPath('/desk/waitlist/waves'), { signal }),
  refetchInterval: OFTEN_MS,
});

export const removeFromWaitlist = ({
  id,
  revision,
}: Pick<DeskWaitlistEntry, 'id' | 'revision'>): Promise<DeskWaitlistEntry> =>
  request('DELETE', clinicPath(`/desk/waitlist/${id}`), {
    headers: { 'If-Match': `"${revision}"` },
  });

export const offerByHand = (
  id: string,
  body: DeskWaitlistOffer,
  key: string,
): Promise<DeskWaitlistEntry> =>
  request('POST', clinicPath(`/desk/waitlist/${id}/offers`), {
    body,
    headers: { 'Idempotency-Key': key },
  });
