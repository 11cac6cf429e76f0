import type { BookingView } from '@limber/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { isCode } from '../api/problem.ts';
import { Alternatives } from '../booking/alternatives.tsx';
import { buttonClass } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { moveTexts as texts } from './move.en.ts';

interface Props {
  error: unknown;
  booking: BookingView;
  token: string;
  format: Format;
  isBusy: boolean;
  onPick: (startsAt: string) => void;
}

/** Why it did not move, and that nothing was lost by it. */
export function MoveTrouble(props: Props): ReactElement | null {
  const { error, booking, token, format } = props;
  const cache = useQueryClient();
  // Its price stands on the button by now.
  if (!error || isCode(error, 'FEE_NOT_ACCEPTED')) return null;
  if (isCode(error, 'SLOT_TAKEN')) {
    const { alternatives } = error;
    return (
      <Alternatives
        title={texts.taken.title}
        lead={alternatives.length > 0 ? texts.taken.lead : texts.taken.leadNone}
        starts={alternatives}
        locationId={booking.location.id}
        isBusy={props.isBusy}
        onPick={props.onPick}
      />
    );
  }
  if (isCode(error, 'ALREADY_MOVED', 'ALREADY_CANCELLED')) {
    const { movedTo } = error.problem as { movedTo?: { startsAt: string } };
    return (
      <Notice tone="caution" isUrgent title={error.problem.title}>
        <p>
          {movedTo ? texts.elsewhere.lead(format.moment(movedTo.startsAt)) : error.problem.detail}
        </p>
        <Link
          to="/manage/$reference"
          params={{ reference: booking.reference }}
          search={{ token } as never}
          onClick={() => void cache.invalidateQueries({ queryKey: ['booking'] })}
          className={buttonClass('quiet')}
        >
          {texts.elsewhere.see}
        </Link>
      </Notice>
    );
  }
  return <Trouble error={error} />;
}
