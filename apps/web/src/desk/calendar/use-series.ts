import type { SeriesRequest } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CALENDAR } from '../desk.requests.ts';
import { say } from '../said.store.ts';
import { useOnce } from '../use-once.ts';
import { useOpen } from '../use-open.ts';
import { type Draft, partyOf, seriesClientOf } from './new.draft.ts';
import type { Start } from './ops.requests.ts';
import { seriesTexts as texts } from './series.en.ts';
import { previewOf, type Repeat } from './series.fields.tsx';
import { saveSeries, seriesPreviewQuery } from './series.requests.ts';
import { chosenDates, type Decision, type Decisions, needsReason } from './series.rules.ts';

/** A booking that repeats: what was decided date by date, and saving all of it or nothing. */
export function useSeries(start: Start | null, draft: Draft) {
  const [repeat, setRepeat] = useState<Repeat | null>(null);
  const [decisions, setDecisions] = useState<Decisions>({});
  const body = start && repeat ? previewOf(start, repeat, seriesClientOf(draft)) : null;
  const { data, isPlaceholderData } = useQuery(seriesPreviewQuery(body));
  // Dates of what was asked before are shown, never saved.
  const chosen = data && body && !isPlaceholderData ? chosenDates(data.dates, decisions) : [];
  const cache = useQueryClient();
  const { open } = useOpen();
  const keyOf = useOnce();
  const save = useMutation({
    mutationFn: (request: SeriesRequest) => saveSeries(request, keyOf(request)),
    onSuccess: ({ bookings }) => {
      const name = draft.known?.name ?? draft.name.trim();
      say('done', texts.done(name, bookings.length));
      const [first] = bookings;
      if (first) open(first.reference);
    },
    // All or nothing: what stands now is shown again, and every decision is kept.
    onSettled: () => cache.invalidateQueries({ queryKey: CALENDAR }),
  });
  const isReady = chosen.length >= 2 && (!needsReason(chosen) || draft.reason !== null);
  return {
    ...{ repeat, decisions, chosen, save, isReady },
    setRepeat: (next: Repeat | null): void => {
      setRepeat(next);
      setDecisions({});
    },
    decide: (date: string, decision: Decision): void =>
      setDecisions((before) => ({ ...before, [date]: decision })),
    submit: (): void => {
      if (!start || !repeat || !isReady) return;
      const { serviceId, durationMin, therapistId, locationId } = start;
      save.mutate({
        ...{ serviceId, durationMin, therapistId, locationId },
        ...partyOf(draft, null),
        ...{ everyWeeks: repeat.everyWeeks, dates: chosen },
        ...(draft.reason && needsReason(chosen) && { reason: draft.reason }),
      });
    },
  };
}
