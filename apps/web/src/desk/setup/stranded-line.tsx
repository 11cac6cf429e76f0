import type { StrandedBooking } from '@limber/contracts';
import { ExternalLink } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatFor } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { strandedTexts as texts } from './setup.en.ts';

/** A booking without its place: when, whose, and why. */
export function StrandedLine({ booking }: { booking: StrandedBooking }): ReactElement {
  const format = formatFor(useStaff().clinic.locale, booking.timeZone);
  const address = `/desk/day?date=${format.date(booking.startsAt)}&booking=${booking.reference}`;
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="nums text-15 font-semibold">
          {format.shortMoment(booking.startsAt)} – {format.time(booking.endsAt)}
        </p>
        <p className="text-15 break-words">
          {booking.clientName}, {booking.service} {texts.with(booking.therapist)}
        </p>
        <p className="text-13 text-quiet">{texts.at(booking.room, booking.location)}</p>
        <p className="mt-1 text-13 font-medium text-amber">
          {booking.why.map((why) => texts.why[why]).join(' · ')}
        </p>
      </div>
      <a
        href={address}
        target="_blank"
        rel="noopener"
        aria-label={texts.openOf(booking.clientName)}
        className="link inline-flex min-h-11 shrink-0 items-center gap-1.5 px-2 text-15"
      >
        {texts.open}
        <ExternalLink aria-hidden size={16} />
      </a>
    </li>
  );
}
