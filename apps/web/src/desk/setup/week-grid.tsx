import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatDate } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { weekdayName, weekdayOf } from './calendar.rules.ts';
import { shiftTexts as texts } from './shift.en.ts';
import { WeekLines, type WeekProps } from './week-line.tsx';
import type { WeekCell } from './week.rules.ts';

interface CellProps extends Pick<WeekProps, 'today' | 'onOpen' | 'onAdd'> {
  id: string;
  name: string;
  cell: WeekCell;
}

function DayCell({ id, name, cell, today, onOpen, onAdd }: CellProps): ReactElement {
  const { locale } = useStaff().clinic;
  const weekday = weekdayOf(cell.date);
  return (
    <td className="group h-16 border-b border-l border-line p-1 align-top">
      <div className="flex h-full flex-col gap-1">
        <WeekLines {...{ cell, today, onOpen }} />
        {onAdd && (
          <button
            type="button"
            aria-label={texts.addOn(name, weekdayName(locale, weekday))}
            onClick={() => onAdd(id, weekday)}
            className="flex min-h-6 w-full items-center justify-center rounded-card text-quiet opacity-0 transition-opacity pointer-coarse:opacity-100 group-hover:opacity-100 hover:bg-sage hover:text-pine focus-visible:opacity-100"
          >
            <Plus aria-hidden size={16} />
          </button>
        )}
      </div>
    </td>
  );
}

/** A row a therapist, a column a day. */
export function WeekGrid({ rows, today, closedOn, onOpen, onAdd }: WeekProps): ReactElement {
  const { locale } = useStaff().clinic;
  const dates = rows[0]?.cells.map(({ date }) => date) ?? [];
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <table aria-label={texts.table} className="w-full table-fixed border-collapse text-15">
        <thead>
          <tr>
            <th
              scope="col"
              className="w-36 border-b border-line px-3 py-2 text-left text-13 font-medium text-quiet"
            >
              {texts.therapist}
            </th>
            {dates.map((date) => (
              <th
                key={date}
                scope="col"
                className={`nums border-b border-l border-line px-2 py-2 text-left align-top text-13 ${date === today ? 'bg-sage font-semibold' : 'font-medium text-quiet'}`}
              >
                {formatDate(locale, date, { weekday: 'short', day: 'numeric' })}
                {closedOn(date) && (
                  <span className="block font-medium break-words text-amber">{closedOn(date)}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, cells }) => (
            <tr key={id}>
              <th
                scope="row"
                className="border-b border-line px-3 py-3 text-left align-top font-semibold break-words"
              >
                {name}
              </th>
              {cells.map((cell) => (
                <DayCell key={cell.date} {...{ id, name, cell, today, onOpen, onAdd }} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
