import { MINUTE } from '@limber/kernel';
import type {
  AvailabilityInput,
  LocationPlan,
  Occupied,
  ShiftPlan,
  TherapistPlan,
  WhyNot,
} from './availability.plan.ts';

/**
 * A second, deliberately dumb opinion: it walks every minute, reads wall clocks from Intl instead of
 * Temporal, and shares no code and no idea (runs, sweeps) with the engine.
 */

interface WallClock {
  date: string;
  minutes: number;
}

const clocks = new Map<string, (instant: number) => WallClock>();

/** What the clock on the wall shows, remembered because Intl is slow. */
function wallClockIn(zone: string): (instant: number) => WallClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const minutes = new Map<number, WallClock>();
  const read = (instant: number): WallClock => {
    const minute = Math.floor(instant / MINUTE);
    let clock = minutes.get(minute);
    if (clock === undefined) {
      const [date = '', time = ''] = format.format(minute * MINUTE).split(' ');
      clock = { date, minutes: toMinutes(time) };
      minutes.set(minute, clock);
    }
    return clock;
  };
  clocks.set(zone, read);
  return read;
}

const toMinutes = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Every minute of a local date; 36 hours around its UTC namesake hold any zone. */
function minutesOf(date: string, zone: string): { at: number; wall: number }[] {
  const read = wallClockIn(zone);
  const minutes: { at: number; wall: number }[] = [];
  const namesake = Date.parse(`${date}T00:00:00Z`);
  for (let at = namesake - 15 * 60 * MINUTE; at < namesake + 40 * 60 * MINUTE; at += MINUTE) {
    const clock = read(at);
    if (clock.date === date) minutes.push({ at, wall: clock.minutes });
  }
  return minutes;
}

const dayMinutes = new Map<string, { at: number; wall: number }[]>();
function minutesOfDay(date: string, zone: string): { at: number; wall: number }[] {
  const key = `${date} ${zone}`;
  const minutes = dayMinutes.get(key) ?? minutesOf(date, zone);
  dayMinutes.set(key, minutes);
  return minutes;
}

const edges = new Map<string, number>();

/** The first minute of the date at which the clock shows `time` or later. */
function firstAtOrAfter(date: string, zone: string, time: string): number {
  const key = `${date} ${time} ${zone}`;
  let edge = edges.get(key);
  if (edge === undefined) {
    const minutes = minutesOfDay(date, zone);
    const hit = minutes.find(({ wall }) => wall >= toMinutes(time));
    edge = hit?.at ?? (minutes.at(-1)?.at ?? 0) + MINUTE;
    edges.set(key, edge);
  }
  return edge;
}

const isoWeekday = (date: string): number => new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
const dayNumbers = new Map<string, number>();
function dayNumber(date: string): number {
  const number = dayNumbers.get(date) ?? Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  dayNumbers.set(date, number);
  return number;
}

/** One therapist's shift on one date: which starts its working time allows, minute by minute. */
interface ShiftDay {
  shift: ShiftPlan;
  starts: Set<number>;
  /** Those that also keep clear of everything in the therapist's calendar. */
  possible: Set<number>;
}

export class Oracle {
  private readonly shiftDays = new Map<string, ShiftDay[]>();

  constructor(private readonly input: AvailabilityInput) {}

  /** Every minute of the date at which somebody's working time allows a start. */
  workingMinutes(location: LocationPlan, date: string): number[] {
    const days = this.input.therapists.flatMap((t) => this.shiftDaysOf(t, location, date));
    return [...new Set(days.flatMap((day) => [...day.starts]))];
  }

  /** Therapists who could start then and there, by id. */
  therapistsAt(location: LocationPlan, at: number): string[] {
    return this.input.therapists
      .filter((therapist) => this.isQualified(therapist))
      .filter((therapist) => this.refusal(therapist, location, at) === null)
      .map((therapist) => therapist.id)
      .sort();
  }

  isQualified(therapist: TherapistPlan): boolean {
    return therapist.sessionTypes.includes(this.input.service.sessionType);
  }

  refusal(therapist: TherapistPlan, location: LocationPlan, at: number): WhyNot | null {
    const { date } = wallClockIn(location.timeZone)(at);
    const policy = this.policyRefusal(location, at, date);
    if (policy !== null) return policy;
    const shiftDays = this.shiftDaysOf(therapist, location, date).filter((d) => d.starts.has(at));
    if (shiftDays.length === 0) return 'SHIFT';
    if (this.isHandsOnTaken(therapist, at)) return 'BUSY';
    if (!this.keepsGaps(therapist, at) || this.breaksRow(therapist, at)) return 'REST';
    const offering = shiftDays.filter((d) => this.isOffered(d, therapist, location, at));
    if (offering.length === 0) return 'OFF_GRID';
    if (offering.every((d) => this.leavesOrphan(d, at))) return 'ORPHAN_GAP';
    if (this.isOverCap(therapist, location, date)) return 'CAP';
    return this.freeRoomIds(location, at).length === 0 ? 'NO_ROOM' : null;
  }

