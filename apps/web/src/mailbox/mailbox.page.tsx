import type { CaughtMail, MailboxView } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { isCode } from '../api/problem.ts';
import { request } from '../api/request.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { ClockPanel } from './clock-panel.tsx';
import { MailReader } from './mail-reader.tsx';
import { mailboxTexts as texts } from './mailbox.en.ts';

const REFRESH_MS = 3_000;

const useMails = () =>
  useQuery({
    queryKey: ['mailbox'],
    queryFn: ({ signal }) =>
      request<MailboxView>('GET', '/api/v1/demo/mailbox?limit=100', { signal }),
    refetchInterval: REFRESH_MS,
  });

const newestFirst = (mails: readonly CaughtMail[]): CaughtMail[] =>
  [...mails].sort((a, b) => (a.date < b.date ? 1 : -1));

interface RowProps {
  mail: CaughtMail;
  isOn: boolean;
  onOpen: () => void;
}

function MailRow({ mail, isOn, onOpen }: RowProps): ReactElement {
  const format = useFormat();
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        data-testid="mail"
        aria-current={isOn || undefined}
        onClick={onOpen}
        className={`block w-full px-4 py-3 text-left transition-colors hover:bg-sage ${
          isOn ? 'bg-sage' : ''
        }`}
      >
        <span className={`block truncate text-15 ${isOn ? 'font-semibold' : 'font-medium'}`}>
          {mail.subject}
        </span>
        <span className="flex gap-3 text-13 text-quiet">
          <span className="min-w-0 flex-1 truncate">{texts.to(mail.to)}</span>
          <span className="nums shrink-0">{format.shortMoment(mail.date)}</span>
        </span>
      </button>
    </li>
  );
}

interface ListProps {
  mails: readonly CaughtMail[];
  openId: string | null;
  onOpen: (id: string) => void;
}

function MailList({ mails, openId, onOpen }: ListProps): ReactElement {
  const [to, setTo] = useState('');
  const receivers = [...new Set(mails.map((mail) => mail.to))].sort();
  const shown = mails.filter((mail) => !to || mail.to === to);
  if (mails.length === 0) {
    return (
      <div className="space-y-4">
        <p className="text-15 text-quiet">{texts.none}</p>
        <Link to="/" className={buttonClass('quiet')}>
          {texts.book}
        </Link>
      </div>
    );
  }
  return (
    <div className="space-y-3">
      {receivers.length > 1 && (
        <Select
          label={texts.filter}
          value={to}
          options={[
            { value: '', label: texts.everyone },
            ...receivers.map((address) => ({ value: address, label: address })),
          ]}
          onPick={setTo}
        />
      )}
      <ul
        aria-label={texts.list}
        className="max-h-[70dvh] overflow-y-auto rounded-card border border-line bg-surface"
      >
        {shown.map((mail) => (
          <MailRow
            key={mail.id}
            mail={mail}
            isOn={mail.id === openId}
            onOpen={() => onOpen(mail.id)}
          />
        ))}
      </ul>
    </div>
  );
}

export function MailboxPage(): ReactElement {
  const mailbox = useMails();
  const [openId, setOpenId] = useState<string | null>(null);
  if (isCode(mailbox.error, 'DEMO_ONLY', 'NOT_FOUND'))
    return <PageTitle>{texts.notDemo}</PageTitle>;
  const mails = newestFirst(mailbox.data?.mails ?? []);
  const open = mails.find(({ id }) => id === openId);
  return (
    <div className="space-y-6">
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      <ClockPanel onMoved={() => void mailbox.refetch()} />
      {mailbox.isError && <Trouble error={mailbox.error} onRetry={() => void mailbox.refetch()} />}
      {mailbox.isPending && <Skeleton rows={4} />}
      {mailbox.data && (
        <div className="grid gap-6 lg:grid-cols-[320px_minmax(0,1fr)]">
          <div className={open ? 'hidden lg:block' : ''}>
            <MailList mails={mails} openId={openId} onOpen={setOpenId} />
          </div>
          <div className={open ? '' : 'hidden lg:block'}>
            {open ? (
              <MailReader key={open.id} mail={open} onBack={() => setOpenId(null)} />
            ) : (
              mails.length > 0 && (
                <p className="pt-16 text-center text-15 text-quiet">{texts.pick}</p>
              )
            )}
          </div>
        </div>
      )}
    </div>
  );
}
