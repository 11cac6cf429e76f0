import './styles.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { readClock, subscribeClock } from './api/clinic-clock.ts';
import { clinicQuery } from './api/clinic.queries.ts';
import { ProblemError } from './api/problem.ts';
import { router } from './router.tsx';

const MOST_TRIES = 2;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A "no" of the clinic stays a no; only what never arrived is worth asking again.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < MOST_TRIES,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');

void queries.prefetchQuery(clinicQuery);
// The demo's clock may be moved in another tab, and free times go by with it.
subscribeClock(() => void queries.invalidateQueries({ queryKey: ['times'] }));
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void readClock();
});
// Every relative word ("yesterday evening") hangs on the clinic's clock, so it comes first.
void readClock().then(() =>
  createRoot(container).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
