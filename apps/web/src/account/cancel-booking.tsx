import type { BookingView } from '@limber/contracts';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { cancelBooking } from '../api/booking.requests.ts';
import { isCode } from '../api/problem.ts';
import { freeUntil } from '../booking/policy.rules.ts';
import { Button } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { type Asking, Sure } from '../ui/sure.tsx';
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
  const [asking, setAsking] = useState<Asking>('not yet');
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
      {asking === 'now' ? (
        <Sure
          {...{ sentence: texts.sure, back: texts.keep }}
          yes={isFree ? texts.yesFree : texts.yesFee(format.money(fee))}
          testId="cancel-yes"
          isBusy={cancel.isPending}
          onYes={() => cancel.mutate(!isFree)}
          onBack={() => setAsking('no more')}
        >
          <StillOpen {...{ booking, token, format }} />
        </Sure>
      ) : (
        <Button
          look="danger"
          data-testid="cancel"
          className="nums"
          autoFocus={asking === 'no more'}
          onClick={() => setAsking('now')}
        >
          {isFree ? texts.cancelFree : texts.cancelFee(format.money(fee))}
        </Button>
      )}
    </section>
  );
}
