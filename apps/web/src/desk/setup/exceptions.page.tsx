import type { DeskShiftException } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { longDate } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { useStaff } from '../me.context.ts';
import { fullDate } from './calendar.rules.ts';
import { exceptionTexts as texts } from './exception.en.ts';
import { ExceptionForm } from './exception.form.tsx';
import { ExceptionsForm } from './exceptions.form.tsx';
import { mayEdit } from './sections.ts';
import { Empty, ListBox, ListRow, Loaded, Mark, SetupPage } from './setup-page.tsx';
import { exceptionsQuery } from './setup.requests.ts';
import { useToday } from './use-today.ts';
import { WithLists } from './with-lists.tsx';

const namesOf = (exceptions: DeskShiftException[]): { value: string; label: string }[] => {
  const names = new Map(exceptions.map(({ therapist }) => [therapist.id, therapist.name]));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label));
};

interface DayProps {
  date: string;
  exceptions: DeskShiftException[];
  onOpen?: ((exception: DeskShiftException) => void) | undefined;
}

function Day({ date, exceptions, onOpen }: DayProps): ReactElement {
  const { locale } = useStaff().clinic;
  return (
    <section aria-label={longDate(locale, date)} className="space-y-2">
      <h2 className="nums text-17 font-semibold">{fullDate(locale, date)}</h2>
      <ListBox label={texts.listOf(longDate(locale, date))}>
        {exceptions.map((exception) => {
          const { id, therapist, kind, hours } = exception;
          return (
            <ListRow
              key={id}
              name={therapist.name}
              openLabel={texts.openOf(therapist.name, longDate(locale, date))}
              onOpen={onOpen && (() => onOpen(exception))}
              testId="exception"
              mark={<Mark tone={kind === 'extra' ? 'good' : 'caution'}>{texts.kinds[kind]}</Mark>}
            >
              {hours && (
                <p className="nums text-15 text-quiet">
                  {hours.startsAt} – {hours.endsAt}, {hours.location.name}
                  {hours.room && `, ${hours.room.name}`}
                </p>
              )}
            </ListRow>
          );
        })}
      </ListBox>
    </section>
  );
}

interface ListProps {
  all: DeskShiftException[];
  onOpen?: ((exception: DeskShiftException) => void) | undefined;
}

function Days({ all, onOpen }: ListProps): ReactElement {
  const [whose, setWhose] = useState('');
  const names = namesOf(all);
  const shown = all.filter(({ therapist }) => !whose || therapist.id === whose);
  const dates = [...new Set(shown.map(({ date }) => date))].sort();
  return (
    <div className="space-y-6">
      {names.length > 1 && (
        <div className="max-w-64">
          <Select
            label={texts.filter}
            value={whose}
            options={[{ value: '', label: texts.all }, ...names]}
            onPick={setWhose}
          />
        </div>
      )}
      {dates.map((date) => (
        <Day
          key={date}
          {...{ date, onOpen }}
          exceptions={shown.filter((each) => each.date === date)}
        />
      ))}
    </div>
  );
}

export function ExceptionsPage(): ReactElement {
  const { role } = useStaff();
  const today = useToday();
  const [open, setOpen] = useState<DeskShiftException | 'new' | null>(null);
  const query = exceptionsQuery(today);
  const list = useQuery(query);
  const canEdit = mayEdit('exceptions', role);
  const close = (): void => setOpen(null);
  return (
    <SetupPage
      section="exceptions"
      action={canEdit ? { label: texts.add, run: () => setOpen('new') } : undefined}
      readOnly={canEdit ? undefined : texts.ownOnly}
    >
      <Loaded query={list}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={texts.empty} next={canEdit ? texts.emptyNext : texts.emptyOwn} />
          ) : (
            <Days all={all} onOpen={canEdit ? setOpen : undefined} />
          )
        }
      </Loaded>
      {open === 'new' && (
        <WithLists>
          <ExceptionsForm onClose={close} />
        </WithLists>
      )}
      {open && open !== 'new' && (
        <WithLists>
          <ExceptionForm
            exception={open}
            batch={(list.data ?? []).filter(({ batchId }) => batchId === open.batchId)}
            onClose={close}
          />
        </WithLists>
      )}
    </SetupPage>
  );
}
