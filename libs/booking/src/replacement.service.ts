import { Injectable } from '@nestjs/common';
import type { BrokenRuleCode } from '@limber/contracts';
import { DAY, MINUTE } from '@limber/kernel';
import type { Transaction } from '@limber/persistence';
import { type AvailabilityInput, localDateOf } from '@limber/scheduling';
import { AssignmentService } from './assignment.service.ts';
import { judge, walkInForgives } from './desk-check.rules.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { type MovingBooking, type Schedule, ScheduleService } from './schedule.service.ts';

/** A booking that needs other hands at the same time, in the same room. */
export interface Needing {
  id: string;
  serviceId: string;
  durationMin: number;
  locationId: string;
  therapistId: string;
  roomId: string;
  startsAt: Date;
}

export interface ReplacementFrame {
  schedule: Schedule;
  moving: MovingBooking;
}

/** It was sold before and stays where it is: only the other person's day can speak against it. */
const forgiven: readonly BrokenRuleCode[] = [
  ...walkInForgives,
  ...(['HORIZON', 'ROOM_CLOSED', 'ROOM_FEATURES', 'ROOM_RESET'] as const),
];

/** Who could take a visit over: equally skilled, on shift, rested and under their limit. */
@Injectable()
export class ReplacementService {
  constructor(
    private readonly assignments: AssignmentService,
    private readonly schedules: ScheduleService,
    private readonly occupancy: OccupancyStore,
  ) {}

  async frame(tx: Transaction, booking: Needing): Promise<ReplacementFrame> {
    const claim = await this.occupancy.findClaim(tx, booking.id);
    const moving = { bookingId: booking.id, therapistId: booking.therapistId, claim };
    const { serviceId, durationMin, startsAt } = booking;
    const wanted = { serviceId, durationMin, moving, startsAt: startsAt.getTime() };
    return { schedule: await this.assignments.schedule(tx, wanted), moving };
  }

  /** As of this statement, whoever has the least to do that day first. */
  async list(
    tx: Transaction,
    booking: Needing,
    { schedule, moving }: ReplacementFrame,
  ): Promise<string[]> {
    const startsAt = booking.startsAt.getTime();
    const date = localDateOf(startsAt, schedule.clinic.timeZone);
    const filled = await this.schedules.fill(tx, schedule, { from: date, to: date }, { moving });
    const { locationId, roomId } = booking;
    // Nobody works where the clinic has no place any more.
    if (!filled.locations.some(({ id }) => id === locationId)) return [];
    const can = filled.therapists.filter(({ id }) => {
      if (id === booking.therapistId) return false;
      const { broken } = judge(filled, { startsAt, therapistId: id, locationId, roomId });
      return broken.every((code) => forgiven.includes(code));
    });
    return can
      .map(({ id, occupied }) => ({ id, busy: busyAround(occupied, startsAt) }))
      .sort((a, b) => a.busy - b.busy || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  }
}

type Taken = AvailabilityInput['therapists'][number]['occupied'];

/** Minutes taken within half a day on either side. */
const busyAround = (occupied: Taken, at: number): number =>
  occupied
    .filter(({ start }) => Math.abs(start - at) < DAY / 2)
    .reduce((sum, { start, end }) => sum + (end - start) / MINUTE, 0);
