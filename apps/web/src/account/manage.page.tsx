import type { BookingView } from '@limber/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { isCode } from '../api/problem.ts';
import { AddToCalendar } from '../booking/add-to-calendar.tsx';
import { mapAddress } from '../booking/map-address.ts';
import { freeUntil } from '../booking/policy.rules.ts';
import { requestTexts } from '../booking/request.en.ts';
import { twoTexts } from '../booking/two.en.ts';
import { startAgain } from '../booking/draft.store.ts';
import { YourTimeLine } from '../booking/your-time.line.tsx';
import { BigMoment } from '../ui/big-moment.tsx';
import { buttonClass } from '../ui/button.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { manageTexts as texts } from './account.en.ts';
import { Attendance } from './attendance.tsx';
import { CancelBooking } from './cancel-booking.tsx';
import { IntakeLink } from './intake-link.tsx';
import { MoveBooking } from './move-booking.tsx';
import { moveTexts } from './move.en.ts';
import { OwnCalendar } from './own-calendar.tsx';
import { Suggested } from './suggested.tsx';
import { useBooking } from './use-move.ts';

function Line({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="grid grid-cols-[104px_1fr] gap-3 border-b border-line py-3 text-15 last:border-b-0">
      <dt className="text-quiet">{label}</dt>
      <dd className="nums min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Facts({ booking, format }: { booking: BookingView; format: Format }): ReactElement {
  const free = freeUntil(booking.policy, booking.startsAt);
  // Right after booking, or where the clinic changed the plan.
  const isFreeNow = booking.cancellation.feeNow.amount === 0;
  return (
    <dl className="border-y border-line">
      <Line label={texts.what}>{texts.serviceLine(booking.service, booking.durationMin)}</Line>
      <Line label={texts.who}>
        {booking.therapist.name}
        {booking.guest && (
          <span className="block">
            {twoTexts.with(booking.guest.name, booking.guest.therapist.name)}
          </span>
        )}
      </Line>
      <Line label={texts.where}>
        {booking.location.name}
        <span className="block text-quiet">{booking.location.address}</span>
        <a
          className="link inline-flex min-h-11 items-center"
          href={mapAddress(booking.location.address)}
          target="_blank"
          rel="noreferrer"
        >
          {texts.map}
        </a>
      </Line>
      <Line label={texts.price}>
        {format.money(booking.price)}
        {booking.status !== 'cancelled' && (
          <span className="text-quiet">{`, ${texts.payAtClinic}`}</span>
        )}
      </Line>
      {booking.cancellation.possible && (
        <Line label={texts.free}>
          {!free.isOver && texts.until(format.moment(free.at))}
          {free.isOver && (isFreeNow ? texts.freeNow : texts.freeOver(format.moment(free.at)))}
        </Line>
      )}
      <Line label={texts.reference}>{booking.reference}</Line>
    </dl>
  );
}

interface RebookProps {
  reference: string;
  token: string;
  label: string;
}

/** To the times of the same session, with everything filled in that may be. */
function Rebook({ reference, token, label }: RebookProps): ReactElement {
  return (
    <Link
      to="/manage/$reference/again"
      params={{ reference }}
      search={{ token } as never}
      data-testid="book-again"
      className={buttonClass('main')}
    >
      {label}
    </Link>
  );
}

const titles = {
  cancelled: texts.confirmed,
  confirmed: texts.confirmed,
  awaiting_payment: texts.awaiting,
  requested: texts.requested,
} as const;

/** What is to be known of its state beside the time: that it waits, why it was let go, where it came from. */
function Standing({ booking, format }: { booking: BookingView; format: Format }): ReactElement {
  const { answerBy, cancellation, moving, startsAt } = booking;
  const isOn = booking.status !== 'cancelled';
  const movedFrom = isOn ? moving.movedFrom : null;
  const placeBefore = isOn ? moving.movedFromPlace : null;
  return (
    <>
      {answerBy && (
        <p data-testid="waits" className="nums">
          {requestTexts.waits(format.moment(answerBy))}
        </p>
      )}
      {cancellation.cause && <p>{requestTexts[cancellation.cause]}</p>}
      {cancellation.fee && (
        <p data-testid="owed" className="nums">
          {texts.owed(format.money(cancellation.fee))}
        </p>
      )}
      {movedFrom && (
        <p data-testid="moved-from" className="nums text-15 text-quiet">
          {moveTexts.movedFrom(format.shortMoment(startsAt), format.shortMoment(movedFrom))}
        </p>
      )}
      {placeBefore && (
        <p data-testid="place-before" className="text-15 break-words text-quiet">
          {moveTexts.placeBefore(booking.location.name, placeBefore.name)}
        </p>
      )}
    </>
  );
}

function Shown({ booking, token }: { booking: BookingView; token: string }): ReactElement {
  const clinicFormat = useFormat();
  const { data: clinic } = useClinic();
  const cache = useQueryClient();
  const now = useNow(30_000);
  const format = formatFor(clinicFormat.locale, booking.timeZone);
  const { reference } = booking;
  const isCancelled = booking.status === 'cancelled';
  const phone = clinic?.phone ?? '';
  const isPast = Date.parse(booking.endsAt) <= now;
  const when = format.moment(booking.startsAt);
  const keep = (changed: BookingView): void => {
    cache.setQueryData(['booking', reference, token], changed);
  };
  return (
    <>
      <p className="text-15 font-semibold text-pine" data-testid="booking-state">
        {isPast && !isCancelled ? texts.past : titles[booking.status]}
      </p>
      {isCancelled ? (
        <PageTitle lead={texts.was(when)}>{texts.cancelled}</PageTitle>
      ) : (
        <BigMoment at={booking.startsAt} format={format} />
      )}
      <Standing {...{ booking, format }} />
      {!isCancelled && <YourTimeLine at={booking.startsAt} format={format} />}
      {!isCancelled && !isPast && <Attendance {...{ booking, token, now }} onConfirmed={keep} />}
      <Facts booking={booking} format={format} />
      {booking.status === 'confirmed' && !isPast && <AddToCalendar {...{ reference, token }} />}
      <Suggested suggestion={booking.suggestion} format={format} />
      <OwnCalendar {...{ reference, token, format }} />
      {isCancelled && <Rebook {...{ reference, token }} label={texts.rebook} />}
      {isPast && !isCancelled && <Rebook {...{ reference, token }} label={texts.again} />}
      {!isCancelled && !isPast && (
        <>
          <IntakeLink {...{ booking, token, format }} />
          <MoveBooking {...{ booking, token, format, phone }} />
          <CancelBooking {...{ booking, token, format, phone }} onCancelled={keep} />
        </>
      )}
    </>
  );
}

export function ManagePage(): ReactElement {
  const { reference = '' } = useParams({ strict: false });
  const { searchStr } = useLocation();
  const token = new URLSearchParams(searchStr).get('token') ?? '';
  const booking = useBooking(reference, token);
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {booking.data && <Shown booking={booking.data} token={token} />}
      {booking.isPending && <Skeleton rows={5} />}
      {isCode(booking.error, 'NOT_FOUND', 'VALIDATION_FAILED') ? (
        <>
          <PageTitle lead={texts.invalid.lead}>{texts.invalid.title}</PageTitle>
          <Link to="/" onClick={startAgain} className={buttonClass('main')}>
            {texts.rebook}
          </Link>
        </>
      ) : (
        booking.isError && <Trouble error={booking.error} onRetry={() => void booking.refetch()} />
      )}
    </div>
  );
}
