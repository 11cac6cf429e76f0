import type {
  CallBacks,
  ClearanceRequest,
  DeskBookingDetail,
  DeskCalendar,
  DeskHealth,
  DeskMe,
  DeskVisitRequest,
  SignInRequest,
  WaitingClients,
  SignedInView,
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

/** What any change of the schedule makes stale: every calendar, whatever its range. */
export const CALENDAR = [DESK, 'calendar'] as const;

export const calendarQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: [...CALENDAR, from, to],
    queryFn: ({ signal }) =>
      request<DeskCalendar>('GET', withQuery(clinicPath('/desk/calendar'), { from, to }), {
        signal,
      }),
    staleTime: HALF_MINUTE,
    refetchOnWindowFocus: true,
  });

export const dayQuery = (date: string) => calendarQuery(date, date);

export const bookingPath = (reference: string, rest = ''): string =>
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

/** Whom to phone: clients who cannot book until somebody has spoken with them. */
export const waitingQuery = queryOptions({
  queryKey: [DESK, 'waiting'],
  queryFn: ({ signal }) =>
    request<WaitingClients>('GET', clinicPath('/desk/clearances'), { signal }),
  staleTime: HALF_MINUTE,
  refetchOnWindowFocus: true,
});

export const recordClearanceFor = (
  clientId: string,
  body: ClearanceRequest,
): Promise<WaitingClients> =>
  request('POST', clinicPath(`/desk/clearances/${encodeURIComponent(clientId)}`), { body });

/** Who asked to be phoned after a visit. */
export const callBacksQuery = queryOptions({
  queryKey: [DESK, 'call-backs'],
  queryFn: ({ signal }) => request<CallBacks>('GET', clinicPath('/desk/call-backs'), { signal }),
  staleTime: HALF_MINUTE,
  refetchOnWindowFocus: true,
});

export const finishCallBack = (id: string): Promise<CallBacks> =>
  request('POST', clinicPath(`/desk/call-backs/${encodeURIComponent(id)}/done`));