  freeRoomIds(location: LocationPlan, at: number): string[] {
    const { service } = this.input;
    return this.input.rooms
      .filter((room) => room.locationId === location.id)
      .filter((room) => service.roomFeatures.every((f) => room.features.includes(f)))
      .filter((room) => !this.isHandsOnTaken(room, at))
      .filter((room) =>
        room.occupied.every((o) => this.hasGap(o, at, service.roomPrepMin, service.roomResetMin)),
      )
      .map((room) => room.id);
  }

  private policyRefusal(location: LocationPlan, at: number, date: string): WhyNot | null {
    const { now, policy } = this.input;
    if (at < now) return 'IN_PAST';
    const today = wallClockIn(location.timeZone)(now).date;
    if (date !== today && dayNumber(date) - dayNumber(today) > policy.horizonDays) return 'HORIZON';
    if (date === today && policy.sameDayCutoff !== null) {
      if (now >= firstAtOrAfter(today, location.timeZone, policy.sameDayCutoff)) {
        return 'SAME_DAY_CUTOFF';
      }
    }
    return at - now < policy.noticeMin * MINUTE ? 'NOTICE' : null;
  }

  private shiftDaysOf(therapist: TherapistPlan, location: LocationPlan, date: string): ShiftDay[] {
    const key = `${therapist.id} ${location.id} ${date}`;
    const known = this.shiftDays.get(key);
    if (known !== undefined) return known;
    const days = therapist.shifts
      .filter((s) => s.locationId === location.id && s.weekday === isoWeekday(date))
      .filter((s) => date >= s.validFrom && (s.validTo === null || date <= s.validTo))
      .filter((s) => !s.except.includes(date) && !location.closedDates.includes(date))
      .map((shift) => {
        const starts = this.startsOf(shift, location, date);
        const possible = [...starts].filter(
          (at) =>
            !this.isHandsOnTaken(therapist, at) &&
            this.keepsGaps(therapist, at) &&
            !this.breaksRow(therapist, at),
        );
        return { shift, starts, possible: new Set(possible) };
      });
    this.shiftDays.set(key, days);
    return days;
  }

  private startsOf(shift: ShiftPlan, location: LocationPlan, date: string): Set<number> {
    const zone = location.timeZone;
    const between = (from: string, to: string): number[] => {
      const minutes: number[] = [];
      const end = firstAtOrAfter(date, zone, to);
      for (let at = firstAtOrAfter(date, zone, from); at < end; at += MINUTE) minutes.push(at);
      return minutes;
    };
    const working = new Set(between(shift.startsAt, shift.endsAt));
    for (const pause of shift.breaks) {
      for (const at of between(pause.startsAt, pause.endsAt)) working.delete(at);
    }
    const open = new Set(
      location.openingHours
        .filter((hours) => hours.weekday === isoWeekday(date))
        .flatMap((hours) => between(hours.opens, hours.closes)),
    );
    const { durationMin, prepMin, restMin } = this.input.service;
    const inside = location.resetInsideShift;
    const every = (set: Set<number>, from: number, to: number): boolean => {
      for (let at = from; at < to; at += MINUTE) if (!set.has(at)) return false;
      return true;
    };
    const starts = new Set<number>();
    for (const at of working) {
      const before = inside ? at - prepMin * MINUTE : at;
      const after = at + (durationMin + (inside ? restMin : 0)) * MINUTE;
      if (every(working, before, after) && every(open, at, after)) starts.add(at);
    }
    return starts;
  }

  private isHandsOnTaken(
    resource: Pick<TherapistPlan, 'occupied' | 'unavailable'>,
    at: number,
  ): boolean {
    const end = at + this.input.service.durationMin * MINUTE;
    return [...resource.occupied, ...resource.unavailable].some(
      (taken) => !(taken.end <= at || taken.start >= end),
    );
  }

  private hasGap(taken: Occupied, at: number, prep: number, rest: number): boolean {
    const end = at + this.input.service.durationMin * MINUTE;
    return taken.end <= at
      ? at - taken.end >= Math.max(taken.afterMin, prep) * MINUTE
      : taken.start - end >= Math.max(rest, taken.beforeMin) * MINUTE;
  }

