import { spoken } from './phone.rules.ts';
import type { DeskBookingDetail } from '@limber/contracts';
import { Mail, Phone } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Format } from '../ui/format.ts';
import { seriesTexts } from './calendar/series.en.ts';
import { dayTexts } from './day.en.ts';
import { panelTexts as texts } from './panel.en.ts';
import { Line } from './panel-parts.tsx';
import { PanelStop } from './panel-stop.tsx';

interface Props {
  booking: DeskBookingDetail;
  format: Format;
}

const reach =
  'flex min-h-11 min-w-0 items-center gap-3 rounded-card border border-edge bg-surface px-3 text-15 font-medium transition-colors hover:border-pine hover:text-pine';

export function PanelContact({ booking }: { booking: DeskBookingDetail }): ReactElement {
  const { name, phone, email, unreachable, complained } = booking.contact;
  return (
    <div className="space-y-3">
      {phone && (
        <a
          href={`tel:${phone.replaceAll(' ', '')}`}
          aria-label={texts.phone(name, spoken(phone))}
          className={`nums ${reach}`}
        >
          <Phone aria-hidden size={18} className="shrink-0 text-pine" />
          {spoken(phone)}
        </a>
      )}
      {email && (
        <a href={`mailto:${email}`} aria-label={texts.mail(name, email)} className={reach}>
          <Mail aria-hidden size={18} className="shrink-0 text-pine" />
          <span className="truncate">{email}</span>
        </a>
      )}
      {unreachable && <PanelStop booking={booking} scope="undeliverable" />}
      {complained && <PanelStop booking={booking} scope="complaint" />}
    </div>
  );
}

function policyLine({ policy }: DeskBookingDetail, format: Format): string {
  const { freeCancellationUntil: until, lateCancellationFee: fee } = policy;
  const then = fee.amount > 0 ? texts.thenFee(format.money(fee)) : texts.thenNoFee;
  return texts.freeUntil(format.shortMoment(until)) + then;
}

export function PanelFacts({ booking, format }: Props): ReactElement {
  const { location, room } = booking;
  return (
    <dl className="border-t border-line pt-3">
      <Line label={texts.what}>
        {`${booking.service}, ${dayTexts.minutes(booking.durationMin)}`}
        {booking.seriesId && <span className="block text-quiet">{seriesTexts.partOf}</span>}
      </Line>
      <Line label={texts.who}>{booking.therapist.name}</Line>
      <Line label={texts.where}>
        {`${room.name}, ${location.name}`}
        <span className="block text-quiet">{location.address}</span>
      </Line>
      <Line label={texts.price}>
        {format.money(booking.price)}
        <span className="text-quiet">{`, ${texts.atClinic}`}</span>
      </Line>
      <Line label={texts.policy}>{policyLine(booking, format)}</Line>
      <Line label={texts.bookedAt}>{format.shortMoment(booking.bookedAt)}</Line>
      <Line label={texts.revision}>{texts.revisionOf(booking.revision, booking.reference)}</Line>
    </dl>
  );
}
