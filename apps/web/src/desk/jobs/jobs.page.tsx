import type { DeskJobs } from '@limber/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { type ReactElement } from 'react';
import { clinicPath, request } from '../../api/request.ts';
import { type Format, formatFor } from '../../ui/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { DeskTitle } from '../desk-title.tsx';
import { DESK } from '../desk.requests.ts';
import { useStaff } from '../me.context.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import { jobsTexts as texts } from './jobs.en.ts';

const REFRESH_MS = 10_000;

const jobsQuery = queryOptions({
  queryKey: [DESK, 'jobs'],
  queryFn: ({ signal }) => request<DeskJobs>('GET', clinicPath('/desk/jobs'), { signal }),
  refetchInterval: REFRESH_MS,
});

type Queue = NonNullable<DeskJobs['queues']>[number];
const cell = 'px-2 py-2 text-left align-top sm:px-3';
/** On a phone it stands under the queue's name, so that what failed has its place in the row. */
const wide = 'max-sm:hidden';

function Worker({ jobs, format }: { jobs: DeskJobs; format: Format }): ReactElement {
  const { worker, sweptAt } = jobs;
  const isAlive = worker === 'alive';
  const Icon = isAlive ? CircleCheck : CircleAlert;
  const when = sweptAt ? format.shortMoment(sweptAt) : '';
  const details = {
    alive: texts.aliveDetail(when),
    silent: texts.silentDetail(when),
    never: texts.neverDetail,
  };
  return (
    <section className="space-y-3 rounded-card border border-line bg-surface p-4">
      <div role="status" className="space-y-1">
        <h2 className="flex items-center gap-2 text-21 font-semibold">
          <Icon aria-hidden className={`shrink-0 ${isAlive ? 'text-pine' : 'text-brick'}`} />
          {texts.worker[worker]}
        </h2>
        <p className="nums measure text-15 text-quiet">{details[worker]}</p>
      </div>
      {!isAlive && (
        <div className="space-y-2">
          <h3 className="text-17 font-semibold">{texts.toDo}</h3>
          <ol className="measure list-decimal space-y-1 pl-5 text-15">
            {texts.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

/** Since when the oldest has waited, and whether that is late. */
function Since({ queue, format }: { queue: Queue; format: Format }): ReactElement {
  const { oldestAt, isBehind } = queue;
  return (
    <>
      <span className="block">{oldestAt ? format.shortMoment(oldestAt) : texts.nothing}</span>
      <span className={`block text-13 font-medium ${isBehind ? 'text-brick' : 'text-quiet'}`}>
        {isBehind ? texts.behind : texts.onTime}
      </span>
    </>
  );
}

function QueueRow({ queue, format }: { queue: Queue; format: Format }): ReactElement {
  const { urgency, waiting, active, delayed, failed } = queue;
  return (
    <tr data-testid="queue" className="border-t border-line">
      <th scope="row" className={`${cell} font-semibold`}>
        {texts.queue[urgency]}
        <span className="block text-13 font-normal text-quiet">{texts.holds[urgency]}</span>
        <span className="mt-1 block text-13 font-normal sm:hidden">
          <Since {...{ queue, format }} />
        </span>
      </th>
      <td className={cell}>{waiting}</td>
      <td className={`${cell} ${wide}`}>
        <Since {...{ queue, format }} />
      </td>
      {[active, delayed, failed].map((count, index) => (
        <td key={index} className={cell}>
          {count}
        </td>
      ))}
    </tr>
  );
}

function Queues({ jobs, format }: { jobs: DeskJobs; format: Format }): ReactElement {
  const { queues, backend } = jobs;
  return (
    <section className="space-y-3">
      <h2 className="text-21 font-semibold">{texts.queues}</h2>
      {queues === null ? (
        <div role="alert" className="rounded-card border border-line bg-surface p-4">
          <p className="text-17 font-semibold text-brick">{texts.noQueues}</p>
          <p className="text-15 text-quiet">{texts.noQueuesDetail[backend]}</p>
        </div>
      ) : (
        <div
          tabIndex={0}
          role="region"
          aria-label={texts.queues}
          className="overflow-x-auto rounded-card border border-line bg-surface"
        >
          <table className="nums w-full text-15">
            <thead className="text-13 text-quiet">
              <tr>
                {Object.entries(texts.columns).map(([column, title]) => (
                  <th
                    key={column}
                    scope="col"
                    className={`${cell} font-medium ${column === 'oldest' ? wide : ''}`}
                  >
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {queues.map((queue) => (
                <QueueRow key={queue.urgency} queue={queue} format={format} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="measure text-15 text-quiet">{`${texts.failedHint} ${texts.backend[backend]}`}</p>
    </section>
  );
}

/** Whether mails and other work get done: for the owner, in words first. */
export function JobsPage(): ReactElement {
  const { clinic } = useStaff();
  const jobs = useQuery(jobsQuery);
  useSignInWhenGone(jobs.error);
  const format = formatFor(clinic.locale, clinic.timeZone);
  const { data, error, isPending, refetch } = jobs;
  return (
    <div className="max-w-[860px] space-y-6 px-4 py-4 lg:px-6">
      <DeskTitle lead={texts.lead}>{texts.title}</DeskTitle>
      {isPending && <Skeleton rows={2} height={140} />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <Worker jobs={data} format={format} />
          <Queues jobs={data} format={format} />
          <p className="nums text-13 text-quiet">
            {[
              data.tidiedAt && texts.tidied(format.shortMoment(data.tidiedAt)),
              texts.checked(format.shortMoment(data.checkedAt)),
            ]
              .filter(Boolean)
              .join(' ')}
          </p>
        </>
      )}
    </div>
  );
}
