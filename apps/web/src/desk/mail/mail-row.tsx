import type { DeskMailList } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Format } from '../../ui/format.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { CallLink } from '../call-link.tsx';
import { logTexts } from '../log.en.ts';
import { say } from '../said.store.ts';
import { useOpen } from '../use-open.ts';
import { mailTexts as texts } from './mail.en.ts';
import { MAIL, sendAgain } from './mail.requests.ts';

type Mail = DeskMailList['mails'][number];

const kindOf = ({ kind }: Mail): string =>
  kind === 'from_the_clinic' ? texts.fromTheClinic : logTexts.kind(kind);

function Who({ mail }: { mail: Mail }): ReactElement {
  const { open } = useOpen();
  const { booking, name, recipient } = mail;
  const who = name ?? recipient;
  if (!booking) return <p className="min-w-0 text-17 font-semibold break-words">{who}</p>;
  return (
    <button
      type="button"
      data-reference={booking}
      onClick={() => open(booking)}
      className="min-h-11 min-w-0 text-left text-17 font-semibold break-words hover:text-pine hover:underline"
    >
      {who}
      <span className="sr-only">{`. ${texts.open(booking)}`}</span>
    </button>
  );
}

function Actions({ mail }: { mail: Mail }): ReactElement | null {
  const cache = useQueryClient();
  const send = useMutation({
    mutationFn: () => sendAgain(mail.id),
    onSuccess: () => say('done', logTexts.onItsWay(kindOf(mail))),
    onSettled: () => cache.invalidateQueries({ queryKey: MAIL }),
  });
  const { phone, canSendAgain, name } = mail;
  if (!phone && !canSendAgain) return null;
  return (
    <div className="space-y-2">
      {send.isError && <Trouble error={send.error} />}
      <div className="flex flex-wrap gap-3">
        {canSendAgain && (
          <Button
            look="quiet"
            data-testid="send-again"
            aria-label={logTexts.sendAgainFor(`${kindOf(mail)}, ${name ?? mail.recipient}`)}
            isBusy={send.isPending}
            onClick={() => send.mutate()}
            className="min-h-11 px-4 text-15!"
          >
            {logTexts.sendAgain}
          </Button>
        )}
        {phone && (
          <CallLink
            name={name ?? mail.recipient}
            phone={phone}
            className="min-h-11 px-4 text-15!"
          />
        )}
      </div>
    </div>
  );
}

/** One mail that did not arrive: what, to whom, why, and what can be done. */
export function MailRow({ mail, format }: { mail: Mail; format: Format }): ReactElement {
  const { reason, attempts, dueAt, nextAttemptAt, recipient, error } = mail;
  const facts = [
    texts.due(format.shortMoment(dueAt)),
    attempts > 0 && texts.tries(attempts),
    nextAttemptAt && texts.next(format.shortMoment(nextAttemptAt)),
    reason && logTexts.reason(reason),
  ];
  return (
    <li
      data-testid="troubled-mail"
      className="space-y-2 border-b border-line px-4 py-3 last:border-b-0"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <Who mail={mail} />
        <p className="text-15 font-medium">{kindOf(mail)}</p>
      </div>
      <p className="nums text-15 text-quiet">
        <span className="block break-all">{texts.to(recipient)}</span>
        <span className="block">{facts.filter(Boolean).join(', ')}</span>
        {error && <span className="block text-13 break-words">{texts.serverSaid(error)}</span>}
      </p>
      <Actions mail={mail} />
    </li>
  );
}
