import { Injectable } from '@nestjs/common';
import {
  type Clinic,
  durationNotSold,
  notFound,
  type Plan,
  PlanStore,
  type SoldService,
} from '@limber/clinic';
import type { ErrorCode } from '@limber/contracts';
import { AppError, type TimeRange } from '@limber/kernel';
import type { Statements, Transaction } from '@limber/persistence';
import {
  addDays,
  type AvailabilityInput,
  aDayAround,
  type FreeDay,
  listCoupleSlots,
  listFreeSlots,
  listingSpan,
  localDateOf,
  roomsForTwo,
  type SlotQuery,
  spanOf,
} from '@limber/scheduling';
import { type BusyDetail, BusyStore, type TakenTime } from './busy.store.ts';
import type { Claim } from './occupancy.store.ts';

/** What does not change while two clients race: who works when, which rooms there are, the rules. */
export interface Schedule {
  clinic: Clinic;
  sold: SoldService;
  /** Everything but `now` and who is taken. */
  frame: AvailabilityInput;
}

export interface Wish {
  therapistId?: string | undefined;
  locationId?: string | undefined;
  moving?: MovingBooking | undefined;
  /** 2 = two therapists and one room for two; one by one when left out. */
  partySize?: number | undefined;
  /** The other of the two, where that is fixed already. */
  secondTherapistId?: string | null | undefined;
  /** A time that is kept for somebody: what they picked is theirs, though it may be sold no more. */
  isKept?: boolean;
}

export type WantedService = Wish & { serviceId: string; durationMin: number };

export const isForTwo = ({ partySize, secondTherapistId }: Wish): boolean =>
  partySize === 2 || Boolean(secondTherapistId);

/** Free starts as wished for: for one, or for two side by side. */
export const listStarts = (input: AvailabilityInput, wish: Wish & SlotQuery): FreeDay[] =>
  isForTwo(wish) ? listCoupleSlots(input, wish) : listFreeSlots(input, wish);

/** A booking that looks for another time: its own time does not stand in its way. */
export interface MovingBooking {
  bookingId: string;
  therapistId: string;
  secondTherapistId?: string | undefined;
  /** What it takes now; null when nothing is taken any more. */
  claim: Claim | null;
}

/** Local dates, both included. */
interface Dates {
  from: string;
  to: string;
}

export interface FillOptions {
  moving?: MovingBooking | undefined;
  /** Learn in which room each session is, so that a room can spare a move. */
  withRooms?: boolean;
  /** Only these matter: nobody else is looked at, and so looks free. */
  only?: ReadonlySet<string> | undefined;
}

const ALTERNATIVES = 3;
/** How far on either side of a lost start alternatives are looked for. */
const ALTERNATIVE_DAYS = 14;

