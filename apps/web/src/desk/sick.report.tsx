import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { now as clinicNow } from '../api/clinic-clock.ts';
import { Button } from '../ui/button.tsx';
import { Field, Tick } from '../ui/field.tsx';
import { addDays, formatFor } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { instantOfWall } from '../ui/wall-time.ts';
import { CALENDAR, dayQuery } from './desk.requests.ts';
import { useStaff } from './me.context.ts';
import { say } from './said.store.ts';
import { sickTexts as texts } from './sick.en.ts';
import { reportSick } from './sick.requests.ts';
import { useOnce } from './use-once.ts';

interface Draft {
  ids: readonly string[];
  from: string;
  to: string;
}

/** What is missing, each at its field. */
interface Faults {
  who?: string;
  days?: string;
}

function useReport(zone: string, nameOf: (id: string) => string) {
  const cache = useQueryClient();
  const keyOf = useOnce();
  return useMutation({
    // One after the other: the second list must know whom the first has already been given.
    mutationFn: async ({ ids, from, to }: Draft) => {
      const range = {
        from: new Date(instantOfWall(from, '00:00', zone)).toISOString(),
        to: new Date(instantOfWall(addDays(to, 1), '00:00', zone)).toISOString(),
      };
      for (const therapistId of ids) {
        const body = { therapistId, ...range };
        await reportSick(body, keyOf(body));
      }
      return ids;
    },
    onSuccess: (ids) => say('done', texts.reported(ids.map(nameOf).join(', '))),
    onSettled: () => cache.invalidateQueries({ queryKey: CALENDAR }),
  });
}

const faultsOf = ({ ids, from, to }: Draft): Faults => ({
  ...(ids.length === 0 && { who: texts.needWho }),
  ...(!(from && to && from <= to) && { days: texts.needDays }),
});

interface WhoProps {
  therapists: readonly { id: string; name: string }[];
  ids: readonly string[];
  fault: string | undefined;
  onChange: (ids: string[]) => void;
}

function Who({ therapists, ids, fault, onChange }: WhoProps): ReactElement {
  const faultId = useId();
  return (
    <fieldset aria-describedby={fault && faultId} data-fault={fault && true}>
      <legend className="text-15 font-semibold">{texts.who}</legend>
      <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
        {therapists.map(({ id, name }) => (
          <Tick
            key={id}
            isOn={ids.includes(id)}
            onToggle={(isOn) => onChange(isOn ? [...ids, id] : ids.filter((each) => each !== id))}
          >
            <span className="text-15 break-words">{name}</span>
          </Tick>
        ))}
      </div>
      {fault && (
        <p id={faultId} className="text-15 font-medium text-brick">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

interface DaysProps {
  draft: Draft;
  today: string;
  fault: string | undefined;
  onChange: (next: Partial<Draft>) => void;
}

function Days({ draft, today, fault, onChange }: DaysProps): ReactElement {
  return (
    <div className="grid max-w-[460px] grid-cols-2 gap-3">
      <Field
        label={texts.from}
        type="date"
        min={today}
        value={draft.from}
        onChange={({ target }) => onChange({ from: target.value })}
      />
      <Field
        label={texts.to}
        type="date"
        min={draft.from}
        value={draft.to}
        error={fault}
        onChange={({ target }) => onChange({ to: target.value })}
      />
    </div>
  );
}

export function SickReport(): ReactElement {
  const { clinic } = useStaff();
  const today = formatFor(clinic.locale, clinic.timeZone).date(clinicNow());
  const [draft, setDraft] = useState<Draft>({ ids: [], from: today, to: today });
  const [faults, setFaults] = useState<Faults>({});
  const { data: calendar, error, refetch } = useQuery(dayQuery(today));
  const therapists = calendar?.therapists ?? [];
  const nameOf = (id: string): string => therapists.find((each) => each.id === id)?.name ?? '';
  const report = useReport(clinic.timeZone, nameOf);
  const change = (next: Partial<Draft>): void => setDraft((before) => ({ ...before, ...next }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const found = faultsOf(draft);
    flushSync(() => setFaults(found));
    if (found.who ?? found.days) {
      form.querySelector<HTMLElement>('[aria-invalid=true], [data-fault] input')?.focus();
      return;
    }
    report.mutate(draft, { onSuccess: () => change({ ids: [] }) });
  };
  // Without the names there is nobody to choose, and nowhere to say that somebody must be.
  if (!calendar) {
    if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
    return <Skeleton rows={1} height={300} />;
  }
  return (
    <form
      noValidate
      aria-label={texts.report}
      onSubmit={submit}
      className="space-y-4 rounded-card border border-line bg-surface p-4"
    >
      <h2 className="text-17 font-semibold">{texts.report}</h2>
      <Who
        {...{ therapists, ids: draft.ids, fault: faults.who }}
        onChange={(ids) => change({ ids })}
      />
      <Days {...{ draft, today, fault: faults.days }} onChange={change} />
      {report.isError && <Trouble error={report.error} />}
      <Button type="submit" data-testid="sick-report" isBusy={report.isPending}>
        {report.isPending ? texts.going : texts.go}
      </Button>
    </form>
  );
}
