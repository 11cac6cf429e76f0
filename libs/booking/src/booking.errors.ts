import type { BrokenRule, ErrorCode, InTheWay, SafetyMessage } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import type { WhyNot } from '@limber/scheduling';

/** Which field a refusal is about. */
const field = (path: string, code: ErrorCode) => ({ fields: [{ path, code, message: '' }] });

export const slotTaken = (alternatives: string[], cause?: unknown): AppError<ErrorCode> =>
  new AppError<ErrorCode>('SLOT_TAKEN', { params: { alternatives }, cause });

/** A range of dates that cannot be listed: its end is to blame. */
export const rangeRefused = (
  code: 'RANGE_REVERSED' | 'RANGE_TOO_LONG',
  days?: number,
): AppError<ErrorCode> =>
  new AppError<ErrorCode>(code, {
    params: { days },
    fields: [{ path: 'to', code, message: '' }],
  });

/** Without a list nobody looked for other times: it may well be free again. */
export const holdExpired = (alternatives?: string[]): AppError<ErrorCode> =>
  new AppError<ErrorCode>('HOLD_EXPIRED', { params: alternatives ? { alternatives } : {} });

export const holdUsed = (): AppError<ErrorCode> => new AppError<ErrorCode>('HOLD_USED');

export const holdExtended = (): AppError<ErrorCode> => new AppError<ErrorCode>('HOLD_EXTENDED');

export const tooManyHolds = (limit: number): AppError<ErrorCode> =>
  new AppError<ErrorCode>('TOO_MANY_HOLDS', { params: { limit, retryAfterSeconds: 60 } });

export const screeningRefused = (safety: SafetyMessage[]): AppError<ErrorCode> =>
  new AppError<ErrorCode>('SCREENING_REFUSED', {
    params: { safety },
    ...field('screening', 'SCREENING_REFUSED'),
  });

export const precautionCap = (
  minutes: number | null,
  pressure: string,
  sessionTypes: readonly string[],
): AppError<ErrorCode> =>
  new AppError<ErrorCode>('PRECAUTION_CAP', {
    params: { minutes, pressure, sessionTypes },
    ...field('screening', 'PRECAUTION_CAP'),
  });

export const intakeClosed = (): AppError<ErrorCode> => new AppError<ErrorCode>('INTAKE_CLOSED');

export const intakeOutdated = (): AppError<ErrorCode> => new AppError<ErrorCode>('INTAKE_OUTDATED');

export const intakeIncomplete = (
  missing: readonly string[],
  unknown: readonly string[],
): AppError<ErrorCode> =>
  new AppError<ErrorCode>('VALIDATION_FAILED', {
    fields: [
      ...missing.map((id) => ({ path: `answers.${id}`, code: 'INTAKE_GROUP', message: '' })),
      ...unknown.map((id) => ({ path: `answers.${id}`, code: 'UNKNOWN_GROUP', message: '' })),
    ],
  });

export const clearanceUntil = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('VALIDATION_FAILED', {
    fields: [{ path: 'validUntil', code: 'CLEARANCE_UNTIL', message: '' }],
  });

export const alreadyCancelled = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('ALREADY_CANCELLED');

export const tooLateToCancel = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('TOO_LATE_TO_CANCEL', { params: { phone } });

export const mailNotRepeatable = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('MAIL_NOT_REPEATABLE');
export const guardianNeeded = (): AppError<ErrorCode> => new AppError<ErrorCode>('GUARDIAN_NEEDED');
export const tooLateToConfirm = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('TOO_LATE_TO_CONFIRM');
export const tooLateToMove = (): AppError<ErrorCode> => new AppError<ErrorCode>('TOO_LATE_TO_MOVE');

export const moveLimit = (phone: string, limit: number): AppError<ErrorCode> =>
  new AppError<ErrorCode>('MOVE_LIMIT', { params: { phone, limit } });

export const moveWindowClosed = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('MOVE_WINDOW_CLOSED', { params: { phone } });

export const clearanceEnds = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('CLEARANCE_ENDS', {
    params: { phone },
    ...field('startsAt', 'CLEARANCE_ENDS'),
  });

