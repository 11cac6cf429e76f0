import type { ReOfferAnswer, ReOfferPage as Offer } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { answerReOffer, readReOffer } from '../api/booking.requests.ts';
import { isCode } from '../api/problem.ts';
import { BigMoment } from '../ui/big-moment.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { ownPath } from '../ui/own-path.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Asking, Sure } from '../ui/sure.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { YourTimeLine } from '../booking/your-time.line.tsx';
import { reOfferTexts as texts } from './re-offer.en.ts';

type Decision = ReOfferAnswer['decision'];

/** The move page of the same link. */
const movePath = ({ manageUrl }: Offer): string => ownPath(manageUrl).replace('?', '/move?');

function Facts({ offer, format }: { offer: Offer; format: Format }): ReactElement {
  const rows = [
    [texts.what, texts.service(offer.service, offer.durationMin)],
    [texts.where, `${offer.location.name}, ${offer.location.address}`],
    [texts.price, format.money(offer.price)],
  ] as const;
  return (
    <dl className="rounded-card border border-line bg-surface px-4">
      {rows.map(([label, value]) => (
        <div
          key={label}
          className="flex flex-wrap gap-x-4 border-b border-line py-3 text-15 last:border-0"
        >
          <dt className="w-20 shrink-0 text-quiet">{label}</dt>
          <dd className="nums min-w-0 flex-1 font-medium break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface AskProps {
  offer: Offer;
  busy: Decision | null;
  onAnswer: (decision: Decision) => void;
}

function Choices({
  offer,
  busy,
  onAnswer,
  wasAsked,
  onCancel,
}: AskProps & { wasAsked: boolean; onCancel: () => void }): ReactElement {
  const { hash } = useLocation();
  const isKept = offer.state === 'offered';
  const wantsMove = hash === 'move' || !isKept;
  const accept = isKept && (
    <Button
      key="accept"
      look={wantsMove ? 'quiet' : 'main'}
      data-testid="re-offer-accept"
      isBusy={busy === 'accept'}
      onClick={() => onAnswer('accept')}
    >
      {busy === 'accept' ? texts.accepting : texts.accept(offer.instead)}
    </Button>
  );
  const move = (
    <a
      key="move"
      href={movePath(offer)}
      data-testid="re-offer-move"
      className={buttonClass(wantsMove ? 'main' : 'quiet')}
    >
      {texts.move}
    </a>
  );
  return (
    <section aria-label={texts.choose} className="space-y-3">
      <div className="flex flex-col gap-2">
        {wantsMove ? [move, accept] : [accept, move]}
        <Button look="quiet" data-testid="re-offer-cancel" autoFocus={wasAsked} onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
      <p className="text-15 text-quiet">{texts.nothingYet}</p>
    </section>
  );
}

/** What the mail's button chose stands first and is not done: only the press here does it. */
function Answers({ offer, busy, onAnswer }: AskProps): ReactElement {
  const { hash } = useLocation();
  const [asking, setAsking] = useState<Asking>(hash === 'cancel' ? 'now' : 'not yet');
  const choices = { offer, busy, onAnswer, wasAsked: asking === 'no more' };
  if (asking !== 'now') return <Choices {...choices} onCancel={() => setAsking('now')} />;
  return (
    <Sure
      {...{ sentence: texts.cancelSure, back: texts.keepThinking }}
      yes={busy === 'cancel' ? texts.cancelling : texts.cancelYes}
      testId="re-offer-cancel-yes"
      isBusy={busy === 'cancel'}
      onYes={() => onAnswer('cancel')}
      onBack={() => setAsking('no more')}
    />
  );
}

const outcome = (offer: Offer): string => {
  const { state, instead } = offer;
  if (state === 'accepted') return texts.accepted(instead);
  return state === 'expired'
    ? texts.expired(instead)
    : texts[state === 'offered' ? 'choose' : state];
};

function Ended({ offer }: { offer: Offer }): ReactElement {
  const isGood = offer.state === 'accepted' || offer.state === 'cancelled';
  return (
    <>
      <Notice tone={isGood ? 'good' : 'caution'} title={texts.states[offer.state]} isUrgent>
        <p>{outcome(offer)}</p>
      </Notice>
      <div className="flex flex-col gap-2 sm:flex-row">
        {offer.state !== 'cancelled' && (
          <a href={ownPath(offer.manageUrl)} className={buttonClass('quiet')}>
            {texts.see}
          </a>
        )}
        <a href={`tel:${offer.phone.replaceAll(' ', '')}`} className={buttonClass('quiet')}>
          {texts.phone(offer.phone)}
        </a>
      </div>
    </>
  );
}

function Shown({ offer, token }: { offer: Offer; token: string }): ReactElement {
  const { locale } = useFormat();
  const cache = useQueryClient();
  const key = ['re-offer', token];
  const answer = useMutation({
    mutationFn: (decision: Decision) => answerReOffer(token, decision),
    onSuccess: (answered) => {
      cache.setQueryData(key, answered);
      void cache.invalidateQueries({ queryKey: ['booking', offer.reference] });
    },
    // It ended in the meantime: show how.
    onError: () => void cache.invalidateQueries({ queryKey: key }),
  });
  const format = formatFor(locale, offer.timeZone);
  const busy = answer.isPending ? answer.variables : null;
  const isOpen = offer.state === 'offered' || offer.state === 'expired';
  return (
    <>
      <p className="text-15 font-semibold text-pine" data-testid="re-offer-state">
        {isOpen ? texts.away(offer.away) : texts.states[offer.state]}
      </p>
      <BigMoment at={offer.startsAt} format={format} />
      <YourTimeLine at={offer.startsAt} format={format} />
      {offer.state === 'offered' && (
        <Notice tone="good" title={texts.kept(offer.instead, format.moment(offer.expiresAt))}>
          <p>{texts.lead(offer.instead)}</p>
        </Notice>
      )}
      {offer.state !== 'offered' && <Ended offer={offer} />}
      {answer.isError && <Trouble error={answer.error} />}
      {isOpen && <Answers {...{ offer, busy }} onAnswer={(decision) => answer.mutate(decision)} />}
      <Facts {...{ offer, format }} />
    </>
  );
}

/** Opened from the mail of an offer. Opening it changes nothing: mail scanners open every link. */
export function ReOfferPage(): ReactElement {
  const { token = '' } = useParams({ strict: false });
  const offer = useQuery({
    queryKey: ['re-offer', token],
    queryFn: ({ signal }) => readReOffer(token, signal),
  });
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {offer.isPending && <Skeleton rows={4} height={72} />}
      {offer.data && <Shown offer={offer.data} token={token} />}
      {isCode(offer.error, 'NOT_FOUND', 'VALIDATION_FAILED') ? (
        <PageTitle lead={texts.invalid}>{texts.invalidTitle}</PageTitle>
      ) : (
        offer.isError && <Trouble error={offer.error} onRetry={() => void offer.refetch()} />
      )}
    </div>
  );
}
