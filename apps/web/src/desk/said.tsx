import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { type ReactElement, useEffect, useSyncExternalStore } from 'react';
import { actionTexts } from './visit.en.ts';
import { hush, subscribeSaid, whatWasSaid } from './said.store.ts';

const LONG_ENOUGH_MS = 8_000;

/** Says what an action did. Trouble stays until it is closed; the rest goes by itself. */
export function SaidLine(): ReactElement {
  const said = useSyncExternalStore(subscribeSaid, whatWasSaid);
  useEffect(() => {
    if (said?.tone !== 'done') return undefined;
    const timer = window.setTimeout(hush, LONG_ENOUGH_MS);
    return () => window.clearTimeout(timer);
  }, [said]);
  useEffect(() => hush, []);
  const Icon = said?.tone === 'trouble' ? TriangleAlert : CircleCheck;
  const ink = said?.tone === 'trouble' ? 'text-amber' : 'text-pine';
  return (
    <div
      role={said?.tone === 'trouble' ? 'alert' : 'status'}
      // Spelled out: an open panel hides everything behind it but live regions.
      aria-live={said?.tone === 'trouble' ? 'assertive' : 'polite'}
      data-said
      className="pointer-events-none fixed inset-x-0 bottom-24 z-[60] flex justify-center px-4 lg:bottom-6"
    >
      {said && (
        <p
          key={said.count}
          data-testid="said"
          className="rise pointer-events-auto flex max-w-[520px] items-center gap-3 rounded-card border border-line bg-surface py-1 pr-1 pl-4 text-15 shadow-lift"
        >
          <Icon aria-hidden size={20} className={`shrink-0 ${ink}`} />
          <span className="py-2">{said.sentence}</span>
          <button
            type="button"
            aria-label={actionTexts.dismiss}
            onClick={hush}
            className="flex size-11 shrink-0 items-center justify-center rounded-card text-quiet hover:text-ink"
          >
            <X aria-hidden size={18} />
          </button>
        </p>
      )}
    </div>
  );
}
