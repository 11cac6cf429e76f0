import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { BookingCreated } from '@limber/contracts';
import type { ReactElement } from 'react';
import { readBooking } from '../api/booking.requests.ts';
import { doneTexts } from '../booking/done.en.ts';
import { freeUntil } from '../booking/policy.rules.ts';
import { requestTexts } from '../booking/request.en.ts';
import { YourTimeLine } from '../booking/your-time.line.tsx';
import { BigMoment } from '../ui/big-moment.tsx';
import { buttonClass } from '../ui/button.tsx';
import { ownPath } from '../ui/own-path.ts';
import { usePlaceFormat } from '../ui/use-format.ts';
import { manageTexts } from './account.en.ts';
import { rebookTexts as texts } from './rebook.en.ts';
import type { Offer } from './use-offers.ts';

interface Props {
  message: string;
  booking: BookingCreated;
  offer: Offer;
}

/** Where, and until when it costs nothing: what the booking itself says, as soon as it says it. */
function Terms({ booking }: { booking: BookingCreated }): ReactElement | null {
  const token = new URL(booking.manageUrl, window.location.origin).searchParams.get('token') ?? '';
  const { data } = useQuery({
    queryKey: ['booking', booking.reference, token],
    queryFn: ({ signal }) => readBooking(booking.reference, token, signal),
  });
  const format = usePlaceFormat(data?.location.id);
  if (!data) return null;
  const free = freeUntil(data.policy, data.startsAt);
  return (
    <div className="text-15">
      <p>
        {data.location.name}
        <span className="block text-quiet">{data.location.address}</span>
      </p>
      <p className="nums mt-3 text-quiet">
        {free.isOver
          ? texts.fee(format.money(data.policy.lateCancellationFee))
          : texts.free(format.moment(free.at))}
      </p>
    </div>
  );
}

/** What the answer means, then the big time. */
export function CheckInBooked({ message, booking, offer }: Props): ReactElement {
  const format = usePlaceFormat(offer.location.id);
  return (
    <>
      <p className="flex items-center gap-2 text-15 font-semibold text-pine">
        <Check aria-hidden size={20} strokeWidth={2.5} />
        {booking.answerBy ? requestTexts.done : texts.booked}
      </p>
      <p className="measure">{message}</p>
      {booking.answerBy && (
        <p className="nums">{requestTexts.waits(format.moment(booking.answerBy))}</p>
      )}
      <div className="space-y-4 border-t border-line pt-6">
        <BigMoment at={offer.startsAt} format={format} />
        <YourTimeLine at={offer.startsAt} format={format} />
        <p>{doneTexts.with(offer.therapist.name, offer.service, offer.durationMin)}</p>
        <p className="nums text-15 text-quiet">
          {`${doneTexts.reference(booking.reference)} · ${format.money(offer.price)}`}
          {booking.status === 'confirmed' && `, ${manageTexts.payAtClinic}`}
        </p>
      </div>
      {booking.checkoutUrl && (
        <div className="space-y-3">
          <p>{doneTexts.awaiting}</p>
          <a href={booking.checkoutUrl} className={buttonClass('main')}>
            {doneTexts.pay}
          </a>
        </div>
      )}
      <Terms booking={booking} />
      <a
        href={ownPath(booking.manageUrl)}
        data-testid="manage-link"
        className={buttonClass('quiet')}
      >
        {doneTexts.manage}
      </a>
    </>
  );
}
