import type { HoldView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useClinic, useServices } from '../api/clinic.queries.ts';
import { usePlaceFormat } from '../ui/use-format.ts';
import { detailsTexts } from './details.en.ts';
import { summaryTexts } from './summary.en.ts';
import { useHands } from './use-hands.ts';
import { yourTime } from './your-time.ts';

/** On a phone there is no right pane: what is being booked, in three lines. */
export function HeldCard({ hold }: { hold: HoldView }): ReactElement {
  const format = usePlaceFormat(hold.locationId);
  const { data: clinic } = useClinic();
  const { data: services } = useServices();
  const hands = useHands(hold);
  const service = services?.find(({ id }) => id === hold.serviceId);
  const place = clinic?.locations.find(({ id }) => id === hold.locationId);
  const elsewhere = yourTime(hold.startsAt, format);
  return (
    <div className="flex items-start gap-4 border-y border-line py-3 lg:hidden">
      <p className="nums min-w-0 flex-1 text-15">
        <span className="block font-medium">
          {service && summaryTexts.lengthOf(service.name, hold.durationMin)}
        </span>
        <span className="block text-quiet">{hands && summaryTexts.with(hands)}</span>
        <span className="block text-quiet">{place?.address}</span>
        {elsewhere && <span className="block text-quiet">{elsewhere}</span>}
      </p>
      <Link to="/book/times" className="link flex min-h-11 items-center text-15">
        {detailsTexts.hold.change}
      </Link>
    </div>
  );
}
