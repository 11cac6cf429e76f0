import type {
  BlockRequest,
  BlockView,
  DeskBookingCreated,
  DeskBookingDetail,
  DeskBookingRequest,
  DeskCheck,
  DeskCheckRequest,
  DeskClientList,
  DeskMoveRequest,
  WalkInRequest,
} from '@limber/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { clinicPath, request, withQuery } from '../../api/request.ts';
import { CALENDAR, DESK } from '../desk.requests.ts';

export type Start = DeskCheckRequest;

/** Asked anew whenever the schedule changes: it lies under the calendar's key. */
export const checkQuery = (start: Start | null) =>
  queryOptions({
    queryKey: [...CALENDAR, 'check', start],
    queryFn: ({ signal }) =>
      request<DeskCheck>('POST', clinicPath('/desk/checks'), { body: start, signal }),
    enabled: start !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

const LEAST_LETTERS = 2;

export const clientsQuery = (q: string) =>
  queryOptions({
    queryKey: [DESK, 'clients', q],
    queryFn: ({ signal }) =>
      request<DeskClientList>('GET', withQuery(clinicPath('/desk/clients'), { q }), { signal }),
    enabled: q.length >= LEAST_LETTERS,
    placeholderData: keepPreviousData,
  });

const once = (key: string) => ({ 'Idempotency-Key': key });

export const bookByStaff = (body: DeskBookingRequest, key: string): Promise<DeskBookingCreated> =>
  request('POST', clinicPath('/desk/bookings'), { body, headers: once(key) });

export const bookWalkIn = (body: WalkInRequest, key: string): Promise<DeskBookingCreated> =>
  request('POST', clinicPath('/desk/walk-ins'), { body, headers: once(key) });

/** The revision is the ETag: what was changed since it was seen is not moved unseen. */
export const moveByStaff = (
  { reference, revision }: { reference: string; revision: number },
  body: DeskMoveRequest,
): Promise<DeskBookingDetail> =>
  request('POST', clinicPath(`/desk/bookings/${reference}/move`), {
    body,
    headers: { 'If-Match': `"${revision}"` },
  });

export const blockTime = (body: BlockRequest, key: string): Promise<BlockView> =>
  request('POST', clinicPath('/desk/blocks'), { body, headers: once(key) });

/** A block never changes, so its first revision is the one that stands. */
export const unblock = (id: string): Promise<void> =>
  request('DELETE', clinicPath(`/desk/blocks/${id}`), { headers: { 'If-Match': '"1"' } });
