import { HOUR, MINUTE, type Result } from '@limber/kernel';
import type { EntryStatus } from '@limber/messaging';
import type { BookedPolicy, BookingStatus, VisitState } from './booking.entity.ts';

export interface CancellableBooking {
  status: BookingStatus;
  visit: VisitState;
  createdAt: Date;
  startsAt: Date;
  originalStartsAt: Date;
  priceMinor: number;
  policy: BookedPolicy;
  /** Late fee agreed to with an earlier move; a chain owes it once. */
  moveFeeMinor: number | null;
}

/**
 * Elapsed hours before the chain's *original* start: moving first does not make cancelling free. Never after
 * the start as it is now, which may have been moved before that. A clinic that asks no late fee lets one cancel
 * for free until the visit begins, wherever it was moved.
 */
export function freeCancellationUntil({
  policy,
  startsAt,
  originalStartsAt,
}: {
  policy: Pick<BookedPolicy, 'freeCancellationHours' | 'lateFeePercent'>;
  startsAt: Date;
  originalStartsAt: Date;
}): Date {
  if (policy.lateFeePercent === 0) return startsAt;
  const closes = originalStartsAt.getTime() - policy.freeCancellationHours * HOUR;
  return new Date(Math.min(closes, startsAt.getTime()));
}

/** The same while it lies ahead: an hour that has passed is no offer. */
export function stillFreeUntil(
  booking: Parameters<typeof freeCancellationUntil>[0],
  now: Date,
): Date | null {
  const until = freeCancellationUntil(booking);
  return until > now ? until : null;
}

/** What a late cancellation costs, in minor units; halves round up. */
export const lateFee = (policy: Pick<BookedPolicy, 'lateFeePercent'>, priceMinor: number): number =>
  Math.round((priceMinor * policy.lateFeePercent) / 100);

/** What cancelling costs at `now`, or why it cannot be done any more. */
export function cancellationFee(
  booking: CancellableBooking,
  now: Date,
): Result<number, 'ALREADY_CANCELLED' | 'TOO_LATE_TO_CANCEL'> {
  if (booking.status === 'cancelled') return { ok: false, code: 'ALREADY_CANCELLED' };
  if (now >= booking.startsAt || booking.visit !== 'booked') {
    return { ok: false, code: 'TOO_LATE_TO_CANCEL' };
  }
  return { ok: true, value: lateFeeNow(booking, now) };
}

/** What a change at `now` costs, in minor units: nothing until the window closes, nor for an unanswered request. */
export function lateFeeNow(booking: CancellableBooking, now: Date): number {
  const { policy, createdAt, priceMinor, moveFeeMinor } = booking;
  const undoUntil = createdAt.getTime() + policy.undoMin * MINUTE;
  const isFree =
    booking.status === 'requested' ||
    now.getTime() <= undoUntil ||
    now <= freeCancellationUntil(booking);
  return isFree ? 0 : Math.max(0, lateFee(policy, priceMinor) - (moveFeeMinor ?? 0));
}

/**
 * Whether the clinic may call a booking off. It takes no fee, so no window either; but a session that is
 * running or over is not cancelled, it is what it was.
 */
export function clinicMayCancel(
  booking: { status: BookingStatus; visit: VisitState; startsAt: Date; durationMin: number },
  now: Date,
): Result<true, 'ALREADY_CANCELLED' | 'TOO_LATE_TO_CANCEL'> {
  if (booking.status === 'cancelled') return { ok: false, code: 'ALREADY_CANCELLED' };
  const endsAt = booking.startsAt.getTime() + booking.durationMin * MINUTE;
  const isOpen = booking.visit === 'booked' || booking.visit === 'arrived';
  if (!isOpen || now.getTime() >= endsAt) return { ok: false, code: 'TOO_LATE_TO_CANCEL' };
  return { ok: true, value: true };
}

/** Whether "I am coming" can be said: of a visit that stands and has not begun. */
export function mayAttend(
  booking: Visited,
  now: Date,
): Result<true, 'ALREADY_CANCELLED' | 'TOO_LATE_TO_CONFIRM'> {
  if (booking.status === 'cancelled') return { ok: false, code: 'ALREADY_CANCELLED' };
  const isOpen = booking.status === 'confirmed' && booking.visit === 'booked';
  if (!isOpen || now >= booking.startsAt) return { ok: false, code: 'TOO_LATE_TO_CONFIRM' };
  return { ok: true, value: true };
}

/** What may follow what at the door. */
const nextStates: Readonly<Record<VisitState, readonly VisitState[]>> = {
  booked: ['arrived', 'no_show'],
  arrived: ['in_session'],
  in_session: ['done'],
  done: [],
  no_show: [],
};

/** Earliest moment of a step, from the start of the session: a slip on next week's booking does nothing. */
const EARLIEST_MS: Readonly<Record<VisitState, number>> = {
  booked: -Infinity,
  arrived: -12 * HOUR,
  in_session: -12 * HOUR,
  done: -12 * HOUR,
  no_show: 15 * MINUTE,
};

interface Visited {
  status: BookingStatus;
  visit: VisitState;
  startsAt: Date;
}

export function visitStep(
  booking: Visited,
  to: VisitState,
  now: Date,
): Result<VisitState, 'VISIT_OUT_OF_ORDER' | 'VISIT_TOO_EARLY'> {
  if (booking.status !== 'confirmed' || !nextStates[booking.visit].includes(to)) {
    return { ok: false, code: 'VISIT_OUT_OF_ORDER' };
  }
  if (now.getTime() < booking.startsAt.getTime() + EARLIEST_MS[to]) {
    return { ok: false, code: 'VISIT_TOO_EARLY' };
  }
  return { ok: true, value: to };
}

/** The steps that may be pressed at this moment. */
export const nextVisits = (booking: Visited, now: Date): VisitState[] =>
  nextStates[booking.visit].filter((to) => visitStep(booking, to, now).ok);

/** When a hold may last to: `minutes` from its creation. */
export const holdUntil = (createdAt: Date, minutes: number): Date =>
  new Date(createdAt.getTime() + minutes * MINUTE);

/** How a booking stands in a calendar: what is not agreed to, or not paid, may come. */
export const entryStatusOf = (status: BookingStatus): EntryStatus =>
  status === 'confirmed' || status === 'cancelled' ? status : 'tentative';

const LETTERS = /[A-HJ-NP-Z2-9]/;

/** Eight letters and digits a person can read out over the phone, out of a random secret. */
export function referenceFrom(secret: string): string {
  const readable = [...secret.toUpperCase()].filter((letter) => LETTERS.test(letter));
  return readable.slice(0, 8).join('');
}
