import { ChevronDown } from 'lucide-react';
import { type ReactElement, useId } from 'react';

interface Props {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onPick: (value: string) => void;
}

/** The platform's own list: the best one on a phone and for every screen reader. */
export function Select({ label, value, options, onPick }: Props): ReactElement {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="block text-13 font-medium text-quiet">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => onPick(event.target.value)}
          className="min-h-11 w-full appearance-none truncate rounded-card border border-edge bg-surface pr-9 pl-3 text-15 transition-colors hover:border-pine"
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
    </div>
  );
}
