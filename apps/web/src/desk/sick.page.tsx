import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { DeskTitle } from './desk-title.tsx';
import { SickCall } from './sick.call.tsx';
import { sickTexts as texts } from './sick.en.ts';
import { SickReport } from './sick.report.tsx';
import { sickCallsQuery } from './sick.requests.ts';
import { useSignInWhenGone } from './use-desk.ts';

/** Monday, eight o'clock, two are ill: who is affected, who could step in, and one press that asks them all. */
export function SickPage(): ReactElement {
  const calls = useQuery(sickCallsQuery);
  useSignInWhenGone(calls.error);
  const { data, error, isPending, refetch } = calls;
  return (
    <div className="max-w-[900px] space-y-5 px-4 py-4 lg:px-6">
      <DeskTitle lead={texts.lead}>{texts.title}</DeskTitle>
      <SickReport />
      {isPending && <Skeleton rows={3} height={120} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="text-15 text-quiet">{texts.none}</p>}
      {data?.map((call) => (
        <SickCall key={call.id} call={call} />
      ))}
    </div>
  );
}
