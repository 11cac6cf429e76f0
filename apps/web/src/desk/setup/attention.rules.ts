import type {
  DeskHoliday,
  DeskLocation,
  DeskRoom,
  DeskService,
  DeskShift,
  DeskTherapist,
  DeskTimeOff,
} from '@limber/contracts';
import { addDays } from '../../ui/format.ts';

export interface Known {
  today: string;
  locations: readonly DeskLocation[];
  rooms: readonly DeskRoom[];
  services: readonly DeskService[];
  people: readonly DeskTherapist[];
  shifts: readonly DeskShift[];
  timeOff: readonly DeskTimeOff[];
  holidays: readonly DeskHoliday[];
}

export type Attention =
  | { kind: 'waiting'; off: DeskTimeOff }
  | { kind: 'out'; room: DeskRoom; outage: DeskRoom['outages'][number]; isRunning: boolean }
  | { kind: 'holiday'; holiday: DeskHoliday }
  | { kind: 'noHours'; location: DeskLocation }
  | { kind: 'noShift'; person: DeskTherapist }
  | { kind: 'nobodyDoes'; service: DeskService }
  | { kind: 'noRoom'; service: DeskService };

/** A holiday is near when there is still time to do something about it. */
const NEAR_DAYS = 30;

/** Also a room that is out of order fits: that is said of the room. */
function fitsSomewhere({ roomFeatures }: DeskService, { rooms, locations }: Known): boolean {
  const open = new Set(locations.filter(({ active }) => active).map(({ id }) => id));
  return rooms.some(
    ({ active, location, features }) =>
      active && open.has(location.id) && roomFeatures.every((each) => features.includes(each)),
  );
}

/** What somebody at the desk would want to know before anything else, the most pressing first. */
export function needsAttention(known: Known): Attention[] {
  const { today, locations, rooms, services, people, shifts, timeOff, holidays } = known;
  const active = people.filter((person) => person.active);
  const near = addDays(today, NEAR_DAYS);
  const works = (id: string): boolean =>
    shifts.some(({ therapist, validTo }) => therapist.id === id && (validTo ?? today) >= today);
  return [
    ...timeOff
      .filter(({ state }) => state === 'requested')
      .map((off) => ({ kind: 'waiting' as const, off })),
    ...rooms
      .filter((room) => room.active)
      .flatMap((room) =>
        room.outages.map((outage) => ({
          ...{ kind: 'out' as const, room, outage, isRunning: outage.from <= today },
        })),
      ),
    ...locations
      .filter((location) => location.active && location.openingHours.length === 0)
      .map((location) => ({ kind: 'noHours' as const, location })),
    ...services
      .filter(
        (service) =>
          service.active && !active.some((who) => who.sessionTypes.includes(service.sessionType)),
      )
      .map((service) => ({ kind: 'nobodyDoes' as const, service })),
    ...services
      .filter((service) => service.active && !fitsSomewhere(service, known))
      .map((service) => ({ kind: 'noRoom' as const, service })),
    ...active
      .filter(({ id }) => !works(id))
      .map((person) => ({ kind: 'noShift' as const, person })),
    ...holidays
      .filter(({ date }) => date >= today && date <= near)
      .map((holiday) => ({ kind: 'holiday' as const, holiday })),
  ];
}
