import { Injectable } from '@nestjs/common';
import { type Clinic, ClinicService, ClinicStore, type SoldService } from '@limber/clinic';
import { DAY, type TimeRange } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import {
  addDays,
  type AvailabilityInput,
  dayRange,
  listFreeSlots,
  localDateOf,
  type Occupied,
} from '@limber/scheduling';
import { OccupancyStore } from './occupancy.store.ts';

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
}

const ALTERNATIVES = 3;
/** How far on either side of a lost start alternatives are looked for. */
export const ALTERNATIVE_DAYS = 14;

/** The one place that turns rows into the plain values that libs/scheduling reasons about. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly clinics: ClinicStore,
    private readonly clinicService: ClinicService,
    private readonly occupancy: OccupancyStore,
  ) {}

  async load(
    tx: Transaction,
    wanted: { serviceId: string; durationMin: number },
    dates: { from: string; to: string },
  ): Promise<Schedule> {
    const clinic = await this.clinics.get(tx);
    const sold = await this.clinicService.soldService(tx, wanted.serviceId, wanted.durationMin);
    const shifts = await this.clinics.listShifts(tx, dates.from, dates.to);
    const therapists = await this.clinics.listTherapists(tx);
    const rooms = await this.clinics.listRooms(tx);
    const { service, durationMin } = sold;
    const frame: AvailabilityInput = {
      now: tx.now.getTime(),
      locations: (await this.clinics.listLocations(tx)).map((location) => ({
        ...location,
        closedDates: [],
      })),
      therapists: therapists.map(({ id, sessionTypes, effortCapPerDay }) => ({
        id,
        sessionTypes,
        shifts: shifts
          .filter((shift) => shift.therapistId === id)
          .map((shift) => ({ ...shift, except: [] })),
        unavailable: [],
        occupied: [],
        effortCapPerDayTenths: effortCapPerDay,
        effortCapPerWeekTenths: null,
      })),
      rooms: rooms
        .filter((room) => !room.outOfOrder)
        .map(({ id, locationId, features }) => ({
          ...{ id, locationId, features },
          unavailable: [],
          occupied: [],
        })),
      service: { ...service, durationMin },
      policy: this.clinicService.policiesOf(clinic),
    };
    return { clinic, sold, frame };
  }

  /** The frame with everything taken in the span of local dates filled in, as of this statement. */
  async fill(
    tx: Transaction,
    schedule: Schedule,
    dates: { from: string; to: string },
  ): Promise<AvailabilityInput> {
    const span = this.spanOf(schedule, dates);
    const [start, end] = [new Date(span.start), new Date(span.end)];
    const busy = await this.occupancy.listBusy(tx, start, end);
    const away = await this.clinics.listUnavailable(tx, start, end);
    const occupied = new Map<string, Occupied[]>();
    for (const { resourceId, start: from, end: to, beforeMin, afterMin, effortTenths } of busy) {
      const rows = occupied.get(resourceId) ?? [];
      // A plain literal: objects made by spread have another shape and slow the sweep threefold.
      rows.push({ start: from.getTime(), end: to.getTime(), beforeMin, afterMin, effortTenths });
      occupied.set(resourceId, rows);
    }
    const unavailable = new Map<string, TimeRange[]>();
    for (const row of away) {
      const rows = unavailable.get(row.resourceId) ?? [];
      rows.push({ start: row.start.getTime(), end: row.end.getTime() });
      unavailable.set(row.resourceId, rows);
    }
    const taken = (id: string) => ({
      occupied: occupied.get(id) ?? [],
      unavailable: unavailable.get(id) ?? [],
    });
    const { frame } = schedule;
    return {
      ...frame,
      now: tx.now.getTime(),
      therapists: frame.therapists.map((t) => ({ ...t, ...taken(t.id) })),
      rooms: frame.rooms.map((r) => ({ ...r, ...taken(r.id) })),
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
      const filled = known ?? (await this.fill(tx, schedule, dates));
      const starts = listFreeSlots(filled, { ...dates, ...wish })
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

  /** A day on either side: sessions reach over midnight, and locations may lie in other zones. */
  private spanOf({ clinic }: Schedule, dates: { from: string; to: string }): TimeRange {
    return {
      start: dayRange(dates.from, clinic.timeZone).start - DAY,
      end: dayRange(dates.to, clinic.timeZone).end + DAY,
    };
  }
}
