import { useNavigate, useSearch } from '@tanstack/react-router';

/** Which booking lies open stands in the address: a reload or a sign-in in between keeps it, on any page. */
export function useOpen(): {
  open: (reference: string) => void;
  close: () => void;
  reference: string | null;
} {
  const { booking } = useSearch({ from: '/desk' });
  const go = useNavigate();
  const show = (reference: string | undefined): void =>
    void go({
      to: '.',
      search: ({ booking: _, ...rest }) => ({ ...rest, ...(reference && { booking: reference }) }),
      resetScroll: false,
    });
  return { open: show, close: () => show(undefined), reference: booking ?? null };
}
