import type { DeskBookingDetail, DeskCancelRequest, LiftBookingStop } from '@limber/contracts';
import { request } from '../api/request.ts';
import { bookingPath } from './desk.requests.ts';

type Seen = Pick<DeskBookingDetail, 'reference' | 'revision'>;

/** The revision is the ETag; what was changed since it was seen is not changed unseen. */
const change = (
  { reference, revision }: Seen,
  path: string,
  body?: unknown,
): Promise<DeskBookingDetail> =>
  request('POST', bookingPath(reference, path), {
    ...(body !== undefined && { body }),
    headers: { 'If-Match': `"${revision}"` },
  });

export const cancelByClinic = (
  seen: Seen,
  { reason, notify }: DeskCancelRequest,
): Promise<DeskBookingDetail> => change(seen, '/cancel', { reason, notify });

/** Takes the very time again, where it is still free; nothing has been told by then. */
export const undoCancel = (seen: Seen): Promise<DeskBookingDetail> => change(seen, '/undo-cancel');

export const undoNoShow = (reference: string): Promise<DeskBookingDetail> =>
  request('POST', bookingPath(reference, '/undo-no-show'));

export const comesLater = (seen: Seen, minutes: number): Promise<DeskBookingDetail> =>
  change(seen, '/late', { minutes });

export const sendAgain = (reference: string, id: string): Promise<DeskBookingDetail> =>
  request('POST', bookingPath(reference, `/messages/${id}/send-again`));

/** Who reads for a client under 18; null: nobody does. */
export const setGuardian = (
  reference: string,
  guardian: { name: string; email: string } | null,
): Promise<DeskBookingDetail> =>
  request('PUT', bookingPath(reference, '/guardian'), { body: { guardian } });

/** Mails to this client go out again, with a word why. */
export const liftStop = (reference: string, body: LiftBookingStop): Promise<DeskBookingDetail> =>
  request('POST', bookingPath(reference, '/mail-stop/lift'), { body });

export type NoticeAction = 'send_now' | 'do_not_send';

/** What becomes of the mail of a change while it settles. */
export const decideNotice = (seen: Seen, action: NoticeAction): Promise<DeskBookingDetail> =>
  change(seen, '/notice', { action });
