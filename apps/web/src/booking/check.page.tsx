import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { askRecommendation } from '../api/booking.requests.ts';
import { Button } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { recommendationRequest } from './answers.rules.ts';
import { checkTexts } from './check.en.ts';
import { changeDraft, readDraft } from './draft.store.ts';
import { ActionBar, BookingLayout } from './layout.tsx';
import { codesToSend } from './red-flags.rules.ts';
import { RedFlags } from './red-flags.tsx';
import { isStopped } from './stopped.rules.ts';
import { Summary } from './summary.tsx';
import { Trail } from './trail.tsx';

/**
 * A ticked sign needs no network to be taken seriously, and is told to nobody: nothing will be booked. What
 * the api decides about the rest is shown before anything can be.
 */
async function submit(codes: readonly string[]): Promise<'times' | 'safety'> {
  changeDraft({ screening: codes, recommendation: null, safety: [] });
  if (codes.length > 0) return 'safety';
  const recommendation = await askRecommendation(recommendationRequest(readDraft()));
  changeDraft({ recommendation, safety: recommendation.safety });
  return isStopped(readDraft()) ? 'safety' : 'times';
}

export function CheckPage(): ReactElement {
  const navigate = useNavigate();
  const router = useRouter();
  const [ticked, setTicked] = useState<readonly string[]>(() => readDraft().screening ?? []);
  const send = useMutation({
    mutationFn: submit,
    onSuccess: (where) =>
      void navigate(where === 'safety' ? { to: '/book/safety' } : { to: '/book/times' }),
  });
  // What to do about a sign must be at hand when the network is not.
  useEffect(() => void router.preloadRoute({ to: '/book/safety' }), [router]);
  const isNone = ticked.length === 0;
  return (
    <BookingLayout aside={<Summary />}>
      <Trail />
      <PageTitle lead={checkTexts.lead}>{checkTexts.title}</PageTitle>
      <RedFlags ticked={ticked} onChange={setTicked} />
      <p className="text-15 text-quiet">
        {isNone ? checkTexts.consent : checkTexts.notKept}{' '}
        <Link to="/privacy" className="link">
          {checkTexts.privacy}
        </Link>
      </p>
      {send.isError && (
        <Trouble error={send.error} onRetry={() => send.mutate(codesToSend(ticked))} />
      )}
      <ActionBar isFollowing={false}>
        <Button
          data-testid={isNone ? 'none-of-these' : 'some-of-these'}
          isBusy={send.isPending}
          onClick={() => send.mutate(codesToSend(ticked))}
        >
          {isNone ? checkTexts.none : checkTexts.some}
        </Button>
      </ActionBar>
    </BookingLayout>
  );
}
