import type { ReactElement } from 'react';
import { Labelled, type FieldProps, useTyped } from './fields.tsx';
import { readNumber, readPrice } from './number.rules.ts';
import { setupTexts as texts } from './setup.en.ts';

interface NumberProps extends FieldProps {
  value: number | null;
  onChange: (value: number | null) => void;
  unit: string;
  min: number;
  max: number;
  step?: number;
  /** How many of the stored unit make one of the shown: 10 where tenths are stored. */
  scale?: number;
}

/** A number with its unit beside it; empty is null, and the clinic says whether it may be. */
export function NumberField(props: NumberProps): ReactElement {
  const { value, onChange, unit, min, max, step = 1, scale = 1, ...field } = props;
  const read = (text: string): number | null => readNumber(text, scale);
  const write = (shown: number | null): string => (shown === null ? '' : String(shown / scale));
  const [text, setText] = useTyped(value, write, read);
  const [low, high] = [String(min), String(max)];
  const range = texts.between(low, high, unit);
  const shape =
    step < 1 ? texts.inSteps(low, high, unit, String(step)) : texts.whole(low, high, unit);
  return (
    <Labelled {...field} words={{ range, shape }}>
      {(wiring) => (
        <span className="flex items-center gap-2">
          <input
            {...wiring}
            {...{ min, max, step }}
            type="number"
            inputMode={step < 1 ? 'decimal' : 'numeric'}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              onChange(read(target.value));
            }}
            className={`${wiring.className} nums max-w-28`}
          />
          <span aria-hidden className="text-15 text-quiet">
            {unit}
          </span>
        </span>
      )}
    </Labelled>
  );
}

interface MoneyProps extends FieldProps {
  /** Minor units. */
  value: number | null;
  onChange: (value: number | null) => void;
  currency: string;
  locale: string;
}

/** A price as it is written, kept in minor units; "72" and "72.00" are the same. */
export function MoneyField(props: MoneyProps): ReactElement {
  const { value, onChange, currency, locale, ...field } = props;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
  const read = (text: string): number | null => readPrice(text, sign, digits);
  const write = (shown: number | null): string =>
    shown === null ? '' : (shown / 10 ** digits).toFixed(digits);
  const [text, setText] = useTyped(value, write, read);
  return (
    <Labelled {...field} words={{ shape: texts.priceSuchAs((72).toFixed(digits)) }}>
      {(wiring) => (
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="text-15 text-quiet">
            {sign}
          </span>
          <input
            {...wiring}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              onChange(read(target.value));
            }}
            className={`${wiring.className} nums text-right`}
          />
        </span>
      )}
    </Labelled>
  );
}
