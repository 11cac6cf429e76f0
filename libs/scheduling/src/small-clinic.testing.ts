import type {
  AvailabilityInput,
  BookingPolicy,
  LocationPlan,
  Occupied,
  RoomPlan,
  ServicePlan,
  ShiftPlan,
  TherapistPlan,
} from './availability.plan.ts';
import { listFreeSlots } from './availability.rules.ts';
import { addDays, instantOf, weekdayOf } from './local-time.rules.ts';

/** An ordinary Monday, far from any clock change. */
export const MONDAY = '2027-01-11';
export const LONDON = 'Europe/London';

/** The instant of a wall time that is known to exist. */
export function at(time: string, date: string = MONDAY, zone: string = LONDON): number {
  const instant = instantOf(date, time, zone);
  if (instant === null) throw new RangeError(`${date} ${time} does not exist in ${zone}`);
  return instant;
}

export const booked = (from: string, to: string, more: Partial<Occupied> = {}): Occupied => ({
  start: at(from),
  end: at(to),
  beforeMin: 0,
  afterMin: 0,
  ...more,
});

export const shift = (
  startsAt: string,
  endsAt: string,
  more: Partial<ShiftPlan> = {},
): ShiftPlan => ({
  locationId: 'home',
  roomId: null,
  weekday: 1,
  startsAt,
  endsAt,
  validFrom: '2020-01-01',
  validTo: null,
  except: [],
  breaks: [],
  ...more,
});

export const therapist = (id: string, more: Partial<TherapistPlan> = {}): TherapistPlan => ({
  id,
  sessionTypes: ['sports'],
  shifts: [shift('09:00', '12:00')],
  unavailable: [],
  occupied: [],
  effortCapPerDayTenths: null,
  effortCapPerWeekTenths: null,
  ...more,
});

export const room = (id: string, more: Partial<RoomPlan> = {}): RoomPlan => ({
  id,
  locationId: 'home',
  features: [],
  unavailable: [],
  occupied: [],
  ...more,
});

export const location = (id: string, more: Partial<LocationPlan> = {}): LocationPlan => ({
  id,
  timeZone: LONDON,
  openingHours: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    weekday,
    opens: '00:00',
    closes: '24:00',
  })),
  closedDates: [],
  resetInsideShift: false,
  ...more,
});

export interface ClinicChanges {
  now?: number;
  service?: Partial<ServicePlan>;
  policy?: Partial<BookingPolicy>;
  locations?: LocationPlan[];
  therapists?: TherapistPlan[];
  rooms?: RoomPlan[];
}

/** One location, one therapist (Monday 09:00-12:00), one room, a 60-minute session, an hourly grid. */
export const clinic = (changes: ClinicChanges = {}): AvailabilityInput => ({
  now: changes.now ?? at('08:00', addDays(MONDAY, -7)),
  locations: changes.locations ?? [location('home')],
  therapists: changes.therapists ?? [therapist('ana')],
  rooms: changes.rooms ?? [room('r1')],
  service: {
    sessionType: 'sports',
    durationMin: 60,
    prepMin: 0,
    restMin: 0,
    roomPrepMin: 0,
    roomResetMin: 0,
    roomFeatures: [],
    effortTenthsPerMin: 10,
    ...changes.service,
  },
  policy: {
    noticeMin: 0,
    horizonDays: 60,
    gridStepMin: 60,
    shortestSellableMin: 30,
    orphanGapRule: false,
    sameDayCutoff: null,
    deepTissueInARow: null,
    deepTissueRestMin: 30,
    ...changes.policy,
  },
});

/** The shared therapist with other working time or calendar. */
export const withAna = (more: Partial<TherapistPlan>, changes: ClinicChanges = {}) =>
  clinic({ ...changes, therapists: [therapist('ana', more)] });

/** A clinic that works on one given date of one zone. */
export function clinicOn(
  date: string,
  zone: string,
  shifts: ShiftPlan[],
  changes: ClinicChanges = {},
): AvailabilityInput {
  return clinic({
    now: at('12:00', addDays(date, -2), zone),
    locations: [location('home', { timeZone: zone })],
    therapists: [
      therapist('ana', { shifts: shifts.map((s) => ({ ...s, weekday: weekdayOf(date) })) }),
    ],
    ...changes,
  });
}

/** Starts as the wall clock and offset show them: '09:15+01:00' tells the two sides of a fold apart. */
export function startsOn(input: AvailabilityInput, date: string = MONDAY): string[] {
  const zone = input.locations[0]?.timeZone ?? LONDON;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'longOffset',
  });
  return slotsOn(input, date).map((slot) => format.format(slot.startsAt).replace(' GMT', ''));
}

export const slotsOn = (input: AvailabilityInput, date: string = MONDAY) =>
  listFreeSlots(input, { from: date, to: date }).flatMap((day) => day.slots);

/** The same without offsets, where there is nothing to tell apart. */
export const timesOn = (input: AvailabilityInput, date: string = MONDAY): string =>
  startsOn(input, date)
    .map((start) => start.slice(0, 5))
    .join(' ');
