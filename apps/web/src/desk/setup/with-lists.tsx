import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Trouble } from '../../ui/trouble.tsx';
import { locationsQuery, peopleQuery, roomsQuery } from './setup.requests.ts';

/** What a form chooses from is there before the form is: its first choice is then a real one. */
export function WithLists({ children }: { children: ReactElement }): ReactElement | null {
  const asked = [useQuery(locationsQuery), useQuery(roomsQuery), useQuery(peopleQuery)];
  const failed = asked.find(({ isError, data }) => isError && data === undefined);
  if (failed) return <Trouble error={failed.error} onRetry={() => void failed.refetch()} />;
  return asked.every(({ data }) => data !== undefined) ? children : null;
}
