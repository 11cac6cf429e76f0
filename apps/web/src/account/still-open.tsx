import type { BookingView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { now } from '../api/clinic-clock.ts';
import type { Format } from '../ui/format.ts';
import { openWindow, startsLeft } from './move.rules.ts';
import { moveTexts as texts } from './move.en.ts';
import { useMoveTimes } from './use-move.ts';

interface Props {
  booking: BookingView;
  token: string;
  format: Format;
}

/** To whoever is about to cancel: the window of their suggestion is not over, and what is free in it. */
export function StillOpen(props: Props): ReactElement | null {
  const window = openWindow(props.booking, now());
  return window && <TimesLeft {...props} window={window} />;
}

interface LeftProps extends Props {
  window: NonNullable<ReturnType<typeof openWindow>>;
}

function TimesLeft({ booking, token, format, window }: LeftProps): ReactElement | null {
  const [from, to] = [format.date(window.from), format.date(window.to)];
  const times = useMoveTimes(booking, token, { from, to });
  if (!times.data) return null;
  const left = startsLeft(times.data.days, booking, window);
  if (left === 0) return null;
  return (
    <div className="nums" data-testid="still-open">
      <p>{texts.stillOpen(format.shortMoment(window.to), left)}</p>
      <Link
        to="/manage/$reference/move"
        params={{ reference: booking.reference }}
        search={{ token } as never}
        className="link inline-flex min-h-11 items-center"
      >
        {texts.instead}
      </Link>
    </div>
  );
}