  private keepsGaps(therapist: TherapistPlan, at: number): boolean {
    const { prepMin, restMin } = this.input.service;
    return therapist.occupied.every((taken) => this.hasGap(taken, at, prepMin, restMin));
  }

  private isOffered(
    day: ShiftDay,
    therapist: TherapistPlan,
    location: LocationPlan,
    at: number,
  ): boolean {
    const { gridStepMin, shortestSellableMin } = this.input.policy;
    const { durationMin, prepMin, restMin } = this.input.service;
    const named = { session: durationMin, shortest: shortestSellableMin };
    const step = typeof gridStepMin === 'number' ? gridStepMin : named[gridStepMin];
    const { minutes } = wallClockIn(location.timeZone)(at);
    if ((minutes - toMinutes(day.shift.startsAt)) % step === 0) return true;
    if (!day.possible.has(at - MINUTE)) return true;
    if (this.breaksRow(therapist, at + MINUTE)) return true;
    return therapist.occupied.some(
      (taken) => taken.start >= at && !this.hasGap(taken, at + MINUTE, prepMin, restMin),
    );
  }

  /** Puts the session among the others and counts, from left to right, the deep ones without a rest between. */
  private breaksRow(therapist: TherapistPlan, at: number): boolean {
    const { deepTissueInARow: limit, deepTissueRestMin: rest } = this.input.policy;
    if (limit === null) return false;
    const { durationMin, sessionType } = this.input.service;
    type Session = Pick<Occupied, 'start' | 'end' | 'sessionType'>;
    const mine: Session = { start: at, end: at + durationMin * MINUTE, sessionType };
    const sessions: Session[] = [
      mine,
      ...therapist.occupied.filter((taken) => typeof taken.sessionType === 'string'),
    ].sort((a, b) => a.start - b.start || a.end - b.end);
    const rows: Session[][] = [];
    let breaksOwnRow = false;
    sessions.forEach((session, i) => {
      const previous = sessions[i - 1];
      const isRested = !previous || session.start - previous.end >= rest * MINUTE;
      const row = isRested ? undefined : rows.at(-1);
      const isFull = (row?.length ?? 0) >= limit;
      // What was wrong before, by an override, is not this session's fault.
      if (isFull && (session === mine || row?.includes(mine))) breaksOwnRow = true;
      if (session.sessionType !== 'deep_tissue') rows.push([]);
      else if (row) row.push(session);
      else rows.push([session]);
    });
    return breaksOwnRow || (rows.find((row) => row.includes(mine))?.length ?? 0) > limit;
  }

  private leavesOrphan(day: ShiftDay, at: number): boolean {
    if (!this.input.policy.orphanGapRule) return false;
    return [-MINUTE, MINUTE].some((direction) => {
      let gap = 0;
      while (day.possible.has(at + (gap + 1) * direction)) gap++;
      return gap > 0 && gap < this.input.policy.shortestSellableMin;
    });
  }

  private isOverCap(therapist: TherapistPlan, location: LocationPlan, date: string): boolean {
    const read = wallClockIn(location.timeZone);
    const { durationMin, effortTenthsPerMin } = this.input.service;
    const weekOf = (day: string): number => Math.floor((dayNumber(day) + 3) / 7);
    const exceeds = (cap: number | null, counts: (day: string) => boolean): boolean => {
      if (cap === null) return false;
      const booked = therapist.occupied
        .filter((taken) => counts(read(taken.start).date))
        .reduce((sum, taken) => sum + (taken.effortTenths ?? 0), 0);
      return booked + durationMin * effortTenthsPerMin > cap;
    };
    return (
      exceeds(therapist.effortCapPerDayTenths, (day) => day === date) ||
      exceeds(therapist.effortCapPerWeekTenths, (day) => weekOf(day) === weekOf(date))
    );
  }
}

/** The listing, minute by minute. */
export function oracleSlots(
  input: AvailabilityInput,
  dates: readonly string[],
): { date: string; slots: string[] }[] {
  const oracle = new Oracle(input);
  return dates.map((date) => {
    const slots = input.locations.flatMap((location) =>
      oracle.workingMinutes(location, date).flatMap((at) => {
        const ids = oracle.therapistsAt(location, at);
        return ids.length === 0 ? [] : [{ at, location: location.id, ids }];
      }),
    );
    slots.sort((a, b) => a.at - b.at || (a.location < b.location ? -1 : 1));
    return { date, slots: slots.map((s) => `${s.at} ${s.location} ${s.ids.join(',')}`) };
  });
}
