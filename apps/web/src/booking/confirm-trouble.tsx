import type { HoldView } from '@limber/contracts';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { isCode } from '../api/problem.ts';
import { buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { Alternatives } from './alternatives.tsx';
import { anotherStart } from './another-start.rules.ts';
import { detailsTexts as texts } from './details.en.ts';
import { SafetyMessages } from './safety-messages.tsx';
import { useHold } from './use-hold.ts';

interface Props {
  error: unknown;
  hold: HoldView;
  onRetry: () => void;
  /** Another time is kept now: the old refusal has nothing more to say. */
  onKept: () => void;
}

function TimeLost({ error, hold, onKept }: Props): ReactElement | null {
  const navigate = useNavigate();
  const again = useHold();
  // The newer refusal lists the nearer times.
  const refusal = isCode(again.error, 'SLOT_TAKEN', 'HOLD_EXPIRED') ? again.error : error;
  if (!isCode(refusal, 'SLOT_TAKEN', 'HOLD_EXPIRED')) return null;
  const { alternatives } = refusal;
  return (
    <>
      <Alternatives
        title={texts.lost.title}
        lead={alternatives.length > 0 ? texts.lost.lead : texts.lost.leadNone}
        starts={alternatives}
        locationId={hold.locationId}
        isBusy={again.isPending}
        onPick={(startsAt) => again.mutate(anotherStart(hold, startsAt), { onSuccess: onKept })}
        onOther={() => void navigate({ to: '/book/times' })}
        otherLabel={texts.lost.others}
      />
      {again.isError && refusal === error && <Trouble error={again.error} />}
    </>
  );
}

/** The time is not open any more: pressing again would only say so again. */
const closedCodes = ['IN_PAST', 'NOTICE', 'SAME_DAY_CUTOFF', 'HORIZON', 'OUTSIDE_HOURS'] as const;

/** Why it was not booked, with the way on; whatever was typed stays. */
export function ConfirmTrouble(props: Props): ReactElement {
  const { error, onRetry } = props;
  if (isCode(error, 'SLOT_TAKEN', 'HOLD_EXPIRED')) return <TimeLost {...props} />;
  if (isCode(error, 'SCREENING_REFUSED')) {
    return (
      <>
        <Notice tone="refuse" title={error.problem.title} isUrgent>
          <p>{error.problem.detail}</p>
        </Notice>
        <SafetyMessages messages={error.safety} />
      </>
    );
  }
  if (isCode(error, 'IDEMPOTENCY_RUNNING')) {
    return <Notice tone="caution" title={texts.stillRunning} isUrgent />;
  }
  if (isCode(error, 'PRECAUTION_CAP', 'DURATION_NOT_SOLD')) {
    return (
      <Trouble error={error}>
        <Link to="/book/times" search={{ choose: true }} className={buttonClass('quiet')}>
          {texts.chooseOther}
        </Link>
      </Trouble>
    );
  }
  if (isCode(error, ...closedCodes)) {
    return (
      <Trouble error={error}>
        <Link to="/book/times" className={buttonClass('quiet')}>
          {texts.lost.others}
        </Link>
      </Trouble>
    );
  }
  if (isCode(error, 'VALIDATION_FAILED', 'PHONE_INVALID')) return <Trouble error={error} />;
  return <Trouble error={error} onRetry={onRetry} />;
}
