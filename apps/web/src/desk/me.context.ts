import type { DeskMe } from '@limber/contracts';
import { createContext, use } from 'react';

/** Who sits at the desk, known by the time any of its pages is shown. */
export const MeContext = createContext<DeskMe | null>(null);

export function useStaff(): DeskMe {
  const me = use(MeContext);
  if (!me) throw new Error('a desk page outside of the desk');
  return me;
}
