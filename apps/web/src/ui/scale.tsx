import type { ReactElement } from 'react';

interface Props {
  label: string;
  low: string;
  high: string;
  value: number | null;
  onPick: (value: number) => void;
  isLabelHidden?: boolean;
}

const VALUES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const stepClass = (isOn: boolean): string =>
  `nums flex min-h-12 w-full cursor-pointer flex-col items-center justify-center rounded-card border text-center transition-colors ${
    isOn
      ? 'border-pine bg-pine font-semibold text-on-pine'
      : 'border-edge bg-surface hover:border-pine hover:bg-sage'
  }`;

function Ends({ low, high }: { low: string; high: string }): ReactElement {
  return (
    <div aria-hidden className="mt-2 flex justify-between gap-4 text-13 text-quiet">
      <span>{low}</span>
      <span className="text-right">{high}</span>
    </div>
  );
}

/** 0 to 10 in a form. Native radios: arrow keys and screen readers know them. Two rows on a phone. */
export function Scale({ label, low, high, value, onPick, isLabelHidden }: Props): ReactElement {
  return (
    <fieldset className="min-w-0">
      <legend className={isLabelHidden ? 'sr-only' : 'mb-2 text-15 font-semibold'}>
        {label}
        <span className="sr-only">{`: ${low}, ${high}`}</span>
      </legend>
      <div className="grid grid-cols-6 gap-1.5 sm:grid-cols-11">
        {VALUES.map((each) => (
          <label
            key={each}
            className={`${stepClass(each === value)} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pine`}
          >
            <input
              type="radio"
              className="sr-only"
              name={label}
              value={each}
              checked={each === value}
              onChange={() => onPick(each)}
            />
            {each}
          </label>
        ))}
      </div>
      <Ends low={low} high={high} />
    </fieldset>
  );
}

interface ButtonsProps extends Props {
  /** Words under single numbers, where the scale has them. */
  words?: Readonly<Partial<Record<number, string>>>;
  testId: string;
}

/**
 * 0 to 10 where a press goes on to the next question: buttons, because arrow keys in a radio group would
 * answer, and leave, at the first press.
 */
export function ScaleButtons({
  label,
  low,
  high,
  value,
  onPick,
  words,
  testId,
}: ButtonsProps): ReactElement {
  const columns = words ? 'grid-cols-3 sm:grid-cols-4' : 'grid-cols-6 sm:grid-cols-11';
  return (
    <div role="group" aria-label={label}>
      <div className={`grid gap-1.5 ${columns}`}>
        {VALUES.map((each) => (
          <button
            key={each}
            type="button"
            data-testid={`${testId}-${each}`}
            aria-pressed={each === value}
            onClick={() => onPick(each)}
            className={`${stepClass(each === value)} ${words ? 'min-h-16' : ''}`}
          >
            {each}
            {words?.[each] && (
              <span className={`text-13 leading-tight ${each === value ? '' : 'text-quiet'}`}>
                {words[each]}
              </span>
            )}
          </button>
        ))}
      </div>
      <Ends low={low} high={high} />
    </div>
  );
}
