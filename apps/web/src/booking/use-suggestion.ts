import type { RecommendationView } from '@limber/contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { now } from '../api/clinic-clock.ts';
import { askRecommendation } from '../api/booking.requests.ts';
import { recommendationRequest } from './answers.rules.ts';
import type { Draft } from './draft.ts';
import { changeDraft, readDraft, useDraft } from './draft.store.ts';

export interface Suggestion {
  /** Null: nobody asked for one, or it is on its way. */
  readonly view: RecommendationView | null;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly adjust: (change: Partial<Draft>) => void;
  readonly retry: () => void;
}

const isLive = (view: RecommendationView | null): boolean =>
  view !== null && Date.parse(view.expiresAt) > now();

/** The suggestion that follows from the answers; asked again when it has run out or an answer changed. */
export function useSuggestion(): Suggestion {
  const { recommendation, screening, kind } = useDraft();
  const { mutate, ...ask } = useMutation({
    mutationFn: () => askRecommendation(recommendationRequest(readDraft())),
    onSuccess: (view) => {
      // A refusal closes the page that asked: see UnlessStopped.
      changeDraft({ recommendation: view, safety: view.safety });
    },
  });
  const isMissing = kind !== null && screening !== null && !isLive(recommendation);
  useEffect(() => {
    if (isMissing) mutate();
  }, [isMissing, mutate]);
  return {
    view: isLive(recommendation) ? recommendation : null,
    isPending: ask.isPending,
    error: ask.error,
    adjust: (change) => {
      changeDraft(change);
      mutate();
    },
    retry: () => mutate(),
  };
}
