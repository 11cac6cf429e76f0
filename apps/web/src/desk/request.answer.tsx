import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { bookingQuery, CALENDAR } from './desk.requests.ts';
import { requestTexts as texts } from './request.en.ts';
import { type Answer, answerRequest, type Asked } from './request.requests.ts';
import { say } from './said.store.ts';

interface Props {
  asked: Asked & { name: string };
}

function useAnswer(asked: Props['asked']) {
  const { reference, name } = asked;
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (given: Answer) => answerRequest(asked, given),
    onSuccess: (detail, given) => {
      cache.setQueryData(bookingQuery(reference).queryKey, detail);
      say('done', given === 'confirm' ? texts.confirmed(name) : texts.declined(name));
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: CALENDAR });
      void cache.invalidateQueries({ queryKey: bookingQuery(reference).queryKey });
    },
  });
}

/** Yes at once; no is asked once more, because the client is told and it has no way back. */
export function RequestAnswer({ asked }: Props): ReactElement {
  const { name } = asked;
  const [isAsking, setAsking] = useState(false);
  const answer = useAnswer(asked);
  const isBusy = answer.isPending;
  return (
    <div className="space-y-3">
      {isAsking && <p className="text-15">{texts.sure}</p>}
      <div className="flex flex-wrap gap-2">
        {isAsking ? (
          <>
            <Button look="danger" isBusy={isBusy} onClick={() => answer.mutate('decline')}>
              {texts.sureYes}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {texts.back}
            </Button>
          </>
        ) : (
          <>
            <Button
              data-testid="request-confirm"
              isBusy={isBusy}
              aria-label={texts.confirmFor(name)}
              onClick={() => answer.mutate('confirm')}
            >
              {texts.confirm}
            </Button>
            <Button
              look="quiet"
              data-testid="request-decline"
              aria-label={texts.declineFor(name)}
              onClick={() => setAsking(true)}
            >
              {texts.decline}
            </Button>
          </>
        )}
      </div>
      {answer.isError && <Trouble error={answer.error} />}
    </div>
  );
}
