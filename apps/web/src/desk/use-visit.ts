import type { DeskBookingCard, DeskBookingDetail, DeskDay } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isCode } from '../api/problem.ts';
import { troubleOf } from '../ui/trouble.tsx';
import { patchDay, withVisit } from './day.rules.ts';
import { actionTexts, stepTexts } from './visit.en.ts';
import { bookingQuery, dayQuery, stepVisit, type VisitStep } from './desk.requests.ts';
import { say } from './said.store.ts';

interface Step {
  reference: string;
  name: string;
  step: VisitStep;
}

/**
 * A step shows at once and is taken back when the clinic says no. There is no way back once it is saved: the
 * clinic knows none, so nothing here pretends to.
 */
export function useVisit(date: string): { take: (step: Step) => void; error: unknown } {
  const cache = useQueryClient();
  const day = dayQuery(date).queryKey;
  const change = (reference: string, to: (card: DeskBookingCard) => DeskBookingCard): void => {
    cache.setQueryData<DeskDay>(day, (shown) => shown && patchDay(shown, reference, to));
  };
  const visit = useMutation({
    mutationFn: ({ reference, step }: Step) => stepVisit(reference, step),
    onMutate: async ({ reference, step }) => {
      const detail = bookingQuery(reference).queryKey;
      await cache.cancelQueries({ queryKey: day });
      const before = { day: cache.getQueryData(day), detail: cache.getQueryData(detail) };
      change(reference, (card) => withVisit(card, step));
      cache.setQueryData<DeskBookingDetail>(detail, (shown) => shown && withVisit(shown, step));
      return before;
    },
    onSuccess: (detail, { reference, step, name }) => {
      const { visit: stands, nextVisits } = detail;
      change(reference, (card) => ({ ...card, visit: stands, nextVisits }));
      cache.setQueryData(bookingQuery(reference).queryKey, detail);
      say('done', stepTexts[step].did(name));
    },
    onError: (error, { reference, name }, before) => {
      cache.setQueryData(day, before?.day);
      cache.setQueryData(bookingQuery(reference).queryKey, before?.detail);
      say('trouble', `${troubleOf(error).detail} ${actionTexts.undone(name)}`);
      // Somebody else was quicker: what stands now is worth another look.
      if (isCode(error, 'VISIT_OUT_OF_ORDER', 'NOT_FOUND')) {
        void cache.invalidateQueries({ queryKey: day });
        void cache.invalidateQueries({ queryKey: bookingQuery(reference).queryKey });
      }
    },
  });
  return { take: visit.mutate, error: visit.error };
}
