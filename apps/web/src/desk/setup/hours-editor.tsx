import type { LocationChange } from '@limber/contracts';
import { Copy, Plus, X } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { useStaff } from '../me.context.ts';
import { weekdayName, weekdays, type Weekday } from './calendar.rules.ts';
import { FieldError, TimeField } from './fields.tsx';
import { useFieldError } from './form.context.ts';
import { locationTexts as texts } from './location.en.ts';

type Hours = LocationChange['openingHours'];
interface Props {
  hours: Hours;
  onChange: (hours: Hours) => void;
}

export const iconButton =
  'flex size-11 shrink-0 items-center justify-center rounded-card border border-transparent text-quiet transition-colors enabled:hover:border-edge enabled:hover:text-ink disabled:opacity-50';

const newSpan = (weekday: Weekday, hours: Hours): Hours[number] => {
  const last = hours.filter((each) => each.weekday === weekday).at(-1);
  return last
    ? { weekday, opens: last.closes === '24:00' ? '23:00' : last.closes, closes: '24:00' }
    : { weekday, opens: '09:00', closes: '18:00' };
};

/** The span at `index`; one that is wrong as a whole says so under it. */
function Span({ index, day, ...props }: Props & { index: number; day: string }): ReactElement {
  const { hours, onChange } = props;
  const error = useFieldError(`openingHours.${index}`);
  const id = useId();
  const span = hours[index];
  const put = (patch: Partial<Hours[number]>): void =>
    onChange(hours.map((each, at) => (at === index ? { ...each, ...patch } : each)));
  if (!span) return <></>;
  return (
    <div data-path={`openingHours.${index}`} className="space-y-1">
      <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-2">
        <TimeField
          {...{ path: `openingHours.${index}.opens`, label: texts.opens(day), value: span.opens }}
          isLabelHidden
          onChange={(opens) => put({ opens })}
        />
        <TimeField
          {...{ path: `openingHours.${index}.closes`, label: texts.closes(day) }}
          value={span.closes}
          isEnd
          isLabelHidden
          onChange={(closes) => put({ closes })}
        />
        <button
          type="button"
          aria-label={texts.dropSpan(day, span.opens)}
          onClick={() => onChange(hours.filter((_, at) => at !== index))}
          className={iconButton}
        >
          <X aria-hidden size={18} />
        </button>
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

function DayHours({ weekday, hours, onChange }: Props & { weekday: Weekday }): ReactElement {
  const { locale } = useStaff().clinic;
  const day = weekdayName(locale, weekday);
  const own = hours.flatMap((each, index) => (each.weekday === weekday ? [index] : []));
  const before = (weekday - 1) as Weekday;
  const dayBefore = hours.filter((each) => each.weekday === before);
  const copy = (): void =>
    onChange([
      ...hours.filter((each) => each.weekday !== weekday),
      ...dayBefore.map((each) => ({ ...each, weekday })),
    ]);
  return (
    <div className="grid gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0 sm:grid-cols-[104px_1fr_auto]">
      <span className="pt-2.5 text-15 font-medium">{day}</span>
      <div className="space-y-2">
        {own.length === 0 && <p className="pt-2.5 text-15 text-quiet">{texts.closed}</p>}
        {own.map((index) => (
          <Span key={index} {...{ index, day, hours, onChange }} />
        ))}
      </div>
      <div className="flex">
        {weekday > 1 && dayBefore.length > 0 && own.length === 0 && (
          <button
            type="button"
            aria-label={texts.copyTo(day, weekdayName(locale, before))}
            title={texts.copy(weekdayName(locale, before))}
            onClick={copy}
            className={iconButton}
          >
            <Copy aria-hidden size={18} />
          </button>
        )}
        <button
          type="button"
          aria-label={texts.addSpan(day)}
          onClick={() => onChange([...hours, newSpan(weekday, hours)])}
          className={iconButton}
        >
          <Plus aria-hidden size={18} />
        </button>
      </div>
    </div>
  );
}

/** A week of opening hours; a day may have several spans, or none. */
export function HoursEditor({ hours, onChange }: Props): ReactElement {
  return (
    <fieldset data-path="openingHours" className="min-w-0">
      <legend className="text-15 font-semibold">{texts.hours}</legend>
      <p className="text-13 text-quiet">{texts.hoursHint}</p>
      <div className="mt-1">
        {weekdays.map((weekday) => (
          <DayHours key={weekday} {...{ weekday, hours, onChange }} />
        ))}
      </div>
    </fieldset>
  );
}
