import type { WaitlistOfferPage as Offer } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { isCode, ProblemError } from '../api/problem.ts';
import { acceptOffer, declineOffer, readOffer } from '../api/waitlist.requests.ts';
import { detailsTexts } from '../booking/details.en.ts';
import { ActionBar } from '../booking/layout.tsx';
import { freeUntil } from '../booking/policy.rules.ts';
import { Rescreen } from '../booking/rescreen.tsx';
import { SafetyMessages } from '../booking/safety-messages.tsx';
import { YourTimeLine } from '../booking/your-time.line.tsx';
import { BigMoment } from '../ui/big-moment.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ownPath } from '../ui/own-path.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { FactLine } from './entry.facts.tsx';
import { useOnceKey } from './join.page.tsx';
import { waitlistTexts } from './waitlist.en.ts';
import { timeLeft } from './wish.rules.ts';

const texts = waitlistTexts.offer;
const OFTEN_MS = 10_000;
const MINUTE_MS = 60_000;

interface Props {
  offer: Offer;
  token: string;
  format: Format;
}

function Facts({ offer, format }: Pick<Props, 'offer' | 'format'>): ReactElement {
  const free = freeUntil(offer.policy, offer.startsAt);
  return (
    <dl className="border-y border-line">
      <FactLine label={texts.what}>{texts.service(offer.service, offer.durationMin)}</FactLine>
      <FactLine label={texts.who}>{offer.therapist}</FactLine>
      <FactLine label={texts.where}>
        {offer.location.name}
        <span className="block text-quiet">{offer.location.address}</span>
      </FactLine>
      <FactLine label={texts.price}>{format.money(offer.price)}</FactLine>
      {!free.isOver && (offer.state === 'open' || offer.state === 'accepted') && (
        <FactLine label={texts.free}>{texts.freeUntil(format.moment(free.at))}</FactLine>
      )}
    </dl>
  );
}

/** How long it is kept: the seconds for the eye, whole minutes for the ear. */
function Countdown({ offer, format }: Pick<Props, 'offer' | 'format'>): ReactElement {
  const now = useNow(1_000);
  const minutes = Math.max(1, Math.ceil((Date.parse(offer.expiresAt) - now) / MINUTE_MS));
  return (
    <Notice tone="good" title={texts.kept(format.time(offer.expiresAt))}>
      <p aria-hidden className="nums text-21 font-semibold" data-testid="countdown">
        {texts.left(timeLeft(offer.expiresAt, now))}
      </p>
      <p className="sr-only">{texts.minutesLeft(minutes)}</p>
      <p>{texts.first}</p>
    </Notice>
  );
}

/** The same link as the page's own query, so that whatever comes back is shown at once. */
function useAnswers(token: string) {
  const cache = useQueryClient();
  const queryKey = ['waitlist-offer', token];
  const keyOf = useOnceKey();
  const onSuccess = (offer: Offer): void => void cache.setQueryData(queryKey, offer);
  // It ended in the meantime: show how.
  const onError = (): void => void cache.invalidateQueries({ queryKey });
  const accept = useMutation({
    mutationFn: (screening: readonly string[] | null) => {
      const body = screening ? { screening: [...screening], healthData: true } : {};
      return acceptOffer(token, body, keyOf(body));
    },
    ...{ onSuccess, onError },
  });
  const decline = useMutation({
    mutationFn: (leave: boolean) => declineOffer(token, { leave }),
    ...{ onSuccess, onError },
  });
  return { accept, decline };
}

/** A red flag is told with whom to call; anything else with its sentence. */
function Refused({ error }: { error: unknown }): ReactElement {
  const safety = error instanceof ProblemError ? error.safety : [];
  return safety.length > 0 ? <SafetyMessages messages={safety} /> : <Trouble error={error} />;
}

