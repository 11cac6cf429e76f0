import type { BookingView } from '@limber/contracts';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useBooking } from '../account/use-move.ts';
import { now } from '../api/clinic-clock.ts';
import { useServices } from '../api/clinic.queries.ts';
import { isCode, ProblemError } from '../api/problem.ts';
import { joinToMove } from '../api/waitlist.requests.ts';
import { ActionBar } from '../booking/layout.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { formatFor } from '../ui/format.ts';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useOnceKey, useToEntry } from './join.page.tsx';
import { QuietLine } from './quiet.line.tsx';
import { waitlistTexts } from './waitlist.en.ts';
import { WishFields } from './wish.form.tsx';
import { earlierWish, type Wish, wishBody } from './wish.rules.ts';

const texts = waitlistTexts.join;

function Earlier({ booking, token }: { booking: BookingView; token: string }): ReactElement {
  const { locale } = useFormat();
  const format = formatFor(locale, booking.timeZone);
  const today = format.date(now());
  const { data: services = [] } = useServices();
  const [wish, setWish] = useState<Wish>(() => earlierWish(today, format.date(booking.startsAt)));
  const keyOf = useOnceKey();
  const toEntry = useToEntry();
  const join = useMutation({
    mutationFn: () => {
      const body = wishBody(wish);
      return joinToMove(booking.reference, token, body, keyOf(body));
    },
    onSuccess: toEntry,
  });
  const refused = join.error instanceof ProblemError ? join.error : null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!join.isPending) join.mutate();
  };
  return (
    <>
      <PageTitle lead={texts.earlierLead(format.moment(booking.startsAt))}>
        {texts.earlierTitle}
      </PageTitle>
      <form noValidate onSubmit={send} className="space-y-6">
        <WishFields
          {...{ wish, today }}
          service={services.find(({ id }) => id === booking.serviceId)}
          errorOf={(path) => refused?.fieldError(path)}
          onChange={setWish}
        />
        <div className="space-y-2 text-15 text-quiet">
          <p>{texts.how}</p>
          <QuietLine />
        </div>
        {join.isError && <Trouble error={join.error} />}
        <ActionBar>
          <Button type="submit" data-testid="join" isBusy={join.isPending}>
            {texts.button}
          </Button>
        </ActionBar>
      </form>
    </>
  );
}

/** Cancelled or begun since the link to this page was shown. */
function Closed({ booking, token }: { booking: BookingView; token: string }): ReactElement {
  const { cancelled, begun } = texts.earlierClosed;
  return (
    <>
      <PageTitle lead={booking.status === 'cancelled' ? cancelled : begun}>
        {texts.earlierTitle}
      </PageTitle>
      <Link
        to="/manage/$reference"
        params={{ reference: booking.reference }}
        search={{ token } as never}
        className={buttonClass('quiet')}
      >
        {texts.seeBooking}
      </Link>
    </>
  );
}

const isOpen = ({ status, startsAt }: BookingView): boolean =>
  status !== 'cancelled' && Date.parse(startsAt) > now();

/** A booked visit that should move earlier, through its own link. */
export function EarlierPage(): ReactElement {
  const { reference = '' } = useParams({ strict: false });
  const { searchStr } = useLocation();
  const token = new URLSearchParams(searchStr).get('token') ?? '';
  const booking = useBooking(reference, token);
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {booking.isPending && <Skeleton rows={5} />}
      {booking.data && isOpen(booking.data) && <Earlier booking={booking.data} token={token} />}
      {booking.data && !isOpen(booking.data) && <Closed booking={booking.data} token={token} />}
      {isCode(booking.error, 'NOT_FOUND', 'VALIDATION_FAILED') ? (
        <PageTitle lead={waitlistTexts.invalid}>{waitlistTexts.invalidTitle}</PageTitle>
      ) : (
        booking.isError && <Trouble error={booking.error} onRetry={() => void booking.refetch()} />
      )}
    </div>
  );
}
