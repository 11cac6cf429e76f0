import type { BlockRequest, DeskCalendar, DeskMe, InTheWay } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { now as clinicNow } from '../../api/clinic-clock.ts';
import { isCode } from '../../api/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Tick } from '../../ui/field.tsx';
import { type Format, formatFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { spanWords } from '../../ui/span-words.ts';
import { Trouble, troubleOf } from '../../ui/trouble.tsx';
import { type Clock, clockOf, instantOfClock } from '../../ui/wall-time.ts';
import { CALENDAR, dayQuery } from '../desk.requests.ts';
import { say } from '../said.store.ts';
import { PanelHead } from '../side-panel.tsx';
import { useOnce } from '../use-once.ts';
import { useOpen } from '../use-open.ts';
import { skippedTime, WhichTime } from '../which-time.tsx';
import { blockTexts as texts } from './block.en.ts';
import { type BlockFaults, blockFaults, endClock } from './block.rules.ts';
import { newTexts } from './new.en.ts';
import { blockTime, unblock } from './ops.requests.ts';

const HOUR = 3_600_000;

type Time = Omit<Clock, 'date'>;

interface Draft {
  date: string;
  from: Time;
  to: Time;
  ids: readonly string[];
  reason: string;
}

/** Taken away at once when it was a slip: a block tells nobody. */
export function useUnblock(): { take: (id: string) => void; isPending: boolean } {
  const cache = useQueryClient();
  const { close } = useOpen();
  const gone = useMutation({
    mutationFn: unblock,
    onSuccess: () => {
      say('done', texts.removed);
      close();
    },
    onError: (error) => say('trouble', troubleOf(error).detail),
    onSettled: () => cache.invalidateQueries({ queryKey: CALENDAR }),
  });
  return { take: gone.mutate, isPending: gone.isPending };
}

function useBlock(format: Format) {
  const cache = useQueryClient();
  const { close } = useOpen();
  const { take } = useUnblock();
  const keyOf = useOnce();
  return useMutation({
    mutationFn: (body: BlockRequest) => blockTime(body, keyOf(body)),
    onSuccess: ({ id, ...range }) => {
      say('done', texts.done(spanWords(format, range)), () => take(id));
      void cache.invalidateQueries({ queryKey: CALENDAR });
      close();
    },
    onError: () => void cache.invalidateQueries({ queryKey: CALENDAR }),
  });
}

interface WhomProps {
  calendar: DeskCalendar | undefined;
  ids: readonly string[];
  fault: string | undefined;
  onToggle: (id: string, isOn: boolean) => void;
}

function Whom({ calendar, ids, fault, onToggle }: WhomProps): ReactElement {
  const faultId = useId();
  const groups = [
    [texts.therapists, calendar?.therapists ?? []],
    [texts.rooms, calendar?.rooms ?? []],
  ] as const;
  return (
    <fieldset
      aria-describedby={fault && faultId}
      data-fault={fault && true}
      className="grid grid-cols-2 gap-x-4"
    >
      <legend className="mb-1 text-15 font-semibold">{texts.whom}</legend>
      {groups.map(([title, all]) => (
        <div key={title} role="group" aria-label={title}>
          <p className="text-13 text-quiet">{title}</p>
          {all.map(({ id, name }) => (
            <Tick key={id} isOn={ids.includes(id)} onToggle={(isOn) => onToggle(id, isOn)}>
              <span className="text-15 break-words">{name}</span>
            </Tick>
          ))}
        </div>
      ))}
      {fault && (
        <p id={faultId} className="col-span-2 text-15 font-medium text-brick">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

function Obstacles({ error, format }: { error: unknown; format: Format }): ReactElement | null {
  const { open } = useOpen();
  if (!isCode(error, 'BLOCK_CONFLICT')) return <Trouble error={error} />;
  const all = (error.problem['inTheWay'] ?? []) as InTheWay[];
  return (
    <Notice tone="caution" title={texts.inTheWay} isUrgent>
      <ul className="nums space-y-1">
        {all.map(({ kind, reference, clientName, resourceId, startsAt, endsAt }) => (
          <li key={`${resourceId} ${startsAt}`}>
            {`${format.time(startsAt)} – ${format.time(endsAt)}, `}
            {reference ? (
              <button type="button" className="link" onClick={() => open(reference)}>
                {clientName}
              </button>
            ) : kind === 'hold' ? (
              texts.aHold
            ) : (
              texts.aBlock
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function useDraft(format: Format) {
  const search = useSearch({ from: '/desk' });
  const [draft, setDraft] = useState<Draft>(() => {
    const from = search.at ? Date.parse(search.at) : Math.ceil(clinicNow() / HOUR) * HOUR;
    const { date, ...begins } = clockOf(format, from);
    const { date: _, ...ends } = clockOf(format, from + HOUR);
    return {
      date: search.at ? date : (search.date ?? date),
      from: begins,
      to: ends,
      ids: [search.with, search.room].filter((id): id is string => id !== undefined),
      reason: '',
    };
  });
  const change = (next: Partial<Draft>): void => setDraft((before) => ({ ...before, ...next }));
  return { draft, change };
}

const clockIn = (draft: Draft, key: 'from' | 'to'): Clock => {
  const clock = { date: draft.date, ...draft[key] };
  return key === 'to' ? endClock(clock) : clock;
};

/** What is missing, each at its field, or the request. */
function requestOf(draft: Draft, timeZone: string): { faults: BlockFaults; body: BlockRequest } {
  const from = instantOfClock(clockIn(draft, 'from'), timeZone);
  const to = instantOfClock(clockIn(draft, 'to'), timeZone);
  const { ids, reason } = draft;
  return {
    faults: blockFaults({ from, to, ids, reason }),
    body: {
      resourceIds: [...ids],
      startsAt: new Date(from ?? 0).toISOString(),
      endsAt: new Date(to ?? 0).toISOString(),
      reason: reason.trim(),
    },
  };
}

interface WhenProps {
  draft: Draft;
  format: Format;
  fault: string | undefined;
  change: (next: Partial<Draft>) => void;
}

function When({ draft, format, fault: endFault, change }: WhenProps): ReactElement {
  const times = [
    { key: 'from', label: newTexts.time, fault: undefined },
    { key: 'to', label: texts.until, fault: endFault },
  ] as const;
  return (
    <>
      <Field
        label={newTexts.date}
        type="date"
        value={draft.date}
        onChange={({ target }) => change({ date: target.value })}
      />
      <div className="grid grid-cols-2 gap-3">
        {times.map(({ key, label, fault }) => (
          <Field
            key={key}
            label={label}
            type="time"
            value={draft[key].time}
            error={skippedTime(clockIn(draft, key), format.timeZone) ?? fault}
            onChange={({ target }) => change({ [key]: { time: target.value, isAgain: false } })}
          />
        ))}
      </div>
      {times.map(({ key, label }) => (
        <WhichTime
          key={key}
          {...{ label, format, clock: clockIn(draft, key) }}
          onPick={(isAgain) => change({ [key]: { ...draft[key], isAgain } })}
        />
      ))}
    </>
  );
}

function Form({ me }: { me: DeskMe }): ReactElement {
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const { draft, change } = useDraft(format);
  const [faults, setFaults] = useState<BlockFaults>({});
  const { data: calendar } = useQuery({ ...dayQuery(draft.date), enabled: draft.date !== '' });
  const block = useBlock(format);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const request = requestOf(draft, me.clinic.timeZone);
    flushSync(() => setFaults(request.faults));
    if (Object.keys(request.faults).length === 0) block.mutate(request.body);
    else form.querySelector<HTMLElement>('[aria-invalid=true], [data-fault] input')?.focus();
  };
  const toggle = (id: string, isOn: boolean): void =>
    change({ ids: isOn ? [...draft.ids, id] : draft.ids.filter((each) => each !== id) });
  return (
    <form noValidate onSubmit={submit} className="space-y-5">
      <When fault={faults.times} {...{ draft, format, change }} />
      <Whom calendar={calendar} ids={draft.ids} fault={faults.whom} onToggle={toggle} />
      <Field
        label={texts.reason}
        hint={texts.reasonHint}
        value={draft.reason}
        maxLength={120}
        error={faults.reason}
        onChange={({ target }) => change({ reason: target.value })}
      />
      {block.isError && <Obstacles error={block.error} format={format} />}
      <Button type="submit" data-testid="block-save" className="w-full" isBusy={block.isPending}>
        {block.isPending ? texts.going : texts.go}
      </Button>
    </form>
  );
}

export function BlockPanel({ me }: { me: DeskMe }): ReactElement {
  return (
    <>
      <PanelHead title={texts.title} lead={texts.lead} />
      <div className="px-5 pt-4 pb-12">
        <Form me={me} />
      </div>
    </>
  );
}

function findBlock(shown: (DeskCalendar | undefined)[], id: string) {
  return shown.flatMap((calendar) => calendar?.blocks ?? []).find((block) => block.id === id);
}

/** A block that stands: why, when, whom, and the way to take it away. */
export function ShownBlock({ id, me }: { id: string; me: DeskMe }): ReactElement {
  const cache = useQueryClient();
  const shown = cache.getQueriesData<DeskCalendar>({ queryKey: CALENDAR }).map(([, data]) => data);
  const block = findBlock(shown, id);
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const { take, isPending } = useUnblock();
  const names = shown
    .flatMap((calendar) => [...(calendar?.therapists ?? []), ...(calendar?.rooms ?? [])])
    .filter((each) => block?.resourceIds.includes(each.id))
    .map(({ name }) => name);
  const when = block ? spanWords(format, block) : '';
  return (
    <>
      <PanelHead title={block?.reason || texts.shown} lead={when} />
      <div className="space-y-5 px-5 pt-4 pb-12">
        {!block && <Notice tone="caution" title={texts.gone} />}
        {block && (
          <>
            <p className="text-15">{[...new Set(names)].join(', ')}</p>
            <Button
              look="danger"
              data-testid="unblock"
              className="w-full"
              isBusy={isPending}
              onClick={() => take(id)}
            >
              {isPending ? texts.removing : texts.remove}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
