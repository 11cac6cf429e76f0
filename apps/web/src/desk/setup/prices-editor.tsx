import { Plus, X } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { FieldError } from './fields.tsx';
import { useFieldError } from './form.context.ts';
import { iconButton } from './hours-editor.tsx';
import { MoneyField, NumberField } from './number-fields.tsx';
import { serviceTexts as texts } from './service.en.ts';

interface Priced {
  minutes: number | null;
  amount: number | null;
}

interface Props {
  durations: readonly Priced[];
  currency: string;
  locale: string;
  onChange: (durations: Priced[]) => void;
}

function PriceRow({ index, durations, currency, locale, onChange }: Props & { index: number }) {
  const error = useFieldError(`durations.${index}`);
  const id = useId();
  const row = durations[index];
  if (!row) return <></>;
  const put = (patch: Partial<Priced>): void =>
    onChange(durations.map((each, at) => (at === index ? { ...each, ...patch } : each)));
  return (
    <div role="row" data-path={`durations.${index}`}>
      <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-3">
        <div role="cell">
          <NumberField
            {...{ path: `durations.${index}.minutes`, label: texts.minutesOf(index + 1) }}
            {...{ unit: texts.minutesUnit, min: 5, max: 480, step: 5, value: row.minutes }}
            isLabelHidden
            onChange={(minutes) => put({ minutes })}
          />
        </div>
        <div role="cell">
          <MoneyField
            {...{ path: `durations.${index}.amount`, label: texts.priceOf(index + 1) }}
            {...{ value: row.amount, currency, locale }}
            isLabelHidden
            onChange={(amount) => put({ amount })}
          />
        </div>
        <div role="cell">
          <button
            type="button"
            aria-label={texts.dropLength(row.minutes)}
            onClick={() => onChange(durations.filter((_, at) => at !== index))}
            className={iconButton}
          >
            <X aria-hidden size={18} />
          </button>
        </div>
      </div>
      {error && <FieldError id={id}>{error}</FieldError>}
    </div>
  );
}

/** Lengths and prices in one table. */
export function PricesEditor(props: Props): ReactElement {
  const { durations, onChange } = props;
  const error = useFieldError('durations');
  const id = useId();
  const add = (): void => {
    const longest = Math.max(0, ...durations.map(({ minutes }) => minutes ?? 0));
    onChange([...durations, { minutes: longest + 15 || 30, amount: null }]);
  };
  return (
    <fieldset className="min-w-0 space-y-2 border-t border-line pt-4" data-path="durations">
      <legend className="float-left text-15 font-semibold">{texts.prices}</legend>
      <p className="clear-both text-13 text-quiet">{texts.pricesHint}</p>
      {durations.length > 0 && (
        <div role="table" aria-label={texts.prices} className="space-y-2">
          <div role="row" className="grid grid-cols-[1fr_1fr_44px] gap-3 text-13 text-quiet">
            <span role="columnheader">{texts.minutes}</span>
            <span role="columnheader">{texts.price}</span>
          </div>
          {durations.map((_, index) => (
            <PriceRow key={index} index={index} {...props} />
          ))}
        </div>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      <Button look="plain" onClick={add} className="min-h-11 px-0! text-15!">
        <Plus aria-hidden size={18} />
        {texts.addLength}
      </Button>
    </fieldset>
  );
}
