import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { Fields, Where } from './private-calendar.fields.tsx';
import {
  bodyOf,
  type Draft,
  type Faults,
  faultsOf,
  isAny,
  missing,
  nothing,
} from './private-calendar.rules.ts';
import { rowId } from './private-calendar.row.tsx';
import { connectTexts as texts } from './private-calendars.en.ts';
import { connectCalendar, forgetBusyTimes } from './private-calendars.requests.ts';
import { say } from './said.store.ts';
import { useSignInWhenGone } from './use-desk.ts';
import { useWhose } from './use-whose.ts';
import { WhosePick } from './whose.pick.tsx';

function Send({ isBusy }: { isBusy: boolean }): ReactElement {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button type="submit" data-testid="calendar-connect" isBusy={isBusy}>
        {isBusy ? texts.connecting : texts.connect}
      </Button>
      <span role="status" className="text-15 text-quiet">
        {isBusy ? texts.patience : ''}
      </span>
    </div>
  );
}

function useConnect(onDone: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: connectCalendar,
    onSuccess: async ({ host, busyTimes, overlapping }) => {
      await forgetBusyTimes(cache);
      onDone();
      say('done', texts.connected(host, busyTimes, overlapping));
    },
    // Where only the answer was lost it is connected all the same, and then the list says so.
    onError: () => void forgetBusyTimes(cache),
  });
}

/** The calendar is read before it counts as connected; what was typed stays until then. */
export function ConnectCalendar(): ReactElement | null {
  const whose = useWhose();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft>(nothing);
  const [lacks, setLacks] = useState<Faults>({});
  const connect = useConnect(() => setDraft(nothing));
  const { data: connected, error, isPending } = connect;
  useSignInWhenGone(error);
  const refused = faultsOf(error);
  const faults = { ...refused, ...lacks };
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error, lacks]);
  // The list is above: what has just come to it is shown, with all that is to be said of it.
  useEffect(() => {
    if (connected) document.getElementById(rowId(connected.id))?.focus();
  }, [connected]);
  const { id: therapistId } = whose;
  if (!therapistId) return null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (isPending) return;
    const found = missing(draft);
    setLacks(found);
    if (!isAny(found)) connect.mutate(bodyOf(therapistId, draft));
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={send}
      aria-labelledby="connect-calendar"
      className="space-y-4 rounded-card border border-line bg-surface p-4"
    >
      <h3 id="connect-calendar" className="text-17 font-semibold">
        {texts.title}
      </h3>
      <WhosePick label={texts.whose} whose={whose} />
      <Fields
        {...{ draft, faults }}
        onType={(change) => setDraft((before) => ({ ...before, ...change }))}
      />
      <Where />
      {error && !isAny(refused) && <Trouble error={error} />}
      <Send isBusy={isPending} />
    </form>
  );
}
