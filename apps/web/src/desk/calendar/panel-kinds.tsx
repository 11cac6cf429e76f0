import type { ReactElement } from 'react';
import { panels, type Panel } from '../desk.search.ts';
import { useAddress } from '../use-open.ts';
import { newTexts as texts } from './new.en.ts';

/** The same time as a booking, a walk-in or a block. */
export function PanelKinds({ panel }: { panel: Panel }): ReactElement {
  const show = useAddress();
  return (
    <div
      role="group"
      aria-label={texts.kinds}
      className="flex gap-1 border-b border-line bg-paper px-5 py-2"
    >
      {panels.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === panel}
          onClick={() => show({ panel: each }, { replace: true })}
          className={`min-h-11 rounded-card px-4 text-15 transition-colors ${
            each === panel ? 'bg-sage font-semibold' : 'text-quiet hover:text-pine'
          }`}
        >
          {texts.kindOf[each]}
        </button>
      ))}
    </div>
  );
}
