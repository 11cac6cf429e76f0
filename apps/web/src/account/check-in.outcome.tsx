import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { SafetyMessages } from '../booking/safety-messages.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { ownPath } from '../ui/own-path.ts';
import { useFormat } from '../ui/use-format.ts';
import { checkInTexts as texts } from './account.en.ts';
import { leadsToTimes } from './check-in.rules.ts';
import { CheckInBooked } from './check-in.booked.tsx';
import { NotBooked } from './not-booked.tsx';
import { rebookTexts } from './rebook.en.ts';
import type { Saved } from './use-answer.ts';

interface Props {
  saved: Saved;
  onCorrect: () => void;
}

/** Their own answers over time; nothing of it is on this page. */
function OwnAnswers({ saved }: { saved: Saved }): ReactElement {
  return (
    <a
      href={ownPath(saved.result.outcomesUrl)}
      data-testid="own-answers"
      className="link inline-flex min-h-11 items-center text-15"
    >
      {texts.ownAnswers}
    </a>
  );
}

function Correct({ saved, onCorrect }: Props): ReactElement {
  const format = useFormat();
  return (
    <div className="border-t border-line pt-4">
      <p className="nums text-15 text-quiet">
        {texts.correctable(format.moment(saved.result.correctableUntil))}
      </p>
      <Button look="plain" className="-ml-5" onClick={onCorrect}>
        {texts.correct}
      </Button>
    </div>
  );
}

function Paused(): ReactElement | null {
  const { data: clinic } = useClinic();
  return clinic ? <p className="text-15">{texts.blocked(clinic.phone)}</p> : null;
}

/** What to do comes before any thank-you. */
function Stop(props: Props): ReactElement {
  const { result, offer } = props.saved;
  return (
    <>
      <PageTitle lead={result.message}>{texts.bookingBlockedTitle}</PageTitle>
      <SafetyMessages messages={result.safety} />
      {offer && <p>{rebookTexts.nothingBooked}</p>}
      <Paused />
      <Correct {...props} />
    </>
  );
}

/** Who was hurt hears what happens next, and need not wait for it. */
function Harmed({ message }: { message: string }): ReactElement {
  const { data: clinic } = useClinic();
  return (
    <>
      <PageTitle lead={message}>{texts.harmTitle}</PageTitle>
      {clinic && (
        <a
          href={`tel:${clinic.phone.replaceAll(' ', '')}`}
          className={buttonClass('quiet', 'nums')}
        >
          {texts.callClinic(clinic.phone)}
        </a>
      )}
    </>
  );
}

function Answered({ saved }: { saved: Saved }): ReactElement {
  const { result, offer } = saved;
  const { booking, notBooked } = result;
  if (result.outcome === 'adverse_event') return <Harmed message={result.message} />;
  if (booking && offer) {
    return <CheckInBooked message={result.message} booking={booking} offer={offer} />;
  }
  if (notBooked) {
    return (
      <>
        <PageTitle lead={result.message}>{rebookTexts.saved}</PageTitle>
        <NotBooked notBooked={notBooked} offer={offer} />
      </>
    );
  }
  return (
    <>
      <PageTitle lead={result.message}>{texts.saved}</PageTitle>
      {result.bookingBlocked && <Paused />}
      {leadsToTimes(result, saved.wasOffered) && (
        <Link to="/book/times" search={{ choose: true }} className={buttonClass('quiet')}>
          {texts.times}
        </Link>
      )}
    </>
  );
}

export function CheckInOutcome(props: Props): ReactElement {
  const { result } = props.saved;
  if (result.safety.length > 0) return <Stop {...props} />;
  return (
    <>
      <Answered saved={props.saved} />
      <OwnAnswers saved={props.saved} />
      <Correct {...props} />
    </>
  );
}
