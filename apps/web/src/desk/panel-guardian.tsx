import type { DeskBookingDetail } from '@limber/contracts';
import { Mail } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemError } from '../api/problem.ts';
import { Trouble } from '../ui/trouble.tsx';
import { setGuardian } from './desk-change.requests.ts';
import { useStaff } from './me.context.ts';
import { panelTexts } from './panel.en.ts';
import { useChange } from './use-change.ts';

const texts = panelTexts.guardian;
type Booking = DeskBookingDetail;
type Guardian = NonNullable<Booking['contact']['guardian']>;

/** Sets the guardian, or says that there is none; both are told when done. */
function useGuardian({ contact: { name: client } }: Booking, saved: Guardian) {
  const save = useChange(
    ({ reference }) => setGuardian(reference, saved),
    () => texts.saved(client, saved.name),
  );
  const take = useChange(
    ({ reference }) => setGuardian(reference, null),
    () => texts.removed(client),
  );
  return { save, take };
}

function Form({ booking, onDone }: { booking: Booking; onDone: () => void }): ReactElement {
  const { guardian, email: own } = booking.contact;
  const [name, setName] = useState(guardian?.name ?? '');
  const [email, setEmail] = useState(guardian?.email ?? '');
  const [isTried, setTried] = useState(false);
  const saved = { name: name.trim(), email: email.trim() };
  const { save, take } = useGuardian(booking, saved);
  const refused = save.error instanceof ProblemError ? save.error : null;
  const error = save.error ?? take.error;
  return (
    <form
      noValidate
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (saved.name && saved.email) save.mutate(booking, { onSuccess: onDone });
      }}
    >
      <Field
        {...{ label: texts.name, value: name, maxLength: 120, autoComplete: 'off' }}
        error={isTried && !saved.name ? texts.nameMissing : undefined}
        onChange={(event) => setName(event.target.value)}
        autoFocus
      />
      <Field
        {...{ label: texts.email, value: email, maxLength: 254, type: 'email' }}
        autoComplete="off"
        error={isTried && !saved.email ? texts.emailMissing : refused?.fieldError('guardian.email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      {error && <Trouble error={error} />}
      <Choices
        isSaving={save.isPending}
        isTaking={take.isPending}
        onTake={guardian && own ? () => take.mutate(booking, { onSuccess: onDone }) : null}
        onBack={onDone}
      />
    </form>
  );
}

interface ChoicesProps {
  isSaving: boolean;
  isTaking: boolean;
  /** Null where there is nothing to take back, or no other address. */
  onTake: (() => void) | null;
  onBack: () => void;
}

const Choices = ({ isSaving, isTaking, onTake, onBack }: ChoicesProps): ReactElement => (
  <div className="flex flex-wrap gap-3">
    <Button type="submit" isBusy={isSaving}>
      {texts.save}
    </Button>
    {onTake && (
      <Button look="quiet" isBusy={isTaking} onClick={onTake}>
        {texts.remove}
      </Button>
    )}
    <Button look="quiet" onClick={onBack}>
      {texts.back}
    </Button>
  </div>
);

/** Of a client under 18: who reads the mails. */
export function PanelGuardian({ booking }: { booking: Booking }): ReactElement | null {
  const { role } = useStaff();
  const [isOpen, setOpen] = useState(false);
  const { guardian, name } = booking.contact;
  if (role === 'therapist' && !guardian) return null;
  return (
    <div className="space-y-2" data-testid="guardian">
      {guardian && (
        <p className="flex gap-2 text-15">
          <Mail aria-hidden size={18} className="mt-0.5 shrink-0 text-pine" />
          <span className="min-w-0 break-words">
            <span className="block">{texts.is(guardian.name)}</span>
            <a href={`mailto:${guardian.email}`} className="link break-all">
              {guardian.email}
            </a>
          </span>
        </p>
      )}
      {role !== 'therapist' && !isOpen && (
        <button
          type="button"
          className="link min-h-11 text-15"
          onClick={() => setOpen(true)}
          aria-label={guardian ? texts.changeFor(name) : texts.addFor(name)}
        >
          {guardian ? texts.change : texts.add}
        </button>
      )}
      {isOpen && <Form booking={booking} onDone={() => setOpen(false)} />}
    </div>
  );
}