/** A move needs no answers; a new visit the red-flag lines first. */
function Answer({ offer, token, format }: Props): ReactElement {
  const { accept, decline } = useAnswers(token);
  const [screening, setScreening] = useState<readonly string[] | null>(null);
  const [isTried, setTried] = useState(false);
  const isMove = offer.moves !== null;
  const press = (): void => {
    setTried(true);
    if (isMove) accept.mutate(null);
    else if (screening) accept.mutate(screening);
    else document.querySelector<HTMLElement>('[data-rescreen]')?.focus();
  };
  return (
    <>
      {!isMove && (
        <Rescreen
          {...{ screening, isYoung: offer.forYoung }}
          onChange={setScreening}
          error={isTried && screening === null ? detailsTexts.screeningMissing : undefined}
        />
      )}
      {accept.isError && <Refused error={accept.error} />}
      {decline.isError && <Trouble error={decline.error} />}
      <ActionBar>
        <Button data-testid="accept" className="nums" isBusy={accept.isPending} onClick={press}>
          {accept.isPending
            ? texts.accepting
            : isMove
              ? texts.move(format.shortMoment(offer.startsAt))
              : texts.accept(format.money(offer.price))}
        </Button>
        <Button
          look="quiet"
          data-testid="decline"
          isBusy={decline.isPending && !decline.variables}
          onClick={() => decline.mutate(false)}
        >
          {texts.decline}
        </Button>
      </ActionBar>
      <Button
        look="plain"
        data-testid="decline-leave"
        isBusy={decline.isPending && decline.variables}
        onClick={() => decline.mutate(true)}
      >
        {texts.leave}
      </Button>
    </>
  );
}

function sentence({ state, booked }: Offer): string {
  if (state === 'open') return '';
  if (state !== 'accepted') return texts[state];
  return booked?.status === 'requested' ? texts.requested : texts.accepted;
}

function Ended({ offer }: { offer: Offer }): ReactElement | null {
  const { state, stillWaiting, booked } = offer;
  if (state === 'open') return null;
  const isMine = state === 'accepted';
  return (
    <>
      <Notice tone={isMine ? 'good' : 'caution'} title={texts.states[state]} isUrgent>
        <p>{sentence(offer)}</p>
        {!isMine && <p>{stillWaiting ? texts.stay : texts.gone}</p>}
      </Notice>
      <div className="flex flex-col gap-2 sm:flex-row">
        {booked ? (
          <a href={ownPath(booked.manageUrl)} className={buttonClass('main')}>
            {texts.toBooking}
          </a>
        ) : (
          <a href={ownPath(offer.entryUrl)} className={buttonClass('main')}>
            {texts.toEntry}
          </a>
        )}
        <a href={`tel:${offer.phone.replaceAll(' ', '')}`} className={buttonClass('quiet', 'nums')}>
          {texts.phone(offer.phone)}
        </a>
      </div>
    </>
  );
}

function Shown({ offer, token, format }: Props): ReactElement {
  const isOpen = offer.state === 'open';
  return (
    <>
      <p className="text-15 font-semibold text-pine" data-testid="offer-state">
        {offer.state === 'open' ? texts.open : texts.states[offer.state]}
      </p>
      <BigMoment at={offer.startsAt} format={format} />
      <YourTimeLine at={offer.startsAt} format={format} />
      {isOpen && <Countdown {...{ offer, format }} />}
      <Ended offer={offer} />
      {isOpen && offer.moves && (
        <p className="nums">{texts.replaces(format.moment(offer.moves.startsAt))}</p>
      )}
      {isOpen && offer.asksAgain && <p>{texts.asksAgain}</p>}
      <Facts {...{ offer, format }} />
      {isOpen && <Answer {...{ offer, token, format }} />}
    </>
  );
}

/** Opened from the mail of an offer. Opening it changes nothing: mail scanners open every link. */
export function WaitlistOfferPage(): ReactElement {
  const { token = '' } = useParams({ strict: false });
  const { locale } = useFormat();
  const offer = useQuery({
    queryKey: ['waitlist-offer', token],
    queryFn: ({ signal }) => readOffer(token, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? OFTEN_MS : false),
  });
  const isUnknown = isCode(offer.error, 'NOT_FOUND', 'VALIDATION_FAILED');
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {offer.isPending && <Skeleton rows={4} height={72} />}
      {offer.data && (
        <Shown offer={offer.data} token={token} format={formatFor(locale, offer.data.timeZone)} />
      )}
      {isUnknown && (
        <PageTitle lead={waitlistTexts.invalid}>{waitlistTexts.invalidTitle}</PageTitle>
      )}
      {offer.isError && !offer.data && !isUnknown && (
        <Trouble error={offer.error} onRetry={() => void offer.refetch()} />
      )}
    </div>
  );
}
