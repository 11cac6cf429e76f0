import { Navigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useDraft } from './draft.store.ts';
import { isStopped } from './stopped.rules.ts';

/** No page that leads to a booking opens after a red flag: not by going back, by its address or by a reload. */
export function UnlessStopped({ children }: { children: ReactNode }): ReactElement {
  const draft = useDraft();
  if (isStopped(draft)) return <Navigate to="/book/safety" replace />;
  return <>{children}</>;
}
