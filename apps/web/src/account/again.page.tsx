import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { readAgain } from '../api/booking.requests.ts';
import { isCode } from '../api/problem.ts';
import { draftAgain, searchAgain } from '../booking/again.rules.ts';
import { changeDraft, readDraft, startAgain } from '../booking/draft.store.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { manageTexts as texts } from './account.en.ts';

/**
 * "Book again" from a booking's page or a mail: on to the times at once. The token stays behind; what is filled
 * in travels in this tab alone.
 */
export function AgainPage(): ReactElement {
  const { reference = '' } = useParams({ strict: false });
  const { searchStr } = useLocation();
  const token = new URLSearchParams(searchStr).get('token') ?? '';
  const navigate = useNavigate();
  const again = useQuery({
    queryKey: ['again', reference, token],
    queryFn: ({ signal }) => readAgain(reference, token, signal),
    // What is sold may have changed since somebody last came this way.
    staleTime: 0,
    gcTime: 0,
  });
  const { data } = again;
  useEffect(() => {
    if (!data) return;
    changeDraft(draftAgain(readDraft(), data));
    void navigate({ to: '/book/times', search: searchAgain(data), replace: true });
  }, [data, navigate]);
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {isCode(again.error, 'NOT_FOUND', 'VALIDATION_FAILED') ? (
        <>
          <PageTitle lead={texts.invalid.lead}>{texts.invalid.title}</PageTitle>
          <Link to="/" onClick={startAgain} className={buttonClass('main')}>
            {texts.rebook}
          </Link>
        </>
      ) : again.isError ? (
        <>
          <PageTitle>{texts.again}</PageTitle>
          <Trouble
            error={again.error}
            onRetry={
              isCode(again.error, 'BOOKING_BLOCKED') ? undefined : () => void again.refetch()
            }
          />
        </>
      ) : (
        <Skeleton rows={5} />
      )}
    </div>
  );
}
