import { Injectable } from '@nestjs/common';
import { SetupStore } from '@limber/clinic';
import { MINUTE, type Result, type TimeRange } from '@limber/kernel';
import { brokenConstraint, type Transaction } from '@limber/persistence';
import {
  type Assignment,
  type AvailabilityInput,
  checkCouple,
  checkStart,
  localDateOf,
  type Pick,
  type WhyNot,
} from '@limber/scheduling';
import type { OccupancyStatus } from './booking.entity.ts';
import { startRefused } from './booking.errors.ts';
import { FairChoice } from './fair-choice.service.ts';
import { type NewOccupancy, OccupancyStore } from './occupancy.store.ts';
import { isForTwo, type Schedule, ScheduleService, type Wish } from './schedule.service.ts';

export interface WantedStart extends Wish {
  serviceId: string;
  durationMin: number;
  /** epoch ms */
  startsAt: number;
  /** Taken if possible when the choice is open; no reason to refuse. */
  preferTherapistId?: string | undefined;
}

/** Who and where, and why so. */
export interface Chosen extends Assignment {
  pick: Pick;
  /** Of a session for two. */
  secondTherapistId?: string;
}

/** Who takes it, where; decided by the rules or by somebody at the desk. */
export type Taker = Assignment & { secondTherapistId?: string };

/** Thrown inside a unit of work when the time is not to be had; the caller words it once outside. */
export class StartLost extends Error {
  constructor(
    readonly code: WhyNot,
    readonly wanted: WantedStart,
    /** Known when it was lost before any lock; otherwise nobody may be kept waiting to reckon them. */
    readonly alternatives: string[] | null = null,
  ) {
    super(code);
  }
}

/** Finest grid a shift can have: a start off it was never on offer, whoever is busy. */
const FINEST_GRID_MS = 5 * MINUTE;

/** Decides who and which room takes a start, and writes it down, under the locks. */
@Injectable()
export class AssignmentService {
  constructor(
    private readonly schedules: ScheduleService,
    private readonly occupancy: OccupancyStore,
    private readonly fair: FairChoice,
    private readonly setup: SetupStore,
  ) {}

  /**
   * Keeps the set-up as it is until the unit of work ends. Before a hold's row is locked: whoever changes the
   * set-up lets go of holds under the same lock.
   */
  async keepSetup(tx: Transaction): Promise<void> {
    await this.setup.shareSchedule(tx);
  }

  /** Reads what is needed to decide about one start, and keeps it so. Takes no lock on anybody's time. */
  async schedule(tx: Transaction, wanted: WantedStart): Promise<Schedule> {
    await this.keepSetup(tx);
    return this.schedules.load(tx, wanted);
  }

  /**
   * Looks before it queues, so that whoever is too late never holds a lock; then locks everyone and every
   * room that might be chosen, looks again, and answers the choice. Throws StartLost.
   */
  async choose(tx: Transaction, schedule: Schedule, wanted: WantedStart): Promise<Chosen> {
    await this.lookFirst(tx, schedule, wanted);
    const { moving } = wanted;
    const might = { resourceIds: this.mightTake(schedule, wanted), during: duringOf(wanted) };
    await this.occupancy.lock(tx, might, ...(moving?.claim ? [moving.claim] : []));
    const filled = await this.fill(tx, schedule, wanted);
    const candidates = this.check(filled, wanted);
    const first = await this.chooseOne(tx, schedule, candidates, wanted, moving?.therapistId);
    if (!isForTwo(wanted)) return first;
    const others = candidates.filter(
      ({ therapistId, locationId }) =>
        locationId === first.locationId && therapistId !== first.therapistId,
    );
    const kept = wanted.secondTherapistId ?? moving?.secondTherapistId;
    const anybody = { ...wanted, therapistId: undefined };
    const second = await this.chooseOne(tx, schedule, others, anybody, kept);
    return { ...first, secondTherapistId: second.therapistId };
  }

