import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { mailTexts as texts } from './mail.en.ts';

const SHORTEST = 3;

interface Props {
  isBusy: boolean;
  error: unknown;
  onLift: (reason: string) => void;
  onBack: () => void;
}

/** The desk says why before a stop goes: it protects whoever did not want our mail. */
export function LiftForm({ isBusy, error, onLift, onBack }: Props): ReactElement {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  return (
    <form
      noValidate
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        const isShort = reason.trim().length < SHORTEST;
        setMissing(isShort);
        if (!isShort) onLift(reason.trim());
      }}
    >
      <Field
        {...{ label: texts.why, hint: texts.whyHint, value: reason, maxLength: 200 }}
        error={isMissing ? texts.whyMissing : undefined}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
      />
      {error !== null && <Trouble error={error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" data-testid="lift-yes" isBusy={isBusy}>
          {texts.sure}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </form>
  );
}
