import type {
  AnswersDeleted,
  AvailabilityView,
  BookAgainView,
  BookingCreated,
  BookingRequest,
  BookingView,
  CheckInAnswer,
  CheckInOffers,
  CheckInResult,
  CheckInView,
  HoldRequest,
  HoldView,
  IntakeRequest,
  MoveTimesView,
  IntakeResult,
  IntakeView,
  OwnCalendarFeed,
  OwnOutcomes,
  RecommendationRequest,
  RecommendationView,
  RescheduleRequest,
  ReOfferAnswer,
  ReOfferPage,
  UnsubscribeResult,
} from '@limber/contracts';
import { clinicPath, request, withQuery } from './request.ts';

export const askRecommendation = (
  body: RecommendationRequest,
  signal?: AbortSignal,
): Promise<RecommendationView> =>
  request('POST', clinicPath('/recommendations'), { body, ...(signal && { signal }) });

export interface TimesQuery {
  serviceId: string;
  durationMin: number;
  from: string;
  to: string;
  therapistId?: string | undefined;
  locationId?: string | undefined;
  fitFor?: string | undefined;
  partySize?: '2' | undefined;
}

export const listTimes = (
  { durationMin, ...query }: TimesQuery,
  signal: AbortSignal,
): Promise<AvailabilityView> =>
  request(
    'GET',
    withQuery(clinicPath('/availability'), { ...query, durationMin: String(durationMin) }),
    { signal },
  );

export const placeHold = (body: HoldRequest, key: string): Promise<HoldView> =>
  request('POST', clinicPath('/holds'), { body, headers: { 'Idempotency-Key': key } });

type HoldKey = Pick<HoldView, 'id' | 'token'>;

export const extendHold = ({ id, token }: HoldKey): Promise<{ id: string; expiresAt: string }> =>
  request('POST', clinicPath(`/holds/${id}/extend`), { headers: { 'Hold-Token': token } });

export const releaseHold = ({ id, token }: HoldKey): Promise<void> =>
  request('DELETE', clinicPath(`/holds/${id}`), { headers: { 'Hold-Token': token } });

export const confirmBooking = (
  body: BookingRequest,
  holdToken: string,
  key: string,
): Promise<BookingCreated> =>
  request('POST', clinicPath('/bookings'), {
    body,
    headers: { 'Hold-Token': holdToken, 'Idempotency-Key': key },
  });

const segment = encodeURIComponent;

export const readBooking = (
  reference: string,
  token: string,
  signal: AbortSignal,
): Promise<BookingView> =>
  request('GET', clinicPath(`/bookings/${segment(reference)}`), {
    headers: { 'Link-Token': token },
    signal,
  });

export const readAgain = (
  reference: string,
  token: string,
  signal: AbortSignal,
): Promise<BookAgainView> =>
  request('GET', clinicPath(`/bookings/${segment(reference)}/again`), {
    headers: { 'Link-Token': token },
    signal,
  });

/** A download, so the link itself carries its token, as the page's own address does. */
export const calendarAddress = (reference: string, token: string): string =>
  withQuery(clinicPath(`/bookings/${segment(reference)}/calendar`), { token });

export const calendarFeed = (
  method: 'GET' | 'POST' | 'DELETE',
  reference: string,
  token: string,
): Promise<OwnCalendarFeed> =>
  request(method, clinicPath(`/bookings/${segment(reference)}/calendar-feed`), {
    headers: { 'Link-Token': token },
  });

const intakePath = (reference: string): string =>
  clinicPath(`/bookings/${segment(reference)}/intake`);

export const readIntake = (
  reference: string,
  token: string,
  signal: AbortSignal,
): Promise<IntakeView> =>
  request('GET', intakePath(reference), { headers: { 'Link-Token': token }, signal });

export const answerIntake = (
  reference: string,
  token: string,
  body: IntakeRequest,
  key: string,
): Promise<IntakeResult> =>
  request('POST', intakePath(reference), {
    body,
    headers: { 'Link-Token': token, 'Idempotency-Key': key },
  });

export const confirmAttendance = (
  reference: string,
  token: string,
  revision: number,
): Promise<BookingView> =>
  request('POST', clinicPath(`/bookings/${segment(reference)}/attendance`), {
    body: { revision },
    headers: { 'Link-Token': token },
  });

export const cancelBooking = (
  reference: string,
  token: string,
  acceptFee: boolean,
): Promise<BookingView> =>
  request('POST', clinicPath(`/bookings/${segment(reference)}/cancel`), {
    body: { acceptFee },
    headers: { 'Link-Token': token },
  });

export const listMoveTimes = (
  reference: string,
  token: string,
  query: { from: string; to: string; therapistId?: string | undefined },
  signal: AbortSignal,
): Promise<MoveTimesView> =>
  request('GET', withQuery(clinicPath(`/bookings/${segment(reference)}/times`), { ...query }), {
    headers: { 'Link-Token': token },
    signal,
  });

export const moveBooking = (
  reference: string,
  token: string,
  body: RescheduleRequest,
  key: string,
): Promise<BookingView> =>
  request('POST', clinicPath(`/bookings/${segment(reference)}/reschedule`), {
    body,
    headers: { 'Link-Token': token, 'Idempotency-Key': key },
  });

export const readCheckIn = (token: string, signal: AbortSignal): Promise<CheckInView> =>
  request('GET', clinicPath(`/check-ins/${segment(token)}`), { signal });

export const askOffers = (
  token: string,
  soreness: number,
  signal: AbortSignal,
): Promise<CheckInOffers> =>
  request('POST', clinicPath(`/check-ins/${segment(token)}/offers`), {
    body: { soreness },
    signal,
  });

export const answerCheckIn = (
  token: string,
  body: CheckInAnswer,
  key: string,
): Promise<CheckInResult> =>
  request('POST', clinicPath(`/check-ins/${segment(token)}`), {
    body,
    headers: { 'Idempotency-Key': key },
  });

const reOfferPath = (token: string): string => clinicPath(`/re-offers/${segment(token)}`);

export const readReOffer = (token: string, signal: AbortSignal): Promise<ReOfferPage> =>
  request('GET', reOfferPath(token), { signal });

export const answerReOffer = (
  token: string,
  decision: ReOfferAnswer['decision'],
): Promise<ReOfferPage> => request('POST', reOfferPath(token), { body: { decision } });

export const unsubscribe = (token: string): Promise<UnsubscribeResult> =>
  request('POST', clinicPath(`/unsubscribe/${segment(token)}`), { body: {} });

/** More than the link names: everything but bookings and safety. */
export const unsubscribeAll = (token: string): Promise<UnsubscribeResult> =>
  request('POST', clinicPath(`/unsubscribe/${segment(token)}/all`));

/** Withdraws the consent to check-ins and deletes what was answered to them. */
export const deleteAnswers = (token: string): Promise<AnswersDeleted> =>
  request('POST', clinicPath(`/unsubscribe/${segment(token)}/delete-answers`));

export const readOutcomes = (token: string, signal: AbortSignal): Promise<OwnOutcomes> =>
  request('GET', clinicPath(`/outcomes/${segment(token)}`), { signal });
