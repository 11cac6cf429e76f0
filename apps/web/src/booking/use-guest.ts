import type { HoldView } from '@limber/contracts';
import { useState } from 'react';
import { readDraft } from './draft.store.ts';

export interface GuestAnswer {
  readonly name: string;
  /** Null until answered; empty = none of the signs. */
  readonly screening: readonly string[] | null;
}

/** Of a time for two: who comes along. What is missing is the part of the form that wants the focus. */
export function useGuest(hold: HoldView) {
  const [guest, setGuest] = useState<GuestAnswer>(() => ({
    ...{ name: readDraft().guestName, screening: null },
  }));
  if (!hold.secondTherapistId) return null;
  const isStopped = guest.screening !== null && guest.screening.length > 0;
  const missing = !guest.name.trim()
    ? '[name="guest"]'
    : guest.screening === null || isStopped
      ? '[data-guest]'
      : null;
  return { guest, setGuest, missing };
}
