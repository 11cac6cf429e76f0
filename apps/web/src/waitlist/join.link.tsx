import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { BookingSearch } from '../booking/booking.search.ts';
import { buttonClass } from '../ui/button.tsx';
import { waitlistLinkTexts as texts } from './link.en.ts';

interface Props {
  serviceId: string;
  durationMin: number;
  /** The day that was looked at; without one the coming week. */
  date?: string | undefined;
  search: BookingSearch;
}

/** From the times to the waitlist for the same session; two side by side cannot wait. */
export function JoinLink({ serviceId, durationMin, date, search }: Props): ReactElement | null {
  if (search.two) return null;
  const { therapist, location } = search;
  return (
    <Link
      to="/waitlist/join"
      search={{
        ...{ service: serviceId, length: durationMin },
        ...(date && { date }),
        ...(therapist && { therapist }),
        ...(location && { location }),
      }}
      data-testid="join-waitlist"
      className={buttonClass('quiet')}
    >
      {texts.link}
    </Link>
  );
}
