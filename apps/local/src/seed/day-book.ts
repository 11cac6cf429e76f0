import type { TakenTime } from '@limber/booking';
import type { SessionType } from '@limber/contracts';
import { DAY, MINUTE, type TimeRange } from '@limber/kernel';
import {
  type AvailabilityInput,
  checkCouple,
  checkStart,
  dayRange,
  type FreeSlot,
  listCoupleSlots,
  listFreeSlots,
  type Occupied,
  type RoomPlan,
  roomsForTwo,
  type ShiftPlan,
  type TherapistPlan,
  weekdayOf,
} from '@limber/scheduling';
import { ClinicPolicies, closes, type PublicHoliday, type ShiftRow } from '@limber/clinic';
import type { ClinicRows } from './clinic-rows.ts';

/** One length of one service. */
export interface Session {
  service: ClinicRows['services'][number];
  durationMin: number;
  priceMinor: number;
}

export interface PlannedVisit extends Session {
  therapistId: string;
  roomId: string;
  locationId: string;
  startsAt: number;
}

/** What is taken already, by the id of the therapist or room. */
export type Taken = ReadonlyMap<string, TakenTime>;

/** Who works when, and what is closed. */
export interface Worked {
  shifts: readonly ShiftRow[];
  holidays: readonly PublicHoliday[];
}

type Open<Plan> = Omit<Plan, 'occupied'> & { occupied: Occupied[] };

/** One local day of the clinic while it fills up. Every start comes from libs/scheduling, as a client's would. */
export class DayBook {
  readonly sessions: Session[];
  readonly therapists: Open<TherapistPlan>[];
  readonly visits: PlannedVisit[] = [];
  private readonly rooms: (Open<RoomPlan> & { capacity: number })[];
  private readonly frame: Omit<AvailabilityInput, 'service'>;

  constructor(
    rows: ClinicRows,
    { taken, worked }: { taken: Taken; worked: Worked },
    readonly date: string,
  ) {
    const day = dayRange(date, rows.clinic.timeZone);
    const near = (range: TimeRange): boolean =>
      range.start < day.end + DAY && range.end > day.start - DAY;
    const takenOf = (id: string) => ({
      occupied: (taken.get(id)?.occupied ?? []).filter(near),
      unavailable: (taken.get(id)?.unavailable ?? []).filter(near),
    });
    this.therapists = rows.therapists.map(({ id, sessionTypes, effortCapPerDay }) => ({
      ...{ id, sessionTypes, ...takenOf(id) },
      shifts: shiftsOn(worked, id, date),
      effortCapPerDayTenths: effortCapPerDay,
      effortCapPerWeekTenths: null,
    }));
    this.rooms = rows.rooms.map(({ id, locationId, features, capacity }) => ({
      ...{ id, locationId, features, capacity, ...takenOf(id) },
    }));
    this.sessions = rows.durations.flatMap(({ serviceId, minutes, priceMinor }) => {
      const service = rows.services.find(({ id }) => id === serviceId);
      return service ? [{ service, durationMin: minutes, priceMinor }] : [];
    });
    this.frame = {
      // These visits were booked well ahead: neither notice nor horizon ever stood in their way.
      now: day.start - DAY,
      policy: { ...ClinicPolicies.parse(rows.clinic.policies), noticeMin: 0, sameDayCutoff: null },
      locations: rows.locations.map((location) => ({ ...location, closedDates: [] })),
      therapists: this.therapists,
      rooms: this.rooms,
    };
  }

  /** Minutes this therapist is there to work with their hands, breaks taken off. */
  handsOnMin({ shifts }: Pick<TherapistPlan, 'shifts'>): number {
    return shifts.reduce((sum, { breaks, ...shift }) => {
      const resting = breaks.reduce((rest, pause) => rest + lengthOf(pause), 0);
      return sum + lengthOf(shift) - resting;
    }, 0);
  }

  free(session: Session, therapistId?: string): FreeSlot[] {
    const query = { from: this.date, to: this.date, therapistId };
    return listFreeSlots(this.inputFor(session), query).flatMap(({ slots }) => slots);
  }

