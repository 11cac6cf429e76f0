import { type ReactElement, useId } from 'react';
import { FieldError } from '../setup/fields.tsx';
import { wordingTexts as texts } from './wording.en.ts';

export type AppliesTo = 'upcoming' | 'new';

interface Props {
  /** Bookings whose mail is planned and says something else so far. */
  planned: number;
  chosen: AppliesTo | null;
  onChoose: (appliesTo: AppliesTo) => void;
  /** Pressed save without a choice. */
  isMissing: boolean;
}

interface OptionProps {
  value: AppliesTo;
  name: string;
  label: string;
  hint: string;
  isOn: boolean;
  onChoose: () => void;
}

function Option({ value, name, label, hint, isOn, onChoose }: OptionProps): ReactElement {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-card px-1 py-2 hover:bg-sage">
      <input
        type="radio"
        name={name}
        value={value}
        checked={isOn}
        data-testid={`applies-${value}`}
        onChange={onChoose}
        className="mt-0.5 size-5 shrink-0 accent-pine"
      />
      <span className="min-w-0">
        <span className="nums block text-15 font-medium">{label}</span>
        <span className="block text-13 text-quiet">{hint}</span>
      </span>
    </label>
  );
}

/** How far a change reaches, with the number of mails that hang on the answer. */
export function AppliesToField({ planned, chosen, onChoose, isMissing }: Props): ReactElement {
  const id = useId();
  if (planned === 0) return <p className="text-15 text-quiet">{texts.none}</p>;
  const option = (value: AppliesTo, label: string, hint: string) => (
    <Option
      {...{ value, label, hint, name: id, isOn: chosen === value }}
      onChoose={() => onChoose(value)}
    />
  );
  return (
    <fieldset
      data-testid="applies-to"
      role="radiogroup"
      aria-describedby={isMissing ? `${id}-error` : undefined}
      className="min-w-0"
    >
      <legend className="nums mb-1 text-15 font-semibold">{texts.planned(planned)}</legend>
      {option('upcoming', texts.upcoming(planned), texts.upcomingHint)}
      {option('new', texts.onlyNew, texts.onlyNewHint)}
      {isMissing && <FieldError id={`${id}-error`}>{texts.chooseOne}</FieldError>}
    </fieldset>
  );
}
