import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

interface Props {
  isOn: boolean;
  onToggle: () => void;
  children: ReactNode;
  /** One of several: says "radio" instead of a pressed button. */
  role?: 'radio';
}

/** A choice as a pill. The tick and the weight say it too, not the colour alone. */
export function Chip({ isOn, onToggle, children, role }: Props): ReactElement {
  const state = role ? { role, 'aria-checked': isOn } : { 'aria-pressed': isOn };
  return (
    <button
      type="button"
      {...state}
      onClick={onToggle}
      className={`inline-flex min-h-11 items-center gap-2 rounded-chip border px-4 text-15 transition-colors ${
        isOn
          ? 'border-pine bg-sage font-semibold text-ink'
          : 'border-edge bg-surface text-ink hover:border-pine'
      }`}
    >
      {isOn && <Check aria-hidden size={16} strokeWidth={2.5} className="-ml-1 text-pine" />}
      {children}
    </button>
  );
}

interface GroupProps {
  label: string;
  children: ReactNode;
  isRadio?: boolean;
  hint?: string;
}

export function ChipGroup({ label, children, isRadio = false, hint }: GroupProps): ReactElement {
  return (
    <fieldset role={isRadio ? 'radiogroup' : 'group'} aria-label={label} className="min-w-0">
      <legend className="mb-2 text-15 font-semibold">{label}</legend>
      {hint && <p className="-mt-1 mb-2 text-15 text-quiet">{hint}</p>}
      <div className="flex flex-wrap gap-2">{children}</div>
    </fieldset>
  );
}
