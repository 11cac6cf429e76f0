import type { OwnCalendarFeed } from '@limber/contracts';
import {
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { calendarFeed } from '../api/booking.requests.ts';
import { Button } from '../ui/button.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import type { Format } from '../ui/format.ts';
import { SecretAddress } from '../ui/secret-address.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { ownCalendarTexts as texts } from './own-calendar.en.ts';

interface Props {
  reference: string;
  token: string;
  format: Format;
}

interface ButtonsProps extends OwnCalendarFeed {
  change: UseMutationResult<OwnCalendarFeed, Error, 'POST' | 'DELETE'>;
}

function Buttons({ since, url, change }: ButtonsProps): ReactElement {
  return (
    <div className="flex flex-wrap gap-2">
      {!url && (
        <Button
          look="quiet"
          data-testid="own-calendar-make"
          isBusy={change.isPending}
          onClick={() => change.mutate('POST')}
        >
          {since ? texts.again : texts.make}
        </Button>
      )}
      {since && (
        <Button
          look="danger"
          data-testid="own-calendar-stop"
          isBusy={change.isPending}
          onClick={() => change.mutate('DELETE')}
        >
          {texts.revoke}
        </Button>
      )}
    </div>
  );
}

/** All visits of the client as a calendar that keeps itself up to date: made, made anew, or stopped here. */
export function OwnCalendar({ reference, token, format }: Props): ReactElement {
  const cache = useQueryClient();
  const queryKey = ['own-calendar', reference, token];
  const feed = useQuery({
    queryKey,
    queryFn: () => calendarFeed('GET', reference, token),
  });
  const change = useMutation({
    mutationFn: (method: 'POST' | 'DELETE') => calendarFeed(method, reference, token),
    onSuccess: (made: OwnCalendarFeed) => cache.setQueryData(queryKey, made),
  });
  const { since = null, url = null } = feed.data ?? {};
  return (
    <Disclosure label={texts.title}>
      <div className="space-y-4">
        <p className="text-15 text-quiet">{texts.lead}</p>
        {url ? (
          <>
            <p role="status" className="text-15 font-medium">
              {texts.made}
            </p>
            <SecretAddress label={texts.address} url={url} />
          </>
        ) : (
          since && (
            <p className="nums text-15">
              {texts.since(format.shortMoment(since))} {texts.againHint}
            </p>
          )
        )}
        {change.isError && <Trouble error={change.error} />}
        {feed.isError && <Trouble error={feed.error} onRetry={() => void feed.refetch()} />}
        {feed.data && <Buttons {...{ since, url, change }} />}
      </div>
    </Disclosure>
  );
}
