import type { Location, Room, Service, ServiceDuration, Therapist } from '@limber/clinic';
import type { BookAgainView } from '@limber/contracts';
import { roomsForTwo } from '@limber/scheduling';
import type { Booking } from './booking.entity.ts';

/** The clinic as it is today; services, lengths and therapists are those it has not given up. */
export interface Today {
  services: readonly Pick<Service, 'id' | 'sessionType'>[];
  durations: readonly Pick<ServiceDuration, 'serviceId' | 'minutes'>[];
  therapists: readonly Pick<Therapist, 'id' | 'sessionTypes'>[];
  locations: readonly Pick<Location, 'id' | 'active'>[];
  rooms: readonly Pick<Room, 'locationId' | 'capacity' | 'features' | 'outOfOrder'>[];
}

type Before = Pick<Booking, 'serviceId' | 'durationMin' | 'locationId' | 'therapistId'>;
type Again = Pick<
  BookAgainView,
  'serviceId' | 'durationMin' | 'locationId' | 'lastTherapistId' | 'partySize'
>;

/** The same session once more, as far as it is still to be had: what is gone is left open, never replaced. */
export function sameAgain(before: Before, wasForTwo: boolean, today: Today): Again {
  const service = today.services.find(({ id }) => id === before.serviceId);
  const isSold = today.durations.some(
    ({ serviceId, minutes }) => serviceId === service?.id && minutes === before.durationMin,
  );
  const places = today.locations.filter(({ active }) => active).map(({ id }) => id);
  const forTwo = roomsForTwo(today.rooms.filter(({ outOfOrder }) => !outOfOrder))
    .map(({ locationId }) => locationId)
    .filter((id) => places.includes(id));
  const partySize = wasForTwo && forTwo.length > 0 ? 2 : 1;
  const fitting = partySize === 2 ? forTwo : places;
  const gives = today.therapists.some(
    ({ id, sessionTypes }) =>
      id === before.therapistId && service && sessionTypes.includes(service.sessionType),
  );
  return {
    serviceId: service?.id ?? null,
    durationMin: isSold ? before.durationMin : null,
    locationId: fitting.includes(before.locationId) ? before.locationId : null,
    lastTherapistId: gives ? before.therapistId : null,
    partySize,
  };
}
