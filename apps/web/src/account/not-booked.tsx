import type { CheckInResult } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useFormat } from '../ui/use-format.ts';
import { checkInTexts } from './account.en.ts';
import { rebookTexts as texts } from './rebook.en.ts';
import type { Offer } from './use-offers.ts';

interface Props {
  notBooked: NonNullable<CheckInResult['notBooked']>;
  offer: Offer | undefined;
}

const isLost = (code: string): boolean => code === 'SLOT_TAKEN' || code === 'HOLD_EXPIRED';

function TimesLink({ offer, at }: { offer: Offer | undefined; at?: string }): ReactElement {
  const format = useFormat();
  return (
    <Link
      to="/book/times"
      search={{
        choose: true,
        ...(offer && { service: offer.serviceId, length: offer.durationMin }),
        ...(at && { date: format.date(at) }),
      }}
      {...(at && { 'data-testid': 'alternative' })}
      className={buttonClass(at ? 'quiet' : 'plain', 'nums')}
    >
      {at ? format.moment(at) : texts.otherTimes}
    </Link>
  );
}

function CallUs({ lead }: { lead: string }): ReactElement {
  const { data: clinic } = useClinic();
  return (
    <>
      <p>{lead}</p>
      {clinic && (
        <a
          href={`tel:${clinic.phone.replaceAll(' ', '')}`}
          className={buttonClass('quiet', 'nums')}
        >
          {checkInTexts.callClinic(clinic.phone)}
        </a>
      )}
    </>
  );
}

/** The answer was kept; the time was not to be had. What happened, and the way on. */
export function NotBooked({ notBooked, offer }: Props): ReactElement {
  const { code, alternatives } = notBooked;
  if (code === 'CLEARANCE_NEEDED') {
    return (
      <Notice tone="caution" title={texts.clearance.title}>
        <CallUs lead={texts.clearance.lead} />
      </Notice>
    );
  }
  if (!isLost(code)) {
    return (
      <Notice tone="caution" title={texts.refused.title}>
        <CallUs lead={texts.refused.lead} />
        <TimesLink offer={offer} />
      </Notice>
    );
  }
  return (
    <Notice tone="caution" title={texts.taken.title}>
      <p>{alternatives.length > 0 ? texts.taken.lead : texts.taken.leadNone}</p>
      <div className="flex flex-col gap-2">
        {alternatives.map((at) => (
          <TimesLink key={at} offer={offer} at={at} />
        ))}
        <TimesLink offer={offer} />
      </div>
    </Notice>
  );
}
