import type { DeskMe } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import { LogOut, Mail, Menu } from 'lucide-react';
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useRef,
  useSyncExternalStore,
} from 'react';
import { clockState, subscribeClock } from '../api/clinic-clock.ts';
import { useFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { deskTexts as texts } from './shell.en.ts';
import { FindButton } from './calendar/find-button.tsx';
import { Mark } from './mark.tsx';
import { RailLinks, railRow as row } from './rail-links.tsx';
import { useSignOut } from './use-desk.ts';

function DemoLines(): ReactElement | null {
  const { isDemo } = useSyncExternalStore(subscribeClock, clockState);
  const format = useFormat();
  const now = useNow(20_000);
  if (!isDemo) return null;
  return (
    <>
      <p className="nums px-3 text-13 text-quiet">{texts.demoClock(format.shortMoment(now))}</p>
      <Link to="/mailbox" className={`${row} text-ink hover:bg-sage`}>
        <Mail aria-hidden size={18} className="text-quiet" />
        {texts.mailbox}
      </Link>
    </>
  );
}

function Who({ me }: { me: DeskMe }): ReactElement {
  const { leave, isLeaving } = useSignOut();
  return (
    <div className="space-y-1">
      <DemoLines />
      <p className="px-3 pt-2 text-15 leading-snug">
        <span className="block font-semibold break-words">{me.name}</span>
        <span className="block text-13 text-quiet">{texts.roles[me.role]}</span>
      </p>
      <button
        type="button"
        onClick={leave}
        aria-busy={isLeaving || undefined}
        className={`${row} text-ink hover:bg-sage`}
      >
        <LogOut aria-hidden size={18} className="text-quiet" />
        {texts.signOut}
      </button>
    </div>
  );
}

function Rail({ me }: { me: DeskMe }): ReactElement {
  return (
    <aside className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col border-r border-line bg-surface px-3 py-4 lg:flex print:hidden">
      <p className="flex items-center gap-3 px-2 text-15 leading-tight font-semibold">
        <Mark />
        <span className="min-w-0 break-words">{me.clinic.name}</span>
      </p>
      <div className="mt-6 flex-1 space-y-4 overflow-y-auto">
        <FindButton />
        <RailLinks role={me.role} />
      </div>
      <Who me={me} />
    </aside>
  );
}

function foldWhenLeft({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>): void {
  if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false;
}

function foldOnEscape({ key, currentTarget }: KeyboardEvent<HTMLDetailsElement>): void {
  if (key !== 'Escape') return;
  currentTarget.open = false;
  currentTarget.querySelector('summary')?.focus();
}

/** On a phone the page needs the room, so where to go and everything about oneself fold into one button. */
function PhoneBar({ me }: { me: DeskMe }): ReactElement {
  const fold = useRef<HTMLDetailsElement>(null);
  return (
    <header className="relative z-40 flex min-h-12 items-center gap-3 border-b border-line bg-surface pr-1 pl-4 lg:hidden print:hidden">
      <Mark />
      <span className="min-w-0 flex-1 truncate text-15 font-semibold">{me.clinic.name}</span>
      <FindButton isBare />
      <details ref={fold} onBlur={foldWhenLeft} onKeyDown={foldOnEscape}>
        <summary
          aria-label={texts.menu}
          className="flex size-12 list-none items-center justify-center rounded-card [&::-webkit-details-marker]:hidden"
        >
          <Menu aria-hidden size={22} />
        </summary>
        <div className="rise absolute top-full right-2 w-64 space-y-3 rounded-card border border-line bg-surface p-2 shadow-lift">
          <RailLinks role={me.role} onGo={() => fold.current?.removeAttribute('open')} />
          <Who me={me} />
        </div>
      </details>
    </header>
  );
}

export function Shell({ me, children }: { me: DeskMe; children: ReactNode }): ReactElement {
  return (
    <div className="min-h-dvh lg:flex">
      <a
        href="#day"
        className="absolute -top-24 left-4 z-50 rounded-card bg-pine px-4 py-3 font-semibold text-on-pine focus:top-4"
      >
        {texts.skip}
      </a>
      <Rail me={me} />
      <PhoneBar me={me} />
      <main id="day" tabIndex={-1} className="min-w-0 flex-1">
        {children}
      </main>
    </div>
  );
}
