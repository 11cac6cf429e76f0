import type { BookingView } from '@limber/contracts';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { cancelBooking } from '../api/booking.requests.ts';
import { isCode } from '../api/problem.ts';
import { freeUntil } from '../booking/policy.rules.ts';
import { Button } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { Trouble } from '../ui/trouble.tsx';
import { manageTexts as texts } from './account.en.ts';
import { StillOpen } from './still-open.tsx';

interface Props {
  booking: BookingView;
  token: string;
  format: Format;
  phone: string;
  onCancelled: (booking: BookingView) => void;
}

type Money = BookingView['price'];

/** The fee the api named when it refused; it knows the hour better than a page that was left open. */
const refusedFee = (error: unknown): Money | null =>
  isCode(error, 'FEE_NOT_ACCEPTED') ? ((error.problem['fee'] as Money | undefined) ?? null) : null;

/** The cost stands above the button, and on it, before anything is pressed. */
export function CancelBooking({ booking, token, format, phone, onCancelled }: Props): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: (acceptFee: boolean) => cancelBooking(booking.reference, token, acceptFee),
    onSuccess: onCancelled,
  });
  const { possible, feeNow } = booking.cancellation;
  if (!possible) return <p>{texts.late(phone)}</p>;
  const fee = refusedFee(cancel.error) ?? feeNow;
  const isFree = fee.amount === 0;
  const free = freeUntil(booking.policy, booking.startsAt);
  // Free although the hours are over: the minutes right after booking, in which everything can be undone.
  const freeLead = free.isOver ? texts.freeLeadNow : texts.freeLead(format.moment(free.at));
  return (
    <section aria-label={texts.cancelTitle} className="space-y-4">
      {/* Where it can be moved, the line above has said until when both are free. */}
      {!(isFree && booking.moving.possible) && (
        <p className="nums text-15 text-quiet">
          {isFree ? freeLead : texts.feeLead(format.money(fee))}
        </p>
      )}
      {cancel.isError && !refusedFee(cancel.error) && <Trouble error={cancel.error} />}
      {isAsking ? (
        <div className="rise space-y-4 rounded-card border border-brick bg-brick-wash p-5">
          <p>{texts.sure}</p>
          <StillOpen {...{ booking, token, format }} />
          <div className="flex flex-col gap-2 sm:flex-row">
            <Button
              look="danger"
              data-testid="cancel-yes"
              className="nums"
              isBusy={cancel.isPending}
              onClick={() => cancel.mutate(!isFree)}
            >
              {isFree ? texts.yesFree : texts.yesFee(format.money(fee))}
            </Button>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {texts.keep}
            </Button>
          </div>
        </div>
      ) : (
        <Button look="danger" data-testid="cancel" className="nums" onClick={() => setAsking(true)}>
          {isFree ? texts.cancelFree : texts.cancelFee(format.money(fee))}
        </Button>
      )}
    </section>
  );
}
