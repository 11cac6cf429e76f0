import type { WaitingClients } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { CallLink } from './call-link.tsx';
import { CallBackList } from './call-backs.tsx';
import { clearanceTexts as texts } from './clearance.en.ts';
import { ClearanceForm } from './clearance.form.tsx';
import { CALENDAR, callBacksQuery, recordClearanceFor, waitingQuery } from './desk.requests.ts';
import { DeskTitle } from './desk-title.tsx';
import { useStaff } from './me.context.ts';
import { say } from './said.store.ts';
import { useSignInWhenGone } from './use-desk.ts';

type Waiting = WaitingClients[number];

interface ActionsProps {
  client: Waiting;
  onRecord: () => void;
}

function Actions({ client: { name, phone }, onRecord }: ActionsProps): ReactElement {
  return (
    <div className="flex flex-wrap gap-3">
      <CallLink name={name} phone={phone} />
      <Button
        look="quiet"
        aria-label={texts.waiting.record(name)}
        data-testid="clearance"
        onClick={onRecord}
      >
        {texts.start}
      </Button>
    </div>
  );
}

function Row({ client, format }: { client: Waiting; format: Format }): ReactElement {
  const { clientId, name, since, waitsFor } = client;
  const [isOpen, setOpen] = useState(false);
  const cache = useQueryClient();
  const clear = useMutation({
    mutationFn: (body: Parameters<typeof recordClearanceFor>[1]) =>
      recordClearanceFor(clientId, body),
    onSuccess: (left) => {
      cache.setQueryData(waitingQuery.queryKey, left);
      void cache.invalidateQueries({ queryKey: CALENDAR });
      say('done', texts.done(name));
    },
  });
  return (
    <li data-testid="waiting" className="space-y-3 border-b border-line px-5 py-4 last:border-b-0">
      <div>
        <h3 className="text-17 font-semibold break-words">{name}</h3>
        <p className="nums text-15 text-quiet">{texts.waiting.since(format.shortMoment(since))}</p>
      </div>
      {waitsFor.map((scope) => (
        <p key={scope} className="measure text-15">
          {texts.lead[scope]}
        </p>
      ))}
      {clear.isError && <Trouble error={clear.error} />}
      {isOpen ? (
        <ClearanceForm
          waitsFor={waitsFor}
          format={format}
          isBusy={clear.isPending}
          onSave={(body) => clear.mutate(body)}
          onBack={() => setOpen(false)}
        />
      ) : (
        <Actions client={client} onRecord={() => setOpen(true)} />
      )}
    </li>
  );
}

/** Whom the desk has to phone, the longest wait first: after a visit, and before they can book. */
export function WaitingPage(): ReactElement {
  const { clinic } = useStaff();
  const waiting = useQuery(waitingQuery);
  const callBacks = useQuery(callBacksQuery);
  const isNobody = waiting.data?.length === 0 && callBacks.data?.length === 0;
  useSignInWhenGone(waiting.error);
  const format = formatFor(clinic.locale, clinic.timeZone);
  return (
    <div className="max-w-[784px] space-y-6 px-4 py-4 pb-24 lg:px-6">
      <DeskTitle>{texts.waiting.title}</DeskTitle>
      <CallBackList format={format} />
      {waiting.isPending && <Skeleton rows={3} height={96} />}
      {waiting.isError && <Trouble error={waiting.error} onRetry={() => void waiting.refetch()} />}
      {isNobody && <Notice tone="good" title={texts.waiting.nobody} />}
      {waiting.data && waiting.data.length > 0 && (
        <section className="space-y-3">
          <h2 className="text-21 font-semibold">{texts.waiting.blocked}</h2>
          <p className="measure text-15 text-quiet">{texts.waiting.lead}</p>
          <ul className="rounded-card border border-line bg-surface">
            {waiting.data.map((client) => (
              <Row key={client.clientId} client={client} format={format} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