/** The one place that turns rows into the plain values that libs/scheduling reasons about. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly plans: PlanStore,
    private readonly busy: BusyStore,
  ) {}

  /** As of this statement, for all dates. */
  async load(tx: Transaction, wanted: WantedService): Promise<Schedule> {
    return scheduleOf(await this.plan(tx), wanted, tx.now.getTime());
  }

  /** Of the whole set-up, as of this statement. */
  async plan(tx: Transaction): Promise<Plan> {
    return this.plans.current(tx);
  }

  of(plan: Plan, wanted: WantedService, now: Date): Schedule {
    return scheduleOf(plan, wanted, now.getTime());
  }

  /**
   * The frame with everything taken in the span of local dates filled in, as of this statement. With rooms, a
   * room that spares a move is preferred: for a few dates only.
   */
  async fill(
    tx: Transaction,
    schedule: Schedule,
    dates: { from: string; to: string },
    { moving, withRooms = false, only }: FillOptions = {},
  ): Promise<AvailabilityInput> {
    const { frame, clinic } = schedule;
    const weekly = frame.therapists.some((t) => t.effortCapPerWeekTenths !== null);
    // A place's clocks may already be in another day than the clinic's, and so in another week.
    const reach = weekly ? { from: addDays(dates.from, -1), to: addDays(dates.to, 1) } : dates;
    const span = aDayAround(spanOf([clinic.timeZone], reach, weekly));
    const rooms = withRooms ? frame.rooms.map(({ id }) => id) : undefined;
    const effort = frame.therapists.some(
      (t) => (t.effortCapPerDayTenths ?? t.effortCapPerWeekTenths) !== null,
    );
    const detail = { ...detailOf(frame.policy, effort), ...(rooms && { rooms }), of: only };
    const { taken } = await this.busy.read(tx, span, detail, moving?.bookingId);
    return filledWith(taken, frame, tx.now.getTime());
  }

  /**
   * Schedule and taken time as of one statement, for a listing of these dates. A set-up that was kept is used only
   * if that statement says it still stands; so the answer is never older than the database.
   */
  async look(
    reads: Statements,
    wanted: WantedService,
    dates: Dates | ((plan: Plan) => Dates),
    { withRooms = false }: Pick<FillOptions, 'withRooms'> = {},
  ): Promise<{ schedule: Schedule; filled: AvailabilityInput }> {
    let plan = this.plans.lastKnown(reads.clinicId) ?? (await this.plans.read(reads));
    for (let look = 0; look < MOST_LOOKS; look++) {
      const effort = plan.therapists.some(
        (t) => (t.effortCapPerDay ?? t.effortCapPerWeek) !== null,
      );
      const rooms = withRooms ? plan.rooms.map(({ id }) => id) : undefined;
      const detail = { ...detailOf(plan.policies, effort), ...(rooms && { rooms }) };
      const { version, now, taken } = await this.busy.read(
        reads,
        spanToList(plan, typeof dates === 'function' ? dates(plan) : dates, wanted.durationMin),
        detail,
        wanted.moving?.bookingId,
      );
      if (version === plan.version) {
        const schedule = scheduleOf(plan, wanted, now);
        return { schedule, filled: filledWith(taken, schedule.frame, now) };
      }
      plan = await this.plans.read(reads);
    }
    throw new AppError<ErrorCode>('BUSY', { logLevel: 'warn' });
  }

  /** Three free starts on the day of one that was refused, out of what was read to refuse it; null when there are fewer. */
  alternativesOf(
    { schedule, filled }: { schedule: Schedule; filled: AvailabilityInput },
    startsAt: number,
    wish: Wish,
  ): string[] | null {
    const starts = otherStarts(filled, datesOf(placesOf(schedule), startsAt, wish), startsAt, wish);
    return starts.length >= ALTERNATIVES ? nearest(starts, startsAt) : null;
  }

  /** The three free starts nearest to one that was refused; asked only when somebody lost. */
  async alternatives(
    tx: Transaction,
    schedule: Schedule,
    startsAt: number,
    wish: Wish,
  ): Promise<string[]> {
    const { from, to } = datesOf(placesOf(schedule), startsAt, wish);
    for (const days of [0, 3, ALTERNATIVE_DAYS]) {
      const dates = { from: addDays(from, -days), to: addDays(to, days) };
      const filled = await this.fill(tx, schedule, dates, wish);
      const starts = otherStarts(filled, dates, startsAt, wish);
      if (starts.length >= ALTERNATIVES || days === ALTERNATIVE_DAYS) {
        return nearest(starts, startsAt);
      }
    }
    return [];
  }
}

/** A set-up that changes with every look: somebody else had better ask again. */
const MOST_LOOKS = 5;

/** Whose clocks a wish means: those of its places; the clinic's where these have several. */
export function zoneOfWish(
  { timeZone }: Pick<Clinic, 'timeZone'>,
  places: readonly { id: string; timeZone: string }[],
  locationId: string | null | undefined,
): string {
  const wished = places.filter(({ id }) => !locationId || id === locationId);
  const [only = timeZone, ...others] = new Set(wished.map((place) => place.timeZone));
  return others.length > 0 ? timeZone : only;
}

const placesOf = ({ clinic, frame }: Schedule) => ({ clinic, locations: frame.locations });

