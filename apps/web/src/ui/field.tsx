import { type InputHTMLAttributes, type ReactElement, type ReactNode, useId } from 'react';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

export const inputClass =
  'block min-h-12 w-full rounded-card border bg-surface px-4 text-17 text-ink placeholder:text-quiet ' +
  'transition-colors hover:border-pine';

export function Field({ label, hint, error, ...rest }: Props): ReactElement {
  const id = useId();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-15 font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-15 text-quiet">
          {hint}
        </p>
      )}
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={about || undefined}
        className={`${inputClass} ${error ? 'border-brick' : 'border-edge'}`}
        {...rest}
      />
      {error && (
        <p id={`${id}-error`} className="text-15 font-medium text-brick">
          {error}
        </p>
      )}
    </div>
  );
}

interface TickProps {
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  children: ReactNode;
  hint?: string;
  error?: string | undefined;
  testId?: string;
}

/** A checkbox whose whole line can be tapped. */
export function Tick({ isOn, onToggle, children, hint, error, testId }: TickProps): ReactElement {
  const id = useId();
  return (
    <div>
      <div className="flex min-h-11 items-start gap-3">
        <input
          id={id}
          type="checkbox"
          data-testid={testId}
          checked={isOn}
          onChange={(event) => onToggle(event.target.checked)}
          aria-describedby={hint || error ? `${id}-hint` : undefined}
          aria-invalid={error ? true : undefined}
          className="tick mt-2.5"
        />
        <label htmlFor={id} className="flex-1 cursor-pointer py-2">
          {children}
          {hint && (
            <span id={error ? undefined : `${id}-hint`} className="block text-15 text-quiet">
              {hint}
            </span>
          )}
        </label>
      </div>
      {error && (
        <p id={`${id}-hint`} className="pl-9 text-15 font-medium text-brick">
          {error}
        </p>
      )}
    </div>
  );
}
