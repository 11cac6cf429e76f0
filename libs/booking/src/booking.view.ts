import type { ClinicPolicies } from '@limber/clinic';
import type { HoldView, MovingView } from '@limber/contracts';
import type { BookedPolicy } from './booking.entity.ts';
import { freeCancellationUntil, lateFee } from './booking.rules.ts';
import { type MovableBooking, movedFromOf, moveFeeOf, movesLeft } from './reschedule.rules.ts';

/** The clinic's money rules of today, as they are written into a new chain. */
export const bookedPolicyOf = (policies: ClinicPolicies): BookedPolicy => ({
  kind: 'none',
  freeCancellationHours: policies.freeCancellationHours,
  undoMin: policies.undoMin,
  lateFeePercent: policies.lateCancellationFeePercent,
  lateMove: policies.lateMove,
  clientMoves: policies.clientMoves,
});

export const policyView = (
  booked: { policy: BookedPolicy; startsAt: Date; originalStartsAt: Date; priceMinor: number },
  currency: string,
): HoldView['policy'] => ({
  kind: booked.policy.kind,
  freeCancellationUntil: freeCancellationUntil(booked).toISOString(),
  lateCancellationFee: { amount: lateFee(booked.policy, booked.priceMinor), currency },
  undoMin: booked.policy.undoMin,
});

interface MovingFacts extends Pick<MovingView, 'movedFromPlace'> {
  isPaused: boolean;
  asksAgain: boolean;
  hasOffer: boolean;
}

/** A red flag that waits for clearance stops moves as it stops bookings. */
export function movingView(
  booking: MovableBooking & { movedFrom: Date | null; startsAt: Date; durationMin: number },
  now: Date,
  currency: string,
  { isPaused, asksAgain, hasOffer, movedFromPlace }: MovingFacts,
): MovingView {
  const fee = moveFeeOf(booking, now, hasOffer);
  const refusal = fee.ok ? (isPaused ? ('BOOKING_BLOCKED' as const) : null) : fee.code;
  return {
    possible: refusal === null,
    refusal,
    left: movesLeft(booking),
    feeNow: { amount: fee.ok ? fee.value : 0, currency },
    asksAgain,
    movedFrom: movedFromOf(booking)?.toISOString() ?? null,
    movedFromPlace,
  };
}
