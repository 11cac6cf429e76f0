import type { HoldView } from '@limber/contracts';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Clock } from 'lucide-react';
import type { ReactElement } from 'react';
import { extendHold } from '../api/booking.requests.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { usePlaceFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { Alternatives } from './alternatives.tsx';
import { anotherStart } from './another-start.rules.ts';
import { detailsTexts } from './details.en.ts';
import { changeDraft, readDraft, useDraft } from './draft.store.ts';
import { isCode } from '../api/problem.ts';
import { timesTexts } from './times.en.ts';
import { useHold } from './use-hold.ts';

const texts = detailsTexts.hold;
const MINUTE = 60_000;
const ANNOUNCED = 3;

/** A hold that has run out: what was kept, one tap to keep it again, and where else to look. */
function Expired({ hold }: { hold: HoldView }): ReactElement {
  const format = usePlaceFormat(hold.locationId);
  const navigate = useNavigate();
  const again = useHold();
  const keep = (startsAt: string): void => again.mutate(anotherStart(hold, startsAt));
  if (isCode(again.error, 'SLOT_TAKEN')) {
    const { alternatives } = again.error;
    return (
      <Alternatives
        title={timesTexts.taken.title}
        lead={alternatives.length > 0 ? detailsTexts.lost.lead : detailsTexts.lost.leadNone}
        starts={alternatives}
        locationId={hold.locationId}
        isBusy={again.isPending}
        onPick={keep}
        onOther={() => void navigate({ to: '/book/times' })}
        otherLabel={texts.over.others}
      />
    );
  }
  return (
    <Notice tone="caution" title={texts.over.title(format.time(hold.expiresAt))} isUrgent>
      <p>{texts.over.lead}</p>
      {again.isError && <Trouble error={again.error} />}
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" isBusy={again.isPending} onClick={() => keep(hold.startsAt)}>
          {texts.over.again}
        </Button>
        <Link to="/book/times" className={buttonClass('plain')}>
          {texts.over.others}
        </Link>
      </div>
    </Notice>
  );
}

function ExtendButton({ hold }: { hold: HoldView }): ReactElement {
  const extend = useMutation({
    mutationFn: () => extendHold(hold),
    onSuccess: ({ expiresAt }) => {
      const current = readDraft().hold;
      if (current) changeDraft({ hold: { ...current, expiresAt }, isHoldExtended: true });
    },
    onError: (error) => {
      if (isCode(error, 'HOLD_EXTENDED')) changeDraft({ isHoldExtended: true });
    },
  });
  return (
    <>
      <button
        type="button"
        data-testid="extend-hold"
        aria-busy={extend.isPending || undefined}
        onClick={() => extend.mutate()}
        className="link min-h-11 shrink-0 text-15 font-medium"
      >
        {texts.extend}
      </button>
      {extend.isError && <Trouble error={extend.error} />}
    </>
  );
}

/** Until when the time is kept, as a time of day; said aloud in the last three minutes. */
export function HoldBar({ hold }: { hold: HoldView }): ReactElement {
  const { isHoldExtended } = useDraft();
  const format = usePlaceFormat(hold.locationId);
  const left = Math.ceil((Date.parse(hold.expiresAt) - useNow(5_000)) / MINUTE);
  if (left <= 0) return <Expired hold={hold} />;
  const isShort = left <= ANNOUNCED;
  return (
    <section
      aria-label={texts.label}
      className={`sticky top-2 z-10 flex flex-wrap items-center gap-x-3 rounded-card border px-4 ${
        isShort ? 'border-amber bg-amber-wash' : 'border-line bg-sage'
      }`}
    >
      <Clock aria-hidden size={18} className={isShort ? 'text-amber' : 'text-pine'} />
      <p className="nums min-w-0 flex-1 py-2.5 text-15 font-medium" data-testid="hold-until">
        {isHoldExtended
          ? texts.extended(format.time(hold.expiresAt))
          : texts.until(format.time(hold.expiresAt))}
      </p>
      {!isHoldExtended && <ExtendButton hold={hold} />}
      <span aria-live="polite" className="sr-only">
        {isShort ? texts.lastMinutes(left) : ''}
      </span>
    </section>
  );
}
