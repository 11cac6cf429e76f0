import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { addDays, formatDate, longDate } from '../ui/format.ts';
import { useFormat } from '../ui/use-format.ts';
import { timesTexts as texts } from './times.en.ts';
import { DAYS_SHOWN } from './use-times.ts';

interface Day {
  readonly date: string;
  readonly count: number;
}

interface Props {
  days: readonly Day[];
  selected: string;
  first: string;
  onSelect: (date: string) => void;
}

const WEEK = 7;
/** How far a key goes; Home and End go to the ends of what is shown. */
const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: WEEK,
  PageUp: -WEEK,
};

function target(key: string, { days, selected, first }: Props): string | null {
  if (key === 'Home') return days[0]?.date ?? null;
  if (key === 'End') return days.at(-1)?.date ?? null;
  const step = steps[key];
  if (step === undefined) return null;
  const date = addDays(selected, step);
  return date < first ? first : date;
}

interface DayProps {
  day: Day;
  isOn: boolean;
  onSelect: () => void;
}

function DayButton({ day, isOn, onSelect }: DayProps): ReactElement {
  const { locale } = useFormat();
  const isFull = day.count === 0;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isOn}
      tabIndex={isOn ? 0 : -1}
      data-date={day.date}
      data-count={day.count}
      onClick={onSelect}
      className={`nums flex min-h-16 min-w-[64px] shrink-0 snap-start flex-col items-center justify-center rounded-card border px-2 transition-colors ${
        isOn
          ? 'border-pine bg-pine text-on-pine'
          : `border-line hover:border-pine ${isFull ? 'text-quiet' : 'bg-surface'}`
      }`}
    >
      <span className="sr-only">{texts.dayLabel(longDate(locale, day.date), day.count)}</span>
      <span aria-hidden className={`text-15 whitespace-nowrap ${isFull ? '' : 'font-semibold'}`}>
        {formatDate(locale, day.date, { weekday: 'short', day: 'numeric' })}
      </span>
      <span aria-hidden className={`text-13 ${isOn ? '' : 'text-quiet'}`}>
        {texts.count(day.count)}
      </span>
    </button>
  );
}

/** Brings the chosen day into view, and the focus with it when the keyboard chose. */
function useFollow(selected: string) {
  const strip = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    const chosen = strip.current?.querySelector<HTMLElement>('[aria-checked="true"]');
    if (!chosen || !strip.current) return;
    const { offsetLeft, offsetWidth } = chosen;
    const { scrollLeft, clientWidth } = strip.current;
    // Not scrollIntoView: that would move the whole page as well.
    if (offsetLeft < scrollLeft || offsetLeft + offsetWidth > scrollLeft + clientWidth) {
      strip.current.scrollLeft = offsetLeft - 16;
    }
    if (wantsFocus.current) chosen.focus({ preventScroll: true });
    wantsFocus.current = false;
  }, [selected]);
  return { strip, wantsFocus };
}

/** A fortnight in a row. Arrows go by days, PageUp and PageDown by weeks, Home and End to the ends. */
export function DayStrip(props: Props): ReactElement {
  const { days, selected, first, onSelect } = props;
  const { locale } = useFormat();
  const { strip, wantsFocus } = useFollow(selected);
  const onKey = (event: KeyboardEvent): void => {
    const date = target(event.key, props);
    if (date === null) return;
    event.preventDefault();
    wantsFocus.current = true;
    onSelect(date);
  };
  const start = days[0]?.date ?? first;
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-1">
        <h3 aria-live="polite" className="nums min-w-0 flex-1 text-17 font-semibold">
          {longDate(locale, selected)}
        </h3>
        <Pager
          label={texts.earlier}
          isOff={start <= first}
          onGo={() => onSelect(addDays(start, -DAYS_SHOWN))}
        >
          <ChevronLeft aria-hidden size={20} />
        </Pager>
        <Pager label={texts.later} onGo={() => onSelect(addDays(start, DAYS_SHOWN))}>
          <ChevronRight aria-hidden size={20} />
        </Pager>
      </div>
      <div
        ref={strip}
        role="radiogroup"
        aria-label={texts.days}
        onKeyDown={onKey}
        className="relative -mx-4 flex snap-x scroll-px-4 gap-1.5 overflow-x-auto scroll-smooth px-4 py-1 [scrollbar-width:none] lg:mx-0 lg:px-1 lg:[scrollbar-width:thin]"
      >
        {days.map((day) => (
          <DayButton
            key={day.date}
            day={day}
            isOn={day.date === selected}
            onSelect={() => onSelect(day.date)}
          />
        ))}
      </div>
    </div>
  );
}

interface PagerProps {
  label: string;
  isOff?: boolean;
  onGo: () => void;
  children: ReactNode;
}

function Pager({ label, isOff = false, onGo, children }: PagerProps): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={isOff}
      onClick={onGo}
      className="flex size-11 items-center justify-center rounded-card border border-edge bg-surface transition-colors hover:border-pine hover:text-pine disabled:border-line disabled:opacity-40"
    >
      {children}
    </button>
  );
}
