import type { DeskCalendarFeeds } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/field.tsx';
import { formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { SecretAddress } from '../ui/secret-address.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { feedTexts as texts } from './feeds.en.ts';
import { feedsQuery, makeFeed, revokeFeed } from './feeds.requests.ts';
import { useStaff } from './me.context.ts';
import { Sure } from '../ui/sure.tsx';
import { useSignInWhenGone } from './use-desk.ts';
import { useWhose } from './use-whose.ts';
import { WhosePick } from './whose.pick.tsx';

function MakeFeed(): ReactElement | null {
  const whose = useWhose();
  const cache = useQueryClient();
  const [showsNames, setShowsNames] = useState(false);
  const make = useMutation({
    mutationFn: makeFeed,
    onSuccess: () => cache.invalidateQueries(feedsQuery),
  });
  const { id: therapistId } = whose;
  if (!therapistId) return null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!make.isPending) make.mutate({ therapistId, showsNames });
  };
  return (
    <form onSubmit={send} className="space-y-3 rounded-card border border-line bg-surface p-4">
      <WhosePick label={texts.whose} whose={whose} />
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
    <li data-testid="feed" className="space-y-3 border-b border-line px-4 py-3 last:border-b-0">
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
            className="min-h-11 px-4 text-15!"
          >
            {texts.revoke}
          </Button>
        )}
      </div>
      {isAsking && (
        <Sure
          {...{ sentence: texts.sure, yes: texts.yes, back: texts.back }}
          testId="feed-revoke-yes"
          isBusy={revoke.isPending}
          onYes={() => revoke.mutate()}
          onBack={() => setAsking(false)}
        />
      )}
      {revoke.isError && <Trouble error={revoke.error} />}
    </li>
  );
}

/** Limber in a calendar of theirs: addresses under which booked visits can be read. */
export function Feeds(): ReactElement {
  const { data, error, isPending, refetch } = useQuery(feedsQuery);
  useSignInWhenGone(error);
  const isOwn = useStaff().role === 'therapist';
  return (
    <section aria-labelledby="feeds" className="space-y-4">
      <div className="space-y-1">
        <h2 id="feeds" className="text-21 font-semibold">
          {isOwn ? texts.ownPart : texts.part}
        </h2>
        <p className="measure text-15 text-quiet">{texts.lead}</p>
      </div>
      <MakeFeed />
      {isPending && <Skeleton rows={2} height={72} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className="space-y-2">
          <h3 id="feeds-in-use" className="text-17 font-semibold">
            {texts.listTitle}
          </h3>
          {data.length === 0 ? (
            <p className="text-15 text-quiet">{texts.none}</p>
          ) : (
            <ul
              aria-labelledby="feeds-in-use"
              className="overflow-hidden rounded-card border border-line bg-surface"
            >
              {data.map((feed) => (
                <Feed key={feed.id} feed={feed} />
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}
