import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { type ReactElement, useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { actionTexts } from './visit.en.ts';
import { hush, type Said, subscribeSaid, whatWasSaid } from './said.store.ts';

const LONG_ENOUGH_MS = 8_000;
/** Who offers to take something back waits until it can be read, thought about and reached. */
const LONG_ENOUGH_TO_UNDO_MS = 30_000;

function useHush(said: Said, isHeld: boolean): void {
  useEffect(() => {
    if (said.tone !== 'done' || isHeld) return undefined;
    const timer = window.setTimeout(hush, said.undo ? LONG_ENOUGH_TO_UNDO_MS : LONG_ENOUGH_MS);
    return () => window.clearTimeout(timer);
  }, [said, isHeld]);
}

function Undo({ undo }: { undo: () => void }): ReactElement {
  return (
    <button
      type="button"
      data-testid="undo"
      onClick={() => {
        hush();
        undo();
      }}
      className="min-h-11 shrink-0 rounded-card px-3 font-semibold text-pine hover:bg-sage"
    >
      {actionTexts.undo}
    </button>
  );
}

/** Trouble stays until it is closed; the rest goes by itself, unless it is pointed at or focused. */
function Shown({ said }: { said: Said }): ReactElement {
  const [isHeld, setHeld] = useState(false);
  useHush(said, isHeld);
  const isTrouble = said.tone === 'trouble';
  const Icon = isTrouble ? TriangleAlert : CircleCheck;
  return (
    <p
      data-testid="said"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="rise pointer-events-auto flex max-w-[520px] items-center gap-3 rounded-card border border-line bg-surface py-1 pr-1 pl-4 text-15 shadow-lift"
    >
      <Icon
        aria-hidden
        size={20}
        className={`shrink-0 ${isTrouble ? 'text-amber' : 'text-pine'}`}
      />
      <span className="min-w-0 flex-1 py-2 break-words">{said.sentence}</span>
      {said.undo && <Undo undo={said.undo} />}
      <button
        type="button"
        aria-label={actionTexts.dismiss}
        onClick={hush}
        className="flex size-11 shrink-0 items-center justify-center rounded-card text-quiet hover:text-ink"
      >
        <X aria-hidden size={18} />
      </button>
    </p>
  );
}

/** Says what an action did, on whatever page of the desk one is by then. */
export function SaidLine(): ReactElement {
  const said = useSyncExternalStore(subscribeSaid, whatWasSaid);
  useEffect(() => hush, []);
  // Beside the page, like the panel: inside it, an open panel would lie over the message and its undo.
  return createPortal(
    <div
      role={said?.tone === 'trouble' ? 'alert' : 'status'}
      // Spelled out: an open panel hides everything behind it but live regions.
      aria-live={said?.tone === 'trouble' ? 'assertive' : 'polite'}
      data-said
      className="pointer-events-none fixed inset-x-0 bottom-24 z-[60] flex justify-center px-4 lg:bottom-6"
    >
      {said && <Shown key={said.count} said={said} />}
    </div>,
    document.body,
  );
}
