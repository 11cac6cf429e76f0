import type { BookingView } from '@limber/contracts';
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { now } from '../api/clinic-clock.ts';
import { useClinic } from '../api/clinic.queries.ts';
import { isCode } from '../api/problem.ts';
import { ActionBar } from '../booking/layout.tsx';
import type { BookingSearch } from '../booking/booking.search.ts';
import { requestTexts } from '../booking/request.en.ts';
import { firstName, type Slot } from '../booking/times.rules.ts';
import { TimesOfDays } from '../booking/times.section.tsx';
import { rangeOf } from '../booking/use-times.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { manageTexts } from './account.en.ts';
import { changeCost } from './move-booking.tsx';
import { MoveTrouble } from './move-trouble.tsx';
import { moveTexts as texts } from './move.en.ts';
import { keepTherapist } from './move.rules.ts';
import { type Move, useBooking, useMove, useMoveTimes } from './use-move.ts';

type Money = BookingView['price'];

interface BackProps {
  booking: BookingView;
  token: string;
  label?: string;
}

function BackToBooking({ booking, token, label = texts.stay }: BackProps): ReactElement {
  return (
    <Link
      to="/manage/$reference"
      params={{ reference: booking.reference }}
      search={{ token } as never}
      className={buttonClass('plain')}
    >
      {label}
    </Link>
  );
}

interface Props {
  booking: BookingView;
  token: string;
  format: Format;
}

/** What pressing would do and cost; nothing is moved before its button. */
function MoveBar({ booking, token, format, chosen, fee, isBusy, onMove }: BarProps): ReactElement {
  const when = chosen && format.shortMoment(chosen.startsAt);
  return (
    <ActionBar isFollowing={chosen !== null}>
      {when && (
        <Button data-testid="move-yes" className="nums" isBusy={isBusy} onClick={onMove}>
          {fee.amount > 0 ? texts.moveFee(when, format.money(fee)) : texts.move(when)}
        </Button>
      )}
      <BackToBooking booking={booking} token={token} />
    </ActionBar>
  );
}

interface BarProps extends Props {
  chosen: Slot | null;
  fee: Money;
  isBusy: boolean;
  onMove: () => void;
}

/** The move itself: back to the booking when it is done, and its price when the api names one. */
function useGo({ booking, token }: Props) {
  const navigate = useNavigate();
  const move = useMove(booking, token);
  const refused = isCode(move.error, 'FEE_NOT_ACCEPTED') ? move.error.problem : null;
  const fee = (refused?.['fee'] as Money | undefined) ?? booking.moving.feeNow;
  const { reference } = booking;
  const onSuccess = (): void =>
    void navigate({
      to: '/manage/$reference',
      params: { reference },
      search: { token } as never,
    });
  const go = (to: Move): void => {
    const acceptFee = fee.amount > 0;
    move.mutate({ ...to, ...(acceptFee && { acceptFee }) }, { onSuccess });
  };
  return { move, fee, go };
}

/** Named only where the time means one person; else the clinic's own fairness picks. */
const theOne = ({ therapistIds: [id, ...others] }: Slot): string | undefined =>
  others.length === 0 ? id : undefined;

const asMove = (slot: Slot): Move => ({
  startsAt: slot.startsAt,
  therapistId: theOne(slot),
  locationId: slot.locationId,
});

/** Its place is open no more: every time listed is at another. */
function useIsGivenUp({ location }: BookingView): boolean {
  const { data: clinic } = useClinic();
  return clinic?.locations.every(({ id }) => id !== location.id) ?? false;
}

/** Said where the days shown reach the end of a clinician's yes; before that it is no matter. */
function Cleared({ until, to, format }: ClearedProps): ReactElement | null {
  const { data: clinic } = useClinic();
  if (!until || !clinic || format.date(until) > to) return null;
  return <Notice>{texts.clearedUntil(format.day(until), clinic.phone)}</Notice>;
}

interface ClearedProps {
  until: string | null;
  to: string;
  format: Format;
}

