import type { CheckInView } from '@limber/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { readCheckIn } from '../api/booking.requests.ts';
import { useClinic } from '../api/clinic.queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble, troubleOf } from '../ui/trouble.tsx';
import { ProblemError } from '../api/problem.ts';
import { checkInTexts as texts } from './account.en.ts';
import { CheckInForm } from './check-in.form.tsx';
import { CheckInOutcome } from './check-in.outcome.tsx';
import type { Saved } from './use-answer.ts';

/** A link that is cut off, over or locked: said plainly, with the phone for whoever is worried. */
function DeadLink({ error }: { error: ProblemError }): ReactElement {
  const { data: clinic } = useClinic();
  const { title, detail } = troubleOf(error);
  return (
    <>
      <PageTitle lead={detail}>{title}</PageTitle>
      {clinic && (
        <a
          href={`tel:${clinic.phone.replaceAll(' ', '')}`}
          className={buttonClass('quiet', 'nums')}
        >
          {texts.callClinic(clinic.phone)}
        </a>
      )}
    </>
  );
}

function Body({ token }: { token: string }): ReactElement {
  const [saved, setSaved] = useState<Saved | null>(null);
  const [isCorrecting, setCorrecting] = useState(false);
  const [isBooked, setBooked] = useState(false);
  const cache = useQueryClient();
  const asked = useQuery({
    queryKey: ['check-in', token],
    queryFn: ({ signal }) => readCheckIn(token, signal),
    staleTime: Infinity,
  });
  const onSaved = (now: Saved): void => {
    const { correctableUntil, booking } = now.result;
    cache.setQueryData<CheckInView>(['check-in', token], (view) =>
      view ? { ...view, answered: true, correctableUntil } : view,
    );
    // Taken by this press, or lost to somebody else: either way they are asked for again.
    cache.removeQueries({ queryKey: ['check-in-offers', token] });
    if (booking) setBooked(true);
    setSaved(now);
    setCorrecting(false);
  };
  if (saved && !isCorrecting) {
    return <CheckInOutcome saved={saved} onCorrect={() => setCorrecting(true)} />;
  }
  if (asked.error instanceof ProblemError) return <DeadLink error={asked.error} />;
  if (asked.isError) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton rows={4} />;
  return (
    <CheckInForm
      token={token}
      view={asked.data}
      last={saved?.answer}
      isBooked={isBooked}
      onSaved={onSaved}
    />
  );
}

export function CheckInPage(): ReactElement {
  const { token = '' } = useParams({ strict: false });
  return (
    <div className="mx-auto max-w-[560px] space-y-6">
      <Body key={token} token={token} />
    </div>
  );
}
