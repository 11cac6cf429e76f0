import { type MailPlaceholder, WORDING_LENGTH } from '@limber/contracts';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { Labelled } from '../setup/fields.tsx';
import { wordingTexts as texts } from './wording.en.ts';

export type Part = keyof typeof texts.parts;

interface Props {
  part: Part;
  value: string;
  /** What stands here when the clinic says nothing of its own. */
  house: string;
  placeholders: readonly MailPlaceholder[];
  onChange: (value: string) => void;
}

interface InsertProps extends Pick<Props, 'part' | 'placeholders'> {
  children: ReactNode;
  onInsert: (name: MailPlaceholder) => void;
}

function Inserts({ part, placeholders, onInsert, children }: InsertProps): ReactElement {
  const label = texts.parts[part];
  return (
    <div className="flex flex-wrap items-center gap-x-1.5 gap-y-2">
      <span aria-hidden className="pr-1 text-13 text-quiet">
        {texts.insertLead}
      </span>
      {placeholders.map((name) => (
        <button
          key={name}
          type="button"
          data-testid={`insert-${part}-${name}`}
          aria-label={texts.insert(texts.names[name], label)}
          onClick={() => onInsert(name)}
          className="inline-flex min-h-11 items-center rounded-chip border border-edge bg-surface px-3 text-13 font-medium transition-colors hover:border-pine hover:text-pine lg:min-h-8"
        >
          {texts.names[name]}
        </button>
      ))}
      {children}
    </div>
  );
}

/** One of the two places a clinic may word, with the names that can stand in it. */
export function WordingField({ part, value, house, placeholders, onChange }: Props): ReactElement {
  const area = useRef<HTMLTextAreaElement>(null);
  const label = texts.parts[part];
  const insert = (name: MailPlaceholder): void => {
    const field = area.current;
    const [from, to] = [field?.selectionStart ?? value.length, field?.selectionEnd ?? value.length];
    const word = `{{${name}}}`;
    onChange(value.slice(0, from) + word + value.slice(to));
    // After the new text is in place: the cursor stands behind what was inserted.
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + word.length, from + word.length);
    });
  };
  return (
    <div className="space-y-2">
      <Labelled
        path={part}
        label={label}
        hint={`${texts.hints[part]} ${texts.left(value.length, WORDING_LENGTH)}`}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            ref={area}
            rows={4}
            maxLength={5000}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={`${wiring.className} py-2 leading-normal`}
          />
        )}
      </Labelled>
      <Inserts {...{ part, placeholders }} onInsert={insert}>
        {value !== house && (
          <button
            type="button"
            data-testid={`restore-${part}`}
            aria-label={texts.restorePart(label)}
            onClick={() => onChange(house)}
            className="ml-auto inline-flex min-h-11 items-center px-1 text-13 font-medium text-pine underline-offset-4 hover:underline lg:min-h-8"
          >
            {texts.restore}
          </button>
        )}
      </Inserts>
    </div>
  );
}