  /**
   * Keeps two therapists and a room for two free at one start while the day fills. Answers how to let them go;
   * nothing to let go where no two work side by side that day.
   */
  keepForTwo(session: Session): () => void {
    const input = { ...this.inputFor(session), rooms: roomsForTwo(this.rooms) };
    const days = listCoupleSlots(input, { from: this.date, to: this.date });
    const starts = days.flatMap(({ slots }) => slots);
    const slot = starts[Math.floor(starts.length / 2)];
    const pair = slot && checkCouple(input, slot);
    const [one, other] = pair?.ok ? pair.value : [];
    if (!slot || !one || !other) return () => undefined;
    const kept = [one.therapistId, other.therapistId].map((therapistId) => {
      const visit = { ...session, ...one, therapistId, startsAt: slot.startsAt };
      this.putBack(visit);
      return visit;
    });
    return () => kept.forEach((visit) => this.giveBack(visit));
  }

  /** Takes a free start, in the room the commit would choose. */
  take(session: Session, therapistId: string, slot: FreeSlot): PlannedVisit | null {
    const { startsAt, locationId } = slot;
    const checked = checkStart(this.inputFor(session), { startsAt, locationId, therapistId });
    const choice = checked.ok ? checked.value[0] : undefined;
    if (!choice) return null;
    const visit = { ...session, ...choice, startsAt };
    this.putBack(visit);
    return visit;
  }

  putBack(visit: PlannedVisit): void {
    this.visits.push(visit);
    this.listOf(visit.therapistId).push(therapistTime(visit));
    this.listOf(visit.roomId).push(roomTime(visit));
  }

  giveBack(visit: PlannedVisit): void {
    this.visits.splice(this.visits.indexOf(visit), 1);
    for (const id of [visit.therapistId, visit.roomId]) {
      const list = this.listOf(id);
      list.splice(
        list.findIndex(({ start }) => start === visit.startsAt),
        1,
      );
    }
  }

  private inputFor({ service, durationMin }: Session): AvailabilityInput {
    return { ...this.frame, service: { ...service, durationMin } };
  }

  private listOf(id: string): Occupied[] {
    const plan = [...this.therapists, ...this.rooms].find((each) => each.id === id);
    if (!plan) throw new Error('a visit with a therapist or room the clinic does not have');
    return plan.occupied;
  }
}

const minutesOf = (wallTime: string): number =>
  Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3, 5));

const lengthOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): number =>
  minutesOf(endsAt) - minutesOf(startsAt);

/** The shifts a therapist works on that date. */
const shiftsOn = ({ shifts, holidays }: Worked, therapistId: string, date: string): ShiftPlan[] =>
  shifts.filter(
    (shift) =>
      shift.therapistId === therapistId &&
      shift.weekday === weekdayOf(date) &&
      shift.validFrom <= date &&
      (shift.validTo === null || date <= shift.validTo) &&
      !shift.except.includes(date) &&
      !holidays.some((each) => each.date === date && closes(each, shift.locationId)),
  );

const handsOn = ({ startsAt, durationMin }: PlannedVisit): TimeRange => ({
  start: startsAt,
  end: startsAt + durationMin * MINUTE,
});

type VisitTime = Required<Omit<Occupied, 'sessionType' | 'roomId'>> & {
  sessionType: SessionType | null;
};

export const therapistTime = (visit: PlannedVisit): VisitTime => ({
  ...handsOn(visit),
  beforeMin: visit.service.prepMin,
  afterMin: visit.service.restMin,
  effortTenths: visit.service.effortTenthsPerMin * visit.durationMin,
  sessionType: visit.service.sessionType,
});

export const roomTime = (visit: PlannedVisit): VisitTime => ({
  ...handsOn(visit),
  beforeMin: visit.service.roomPrepMin,
  afterMin: visit.service.roomResetMin,
  effortTenths: 0,
  sessionType: null,
});