/** The local dates an instant has at the places wished for. */
export function datesOf(
  { clinic, locations }: Pick<Plan, 'clinic' | 'locations'>,
  at: number,
  { locationId }: Wish,
): Dates {
  const places = locations.filter(({ id }) => !locationId || id === locationId);
  const dates = places.map(({ timeZone }) => localDateOf(at, timeZone)).sort();
  const [first = localDateOf(at, clinic.timeZone)] = dates;
  return { from: first, to: dates.at(-1) ?? first };
}

const otherStarts = (
  filled: AvailabilityInput,
  dates: { from: string; to: string },
  startsAt: number,
  wish: Wish,
): number[] => {
  const slots = listStarts(filled, { ...dates, ...wish }).flatMap((day) => day.slots);
  return [...new Set(slots.map((slot) => slot.startsAt))].filter((at) => at !== startsAt);
};

const nearest = (starts: number[], startsAt: number): string[] =>
  starts
    .sort((a, b) => Math.abs(a - startsAt) - Math.abs(b - startsAt) || a - b)
    .slice(0, ALTERNATIVES)
    .sort((a, b) => a - b)
    .map((at) => new Date(at).toISOString());

const FREE: TakenTime = { occupied: [], unavailable: [] };

function scheduleOf(plan: Plan, wanted: WantedService, now: number): Schedule {
  const sold = soldFrom(plan, wanted);
  const rooms = isForTwo(wanted) ? roomsForTwo(plan.rooms) : plan.rooms;
  const frame: AvailabilityInput = {
    now,
    locations: plan.locations,
    therapists: plan.therapists.map(({ id, sessionTypes, shifts, ...caps }) => ({
      ...{ id, sessionTypes, shifts, unavailable: [], occupied: [] },
      effortCapPerDayTenths: caps.effortCapPerDay,
      effortCapPerWeekTenths: caps.effortCapPerWeek,
    })),
    rooms: rooms.map((room) => ({ ...room, unavailable: [], occupied: [] })),
    service: { ...sold.service, durationMin: sold.durationMin },
    policy: plan.policies,
  };
  return { clinic: plan.clinic, sold, frame };
}

/** What is sold no more still counts for who has it kept, or has booked it: their visit can be moved. */
function soldFrom(plan: Plan, wanted: WantedService): SoldService {
  const { serviceId, durationMin, moving, isKept = false } = wanted;
  const isTheirs = isKept || moving !== undefined;
  const counts = ({ active }: { active: boolean }): boolean => active || isTheirs;
  const service = plan.services.get(serviceId);
  if (!service || !counts(service)) throw notFound('service');
  const lengths = (plan.durations.get(serviceId) ?? []).filter(counts);
  const length = lengths.find(({ minutes }) => minutes === durationMin);
  const sold = lengths.map(({ minutes }) => minutes);
  if (!length) throw durationNotSold(durationMin, sold);
  return { service, durationMin, priceMinor: length.priceMinor };
}

const filledWith = (
  taken: ReadonlyMap<string, TakenTime>,
  frame: AvailabilityInput,
  now: number,
): AvailabilityInput => ({
  ...frame,
  now,
  therapists: frame.therapists.map((t) => ({ ...t, ...(taken.get(t.id) ?? FREE) })),
  rooms: frame.rooms.map((r) => ({ ...r, ...(taken.get(r.id) ?? FREE) })),
});

/** Efforts and kinds of sessions matter only to rules that are on. */
const detailOf = (
  { deepTissueInARow }: AvailabilityInput['policy'],
  effort: boolean,
): BusyDetail => ({ effort, kind: deepTissueInARow !== null });

/** What a listing of these dates cannot do without. */
const spanToList = (
  { clinic, locations, therapists, policies }: Plan,
  dates: { from: string; to: string },
  durationMin: number,
): TimeRange =>
  listingSpan([clinic.timeZone, ...locations.map(({ timeZone }) => timeZone)], dates, {
    deepTissueInARow: policies.deepTissueInARow,
    durationMin,
    weekly: therapists.some((t) => t.effortCapPerWeek !== null),
  });
