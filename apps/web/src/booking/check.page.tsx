import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
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
import { Summary } from './summary.tsx';
import { Trail } from './trail.tsx';

/** Answers are kept only from here on; what the api decides is shown before anything can be booked. */
async function submit(codes: readonly string[]): Promise<'times' | 'safety'> {
  changeDraft({ screening: codes, recommendation: null, safety: [] });
  const recommendation = await askRecommendation(recommendationRequest(readDraft()));
  changeDraft({ recommendation, safety: recommendation.safety });
  return recommendation.decision === 'do_not_book' || recommendation.decision === 'clearance_needed'
    ? 'safety'
    : 'times';
}

export function CheckPage(): ReactElement {
  const navigate = useNavigate();
  const [ticked, setTicked] = useState<readonly string[]>(() => readDraft().screening ?? []);
  const send = useMutation({
    mutationFn: submit,
    onSuccess: (where) =>
      void navigate(where === 'safety' ? { to: '/book/safety' } : { to: '/book/times' }),
  });
  const isNone = ticked.length === 0;
  return (
    <BookingLayout aside={<Summary />}>
      <Trail />
      <PageTitle lead={checkTexts.lead}>{checkTexts.title}</PageTitle>
      <RedFlags ticked={ticked} onChange={setTicked} />
      <p className="text-15 text-quiet">
        {checkTexts.consent}{' '}
        <Link to="/privacy" className="link">
          {checkTexts.privacy}
        </Link>
      </p>
      {send.isError && (
        <Trouble error={send.error} onRetry={() => send.mutate(codesToSend(ticked))} />
      )}
      <ActionBar>
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
