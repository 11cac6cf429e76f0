import type { HoldRequest, HoldView } from '@limber/contracts';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { newKey } from '../browser-ids.ts';
import { placeHold } from '../api/booking.requests.ts';
import { changeDraft } from './draft.store.ts';

/** Keeps a time. The api lets go of the browser session's previous one in the same transaction. */
export const useHold = (): UseMutationResult<HoldView, unknown, HoldRequest> =>
  useMutation({
    mutationFn: (wanted: HoldRequest) => placeHold(wanted, newKey()),
    onSuccess: (hold) => changeDraft({ hold, isHoldExtended: false }),
  });
