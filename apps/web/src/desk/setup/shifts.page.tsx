import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ComponentProps, type ReactElement, useState } from 'react';
import { addDays, formatDate } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { useWide } from '../use-wide.ts';
import { mondayOf } from './calendar.rules.ts';
import { iconButton } from './hours-editor.tsx';
import { mayEdit } from './sections.ts';
import { Empty, Loaded, SetupPage } from './setup-page.tsx';
import {
  exceptionsQuery,
  holidaysQuery,
  peopleQuery,
  shiftsQuery,
  timeOffQuery,
} from './setup.requests.ts';
import { type OpenShift, ShiftForm } from './shift.form.tsx';
import { shiftTexts as texts } from './shift.en.ts';
import { useToday } from './use-today.ts';
import { WeekDays } from './week-days.tsx';
import { WeekGrid } from './week-grid.tsx';
import { weekOf } from './week.rules.ts';
import { WithLists } from './with-lists.tsx';

interface SwitchProps {
  monday: string;
  thisMonday: string;
  onShow: (monday: string) => void;
}

function WeekSwitch({ monday, thisMonday, onShow }: SwitchProps): ReactElement {
  const { locale } = useStaff().clinic;
  const day = (date: string): string =>
    formatDate(locale, date, { day: 'numeric', month: 'short', year: 'numeric' });
  return (
    <div role="group" aria-label={texts.weekLabel} className="flex flex-wrap items-center gap-2">
      <button
        type="button"
        aria-label={texts.previous}
        onClick={() => onShow(addDays(monday, -7))}
        className={`${iconButton} border-edge! bg-surface`}
      >
        <ChevronLeft aria-hidden size={20} />
      </button>
      <button
        type="button"
        aria-label={texts.following}
        onClick={() => onShow(addDays(monday, 7))}
        className={`${iconButton} border-edge! bg-surface`}
      >
        <ChevronRight aria-hidden size={20} />
      </button>
      <p role="status" className="nums px-2 text-15 font-semibold">
        {texts.week(day(monday), day(addDays(monday, 6)))}
      </p>
      {monday !== thisMonday && (
        <button
          type="button"
          onClick={() => onShow(thisMonday)}
          className="link min-h-11 px-2 text-15"
        >
          {texts.thisWeek}
        </button>
      )}
    </div>
  );
}

/** Whose weeks are shown: everybody who works here, or oneself. */
function usePeople(): { id: string; name: string }[] | undefined {
  const { role, therapistId, name } = useStaff();
  const isOwn = role === 'therapist';
  const { data } = useQuery({ ...peopleQuery, enabled: !isOwn });
  if (isOwn) return therapistId ? [{ id: therapistId, name }] : [];
  return data?.filter(({ active }) => active);
}

/** The closed days of a week by date, in a word. */
function useClosed(): (date: string) => string | undefined {
  const { data = [] } = useQuery(holidaysQuery);
  return (date) => {
    const holiday = data.find((each) => each.date === date && each.location === null);
    return holiday && texts.holiday(holiday.name);
  };
}

function ShiftPanel(given: ComponentProps<typeof ShiftForm>): ReactElement {
  return (
    <WithLists>
      <ShiftForm {...given} />
    </WithLists>
  );
}

export function ShiftsPage(): ReactElement {
  const { role } = useStaff();
  const today = useToday();
  const isWide = useWide();
  const [monday, setMonday] = useState(mondayOf(today));
  const [open, setOpen] = useState<OpenShift | null>(null);
  const people = usePeople();
  const shifts = useQuery(shiftsQuery(monday));
  const exceptions = useQuery(exceptionsQuery(monday, addDays(monday, 6)));
  const timeOff = useQuery(timeOffQuery);
  const closedOn = useClosed();
  const canEdit = mayEdit('shifts', role);
  const add = (therapistId = people?.[0]?.id ?? '', weekday: number | null = null): void =>
    setOpen({ therapistId, weekday });
  return (
    <SetupPage
      section="shifts"
      action={canEdit && people?.length ? { label: texts.add, run: () => add() } : undefined}
      readOnly={canEdit ? undefined : texts.ownOnly}
    >
      <WeekSwitch monday={monday} thisMonday={mondayOf(today)} onShow={setMonday} />
      <Loaded query={shifts}>
        {(all) => {
          const known = {
            ...{ shifts: all, exceptions: exceptions.data ?? [], timeOff: timeOff.data ?? [] },
          };
          const rows = (people ?? []).map((person) => weekOf(person, monday, known));
          const isEmpty = rows.every(({ cells }) => cells.every(({ lines }) => lines.length === 0));
          const Week = isWide ? WeekGrid : WeekDays;
          if (people?.length === 0) return <Empty title={texts.nobody} next={texts.nobodyNext} />;
          return (
            <>
              {isEmpty && (
                <Empty title={texts.empty} next={canEdit ? texts.emptyNext : texts.emptyOwn} />
              )}
              {(canEdit || !isEmpty) && rows.length > 0 && (
                <Week
                  {...{ rows, today, closedOn }}
                  onOpen={canEdit ? (shift) => setOpen({ shift }) : undefined}
                  onAdd={canEdit ? add : undefined}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {open && <ShiftPanel open={open} listFrom={monday} onClose={() => setOpen(null)} />}
    </SetupPage>
  );
}
