import type { HoldView } from '@limber/contracts';
import { now } from '../api/clinic-clock.ts';

export interface FreeUntil {
  readonly at: string;
  /** The free time is over, and cancelling costs something. */
  readonly isOver: boolean;
  /** Cancelling never costs anything here. */
  readonly isFeeless: boolean;
}

/** Until when cancelling is free. Where no fee is charged at all, that is the start of the session. */
export function freeUntil(policy: HoldView['policy'], startsAt: string): FreeUntil {
  const isFeeless = policy.lateCancellationFee.amount === 0;
  const at = isFeeless ? startsAt : policy.freeCancellationUntil;
  return { at, isFeeless, isOver: !isFeeless && Date.parse(at) <= now() };
}
