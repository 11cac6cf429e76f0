import type { ClinicPolicies } from '@limber/clinic';
import type { HoldView } from '@limber/contracts';
import type { BookedPolicy } from './booking.entity.ts';
import { freeCancellationUntil, lateFee } from './booking.rules.ts';

/** The clinic's money rules of today, as they are written into a new chain. */
export const bookedPolicyOf = (policies: ClinicPolicies): BookedPolicy => ({
  kind: 'none',
  freeCancellationHours: policies.freeCancellationHours,
  undoMin: policies.undoMin,
  lateFeePercent: policies.lateCancellationFeePercent,
});

export const policyView = (
  policy: BookedPolicy,
  originalStartsAt: Date,
  priceMinor: number,
  currency: string,
): HoldView['policy'] => ({
  kind: policy.kind,
  freeCancellationUntil: freeCancellationUntil(policy, originalStartsAt).toISOString(),
  lateCancellationFee: { amount: lateFee(policy, priceMinor), currency },
});
