import type { DeskBookingDetail, DeskCalendar, DeskCalendarCard } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isCode } from '../api/problem.ts';
import { troubleOf } from '../ui/trouble.tsx';
import { patchCalendar, withVisit } from './day.rules.ts';
import { actionTexts, stepTexts } from './visit.en.ts';
import { bookingQuery, CALENDAR, stepVisit, type VisitStep } from './desk.requests.ts';
import { changeTexts } from './change.en.ts';
import { undoNoShow } from './desk-change.requests.ts';
import { say } from './said.store.ts';
import { sayTrouble, useChange } from './use-change.ts';

interface Step {
  reference: string;
  name: string;
  step: VisitStep;
}

/**
 * A step shows at once and is taken back when the clinic says no. Once saved only a no-show has a way back, for as
 * long as the clinic says so; nothing here pretends to another.
 */
export function useVisit(): { take: (step: Step) => void; error: unknown } {
  const cache = useQueryClient();
  const change = (reference: string, to: (card: DeskCalendarCard) => DeskCalendarCard): void => {
    cache.setQueriesData<DeskCalendar>(
      { queryKey: CALENDAR },
      (shown) => shown && patchCalendar(shown, reference, to),
    );
  };
  const back = useChange(
    ({ reference }) => undoNoShow(reference),
    ({ contact }) => changeTexts.takenBack(contact.name),
    sayTrouble,
  );
  const visit = useMutation({
    mutationFn: ({ reference, step }: Step) => stepVisit(reference, step),
    onMutate: async ({ reference, step }) => {
      const detail = bookingQuery(reference).queryKey;
      await cache.cancelQueries({ queryKey: CALENDAR });
      const before = {
        calendars: cache.getQueriesData<DeskCalendar>({ queryKey: CALENDAR }),
        detail: cache.getQueryData(detail),
      };
      change(reference, (card) => withVisit(card, step));
      cache.setQueryData<DeskBookingDetail>(detail, (shown) => shown && withVisit(shown, step));
      return before;
    },
    onSuccess: (detail, { reference, step, name }) => {
      const { visit: stands, nextVisits } = detail;
      change(reference, (card) => ({ ...card, visit: stands, nextVisits }));
      cache.setQueryData(bookingQuery(reference).queryKey, detail);
      say(
        'done',
        stepTexts[step].did(name),
        step === 'no_show' && detail.undo.noShow ? () => back.mutate(detail) : undefined,
      );
    },
    onError: (error, { reference, name }, before) => {
      for (const [key, shown] of before?.calendars ?? []) cache.setQueryData(key, shown);
      cache.setQueryData(bookingQuery(reference).queryKey, before?.detail);
      say('trouble', `${troubleOf(error).detail} ${actionTexts.undone(name)}`);
      // Somebody else was quicker: what stands now is worth another look.
      if (isCode(error, 'VISIT_OUT_OF_ORDER', 'NOT_FOUND')) {
        void cache.invalidateQueries({ queryKey: CALENDAR });
        void cache.invalidateQueries({ queryKey: bookingQuery(reference).queryKey });
      }
    },
  });
  return { take: visit.mutate, error: visit.error };
}
