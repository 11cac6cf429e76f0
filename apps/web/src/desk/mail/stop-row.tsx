import type { DeskMailStops } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import type { Format } from '../../ui/format.ts';
import { say } from '../said.store.ts';
import { LiftForm } from './lift.form.tsx';
import { mailTexts as texts } from './mail.en.ts';
import { lift, MAIL } from './mail.requests.ts';

type Stop = DeskMailStops['stops'][number];

const whoOf = ({ name, email }: Stop): string => name ?? email ?? texts.thisAddress;

function Lift({ stop, onBack }: { stop: Stop; onBack: () => void }): ReactElement {
  const cache = useQueryClient();
  const { emailSha256, scope } = stop;
  const lifting = useMutation({
    mutationFn: (reason: string) =>
      lift({
        ...{ emailSha256, reason },
        scope: scope === 'complaint' ? 'complaint' : 'undeliverable',
      }),
    onSuccess: () => {
      say('done', texts.lifted(whoOf(stop)));
      return cache.invalidateQueries({ queryKey: MAIL });
    },
  });
  const { isPending, error, mutate } = lifting;
  return <LiftForm isBusy={isPending} error={error} onLift={mutate} onBack={onBack} />;
}

/** An address to which mails do not go, all or some. */
export function StopRow({ stop, format }: { stop: Stop; format: Format }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const { name, email, scope, since, canLift } = stop;
  return (
    <li
      data-testid="mail-stop"
      className="space-y-2 border-b border-line px-4 py-3 last:border-b-0"
    >
      <p className="text-17 font-semibold break-words">{name ?? email ?? texts.nobody}</p>
      <p className="nums text-15 text-quiet">
        {name && email && <span className="block break-all">{email}</span>}
        <span className="block text-ink">{texts.scopes[scope]}</span>
        <span className="block">{texts.since(format.shortMoment(since))}</span>
      </p>
      {!canLift && <p className="text-13 text-quiet">{texts.own}</p>}
      {canLift && !isAsking && (
        <Button
          look="quiet"
          data-testid="lift"
          aria-label={texts.liftFor(whoOf(stop))}
          onClick={() => setAsking(true)}
        >
          {texts.lift}
        </Button>
      )}
      {isAsking && <Lift stop={stop} onBack={() => setAsking(false)} />}
    </li>
  );
}
