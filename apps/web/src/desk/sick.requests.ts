import type {
  ReOffersRequest,
  ReOffersResult,
  ReOfferView,
  SickCallRequest,
  SickCallView,
} from '@limber/contracts';
import { queryOptions } from '@tanstack/react-query';
import { clinicPath, request } from '../api/request.ts';
import { CALENDAR } from './desk.requests.ts';

/** Under the calendar's key: moves, cancellations and answers all change what is still open. */
export const sickCallsQuery = queryOptions({
  queryKey: [...CALENDAR, 'sick-calls'],
  queryFn: ({ signal }) =>
    request<SickCallView[]>('GET', clinicPath('/desk/sick-calls'), { signal }),
  refetchInterval: 30_000,
});

const once = (key: string) => ({ 'Idempotency-Key': key });

export const reportSick = (body: SickCallRequest, key: string): Promise<SickCallView> =>
  request('POST', clinicPath('/desk/sick-calls'), { body, headers: once(key) });

export const reOffer = (body: ReOffersRequest, key: string): Promise<ReOffersResult> =>
  request('POST', clinicPath('/desk/re-offers'), { body, headers: once(key) });

export const withdrawOffer = (id: string): Promise<ReOfferView> =>
  request('POST', clinicPath(`/desk/re-offers/${id}/withdraw`), { body: {} });
