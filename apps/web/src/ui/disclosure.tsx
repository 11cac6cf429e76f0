import { ChevronDown } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

interface Props {
  label: ReactNode;
  children: ReactNode;
  isOpen?: boolean;
}

/** The platform's own fold: works with the keyboard, with find-in-page, and without us. */
export function Disclosure({ label, children, isOpen = false }: Props): ReactElement {
  return (
    <details open={isOpen || undefined} className="group border-t border-line">
      <summary className="-mb-1 flex min-h-11 list-none items-center justify-between gap-3 text-15 font-medium text-pine [&::-webkit-details-marker]:hidden">
        <span className="min-w-0">{label}</span>
        <ChevronDown
          aria-hidden
          size={18}
          className="shrink-0 transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="rise pt-3 pb-1">{children}</div>
    </details>
  );
}
