import { ChevronDown } from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { Chip } from '../../ui/chip.tsx';
import type { FieldWords } from './field.rules.ts';
import { useFieldError } from './form.context.ts';
import { setupTexts as texts } from './setup.en.ts';

export const control =
  'block min-h-11 w-full min-w-0 rounded-card border bg-surface px-3 text-15 text-ink placeholder:text-quiet ' +
  'transition-colors enabled:hover:border-pine disabled:border-line disabled:bg-paper disabled:text-quiet';

export interface FieldProps {
  /** Where the value stands in the request; what the clinic says about that path is shown here. */
  path: string;
  label: string;
  hint?: string | undefined;
  /** For screen readers only, where a heading of a table says it already. */
  isLabelHidden?: boolean;
}

interface Wiring {
  id: string;
  'data-path': string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
  className: string;
}

export function FieldError({ id, children }: { id: string; children: string }): ReactElement {
  return (
    <p id={id} className="text-13 font-medium text-brick">
      {children}
    </p>
  );
}

interface LabelledProps extends FieldProps {
  words?: FieldWords;
  children: (wiring: Wiring) => ReactNode;
}

/** Label, hint, control and what the clinic said about it, wired together. */
export function Labelled(props: LabelledProps): ReactElement {
  const { path, label, hint, isLabelHidden, words, children } = props;
  const id = useId();
  const error = useFieldError(path, words);
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="min-w-0 space-y-1">
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'block text-15 font-semibold'}>
        {label}
      </label>
      {children({
        id,
        'data-path': path,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': about || undefined,
        className: `${control} ${error ? 'border-brick' : 'border-edge'}`,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-quiet">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

interface TextProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  /** Offered while typing. */
  list?: readonly string[];
  rows?: number;
}

export function TextField({ value, onChange, maxLength, list, rows, ...field }: TextProps) {
  const listId = useId();
  return (
    <Labelled {...field}>
      {(wiring) =>
        rows ? (
          <textarea
            {...{ ...wiring, maxLength, rows, value }}
            className={`${wiring.className} py-2`}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <>
            <input
              {...{ ...wiring, maxLength, value }}
              type="text"
              autoComplete="off"
              list={list && listId}
              onChange={(event) => onChange(event.target.value)}
            />
            {list && (
              <datalist id={listId}>
                {list.map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            )}
          </>
        )
      }
    </Labelled>
  );
}

interface DateProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  min?: string;
}

export function DateField({ value, onChange, min, ...field }: DateProps): ReactElement {
  return (
    <Labelled {...field}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          min={min}
          max="2199-12-31"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${wiring.className} nums`}
        />
      )}
    </Labelled>
  );
}

interface TimeProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  /** The end of something: midnight is then the end of the day, which a clock writes 00:00. */
  isEnd?: boolean;
}

export function TimeField({ value, onChange, isEnd, hint, ...field }: TimeProps): ReactElement {
  const isMidnight = isEnd && value === '24:00';
  return (
    <Labelled {...field} hint={isMidnight ? texts.midnight : hint}>
      {(wiring) => (
        <input
          {...wiring}
          type="time"
          value={isMidnight ? '00:00' : value}
          onChange={({ target }) =>
            onChange(isEnd && target.value === '00:00' ? '24:00' : target.value)
          }
          className={`${wiring.className} nums`}
        />
      )}
    </Labelled>
  );
}

interface PickProps<Value extends string> extends FieldProps {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** The platform's own list. */
export function PickField<Value extends string>(props: PickProps<Value>): ReactElement {
  const { value, options, onChange, ...field } = props;
  return (
    <Labelled {...field}>
      {(wiring) => (
        <div className="relative">
          <select
            {...wiring}
            value={value}
            onChange={(event) => onChange(event.target.value as Value)}
            className={`${wiring.className} appearance-none truncate pr-9`}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            size={18}
            className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-quiet"
          />
        </div>
      )}
    </Labelled>
  );
}

interface ChipsProps<Value> extends FieldProps {
  options: readonly { value: Value; label: string }[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  /** One of several instead of any. */
  isOne?: boolean;
}

/** Several of a few, in the order they are offered. */
export function ChipsField<Value extends string | number>(props: ChipsProps<Value>): ReactElement {
  const { path, label, hint, options, chosen, onChange, isOne = false } = props;
  const id = useId();
  const error = useFieldError(path);
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const toggle = (value: Value): void => {
    if (isOne) return onChange([value]);
    const isOn = chosen.includes(value);
    const known = options.map((option) => option.value);
    onChange(known.filter((each) => (each === value ? !isOn : chosen.includes(each))));
  };
  return (
    <fieldset
      data-path={path}
      aria-describedby={about || undefined}
      {...(isOne && { role: 'radiogroup' })}
      className="min-w-0"
    >
      <legend className="mb-1.5 text-15 font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label: name }) => (
          <Chip
            key={value}
            isOn={chosen.includes(value)}
            onToggle={() => toggle(value)}
            {...(isOne && { role: 'radio' })}
          >
            {name}
          </Chip>
        ))}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-13 text-quiet">
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

interface SwitchProps {
  path: string;
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** A checkbox whose whole line can be pressed. */
export function SwitchField({ path, label, hint, isOn, onChange }: SwitchProps): ReactElement {
  const id = useId();
  const error = useFieldError(path);
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex items-start gap-3">
      <input
        id={id}
        type="checkbox"
        data-path={path}
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={about || undefined}
        aria-invalid={error ? true : undefined}
        className="tick mt-2.5 disabled:opacity-50"
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block min-h-11 cursor-pointer py-2.5 text-15 font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="-mt-2 text-13 text-quiet">
            {hint}
          </p>
        )}
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      </div>
    </div>
  );
}

/** Every word of a catalogue's record, as a choice. The order is the catalogue's. */
export const optionsOf = <Value extends string>(
  words: Record<Value, string>,
): { value: Value; label: string }[] =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));

/** What is typed stays as typed while it means the value; a value from elsewhere is written anew. */
export function useTyped<Value>(
  value: Value,
  write: (value: Value) => string,
  read: (text: string) => Value,
): [string, (text: string) => void] {
  const [text, setText] = useState(() => write(value));
  return [read(text) === value ? text : write(value), setText];
}
