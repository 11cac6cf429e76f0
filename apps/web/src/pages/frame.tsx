import { Link, Outlet } from '@tanstack/react-router';
import { Phone } from 'lucide-react';
import { type ReactElement, Suspense, useSyncExternalStore } from 'react';
import { clockState, subscribeClock } from '../api/clinic-clock.ts';
import { useClinic } from '../api/clinic.queries.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { Footer } from './footer.tsx';
import { frameTexts } from './frame.en.ts';

function DemoBar(): ReactElement | null {
  const { isDemo } = useSyncExternalStore(subscribeClock, clockState);
  const format = useFormat();
  const now = useNow(20_000);
  if (!isDemo) return null;
  return (
    <aside aria-label={frameTexts.demo.label} className="bg-sage text-ink print:hidden">
      <div className="mx-auto flex max-w-[1072px] items-center gap-x-4 px-4 text-13 lg:px-8">
        <span className="hidden font-semibold sm:inline">{frameTexts.demo.what}</span>
        <span className="nums flex-1 truncate text-quiet">
          {frameTexts.demo.clock(format.shortMoment(now))}
        </span>
        <Link
          to="/mailbox"
          className="flex min-h-9 items-center font-semibold underline underline-offset-4"
        >
          {frameTexts.demo.mailbox}
        </Link>
      </div>
    </aside>
  );
}

function Mark(): ReactElement {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-8 shrink-0">
      <rect width="32" height="32" rx="9" className="fill-pine" />
      <path
        d="M7 21.5c4.2 0 5.1-11 9-11s4.8 11 9 11"
        className="fill-none stroke-on-pine"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}

function Header(): ReactElement {
  const { data: clinic } = useClinic();
  const name = clinic?.name ?? '';
  return (
    <header className="border-b border-line">
      <div className="mx-auto flex min-h-16 max-w-[1072px] items-center gap-4 px-4 lg:px-8">
        <Link
          to="/"
          aria-label={frameTexts.home(name)}
          className="mr-auto flex min-h-11 min-w-0 items-center gap-3 font-semibold"
        >
          <Mark />
          <span className="truncate">{name}</span>
        </Link>
        <nav aria-label={frameTexts.pages} className="hidden sm:block">
          <Link to="/evidence" className="flex min-h-11 items-center px-2 text-15 hover:text-pine">
            {frameTexts.evidence}
          </Link>
        </nav>
        {clinic && (
          <a
            href={`tel:${clinic.phone.replaceAll(' ', '')}`}
            aria-label={frameTexts.call(clinic.phone)}
            className="nums flex min-h-11 min-w-11 items-center justify-center gap-2 text-15 hover:text-pine"
          >
            <Phone aria-hidden size={18} />
            <span className="hidden md:inline">{clinic.phone}</span>
          </a>
        )}
      </div>
    </header>
  );
}

export function Frame(): ReactElement {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="absolute -top-24 left-4 z-50 rounded-card bg-pine px-4 py-3 font-semibold text-on-pine focus:top-4"
      >
        {frameTexts.skip}
      </a>
      <DemoBar />
      <Header />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1072px] flex-1 px-4 py-8 lg:px-8 lg:py-12"
      >
        <Suspense fallback={<Skeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
    </div>
  );
}
