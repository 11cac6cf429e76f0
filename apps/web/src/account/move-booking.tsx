import type { BookingView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { now } from '../api/clinic-clock.ts';
import { freeUntil } from '../booking/policy.rules.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { waitlistLinkTexts } from '../waitlist/link.en.ts';
import { moveTexts as texts } from './move.en.ts';
import { MoveTrouble } from './move-trouble.tsx';
import { useMove } from './use-move.ts';

interface Props {
  booking: BookingView;
  token: string;
  format: Format;
  phone: string;
}

/** What a change costs at this moment, as an absolute time, never as "24 hours before". */
export function changeCost(booking: BookingView, format: Format): string {
  const { feeNow } = booking.moving;
  if (feeNow.amount > 0) return texts.cost(format.money(feeNow));
  const free = freeUntil(booking.policy, booking.startsAt);
  return free.isOver ? texts.freeNow : texts.free(format.moment(free.at));
}

/** Going back is a move like any other, with the same limit; to the place it came from, while that is open. */
function MoveBack({ booking, token, format }: Props): ReactElement | null {
  const move = useMove(booking, token);
  const { movedFrom, movedFromPlace: place, possible, feeNow } = booking.moving;
  if (!movedFrom || !possible || feeNow.amount > 0 || Date.parse(movedFrom) <= now()) return null;
  if (place && !place.isOpen) return null;
  const there = place ? { locationId: place.id } : {};
  const when = format.shortMoment(movedFrom);
  return (
    <>
      <MoveTrouble
        error={move.error}
        {...{ booking, token, format }}
        isBusy={move.isPending}
        onPick={(startsAt) => move.mutate({ startsAt, ...there })}
      />
      <Button
        look="plain"
        data-testid="move-back"
        className="nums"
        isBusy={move.isPending}
        onClick={() => move.mutate({ startsAt: movedFrom, ...there })}
      >
        {place ? texts.backTo(when, place.name) : texts.back(when)}
      </Button>
    </>
  );
}

export function MoveBooking(props: Props): ReactElement {
  const { booking, token, format, phone } = props;
  const { possible, refusal, left } = booking.moving;
  return (
    <section aria-label={texts.section} className="space-y-4">
      <p className="nums text-15 text-quiet" data-testid="move-policy">
        {possible
          ? `${changeCost(booking, format)} ${texts.left(left)}`
          : texts.refused[refusal ?? 'TOO_LATE_TO_MOVE'](phone)}
      </p>
      {!booking.guest && (
        <Link
          to="/manage/$reference/earlier"
          params={{ reference: booking.reference }}
          search={{ token } as never}
          data-testid="wait-earlier"
          className="link inline-flex min-h-11 items-center text-15"
        >
          {waitlistLinkTexts.earlierLink}
        </Link>
      )}
      {possible && (
        <div className="flex flex-col gap-2 sm:flex-row sm:flex-wrap">
          <Link
            to="/manage/$reference/move"
            params={{ reference: booking.reference }}
            search={{ token } as never}
            data-testid="move"
            className={buttonClass('main')}
          >
            {texts.button}
          </Link>
          <MoveBack {...props} />
        </div>
      )}
    </section>
  );
}
