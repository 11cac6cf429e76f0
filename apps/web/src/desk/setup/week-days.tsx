import { type ReactElement, useState } from 'react';
import { Plus } from 'lucide-react';
import { longDate } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { useStaff } from '../me.context.ts';
import { weekdayName, weekdayOf } from './calendar.rules.ts';
import { iconButton } from './hours-editor.tsx';
import { shiftTexts as texts } from './shift.en.ts';
import { WeekLines, type WeekProps } from './week-line.tsx';
import type { WeekCell } from './week.rules.ts';

interface DayProps extends Omit<WeekProps, 'rows'> {
  row: WeekProps['rows'][number];
  cell: WeekCell;
}

function Day({ row, cell, today, closedOn, onOpen, onAdd }: DayProps): ReactElement {
  const { locale } = useStaff().clinic;
  return (
    <li
      className={`flex gap-2 border-b border-line py-3 pl-4 last:border-b-0 ${onAdd ? 'pr-1' : 'pr-4'}`}
    >
      <div className="min-w-0 flex-1 space-y-1.5">
        <p className={`text-15 ${cell.date === today ? 'font-semibold text-pine' : 'font-medium'}`}>
          {longDate(locale, cell.date)}
        </p>
        {closedOn(cell.date) && (
          <p className="text-13 font-medium text-amber">{closedOn(cell.date)}</p>
        )}
        {cell.lines.length === 0 && !cell.isOff && (
          <p className="text-13 text-quiet">{texts.none}</p>
        )}
        <WeekLines {...{ cell, today, onOpen }} />
      </div>
      {onAdd && (
        <button
          type="button"
          aria-label={texts.addOn(row.name, weekdayName(locale, weekdayOf(cell.date)))}
          onClick={() => onAdd(row.id, weekdayOf(cell.date))}
          className={iconButton}
        >
          <Plus aria-hidden size={18} />
        </button>
      )}
    </li>
  );
}

/** On a phone: one therapist, a day a line. */
export function WeekDays({ rows, today, closedOn, onOpen, onAdd }: WeekProps): ReactElement {
  const [picked, setPicked] = useState(rows[0]?.id ?? '');
  const row = rows.find(({ id }) => id === picked) ?? rows[0];
  if (!row) return <></>;
  return (
    <div className="space-y-4">
      {rows.length > 1 && (
        <Select
          label={texts.pickTherapist}
          value={row.id}
          options={rows.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={setPicked}
        />
      )}
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {row.cells.map((cell) => (
          <Day key={cell.date} {...{ row, cell, today, closedOn, onOpen, onAdd }} />
        ))}
      </ul>
    </div>
  );
}
