import type { WaitlistEntryView as Entry } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { now } from '../api/clinic-clock.ts';
import { useClinic, useServices } from '../api/clinic.queries.ts';
import { isCode, ProblemError } from '../api/problem.ts';
import { changeEntry, leaveWaitlist, readEntry } from '../api/waitlist.requests.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ownPath } from '../ui/own-path.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Asking, Sure } from '../ui/sure.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { EntryFacts, OffersBefore } from './entry.facts.tsx';
import { waitlistTexts } from './waitlist.en.ts';
import { WishFields } from './wish.form.tsx';
import { type Wish, wishBody } from './wish.rules.ts';

const texts = waitlistTexts.entry;
const OFTEN_MS = 30_000;

interface Props {
  entry: Entry;
  token: string;
  format: Format;
}

function ChangeForm({
  entry,
  token,
  format,
  onDone,
}: Props & { onDone: () => void }): ReactElement {
  const cache = useQueryClient();
  const { data: services = [] } = useServices();
  const { windows, noticeMin, expiresOn } = entry;
  const [wish, setWish] = useState<Wish>({
    ...{ windows, noticeMin, therapistId: entry.therapist?.id ?? null },
    expiresOn: windows.some(({ to }) => to === expiresOn) ? '' : expiresOn,
  });
  const change = useMutation({
    mutationFn: () => changeEntry(token, entry.revision, wishBody(wish)),
    onSuccess: (changed) => {
      cache.setQueryData(['waitlist', token], changed);
      onDone();
    },
    onError: () => void cache.invalidateQueries({ queryKey: ['waitlist', token] }),
  });
  const refused = change.error instanceof ProblemError ? change.error : null;
  return (
    <section className="rise space-y-6">
      <WishFields
        {...{ wish }}
        today={format.date(now())}
        service={services.find(({ id }) => id === entry.service.id)}
        errorOf={(path) => refused?.fieldError(path)}
        onChange={setWish}
      />
      {isCode(change.error, 'PRECONDITION_FAILED') ? (
        <Notice tone="caution" title={texts.stale} isUrgent />
      ) : (
        change.isError && <Trouble error={change.error} />
      )}
      <div className="flex flex-wrap gap-2">
        <Button data-testid="save" isBusy={change.isPending} onClick={() => change.mutate()}>
          {texts.save}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {texts.back}
        </Button>
      </div>
    </section>
  );
}

function Leave({ token }: { token: string }): ReactElement {
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Asking>('not yet');
  const leave = useMutation({
    mutationFn: () => leaveWaitlist(token),
    onSuccess: (left) => cache.setQueryData(['waitlist', token], left),
  });
  if (asking !== 'now') {
    return (
      <Button
        look="quiet"
        data-testid="leave"
        autoFocus={asking === 'no more'}
        onClick={() => setAsking('now')}
      >
        {texts.leave}
      </Button>
    );
  }
  return (
    <div className="w-full space-y-3">
      {leave.isError && <Trouble error={leave.error} />}
      <Sure
        {...{ sentence: texts.leaveSure, back: texts.keep }}
        yes={leave.isPending ? texts.leaving : texts.leaveYes}
        testId="leave-yes"
        isBusy={leave.isPending}
        onYes={() => leave.mutate()}
        onBack={() => setAsking('no more')}
      />
    </div>
  );
}

function OpenOffers({ entry, format }: Pick<Props, 'entry' | 'format'>): ReactElement {
  return (
    <>
      {entry.offers
        .filter(({ state }) => state === 'open')
        .map((offer) => (
          <Notice key={offer.id} tone="good" title={texts.open}>
            <p className="nums">
              {texts.openLead(
                format.moment(offer.startsAt),
                offer.therapist.name,
                format.time(offer.expiresAt),
              )}
            </p>
            <a
              href={ownPath(offer.url)}
              data-testid="open-offer"
              className={buttonClass('main', 'w-full')}
            >
              {texts.see}
            </a>
          </Notice>
        ))}
    </>
  );
}

function Ended({ entry }: { entry: Entry }): ReactElement {
  return entry.booked ? (
    <a href={ownPath(entry.booked.manageUrl)} className={buttonClass('main')}>
      {texts.toBooking}
    </a>
  ) : (
    <Link to="/book/times" search={againSearch(entry)} className={buttonClass('main')}>
      {texts.again}
    </Link>
  );
}

const againSearch = ({ service, durationMin }: Entry) => ({
  ...{ service: service.id, length: durationMin },
});

function Shown({ entry, token, format }: Props): ReactElement {
  const { hash } = useLocation();
  const [mode, setMode] = useState<'read' | 'change' | 'changed'>('read');
  const { data: clinic } = useClinic();
  const { state } = entry;
  const isWaiting = state === 'waiting';
  return (
    <>
      <PageTitle lead={isWaiting ? undefined : texts.lead[state]}>{texts.title[state]}</PageTitle>
      {isWaiting && hash === 'joined' && mode === 'read' && (
        <Notice tone="good" title={texts.joined}>
          <p className="break-words">{texts.joinedLead(entry.email)}</p>
        </Notice>
      )}
      {mode === 'changed' && (
        <Notice tone="good" title={texts.changed}>
          {texts.changedLead}
        </Notice>
      )}
      {isWaiting && <OpenOffers {...{ entry, format }} />}
      {isWaiting && mode === 'change' ? (
        <ChangeForm {...{ entry, token, format }} onDone={() => setMode('changed')} />
      ) : (
        <>
          <EntryFacts {...{ entry, format }} showsPlace={(clinic?.locations.length ?? 0) > 1} />
          <div className="flex flex-wrap gap-2">
            {isWaiting ? (
              <>
                <Button look="quiet" data-testid="change" onClick={() => setMode('change')}>
                  {texts.change}
                </Button>
                <Leave token={token} />
              </>
            ) : (
              <Ended entry={entry} />
            )}
          </div>
        </>
      )}
      <OffersBefore {...{ entry, format }} />
    </>
  );
}

/** The own place on the list: what is waited for, what was offered, and the way out. */
export function EntryPage(): ReactElement {
  const { token = '' } = useParams({ strict: false });
  const { locale } = useFormat();
  const entry = useQuery({
    queryKey: ['waitlist', token],
    queryFn: ({ signal }) => readEntry(token, signal),
    refetchInterval: OFTEN_MS,
  });
  const isUnknown = isCode(entry.error, 'NOT_FOUND', 'VALIDATION_FAILED');
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {entry.isPending && <Skeleton rows={5} />}
      {entry.data && (
        <Shown entry={entry.data} token={token} format={formatFor(locale, entry.data.timeZone)} />
      )}
      {isUnknown && (
        <PageTitle lead={waitlistTexts.invalid}>{waitlistTexts.invalidTitle}</PageTitle>
      )}
      {entry.isError && !entry.data && !isUnknown && (
        <Trouble error={entry.error} onRetry={() => void entry.refetch()} />
      )}
    </div>
  );
}
