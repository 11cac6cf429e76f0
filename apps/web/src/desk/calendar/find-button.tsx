import { Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { calendarTexts as texts } from './calendar.en.ts';
import { showFinder } from './finder.store.ts';

/** What the shortcut opens, for whoever does not know it or has no keyboard. */
export function FindButton({ isBare = false }: { isBare?: boolean }): ReactElement {
  if (isBare) {
    return (
      <button
        type="button"
        aria-label={texts.findKeys}
        onClick={showFinder}
        className="flex size-12 items-center justify-center rounded-card"
      >
        <Search aria-hidden size={22} />
      </button>
    );
  }
  return (
    <button
      type="button"
      onClick={showFinder}
      className="flex min-h-10 w-full items-center gap-3 rounded-card border border-edge bg-surface px-3 text-15 text-quiet transition-colors hover:border-pine hover:text-pine"
    >
      <Search aria-hidden size={18} />
      <span className="flex-1 text-left">
        {texts.find}
        <span className="sr-only">{texts.findWhat}</span>
      </span>
      <kbd aria-hidden className="rounded-[6px] border border-line px-1.5 font-sans text-13">
        {texts.shortcut}
      </kbd>
    </button>
  );
}
