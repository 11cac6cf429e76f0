import { useQuery } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { type ReactElement, useDeferredValue, useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Draft, KnownClient } from './new.draft.ts';
import { newTexts as texts } from './new.en.ts';
import { clientsQuery } from './ops.requests.ts';

interface ClientProps {
  client: KnownClient;
  onPick: () => void;
}

function ClientRow({ client, onPick }: ClientProps): ReactElement {
  const format = useFormat();
  const { name, email, phone, visits, nextAt, bookingPaused } = client;
  const contact = [email, phone].filter(Boolean).join(' · ');
  const story = [texts.visits(visits), nextAt && format.shortMoment(nextAt)].filter(Boolean);
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        data-testid="client"
        onClick={onPick}
        className="block min-h-11 w-full px-3 py-2 text-left text-15 hover:bg-sage focus-visible:outline-offset-[-2px]"
      >
        <span className="block font-semibold break-words">{name}</span>
        <span className="nums block text-13 break-words text-quiet">{contact}</span>
        <span className="nums block text-13 text-quiet">{story.join(' · ')}</span>
        {bookingPaused && (
          <span className="flex items-center gap-1.5 text-13 font-medium text-amber">
            <TriangleAlert aria-hidden size={14} />
            {texts.paused}
          </span>
        )}
      </button>
    </li>
  );
}

interface Props {
  draft: Draft;
  errorOf: (path: string) => string | undefined;
  isMissing: boolean;
  onChange: (change: Partial<Draft>) => void;
}

function Search({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>): ReactElement {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const { data: found } = useQuery(clientsQuery(q));
  const isAsked = q.length >= 2;
  const type = (text: string): void => {
    setTyped(text);
    // Whoever is not found is new, and the name has already been typed.
    if (
      !/[@\d]/.test(text) &&
      (draft.name === '' || typed.startsWith(draft.name) || draft.name === typed)
    ) {
      onChange({ name: text });
    }
  };
  return (
    <div className="space-y-2">
      <Field
        label={texts.search}
        hint={texts.searchHint}
        type="search"
        autoComplete="off"
        data-testid="client-search"
        value={typed}
        maxLength={120}
        onChange={({ target }) => type(target.value)}
      />
      <p role="status" className="text-13 text-quiet">
        {isAsked && found ? texts.found(found.length) : ''}
      </p>
      {isAsked && found && found.length > 0 && (
        <ul className="max-h-72 overflow-y-auto rounded-card border border-line">
          {found.map((client) => (
            <ClientRow key={client.id} client={client} onPick={() => onChange({ known: client })} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Known({
  known,
  onChange,
}: { known: KnownClient } & Pick<Props, 'onChange'>): ReactElement {
  return (
    <div className="flex items-start justify-between gap-3 rounded-card border border-pine bg-sage p-3">
      <p className="min-w-0 text-15">
        <span className="block text-13 text-quiet">{texts.chosen}</span>
        <span className="block font-semibold break-words">{known.name}</span>
        <span className="nums block break-words">{known.email ?? known.phone ?? ''}</span>
      </p>
      <button
        type="button"
        onClick={() => onChange({ known: null })}
        className="link min-h-11 shrink-0 text-15"
      >
        {texts.change}
      </button>
    </div>
  );
}

function NewClient({ draft, errorOf, isMissing, onChange }: Props): ReactElement {
  return (
    <fieldset className="space-y-3 border-l-2 border-line pl-4">
      <legend className="text-15 font-semibold">{texts.isNew}</legend>
      <Field
        label={texts.name}
        value={draft.name}
        maxLength={120}
        autoComplete="off"
        error={errorOf('client.name') ?? (isMissing ? texts.needName : undefined)}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <Field
        label={texts.email}
        hint={texts.emailHint}
        type="email"
        value={draft.email}
        maxLength={254}
        autoComplete="off"
        error={errorOf('client.email')}
        onChange={({ target }) => onChange({ email: target.value })}
      />
      <Field
        label={texts.phone}
        type="tel"
        value={draft.phone}
        maxLength={40}
        autoComplete="off"
        error={errorOf('client.phone')}
        onChange={({ target }) => onChange({ phone: target.value })}
      />
    </fieldset>
  );
}

/** Somebody the clinic knows, or a new client: the name typed to search becomes the new one's. */
export function ClientPick(props: Props): ReactElement {
  const { draft, onChange } = props;
  if (draft.known) return <Known known={draft.known} onChange={onChange} />;
  return (
    <div className="space-y-4">
      <Search draft={draft} onChange={onChange} />
      <NewClient {...props} />
    </div>
  );
}
