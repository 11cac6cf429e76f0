import type { DeskMailStops } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import type { Format } from '../../ui/format.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { say } from '../said.store.ts';
import { mailTexts as texts } from './mail.en.ts';
import { lift, MAIL } from './mail.requests.ts';

type Stop = DeskMailStops['stops'][number];

const whoOf = ({ name, email }: Stop): string => name ?? email ?? texts.thisAddress;

/** The desk says why before a stop goes: it protects whoever did not want our mail. */
function Lift({ stop, onBack }: { stop: Stop; onBack: () => void }): ReactElement {
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { emailSha256, scope } = stop;
  const lifting = useMutation({
    mutationFn: () =>
      lift({
        ...{ emailSha256, reason: reason.trim() },
        scope: scope === 'complaint' ? 'complaint' : 'undeliverable',
      }),
    onSuccess: () => {
      say('done', texts.lifted(whoOf(stop)));
      return cache.invalidateQueries({ queryKey: MAIL });
    },
  });
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        const isShort = reason.trim().length < 3;
        setMissing(isShort);
        if (!isShort) lifting.mutate();
      }}
    >
      <Field
        {...{ label: texts.why, hint: texts.whyHint, value: reason, maxLength: 200 }}
        error={isMissing ? texts.whyMissing : undefined}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
      />
      {lifting.isError && <Trouble error={lifting.error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" isBusy={lifting.isPending}>
          {texts.sure}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </form>
  );
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
