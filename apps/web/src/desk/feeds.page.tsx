import type { DeskCalendarFeeds } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/field.tsx';
import { formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { SecretAddress } from '../ui/secret-address.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { feedTexts as texts } from './feeds.en.ts';
import { feedsQuery, makeFeed, revokeFeed } from './feeds.requests.ts';
import { useStaff } from './me.context.ts';
import { peopleQuery } from './setup/setup.requests.ts';
import { useSignInWhenGone } from './use-desk.ts';

/** Whom one may make a calendar for: the office for everybody who works, therapists for themselves. */
function useWhose(): { id: string; name: string }[] {
  const { role, therapistId, name } = useStaff();
  const isOwn = role === 'therapist';
  const people = useQuery({ ...peopleQuery, enabled: !isOwn });
  if (isOwn) return therapistId ? [{ id: therapistId, name }] : [];
  return (people.data ?? []).filter(({ active }) => active);
}

function MakeFeed(): ReactElement | null {
  const { role } = useStaff();
  const whose = useWhose();
  const cache = useQueryClient();
  const [picked, setPicked] = useState('');
  const [showsNames, setShowsNames] = useState(false);
  const make = useMutation({
    mutationFn: makeFeed,
    onSuccess: () => cache.invalidateQueries(feedsQuery),
  });
  const therapistId = picked || whose[0]?.id;
  if (!therapistId) return null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!make.isPending) make.mutate({ therapistId, showsNames });
  };
  return (
    <form onSubmit={send} className="space-y-3 rounded-card border border-line bg-surface p-4">
      {role !== 'therapist' && (
        <Select
          label={texts.whose}
          value={therapistId}
          options={whose.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={setPicked}
        />
      )}
      <Tick isOn={showsNames} onToggle={setShowsNames} hint={texts.namesHint} testId="feed-names">
        {texts.names}
      </Tick>
      <Button type="submit" data-testid="feed-make" isBusy={make.isPending}>
        {texts.make}
      </Button>
      {make.isError && <Trouble error={make.error} />}
      {make.data && (
        <Notice title={texts.made}>
          <SecretAddress label={texts.address} url={make.data.url} />
        </Notice>
      )}
    </form>
  );
}

interface SureProps {
  isBusy: boolean;
  onYes: () => void;
  onBack: () => void;
}

function Sure({ isBusy, onYes, onBack }: SureProps): ReactElement {
  return (
    <div className="rise space-y-3 rounded-card border border-brick bg-brick-wash p-4">
      <p className="text-15">{texts.sure}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="danger" data-testid="feed-revoke-yes" isBusy={isBusy} onClick={onYes}>
          {texts.yes}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </div>
  );
}

function Feed({ feed }: { feed: DeskCalendarFeeds[number] }): ReactElement {
  const { clinic } = useStaff();
  const cache = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const format = formatFor(clinic.locale, clinic.timeZone);
  const when = format.shortMoment(feed.createdAt);
  const revoke = useMutation({
    mutationFn: () => revokeFeed(feed.id),
    onSuccess: () => cache.invalidateQueries(feedsQuery),
  });
  return (
    <li data-testid="feed" className="space-y-3 border-b border-line py-3 last:border-b-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 text-15">
          <span className="block font-semibold break-words">{feed.therapist.name}</span>
          <span className="nums block text-13 text-quiet">
            {[texts.since(when), feed.showsNames ? texts.wholeNames : texts.initials].join(' · ')}
          </span>
        </p>
        {!isAsking && (
          <Button
            look="danger"
            aria-label={texts.revokeFor(feed.therapist.name, when)}
            data-testid="feed-revoke"
            onClick={() => setAsking(true)}
          >
            {texts.revoke}
          </Button>
        )}
      </div>
      {isAsking && (
        <Sure
          isBusy={revoke.isPending}
          onYes={() => revoke.mutate()}
          onBack={() => setAsking(false)}
        />
      )}
      {revoke.isError && <Trouble error={revoke.error} />}
    </li>
  );
}

/** Calendar addresses of those who treat. */
export function FeedsPage(): ReactElement {
  const feeds = useQuery(feedsQuery);
  useSignInWhenGone(feeds.error);
  useEffect(() => {
    document.title = `${texts.title} · Limber`;
  }, []);
  const { data, error, isPending, refetch } = feeds;
  return (
    <div className="mx-auto max-w-[760px] space-y-5 px-4 py-4 lg:px-6">
      <div className="space-y-1">
        <h1 className="voice text-28">{texts.title}</h1>
        <p className="measure text-15 text-quiet">{texts.lead}</p>
      </div>
      <MakeFeed />
      {isPending && <Skeleton rows={2} height={72} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && (
        <section aria-labelledby="feeds-in-use" className="space-y-1">
          <h2 id="feeds-in-use" className="text-17 font-semibold">
            {texts.listTitle}
          </h2>
          {data.length === 0 && <p className="text-15 text-quiet">{texts.none}</p>}
          <ul>
            {data.map((feed) => (
              <Feed key={feed.id} feed={feed} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
