import type {
  ClearanceRequest,
  DeskBookingDetail,
  DeskCancelRequest,
  DeskDay,
  DeskHealth,
  DeskMe,
  DeskVisitRequest,
  SignedInView,
  SignInRequest,
} from '@limber/contracts';
import { queryOptions } from '@tanstack/react-query';
import { clinicPath, request, withQuery } from '../api/request.ts';

/** Everything the desk has read lies under this key, so that signing out can forget it in one go. */
export const DESK = 'desk';

const HALF_MINUTE = 30_000;

export const signIn = (body: SignInRequest): Promise<SignedInView> =>
  request('POST', '/api/auth/sign-in/email', { body });

export const signOut = (): Promise<void> => request('POST', '/api/auth/sign-out', { body: {} });

export const meQuery = queryOptions({
  queryKey: [DESK, 'me'],
  queryFn: ({ signal }) => request<DeskMe>('GET', clinicPath('/desk/me'), { signal }),
  staleTime: Infinity,
});

export const dayQuery = (date: string) =>
  queryOptions({
    queryKey: [DESK, 'day', date],
    queryFn: ({ signal }) =>
      request<DeskDay>('GET', withQuery(clinicPath('/desk/day'), { date }), { signal }),
    staleTime: HALF_MINUTE,
    refetchOnWindowFocus: true,
  });

const bookingPath = (reference: string, rest = ''): string =>
  clinicPath(`/desk/bookings/${encodeURIComponent(reference)}${rest}`);

export const bookingQuery = (reference: string) =>
  queryOptions({
    queryKey: [DESK, 'booking', reference],
    queryFn: ({ signal }) => request<DeskBookingDetail>('GET', bookingPath(reference), { signal }),
    staleTime: 0,
  });

/** Every read is written down, so it is made once for a press, and nothing of it is kept afterwards. */
export const healthQuery = (reference: string) =>
  queryOptions({
    queryKey: [DESK, 'health', reference],
    queryFn: ({ signal }) =>
      request<DeskHealth>('GET', bookingPath(reference, '/health'), { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });

export type VisitStep = DeskVisitRequest['state'];

export const stepVisit = (reference: string, state: VisitStep): Promise<DeskBookingDetail> =>
  request('POST', bookingPath(reference, '/visit'), { body: { state } });

/** Covers all that waits for the client; pressed twice it is recorded once. */
export const recordClearance = (
  reference: string,
  body: ClearanceRequest,
): Promise<DeskBookingDetail> => request('POST', bookingPath(reference, '/clearance'), { body });

/** The revision is the ETag; what was changed since it was seen is not cancelled unseen. */
export const cancelByClinic = (
  { reference, revision }: Pick<DeskBookingDetail, 'reference' | 'revision'>,
  reason: DeskCancelRequest['reason'],
): Promise<DeskBookingDetail> =>
  request('POST', bookingPath(reference, '/cancel'), {
    body: { reason },
    headers: { 'If-Match': `"${revision}"` },
  });
