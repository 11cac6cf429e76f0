import type { DeskShift, DeskShiftException, DeskTimeOff } from '@limber/contracts';
import { addDays } from '../../ui/format.ts';
import { daysBetween, weekdayOf } from './calendar.rules.ts';

export type TimedLine = Pick<DeskShift, 'startsAt' | 'endsAt' | 'breaks' | 'location' | 'room'>;

export type WeekLine =
  | { kind: 'shift'; shift: DeskShift; isReplaced: boolean }
  | { kind: 'exception'; exception: DeskShiftException };

export interface WeekCell {
  date: string;
  lines: WeekLine[];
  isOff: boolean;
}

export interface WeekRow {
  id: string;
  name: string;
  cells: WeekCell[];
}

const runsOn = ({ weekday, validFrom, validTo }: DeskShift, date: string): boolean =>
  weekday === weekdayOf(date) && validFrom <= date && (validTo === null || validTo >= date);

const startOf = (line: WeekLine): string =>
  line.kind === 'shift' ? line.shift.startsAt : (line.exception.hours?.startsAt ?? '');

interface Known {
  shifts: readonly DeskShift[];
  exceptions: readonly DeskShiftException[];
  timeOff: readonly DeskTimeOff[];
}

/** One therapist's week as it will really be: the usual shifts, and what differs from them. */
export function weekOf(
  { id, name }: { id: string; name: string },
  monday: string,
  { shifts, exceptions, timeOff }: Known,
): WeekRow {
  const cells = daysBetween(monday, addDays(monday, 6)).map((date): WeekCell => {
    const own = exceptions.filter((each) => each.therapist.id === id && each.date === date);
    const isReplaced = own.some(({ kind }) => kind !== 'extra');
    const lines: WeekLine[] = [
      ...shifts
        .filter((shift) => shift.therapist.id === id && runsOn(shift, date))
        .map((shift) => ({ kind: 'shift' as const, shift, isReplaced })),
      ...own.map((exception) => ({ kind: 'exception' as const, exception })),
    ];
    lines.sort((one, other) => startOf(one).localeCompare(startOf(other)));
    const isOff = timeOff.some(
      ({ therapist, state, from, to }) =>
        therapist.id === id && state === 'approved' && from <= date && to >= date,
    );
    return { date, lines, isOff };
  });
  return { id, name, cells };
}
