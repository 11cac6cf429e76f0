import { Outlet } from '@tanstack/react-router';
import { type ReactElement, Suspense } from 'react';
import { isCode } from '../api/problem.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { Finder } from './calendar/finder.tsx';
import { DeskPanel } from './desk-panel.tsx';
import { MeContext } from './me.context.ts';
import { SaidLine } from './said.tsx';
import { Shell } from './shell.tsx';
import { useMe } from './use-desk.ts';

/** The frame of every desk page but the sign-in: who is there is known before a page is shown. */
export function DeskFrame(): ReactElement {
  const { me, error, retry } = useMe();
  if (!me) {
    return (
      <main className="mx-auto max-w-[560px] px-4 py-12">
        {error && !isCode(error, 'UNAUTHENTICATED') ? (
          <Trouble error={error} onRetry={retry} />
        ) : (
          <Skeleton rows={5} height={72} />
        )}
      </main>
    );
  }
  return (
    <MeContext value={me}>
      <Shell me={me}>
        <Suspense fallback={<Skeleton rows={5} height={72} />}>
          <Outlet />
        </Suspense>
      </Shell>
      <DeskPanel me={me} />
      <Finder me={me} />
      <SaidLine />
    </MeContext>
  );
}
