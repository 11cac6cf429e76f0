import { MINUTE, type Result } from '@limber/kernel';
import type { BookingStatus, VisitState } from './booking.entity.ts';
import {
  type CancellableBooking,
  freeCancellationUntil,
  lateFee,
  lateFeeNow,
} from './booking.rules.ts';

const CLIENT_MOVES = 2;

export interface MovableBooking extends CancellableBooking {
  movesByClient: number;
}

export type MoveRefusal =
  'ALREADY_CANCELLED' | 'TOO_LATE_TO_MOVE' | 'MOVE_LIMIT' | 'MOVE_WINDOW_CLOSED';

/** How often the client may still move this chain. */
export const movesLeft = ({ policy, movesByClient }: MovableBooking): number =>
  Math.max(0, (policy.clientMoves ?? CLIENT_MOVES) - movesByClient);

/**
 * Inside the free window's end the clinic counts on the time. Counted from the chain's original start, and
 * never so where a late change costs nothing, nor in the minutes right after booking.
 */
function isLate(booking: MovableBooking, now: Date): boolean {
  const { policy, createdAt, priceMinor, status } = booking;
  return (
    status !== 'requested' &&
    lateFee(policy, priceMinor) > 0 &&
    now.getTime() > createdAt.getTime() + policy.undoMin * MINUTE &&
    now > freeCancellationUntil(booking)
  );
}

/** What a move by the client costs at `now` in minor units, or why only the clinic can do it. */
export function moveFee(booking: MovableBooking, now: Date): Result<number, MoveRefusal> {
  if (booking.status === 'cancelled') return { ok: false, code: 'ALREADY_CANCELLED' };
  if (now >= booking.startsAt || booking.visit !== 'booked') {
    return { ok: false, code: 'TOO_LATE_TO_MOVE' };
  }
  if (movesLeft(booking) === 0) return { ok: false, code: 'MOVE_LIMIT' };
  if (isLate(booking, now) && booking.policy.lateMove !== 'fee') {
    return { ok: false, code: 'MOVE_WINDOW_CLOSED' };
  }
  return { ok: true, value: lateFeeNow(booking, now) };
}

/**
 * The same while the clinic has offered somebody else: then it is the clinic that changed the plan, so a move
 * is free, not counted, and never too many.
 */
export function moveFeeOf(
  booking: MovableBooking & { durationMin: number },
  now: Date,
  hasOffer: boolean,
): Result<number, MoveRefusal> {
  if (!hasOffer) return moveFee(booking, now);
  const may = clinicMayMove(booking, now);
  return may.ok ? { ok: true, value: 0 } : may;
}

/** The clinic moves without limit and fee, until the session is over or has begun. */
export function clinicMayMove(
  booking: { status: BookingStatus; visit: VisitState; startsAt: Date; durationMin: number },
  now: Date,
): Result<true, 'ALREADY_CANCELLED' | 'TOO_LATE_TO_MOVE'> {
  if (booking.status === 'cancelled') return { ok: false, code: 'ALREADY_CANCELLED' };
  const endsAt = booking.startsAt.getTime() + booking.durationMin * MINUTE;
  const isOpen = booking.visit === 'booked' || booking.visit === 'arrived';
  if (!isOpen || now.getTime() >= endsAt) return { ok: false, code: 'TOO_LATE_TO_MOVE' };
  return { ok: true, value: true };
}

/** Where it stood before, when that is another time: new hands at the same time are no move of it. */
export const movedFromOf = ({
  movedFrom,
  startsAt,
}: {
  movedFrom: Date | null;
  startsAt: Date;
}): Date | null => (movedFrom?.getTime() === startsAt.getTime() ? null : movedFrom);

/** Where it was before, when the newest move took it to another place than the client had in mind. */
export const movedFromPlaceOf = ({
  movedFromLocationId,
  locationId,
}: {
  movedFromLocationId: string | null;
  locationId: string;
}): string | null => (movedFromLocationId === locationId ? null : movedFromLocationId);

interface Place {
  startsAt: Date;
  therapistId: string;
  locationId: string;
}

/**
 * Where a move comes from as the client knows it. A move whose mail never went out is one they never heard
 * of: then the place before it counts, and going back there is no news at all.
 */
export function heardOf(
  booking: Place & {
    movedBy: 'client' | 'clinic' | null;
    movedFrom: Date | null;
    movedFromTherapistId: string | null;
    movedFromLocationId: string | null;
  },
  isSaid: boolean,
): Place {
  const { startsAt, therapistId, locationId, movedBy } = booking;
  const { movedFrom, movedFromTherapistId, movedFromLocationId } = booking;
  return !isSaid && movedBy === 'clinic' && movedFrom && movedFromTherapistId
    ? {
        startsAt: movedFrom,
        therapistId: movedFromTherapistId,
        locationId: movedFromLocationId ?? locationId,
      }
    : { startsAt, therapistId, locationId };
}
