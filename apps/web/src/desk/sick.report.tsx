import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { now as clinicNow } from '../api/clinic-clock.ts';
import { Button } from '../ui/button.tsx';
import { Field, Tick } from '../ui/field.tsx';
import { addDays, formatFor } from '../ui/format.ts';
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

const missingOf = ({ ids, from, to }: Draft): string | null => {
  if (ids.length === 0) return texts.needWho;
  return from && to && from <= to ? null : texts.needDays;
};

interface WhoProps {
  therapists: readonly { id: string; name: string }[];
  ids: readonly string[];
  onChange: (ids: string[]) => void;
}

function Who({ therapists, ids, onChange }: WhoProps): ReactElement {
  return (
    <fieldset>
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
    </fieldset>
  );
}

const Missing = ({ text }: { text: string }): ReactElement => (
  <p role="alert" className="text-15 font-medium text-brick">
    {text}
  </p>
);

export function SickReport(): ReactElement {
  const { clinic } = useStaff();
  const today = formatFor(clinic.locale, clinic.timeZone).date(clinicNow());
  const [draft, setDraft] = useState<Draft>({ ids: [], from: today, to: today });
  const [missing, setMissing] = useState<string | null>(null);
  const { data: calendar } = useQuery(dayQuery(today));
  const therapists = calendar?.therapists ?? [];
  const nameOf = (id: string): string => therapists.find((each) => each.id === id)?.name ?? '';
  const report = useReport(clinic.timeZone, nameOf);
  const change = (next: Partial<Draft>): void => setDraft((before) => ({ ...before, ...next }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const lack = missingOf(draft);
    setMissing(lack);
    if (!lack) report.mutate(draft, { onSuccess: () => change({ ids: [] }) });
  };
  return (
    <form
      noValidate
      aria-label={texts.report}
      onSubmit={submit}
      className="space-y-4 rounded-card border border-line bg-surface p-4"
    >
      <h2 className="text-17 font-semibold">{texts.report}</h2>
      <Who therapists={therapists} ids={draft.ids} onChange={(ids) => change({ ids })} />
      <div className="grid max-w-[460px] grid-cols-2 gap-3">
        <Field
          label={texts.from}
          type="date"
          min={today}
          value={draft.from}
          onChange={({ target }) => change({ from: target.value })}
        />
        <Field
          label={texts.to}
          type="date"
          min={draft.from}
          value={draft.to}
          onChange={({ target }) => change({ to: target.value })}
        />
      </div>
      {missing && <Missing text={missing} />}
      {report.isError && <Trouble error={report.error} />}
      <Button type="submit" data-testid="sick-report" isBusy={report.isPending}>
        {report.isPending ? texts.going : texts.go}
      </Button>
    </form>
  );
}
