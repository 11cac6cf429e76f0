import type { DeskMailList, DeskMailStops, LiftMailStop, Trouble } from '@limber/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { clinicPath, request, withQuery } from '../../api/request.ts';
import { DESK } from '../desk.requests.ts';

/** Everything this page has read: after any change all of it may differ. */
export const MAIL = [DESK, 'mail'] as const;

const page = (path: string, query: Record<string, string>, after: string | null) =>
  withQuery(clinicPath(path), { ...query, ...(after && { after }) });

export const mailQuery = (show: Trouble) =>
  infiniteQueryOptions({
    queryKey: [...MAIL, show],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      request<DeskMailList>('GET', page('/desk/mail', { show }, pageParam), { signal }),
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: true,
  });

export const stopsQuery = infiniteQueryOptions({
  queryKey: [...MAIL, 'stops'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    request<DeskMailStops>('GET', page('/desk/mail/stops', {}, pageParam), { signal }),
  getNextPageParam: ({ next }) => next,
});

export const sendAgain = (id: string): Promise<void> =>
  request('POST', clinicPath(`/desk/mail/${encodeURIComponent(id)}/send-again`));

export const lift = (body: LiftMailStop): Promise<void> =>
  request('POST', clinicPath('/desk/mail/stops/lift'), { body });
