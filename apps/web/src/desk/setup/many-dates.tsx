import { Check, ChevronLeft, ChevronRight, X } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from 'react';
import { addDays, formatDate, longDate } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { addMonths, fullDate, monthGrid, weekdayName, weekdays } from './calendar.rules.ts';
import { exceptionTexts as texts } from './exception.en.ts';
import { FieldError } from './fields.tsx';
import { useFieldErrors } from './form.context.ts';
import { iconButton } from './hours-editor.tsx';

const steps: Readonly<Record<string, (date: string) => string>> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  PageUp: (date) => addDays(date, -28),
  PageDown: (date) => addDays(date, 28),
};

interface Props {
  path: string;
  dates: readonly string[];
  today: string;
  onChange: (dates: string[]) => void;
}

interface DayProps {
  date: string;
  isOn: boolean;
  isFaulty: boolean;
  isReachable: boolean;
  isPast: boolean;
  onToggle: () => void;
}

function Day({ date, isOn, isFaulty, isReachable, isPast, onToggle }: DayProps): ReactElement {
  const { locale } = useStaff().clinic;
  const look = isOn
    ? 'border-pine bg-pine font-semibold text-on-pine'
    : 'border-transparent enabled:hover:border-pine';
  return (
    <button
      type="button"
      data-date={date}
      disabled={isPast}
      tabIndex={isReachable ? 0 : -1}
      aria-pressed={isOn}
      aria-label={longDate(locale, date)}
      onClick={onToggle}
      className={`nums flex min-h-11 w-full items-center justify-center rounded-card border text-15 transition-colors disabled:text-quiet disabled:opacity-60 ${look} ${isFaulty ? 'outline-2 outline-offset-1 outline-brick' : ''}`}
    >
      {isOn && <Check aria-hidden size={12} strokeWidth={3} className="mr-0.5 -ml-1" />}
      {Number(date.slice(8))}
    </button>
  );
}

interface ChosenProps {
  dates: readonly string[];
  faultOf: (date: string) => string | undefined;
  onDrop: (date: string) => void;
}

function Chosen({ dates, faultOf, onDrop }: ChosenProps): ReactElement {
  const { locale } = useStaff().clinic;
  const id = useId();
  if (dates.length === 0) return <p className="text-13 text-quiet">{texts.noneChosen}</p>;
  return (
    <ul aria-label={texts.chosen} className="flex flex-wrap gap-2">
      {dates.map((date) => {
        const fault = faultOf(date);
        return (
          <li
            key={date}
            data-testid={fault ? 'faulty-date' : undefined}
            className={fault ? 'w-full' : ''}
          >
            <span
              className={`nums inline-flex items-center rounded-chip border pl-3 text-15 ${fault ? 'border-brick bg-brick-wash' : 'border-edge'}`}
            >
              {fullDate(locale, date)}
              <button
                type="button"
                aria-label={texts.drop(fullDate(locale, date))}
                aria-describedby={fault && `${id}-${date}`}
                onClick={() => onDrop(date)}
                className="flex size-11 items-center justify-center rounded-full text-quiet hover:text-ink lg:size-9"
              >
                <X aria-hidden size={16} />
              </button>
            </span>
            {fault && <FieldError id={`${id}-${date}`}>{fault}</FieldError>}
          </li>
        );
      })}
    </ul>
  );
}

interface MonthProps {
  /** The day the arrow keys stand on; its month is shown. */
  at: string;
  dates: readonly string[];
  today: string;
  faultOf: (date: string) => string | undefined;
  onToggle: (date: string) => void;
  onMove: (date: string) => void;
}

function Month({ at, dates, today, faultOf, onToggle, onMove }: MonthProps): ReactElement {
  const { locale } = useStaff().clinic;
  const grid = useRef<HTMLTableElement>(null);
  const move = (event: KeyboardEvent): void => {
    const next = steps[event.key]?.(at);
    if (!next) return;
    event.preventDefault();
    onMove(next < today ? today : next);
    requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
    );
  };
  return (
    <table ref={grid} onKeyDown={move} className="w-full table-fixed border-collapse">
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" className="pb-1 text-13 font-medium text-quiet">
              {weekdayName(locale, weekday, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthGrid(at).map((week) => (
          <tr key={week.find((date) => date !== null)}>
            {week.map((date, index) => (
              <td key={index} className="p-0.5">
                {date && (
                  <Day
                    date={date}
                    isOn={dates.includes(date)}
                    isFaulty={faultOf(date) !== undefined}
                    isReachable={date === at}
                    isPast={date < today}
                    onToggle={() => onToggle(date)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Many dates, by the month: one press chooses a day, another takes it out again. */
export function ManyDates({ path, dates, today, onChange }: Props): ReactElement {
  const [at, setAt] = useState(dates[0] ?? today);
  const errors = useFieldErrors(path);
  const whole = errors.find((error) => error.path === path)?.message;
  const faultOf = (date: string): string | undefined =>
    errors.find((error) => error.path === `${path}.${dates.indexOf(date)}`)?.message;
  const toggle = (date: string): void => {
    setAt(date);
    const others = dates.filter((each) => each !== date);
    onChange(others.length < dates.length ? others : [...others, date].sort());
  };
  const show = (months: number): void => {
    const first = addMonths(at, months);
    setAt(first < today ? today : first);
  };
  return (
    <fieldset data-path={path} className="min-w-0 space-y-3">
      <legend className="text-15 font-semibold">{texts.dates}</legend>
      <p className="-mt-2! text-13 text-quiet">{texts.datesHint}</p>
      <div className="rounded-card border border-line p-3">
        <MonthHead date={at} today={today} onShow={show} />
        <Month {...{ at, dates, today, faultOf }} onToggle={toggle} onMove={setAt} />
      </div>
      <Chosen
        {...{ dates, faultOf }}
        onDrop={(date) => onChange(dates.filter((each) => each !== date))}
      />
      {whole && <FieldError id={`${path}-error`}>{whole}</FieldError>}
    </fieldset>
  );
}

interface HeadProps {
  date: string;
  today: string;
  onShow: (months: number) => void;
}

function MonthHead({ date, today, onShow }: HeadProps): ReactElement {
  const { locale } = useStaff().clinic;
  return (
    <div className="flex items-center justify-between pb-1">
      <button
        type="button"
        aria-label={texts.previousMonth}
        disabled={date.slice(0, 7) <= today.slice(0, 7)}
        onClick={() => onShow(-1)}
        className={iconButton}
      >
        <ChevronLeft aria-hidden size={20} />
      </button>
      <p role="status" className="text-15 font-semibold">
        {formatDate(locale, date, { month: 'long', year: 'numeric' })}
      </p>
      <button
        type="button"
        aria-label={texts.nextMonth}
        onClick={() => onShow(1)}
        className={iconButton}
      >
        <ChevronRight aria-hidden size={20} />
      </button>
    </div>
  );
}
