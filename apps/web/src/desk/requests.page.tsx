import type { DeskRequests } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { formatFor } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { DeskTitle } from './desk-title.tsx';
import { useStaff } from './me.context.ts';
import { RequestAnswer } from './request.answer.tsx';
import { requestTexts as texts } from './request.en.ts';
import { requestsQuery } from './request.requests.ts';
import { useSignInWhenGone } from './use-desk.ts';
import { useOpen } from './use-open.ts';

function Request({ asked }: { asked: DeskRequests[number] }): ReactElement {
  const { clinic } = useStaff();
  const { open } = useOpen();
  const format = formatFor(clinic.locale, asked.timeZone);
  const { clientName, reference, service, durationMin, therapist, room, isNewClient } = asked;
  return (
    <li className="space-y-3 rounded-card border border-dashed border-edge bg-surface p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <button
          type="button"
          data-reference={reference}
          onClick={() => open(reference)}
          className="min-h-11 text-left text-17 font-semibold break-words hover:text-pine hover:underline"
        >
          <span className="sr-only">{texts.open}</span>
          {clientName}
        </button>
        <p className="nums text-15 font-medium text-amber">
          {texts.answerBy(format.shortMoment(asked.answerBy))}
        </p>
      </div>
      <p className="nums text-15">
        <span className="block font-medium">{format.moment(asked.startsAt)}</span>
        <span className="block text-quiet">
          {texts.what(service, durationMin, texts.with(therapist.name, room.name))}
        </span>
        <span className="block text-13 text-quiet">
          {[isNewClient && texts.isNew, texts.asked(format.shortMoment(asked.askedAt))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <RequestAnswer asked={{ ...asked, name: clientName }} />
    </li>
  );
}

/** What waits for the clinic's yes or no, the most urgent first. */
export function RequestsPage(): ReactElement {
  const requests = useQuery(requestsQuery);
  useSignInWhenGone(requests.error);
  const { data, error, isPending, refetch } = requests;
  return (
    <div className="max-w-[760px] space-y-4 px-4 py-4 lg:px-6">
      <DeskTitle lead={texts.lead}>{texts.title}</DeskTitle>
      {isPending && <Skeleton rows={3} height={140} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && (
        <p role="status" className="text-15">
          {data.length === 0 ? texts.none : texts.waiting(data.length)}
        </p>
      )}
      <ul className="space-y-3">
        {data?.map((asked) => (
          <Request key={asked.reference} asked={asked} />
        ))}
      </ul>
    </div>
  );
}