  /** Who is wished for, or moves and can keep their therapist; else by fairness. */
  private async chooseOne(
    tx: Transaction,
    schedule: Schedule,
    candidates: Assignment[],
    wanted: WantedStart,
    keptId: string | undefined,
  ): Promise<Chosen> {
    const wishedId = wanted.therapistId ?? keptId;
    const same = candidates.find(({ therapistId }) => therapistId === wishedId);
    if (same && wishedId === keptId) return { ...same, pick: { by: 'kept', standings: [] } };
    const open = same && wanted.therapistId ? [same] : candidates;
    const { assignment, pick } = await this.fair.choose(tx, schedule, open, wanted);
    return { ...assignment, pick };
  }

  /** Takes therapist and room. The exclusion constraint has the last word: its no is a lost start too. */
  async take(
    tx: Transaction,
    schedule: Schedule,
    wanted: WantedStart,
    choice: Taker,
    as: { status: OccupancyStatus; expiresAt: Date | null; owner: NewOccupancy['owner'] },
  ): Promise<void> {
    const { service } = schedule.sold;
    const during = duringOf(wanted);
    const { therapistId, secondTherapistId, roomId } = choice;
    const therapistIds = [therapistId, ...(secondTherapistId ? [secondTherapistId] : [])];
    await this.occupancy.takeOverExpired(tx, [...therapistIds, roomId], during);
    const row = { during, ...as };
    try {
      await this.occupancy.insert(tx, [
        ...therapistIds.map((resourceId) => ({
          ...row,
          resourceId,
          beforeMin: service.prepMin,
          afterMin: service.restMin,
          effortTenths: service.effortTenthsPerMin * wanted.durationMin,
          sessionType: service.sessionType,
        })),
        {
          ...row,
          resourceId: roomId,
          beforeMin: service.roomPrepMin,
          afterMin: service.roomResetMin,
          effortTenths: 0,
          sessionType: null,
        },
      ]);
    } catch (error) {
      if (brokenConstraint(error) === 'occupancy_no_overlap') throw new StartLost('BUSY', wanted);
      throw error;
    }
  }

  private async lookFirst(tx: Transaction, schedule: Schedule, wanted: WantedStart): Promise<void> {
    const filled = await this.fill(tx, schedule, wanted);
    try {
      this.check(filled, wanted);
    } catch (error) {
      if (!(error instanceof StartLost) || startRefused(error.code)) throw error;
      const { startsAt } = wanted;
      const nearest = await this.schedules.alternatives(tx, schedule, startsAt, wanted, filled);
      throw new StartLost(error.code, wanted, nearest);
    }
  }

  private check(filled: AvailabilityInput, wanted: WantedStart): Assignment[] {
    const checked = isForTwo(wanted) ? checkPair(filled, wanted) : checkStart(filled, wanted);
    if (checked.ok) return checked.value;
    const code =
      startRefused(checked.code) === null && wanted.startsAt % FINEST_GRID_MS !== 0
        ? 'OFF_GRID'
        : checked.code;
    throw new StartLost(code, wanted);
  }

  private async fill(
    tx: Transaction,
    schedule: Schedule,
    wanted: WantedStart,
  ): Promise<AvailabilityInput> {
    const date = localDateOf(wanted.startsAt, schedule.clinic.timeZone);
    const day = { from: date, to: date };
    return this.schedules.fill(tx, schedule, day, { moving: wanted.moving, withRooms: true });
  }

  private mightTake({ frame }: Schedule, wanted: WantedStart): string[] {
    const therapists = frame.therapists.filter(
      (t) =>
        (!wanted.therapistId || isForTwo(wanted) || t.id === wanted.therapistId) &&
        t.sessionTypes.includes(frame.service.sessionType),
    );
    const rooms = frame.rooms.filter(
      (r) => !wanted.locationId || r.locationId === wanted.locationId,
    );
    return [...therapists, ...rooms].map(({ id }) => id);
  }
}

/** Two who can; and where the other one is fixed already, them too. */
function checkPair(filled: AvailabilityInput, wanted: WantedStart): Result<Assignment[], WhyNot> {
  const checked = checkCouple(filled, wanted);
  const { secondTherapistId } = wanted;
  if (!checked.ok || !secondTherapistId) return checked;
  const isThere = checked.value.some(({ therapistId }) => therapistId === secondTherapistId);
  return isThere ? checked : { ok: false, code: 'BUSY' };
}

const duringOf = ({ startsAt, durationMin }: WantedStart): TimeRange => ({
  start: startsAt,
  end: startsAt + durationMin * MINUTE,
});
