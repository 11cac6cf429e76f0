import type { CallBacks } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, buttonClass } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { Trouble } from '../ui/trouble.tsx';
import { CallLink } from './call-link.tsx';
import { clearanceTexts } from './clearance.en.ts';
import { callBacksQuery, finishCallBack } from './desk.requests.ts';
import { say } from './said.store.ts';

const texts = clearanceTexts.callBack;
type Task = CallBacks[number];

function Reach({ task: { name, phone, email } }: { task: Task }): ReactElement {
  if (phone) return <CallLink name={name} phone={phone} />;
  if (!email) return <p className="text-15 text-quiet">{texts.noPhone}</p>;
  return (
    <a href={`mailto:${email}`} className={buttonClass('quiet', 'break-all')}>
      <Mail aria-hidden size={18} className="shrink-0 text-pine" />
      {email}
    </a>
  );
}

function Row({ task, format }: { task: Task; format: Format }): ReactElement {
  const { id, name, since } = task;
  const cache = useQueryClient();
  const done = useMutation({
    mutationFn: () => finishCallBack(id),
    onSuccess: (left) => {
      cache.setQueryData(callBacksQuery.queryKey, left);
      say('done', texts.said(name));
    },
  });
  return (
    <li
      data-testid="call-back"
      className="space-y-3 border-b border-line px-5 py-4 last:border-b-0"
    >
      <div>
        <h3 className="text-17 font-semibold break-words">{name}</h3>
        <p className="nums text-15 text-quiet">
          {clearanceTexts.waiting.since(format.shortMoment(since))}
        </p>
      </div>
      {done.isError && <Trouble error={done.error} />}
      <div className="flex flex-wrap gap-3">
        <Reach task={task} />
        <Button
          look="quiet"
          data-testid="called"
          aria-label={texts.doneFor(name)}
          isBusy={done.isPending}
          onClick={() => done.mutate()}
        >
          {texts.done}
        </Button>
      </div>
    </li>
  );
}

/** Nothing at all while nobody waits: the page is about whom to phone. */
export function CallBackList({ format }: { format: Format }): ReactElement | null {
  const tasks = useQuery(callBacksQuery);
  if (tasks.isError) {
    return <Trouble error={tasks.error} onRetry={() => void tasks.refetch()} />;
  }
  if (!tasks.data || tasks.data.length === 0) return null;
  return (
    <section className="space-y-3">
      <h2 className="text-21 font-semibold">{texts.title}</h2>
      <p className="measure text-15 text-quiet">{texts.lead}</p>
      <ul className="rounded-card border border-line bg-surface">
        {tasks.data.map((task) => (
          <Row key={task.id} task={task} format={format} />
        ))}
      </ul>
    </section>
  );
}
