import { Injectable } from '@nestjs/common';
import {
  type Clinic,
  ClinicService,
  durationNotSold,
  notFound,
  type Plan,
  PlanStore,
  type SoldService,
} from '@limber/clinic';
import { DAY, type TimeRange } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import {
  addDays,
  type AvailabilityInput,
  dayRange,
  type FreeDay,
  listCoupleSlots,
  listFreeSlots,
  localDateOf,
  roomsForTwo,
  type ShiftPlan,
  type SlotQuery,
  type TherapistPlan,
  weekdayOf,
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
}

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

export interface FillOptions {
  moving?: MovingBooking | undefined;
  /** Learn in which room each session is, so that a room can spare a move. */
  withRooms?: boolean;
}

const ALTERNATIVES = 3;
/** How far on either side of a lost start alternatives are looked for. */
export const ALTERNATIVE_DAYS = 14;

/** The one place that turns rows into the plain values that libs/scheduling reasons about. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly plans: PlanStore,
    private readonly clinicService: ClinicService,
    private readonly busy: BusyStore,
  ) {}

  async load(
    tx: Transaction,
    wanted: Wish & { serviceId: string; durationMin: number },
    dates: { from: string; to: string },
  ): Promise<Schedule> {
    const isBooked = wanted.moving !== undefined;
    const plan = await this.plans.read(tx, wanted.serviceId, dates, isBooked);
    const sold = soldFrom(plan, wanted.durationMin);
    const { service, durationMin } = sold;
    const rooms = isForTwo(wanted) ? roomsForTwo(plan.rooms) : plan.rooms;
    const frame: AvailabilityInput = {
      now: tx.now.getTime(),
      locations: plan.locations,
      therapists: therapistsOf(plan),
      rooms: rooms.map((room) => ({ ...room, unavailable: [], occupied: [] })),
      service: { ...service, durationMin },
      policy: this.clinicService.policiesOf(plan.clinic),
    };
    return { clinic: plan.clinic, sold, frame };
  }

  /**
   * The frame with everything taken in the span of local dates filled in, as of this statement. With rooms, a
   * room that spares a move is preferred: for a few dates only.
   */
  async fill(
    tx: Transaction,
    schedule: Schedule,
    dates: { from: string; to: string },
    { moving, withRooms = false }: FillOptions = {},
  ): Promise<AvailabilityInput> {
    const span = spanOf(schedule, dates);
    const rooms = withRooms ? schedule.frame.rooms.map(({ id }) => id) : undefined;
    const detail = { ...detailOf(schedule.frame), ...(rooms && { rooms }) };
    const taken = await this.busy.read(tx, span, detail, moving?.bookingId);
    const { frame } = schedule;
    return {
      ...frame,
      now: tx.now.getTime(),
      therapists: frame.therapists.map((t) => ({ ...t, ...(taken.get(t.id) ?? FREE) })),
      rooms: frame.rooms.map((r) => ({ ...r, ...(taken.get(r.id) ?? FREE) })),
    };
  }

  /** The three free starts nearest to one that was refused; asked only when somebody lost. */
  async alternatives(
    tx: Transaction,
    schedule: Schedule,
    startsAt: number,
    wish: Wish,
    filledDay?: AvailabilityInput,
  ): Promise<string[]> {
    const date = localDateOf(startsAt, schedule.clinic.timeZone);
    for (const days of [0, 3, ALTERNATIVE_DAYS]) {
      const dates = { from: addDays(date, -days), to: addDays(date, days) };
      const known = days === 0 ? filledDay : undefined;
      const filled = known ?? (await this.fill(tx, schedule, dates, wish));
      const starts = listStarts(filled, { ...dates, ...wish })
        .flatMap((day) => day.slots.map((slot) => slot.startsAt))
        .filter((at) => at !== startsAt);
      if (new Set(starts).size >= ALTERNATIVES || days === ALTERNATIVE_DAYS) {
        return [...new Set(starts)]
          .sort((a, b) => Math.abs(a - startsAt) - Math.abs(b - startsAt) || a - b)
          .slice(0, ALTERNATIVES)
          .sort((a, b) => a - b)
          .map((at) => new Date(at).toISOString());
      }
    }
    return [];
  }
}

const FREE: TakenTime = { occupied: [], unavailable: [] };

function soldFrom({ service, durations }: Plan, durationMin: number): SoldService {
  if (!service) throw notFound('service');
  const duration = durations.find(({ minutes }) => minutes === durationMin);
  const sold = durations.map(({ minutes }) => minutes);
  if (!duration) throw durationNotSold(durationMin, sold);
  return { service, durationMin, priceMinor: duration.priceMinor };
}

function therapistsOf({ therapists, shifts }: Plan): TherapistPlan[] {
  const byTherapist = new Map<string, ShiftPlan[]>();
  for (const shift of shifts) {
    const own = byTherapist.get(shift.therapistId) ?? [];
    own.push(shift);
    byTherapist.set(shift.therapistId, own);
  }
  return therapists.map(({ id, sessionTypes, effortCapPerDay, effortCapPerWeek }) => ({
    ...{ id, sessionTypes, unavailable: [], occupied: [] },
    shifts: byTherapist.get(id) ?? [],
    effortCapPerDayTenths: effortCapPerDay,
    effortCapPerWeekTenths: effortCapPerWeek,
  }));
}

/** Efforts and kinds of sessions matter only to rules that are on. */
const detailOf = ({ therapists, policy }: AvailabilityInput): BusyDetail => ({
  effort: therapists.some((t) => (t.effortCapPerDayTenths ?? t.effortCapPerWeekTenths) !== null),
  kind: policy.deepTissueInARow !== null,
});

/**
 * A day on either side, for sessions reach over midnight and locations may lie in other zones; and whole
 * weeks for whoever has a cap a week.
 */
function spanOf({ clinic, frame }: Schedule, dates: { from: string; to: string }): TimeRange {
  const weekly = frame.therapists.some((t) => t.effortCapPerWeekTenths !== null);
  const from = weekly ? addDays(dates.from, 1 - weekdayOf(dates.from)) : dates.from;
  const to = weekly ? addDays(dates.to, 7 - weekdayOf(dates.to)) : dates.to;
  return {
    start: dayRange(from, clinic.timeZone).start - DAY,
    end: dayRange(to, clinic.timeZone).end + DAY,
  };
}
