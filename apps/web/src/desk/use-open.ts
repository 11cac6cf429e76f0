import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { DeskSearch, Panel } from './desk.search.ts';

/** Changes what the address says of this page, and keeps the rest of it. */
export function useAddress(): (change: DeskSearch, options?: { replace?: boolean }) => void {
  const go = useNavigate();
  return useCallback(
    (change, { replace = false } = {}) =>
      void go({
        to: '.',
        search: (before: DeskSearch) =>
          Object.fromEntries(
            Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
          ),
        replace,
        resetScroll: false,
      }),
    [go],
  );
}

/** Nothing in the panel; spread it, so that opening one thing closes the others. */
const shut = {
  booking: undefined,
  block: undefined,
  panel: undefined,
  at: undefined,
  with: undefined,
  room: undefined,
};

/** What lies open in the panel stands in the address: a reload or a sign-in in between keeps it, on any page. */
export function useOpen() {
  const { booking } = useSearch({ from: '/desk' });
  const show = useAddress();
  return {
    reference: booking ?? null,
    open: (reference: string): void => show({ ...shut, booking: reference }),
    openBlock: (block: string): void => show({ ...shut, block }),
    openNew: (panel: Panel, with_: Pick<DeskSearch, 'at' | 'with' | 'room'> = {}): void =>
      show({ ...shut, panel, ...with_ }),
    close: (): void => show(shut),
  };
}