export const alreadyMoved = (movedTo: {
  startsAt: string;
  therapist: string;
  revision: number;
}): AppError<ErrorCode> => new AppError<ErrorCode>('ALREADY_MOVED', { params: { movedTo } });

export const guestNeeded = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('GUEST_NEEDED', field('guest', 'GUEST_NEEDED'));

export const guestUnexpected = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('GUEST_UNEXPECTED', field('guest', 'GUEST_UNEXPECTED'));

export const guestNotBookable = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('GUEST_NOT_BOOKABLE', {
    params: { phone },
    ...field('guest', 'GUEST_NOT_BOOKABLE'),
  });

export const requestClosed = (): AppError<ErrorCode> => new AppError<ErrorCode>('REQUEST_CLOSED');

export const preconditionFailed = (): AppError<ErrorCode> =>
  new AppError<ErrorCode>('PRECONDITION_FAILED');

export const visitRefused = (
  code: 'VISIT_OUT_OF_ORDER' | 'VISIT_TOO_EARLY',
  from: string,
): AppError<ErrorCode> => new AppError<ErrorCode>(code, { params: { from } });

export const feeNotAccepted = (fee: { amount: number; currency: string }): AppError<ErrorCode> =>
  new AppError<ErrorCode>('FEE_NOT_ACCEPTED', { params: { fee } });

/** `broken` are the rules as they stand now: what was named was not exactly these. */
export const overrideNeeded = (broken: BrokenRule[]): AppError<ErrorCode> =>
  new AppError<ErrorCode>('OVERRIDE_NEEDED', { params: { broken } });

export const seriesChanged = (
  dates: { startsAt: string; broken: BrokenRule[] }[],
): AppError<ErrorCode> => new AppError<ErrorCode>('SERIES_CHANGED', { params: { dates } });

export const lateNotPossible = (broken: BrokenRule[]): AppError<ErrorCode> =>
  new AppError<ErrorCode>('LATE_NOT_POSSIBLE', { params: { broken } });

export const blockConflict = (inTheWay: InTheWay[]): AppError<ErrorCode> =>
  new AppError<ErrorCode>('BLOCK_CONFLICT', { params: { inTheWay } });

export const undoTooLate = (): AppError<ErrorCode> => new AppError<ErrorCode>('UNDO_TOO_LATE');

export const undoNoPlace = (): AppError<ErrorCode> => new AppError<ErrorCode>('UNDO_NO_PLACE');

export const noticeGone = (): AppError<ErrorCode> => new AppError<ErrorCode>('NOTICE_GONE');

export const offerEnded = (phone: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('OFFER_ENDED', { params: { phone } });

export const offerTaken = (): AppError<ErrorCode> => new AppError<ErrorCode>('OFFER_TAKEN');

export const waitlistClosed = (): AppError<ErrorCode> => new AppError<ErrorCode>('WAITLIST_CLOSED');

/** What the public may know of a refused start; anything that would tell of others is "taken" (null). */
const publicCode: Record<WhyNot, ErrorCode | null> = {
  NO_SUCH_LOCATION: 'NOT_FOUND',
  NO_SUCH_THERAPIST: 'NOT_FOUND',
  NOT_QUALIFIED: 'OUTSIDE_HOURS',
  IN_PAST: 'IN_PAST',
  HORIZON: 'HORIZON',
  SAME_DAY_CUTOFF: 'SAME_DAY_CUTOFF',
  NOTICE: 'NOTICE',
  SHIFT: 'OUTSIDE_HOURS',
  OFF_GRID: 'OFF_GRID',
  BUSY: null,
  REST: null,
  ORPHAN_GAP: null,
  CAP: null,
  NO_ROOM: null,
};

export function startRefused(code: WhyNot): AppError<ErrorCode> | null {
  const known = publicCode[code];
  return (
    known &&
    new AppError<ErrorCode>(known, {
      params: { what: 'therapist or location' },
      ...(known !== 'NOT_FOUND' && {
        fields: [{ path: 'startsAt', code: known, message: '' }],
      }),
    })
  );
}
