import type { BookingView } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { type ReactElement, useEffect, useRef } from 'react';
import { confirmAttendance } from '../api/booking.requests.ts';
import { Button } from '../ui/button.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { attendanceTexts as texts } from './attendance.en.ts';

interface Props {
  booking: BookingView;
  token: string;
  now: number;
  onConfirmed: (booking: BookingView) => void;
}

/** From so long before the visit the page asks by itself; a reminder's button always does. */
const ASKS_FROM_MS = 48 * 3_600_000;

/** Opened from a reminder, the question has the focus; nothing is said until the button is pressed. */
export function Attendance({ booking, token, now, onConfirmed }: Props): ReactElement | null {
  const { hash } = useLocation();
  const cache = useQueryClient();
  const button = useRef<HTMLButtonElement>(null);
  const { reference, revision, attendance } = booking;
  const confirm = useMutation({
    mutationFn: () => confirmAttendance(reference, token, revision),
    onSuccess: onConfirmed,
    // Moved or called off meanwhile: the page shows what holds now.
    onError: () => cache.invalidateQueries({ queryKey: ['booking', reference] }),
  });
  const isTapped = hash === 'coming';
  useEffect(() => {
    if (isTapped) button.current?.focus();
  }, [isTapped]);
  if (attendance.confirmedAt) {
    return (
      <p
        role="status"
        data-testid="attending"
        className="flex items-center gap-2 text-15 font-medium text-pine"
      >
        <CircleCheck aria-hidden size={18} className="shrink-0" />
        {texts.said}
      </p>
    );
  }
  const isNear = Date.parse(booking.startsAt) - now <= ASKS_FROM_MS;
  if (!attendance.canConfirm || !(isTapped || isNear)) return null;
  return (
    <section
      aria-labelledby="attendance-title"
      className="space-y-3 rounded-card border border-line bg-sage p-5"
    >
      <h2 id="attendance-title" className="text-17 font-semibold">
        {texts.title}
      </h2>
      <p className="text-15">{texts.lead}</p>
      {confirm.isError && <Trouble error={confirm.error} />}
      <Button
        ref={button}
        data-testid="attend"
        isBusy={confirm.isPending}
        onClick={() => confirm.mutate()}
      >
        {texts.yes}
      </Button>
    </section>
  );
}
