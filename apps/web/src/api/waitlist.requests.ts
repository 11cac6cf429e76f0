import type {
  WaitlistAccept,
  WaitlistChange,
  WaitlistDecline,
  WaitlistEntryView,
  WaitlistJoined,
  WaitlistMoveRequest,
  WaitlistOfferPage,
  WaitlistRequest,
} from '@limber/contracts';
import { clinicPath, request } from './request.ts';

const segment = encodeURIComponent;
const entryPath = (token: string, rest = ''): string =>
  clinicPath(`/waitlist/${segment(token)}${rest}`);
const offerPath = (token: string, rest = ''): string =>
  clinicPath(`/waitlist-offers/${segment(token)}${rest}`);

export const joinWaitlist = (body: WaitlistRequest, key: string): Promise<WaitlistJoined> =>
  request('POST', clinicPath('/waitlist'), { body, headers: { 'Idempotency-Key': key } });

/** For an earlier time of a visit that is booked. */
export const joinToMove = (
  reference: string,
  token: string,
  body: WaitlistMoveRequest,
  key: string,
): Promise<WaitlistJoined> =>
  request('POST', clinicPath(`/bookings/${segment(reference)}/waitlist`), {
    body,
    headers: { 'Link-Token': token, 'Idempotency-Key': key },
  });

export const readEntry = (token: string, signal: AbortSignal): Promise<WaitlistEntryView> =>
  request('GET', entryPath(token), { signal });

export const changeEntry = (
  token: string,
  revision: number,
  body: WaitlistChange,
): Promise<WaitlistEntryView> =>
  request('PATCH', entryPath(token), { body, headers: { 'If-Match': `"${revision}"` } });

export const leaveWaitlist = (token: string): Promise<WaitlistEntryView> =>
  request('POST', entryPath(token, '/leave'), { body: {} });

export const readOffer = (token: string, signal: AbortSignal): Promise<WaitlistOfferPage> =>
  request('GET', offerPath(token), { signal });

export const acceptOffer = (
  token: string,
  body: WaitlistAccept,
  key: string,
): Promise<WaitlistOfferPage> =>
  request('POST', offerPath(token, '/accept'), { body, headers: { 'Idempotency-Key': key } });

export const declineOffer = (token: string, body: WaitlistDecline): Promise<WaitlistOfferPage> =>
  request('POST', offerPath(token, '/decline'), { body });
