import { useEffect, useReducer } from 'react';
import { now, subscribeClock } from '../api/clinic-clock.ts';

/** The clinic's time, again every `everyMs` and whenever the demo clock is moved. */
export function useNow(everyMs: number): number {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = window.setInterval(again, everyMs);
    const stop = subscribeClock(again);
    return () => {
      window.clearInterval(timer);
      stop();
    };
  }, [everyMs]);
  return now();
}
