import { useNavigate, useSearch } from '@tanstack/react-router';

/** Which booking lies open stands in the address: a reload or a sign-in in between keeps it. */
export function useOpen(): {
  open: (reference: string) => void;
  close: () => void;
  reference: string | null;
} {
  const { booking } = useSearch({ from: '/desk/day' });
  const go = useNavigate({ from: '/desk/day' });
  const show = (reference: string | undefined): void =>
    void go({
      search: ({ date }) => ({ ...(date && { date }), ...(reference && { booking: reference }) }),
      resetScroll: false,
    });
  return { open: show, close: () => show(undefined), reference: booking ?? null };
}
