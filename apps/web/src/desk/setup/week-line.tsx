import type { DeskShift } from '@limber/contracts';
import { CalendarX2, Coffee } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatDate } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { weekdayName } from './calendar.rules.ts';
import { shiftTexts as texts } from './shift.en.ts';
import type { WeekCell, WeekLine } from './week.rules.ts';

export interface WeekProps {
  rows: { id: string; name: string; cells: WeekCell[] }[];
  today: string;
  closedOn: (date: string) => string | undefined;
  /** Left out for those who only read: the line says all there is. */
  onOpen?: ((shift: DeskShift) => void) | undefined;
  onAdd?: ((therapistId: string, weekday: number) => void) | undefined;
}

const place = (where: { location: { name: string }; room: { name: string } | null }): string =>
  where.room ? `${where.location.name}, ${where.room.name}` : where.location.name;

/** From and until only where they are near: a shift without an end, long since begun, says nothing. */
function validity(locale: string, { validFrom, validTo }: DeskShift, today: string): string[] {
  const day = (date: string): string =>
    formatDate(locale, date, { day: 'numeric', month: 'short', year: '2-digit' });
  return [
    ...(validFrom > today ? [texts.from(day(validFrom))] : []),
    ...(validTo ? [texts.until(day(validTo))] : []),
  ];
}

interface ShiftProps {
  shift: DeskShift;
  isReplaced: boolean;
  today: string;
  onOpen?: ((shift: DeskShift) => void) | undefined;
}

function ShiftButton({ shift, isReplaced, today, onOpen }: ShiftProps): ReactElement {
  const { locale } = useStaff().clinic;
  const look = `nums relative block w-full rounded-card border px-2 py-1.5 text-left text-13 leading-snug transition-colors ${
    isReplaced
      ? 'border-dashed border-edge text-quiet line-through decoration-1'
      : 'border-pine/40 bg-sage'
  }`;
  const lines = (
    <>
      <span className="sr-only">
        {texts.shiftOf(shift.therapist.name, weekdayName(locale, shift.weekday))}
      </span>
      <span className="block font-semibold">
        {shift.startsAt} – {shift.endsAt}
      </span>
      <span className="block break-words">{place(shift)}</span>
      {shift.breaks.map((each) => (
        <span key={each.startsAt} className="flex items-center gap-1 text-quiet">
          <Coffee aria-hidden size={13} className="shrink-0" />
          <span className="sr-only">{texts.break}</span>
          {each.startsAt}–{each.endsAt}
        </span>
      ))}
      {validity(locale, shift, today).map((each) => (
        <span key={each} className="block font-medium text-amber">
          {each}
        </span>
      ))}
    </>
  );
  if (!onOpen) {
    return (
      <div data-testid="shift" className={look}>
        {lines}
      </div>
    );
  }
  return (
    <button
      type="button"
      data-testid="shift"
      onClick={() => onOpen(shift)}
      className={`${look} hover:border-pine`}
    >
      {lines}
    </button>
  );
}

function ExceptionLine({ line }: { line: Extract<WeekLine, { kind: 'exception' }> }) {
  const { kind, hours } = line.exception;
  const word = kind === 'off' ? texts.off : kind === 'extra' ? texts.extra : texts.instead;
  return (
    <p className="nums rounded-card border border-amber bg-amber-wash px-2 py-1.5 text-13 leading-snug">
      <span className="flex items-center gap-1 font-semibold text-amber">
        <CalendarX2 aria-hidden size={14} />
        {word}
      </span>
      {hours && (
        <>
          <span className="block font-semibold">
            {hours.startsAt} – {hours.endsAt}
          </span>
          <span className="block break-words">{place(hours)}</span>
        </>
      )}
    </p>
  );
}

interface LinesProps {
  cell: WeekCell;
  today: string;
  onOpen?: ((shift: DeskShift) => void) | undefined;
}

/** What one therapist does on one day. */
export function WeekLines({ cell, today, onOpen }: LinesProps): ReactElement {
  return (
    <>
      {cell.isOff && (
        <p className="rounded-card border border-edge bg-paper px-2 py-1.5 text-13 font-semibold text-quiet">
          {texts.timeOff}
        </p>
      )}
      {cell.lines.map((line) =>
        line.kind === 'shift' ? (
          <ShiftButton
            key={line.shift.id}
            {...{ shift: line.shift, isReplaced: line.isReplaced || cell.isOff, today, onOpen }}
          />
        ) : (
          <ExceptionLine key={line.exception.id} line={line} />
        ),
      )}
    </>
  );
}
