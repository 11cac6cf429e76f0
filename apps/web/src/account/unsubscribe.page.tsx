import type { UnsubscribeResult } from '@limber/contracts';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { deleteAnswers, unsubscribe, unsubscribeAll } from '../api/booking.requests.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { unsubscribeTexts as texts } from './account.en.ts';

/** Stopping the mails is not deleting what was answered: that is asked for by itself. */
function DeleteAnswers({ token }: { token: string }): ReactElement {
  const remove = useMutation({ mutationFn: () => deleteAnswers(token) });
  if (remove.data) return <Notice tone="good" title={texts.deleted(remove.data.deleted)} />;
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <p className="text-15 text-quiet">{texts.deleteLead}</p>
      {remove.isError && <Trouble error={remove.error} />}
      <Button
        look="quiet"
        data-testid="delete-answers"
        isBusy={remove.isPending}
        onClick={() => remove.mutate()}
      >
        {texts.deleteAnswers}
      </Button>
    </div>
  );
}

/** Check-ins or offers are stopped; what comes after a visit without being asked for is not yet. */
function StopAll({ token, lead }: { token: string; lead: string }): ReactElement {
  const stop = useMutation({ mutationFn: () => unsubscribeAll(token) });
  if (stop.data) return <Notice tone="good" title={texts.done.all} />;
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <p className="text-15 text-quiet">{lead}</p>
      {stop.isError && <Trouble error={stop.error} />}
      <Button
        look="quiet"
        data-testid="stop-all"
        isBusy={stop.isPending}
        onClick={() => stop.mutate()}
      >
        {texts.all}
      </Button>
    </div>
  );
}

/** For the title alone: what a link stops is decided where its signature is read. */
const scopeOf = (token: string): UnsubscribeResult['unsubscribed'] =>
  (['check_ins', 'marketing'] as const).find((scope) => token.startsWith(`${scope}.`)) ?? 'all';

/** Opening the page changes nothing: mail scanners open every link. The button does. */
export function UnsubscribePage(): ReactElement {
  const { token = '' } = useParams({ strict: false });
  const stop = useMutation({ mutationFn: () => unsubscribe(token) });
  return (
    <div className="mx-auto max-w-[560px] space-y-6">
      {stop.data ? (
        <>
          <PageTitle lead={texts.done[stop.data.unsubscribed]}>{texts.doneTitle}</PageTitle>
          <p className="text-15 text-quiet">{texts.again}</p>
          {stop.data.unsubscribed !== 'all' && (
            <StopAll token={token} lead={texts.allLead[stop.data.unsubscribed]} />
          )}
          {stop.data.unsubscribed !== 'marketing' && <DeleteAnswers token={token} />}
        </>
      ) : (
        <>
          <PageTitle lead={texts.lead}>{texts.title[scopeOf(token)]}</PageTitle>
          {stop.isError && <Trouble error={stop.error} />}
          <div className="flex flex-col gap-2 sm:flex-row">
            <Button data-testid="unsubscribe" isBusy={stop.isPending} onClick={() => stop.mutate()}>
              {texts.stop}
            </Button>
            <Link to="/" className={buttonClass('quiet')}>
              {texts.keep}
            </Link>
          </div>
        </>
      )}
    </div>
  );
}
