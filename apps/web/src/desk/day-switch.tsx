import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactElement, useCallback, useEffect } from 'react';
import { addDays } from '../ui/format.ts';
import { dayTexts as texts } from './day.en.ts';
import { useAddress } from './use-open.ts';

const square =
  'flex size-11 lg:h-10 shrink-0 items-center justify-center rounded-card border border-edge bg-surface transition-colors hover:border-pine hover:text-pine';

/** Arrows belong to whatever has them already: a field, a fold, a dialog, a region that scrolls. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, select, textarea, [role=dialog], [role=region], summary') !== null;

function useArrows(onStep: (days: number) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const days = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
      const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (days === 0 || !isPlain || event.defaultPrevented || isTaken(event.target)) return;
      event.preventDefault();
      onStep(days);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onStep]);
}

interface Props {
  date: string;
  today: string;
  /** How far one step goes: a day, or a week. */
  days?: 1 | 7;
}

export function DaySwitch({ date, today, days = 1 }: Props): ReactElement {
  const go = useAddress();
  const words = texts.steps[days];
  const show = useCallback(
    (to: string) => go({ date: to === today ? undefined : to }),
    [go, today],
  );
  const step = useCallback((by: number) => show(addDays(date, by * days)), [show, date, days]);
  useArrows(step);
  const isNow = date === today;
  return (
    <div
      role="group"
      aria-label={words.switcher}
      className="flex w-full items-center gap-2 sm:w-auto"
    >
      <button type="button" aria-label={words.previous} onClick={() => step(-1)} className={square}>
        <ChevronLeft aria-hidden size={20} />
      </button>
      <button
        type="button"
        aria-current={isNow ? 'date' : undefined}
        onClick={() => show(today)}
        className={`${square} w-auto px-3 text-15 sm:px-4 font-medium ${isNow ? 'bg-sage! font-semibold' : ''}`}
      >
        {words.now}
      </button>
      <button type="button" aria-label={words.following} onClick={() => step(1)} className={square}>
        <ChevronRight aria-hidden size={20} />
      </button>
      <input
        type="date"
        aria-label={texts.pick}
        value={date}
        onChange={(event) => event.target.value && show(event.target.value)}
        className="nums min-h-11 lg:min-h-10 min-w-0 flex-1 rounded-card border border-edge bg-surface px-1.5 text-15 hover:border-pine sm:px-3 lg:flex-none"
      />
    </div>
  );
}
