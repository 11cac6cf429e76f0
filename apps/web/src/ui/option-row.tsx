import { ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';

interface Props {
  title: string;
  hint?: string | undefined;
  isOn?: boolean;
  onPick: () => void;
  testId?: string;
}

/** One answer of a one-question screen: a wide row, a tap goes on. */
export function OptionRow({ title, hint, isOn = false, onPick, testId }: Props): ReactElement {
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        data-testid={testId}
        aria-pressed={isOn}
        onClick={onPick}
        className={`group flex min-h-14 w-full items-center gap-4 px-4 py-3 text-left transition-colors hover:bg-sage focus-visible:relative focus-visible:z-10 ${
          isOn ? 'bg-sage' : ''
        }`}
      >
        <span className="min-w-0 flex-1">
          <span className={`block ${isOn ? 'font-semibold' : 'font-medium'}`}>{title}</span>
          {hint && <span className="block text-15 text-quiet">{hint}</span>}
        </span>
        <ChevronRight
          aria-hidden
          size={20}
          className="shrink-0 text-quiet transition-transform group-hover:translate-x-0.5 group-hover:text-pine"
        />
      </button>
    </li>
  );
}

export function OptionList({
  label,
  children,
}: {
  label: string;
  children: React.ReactNode;
}): ReactElement {
  return (
    <ul aria-label={label} className="overflow-hidden rounded-card border border-line bg-surface">
      {children}
    </ul>
  );
}