function PickMove(props: Props): ReactElement {
  const { booking, token, format } = props;
  const isGivenUp = useIsGivenUp(booking);
  const [search, setSearch] = useState<BookingSearch>({
    location: booking.location.id,
    date: format.date(booking.startsAt),
    ...(booking.guest && { two: true }),
  });
  const [chosen, setChosen] = useState<Slot | null>(null);
  const { move, fee, go } = useGo(props);
  const range = rangeOf(format.date(now()), search.date);
  const times = useMoveTimes(booking, token, { ...range, therapistId: search.therapist });
  const change = (more: Partial<BookingSearch>): void => setSearch({ ...search, ...more });
  const therapist = search.therapist ? undefined : booking.therapist.id;
  return (
    <>
      <Chip isOn={!therapist} onToggle={() => change({ therapist })}>
        {texts.onlyWith(firstName(booking.therapist.name))}
      </Chip>
      <MoveTrouble
        error={move.error}
        {...{ booking, token, format }}
        isBusy={move.isPending}
        onPick={(startsAt) => go({ ...move.variables, startsAt })}
      />
      {times.isError && <Trouble error={times.error} onRetry={() => void times.refetch()} />}
      {times.isPending && <Skeleton rows={5} height={64} />}
      <Cleared until={times.data?.clearedUntil ?? null} to={range.to} format={format} />
      {times.data && (
        <TimesOfDays
          days={keepTherapist(times.data.days, booking)}
          nextFreeAt={times.data.nextFreeAt}
          search={search}
          busyStart={move.isPending ? move.variables.startsAt : null}
          chosenStart={chosen?.startsAt ?? null}
          showsPlace={isGivenUp}
          onChange={change}
          onPick={setChosen}
        />
      )}
      <MoveBar
        {...{ booking, token, format, chosen, fee }}
        isBusy={move.isPending}
        onMove={() => chosen && go(asMove(chosen))}
      />
    </>
  );
}

function Shown({ booking, token }: { booking: BookingView; token: string }): ReactElement {
  const clinicFormat = useFormat();
  const { data: clinic } = useClinic();
  const format = formatFor(clinicFormat.locale, booking.timeZone);
  const { possible, refusal, left, asksAgain } = booking.moving;
  const isCancelled = booking.status === 'cancelled';
  const lead = (
    <span className="nums block space-y-1">
      <span className="block">
        {texts.now(format.moment(booking.startsAt), booking.therapist.name)}
      </span>
      <span className="block text-15">{texts.kept}</span>
    </span>
  );
  return (
    <>
      <PageTitle lead={isCancelled ? undefined : lead}>{texts.title}</PageTitle>
      {possible ? (
        <section aria-label={texts.choose} className="space-y-5 border-t border-line pt-6">
          <p className="nums text-15 text-quiet">
            {`${changeCost(booking, format)} ${texts.left(left)}`}
          </p>
          {asksAgain && <Notice>{requestTexts.asksAgain}</Notice>}
          <PickMove {...{ booking, token, format }} />
        </section>
      ) : (
        <Notice title={texts.notPossible}>
          <p>{texts.refused[refusal ?? 'TOO_LATE_TO_MOVE'](clinic?.phone ?? '')}</p>
          <BackToBooking {...{ booking, token }} label={isCancelled ? texts.see : texts.stay} />
        </Notice>
      )}
    </>
  );
}

export function MovePage(): ReactElement {
  const { reference = '' } = useParams({ strict: false });
  const { searchStr } = useLocation();
  const token = new URLSearchParams(searchStr).get('token') ?? '';
  const booking = useBooking(reference, token);
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {booking.data && <Shown booking={booking.data} token={token} />}
      {booking.isPending && <Skeleton rows={5} />}
      {isCode(booking.error, 'NOT_FOUND', 'VALIDATION_FAILED') ? (
        <PageTitle lead={manageTexts.invalid.lead}>{manageTexts.invalid.title}</PageTitle>
      ) : (
        booking.isError && <Trouble error={booking.error} onRetry={() => void booking.refetch()} />
      )}
    </div>
  );
}
