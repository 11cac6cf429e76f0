import { Injectable } from '@nestjs/common';
import { ClinicStore, type Location, notFound } from '@limber/clinic';
import {
  type BrokenRule,
  type BrokenRuleCode,
  brokenRuleCodes,
  type DeskCheck,
  type DeskCheckRequest,
} from '@limber/contracts';
import { MINUTE } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { localDateOf } from '@limber/scheduling';
import { AssignmentService } from './assignment.service.ts';
import type { Booking } from './booking.entity.ts';
import { BookingStore } from './booking.store.ts';
import { brokenRuleTexts } from './desk-check.en.ts';
import {
  type DeskPlace,
  isOverridable,
  judge,
  type Verdict,
  walkInForgives,
  withClearance,
} from './desk-check.rules.ts';
import { GuestStore } from './guest.store.ts';
import { type Claim, OccupancyStore } from './occupancy.store.ts';
import { type MovingBooking, type Schedule, ScheduleService } from './schedule.service.ts';
import { ScreeningService } from './screening.service.ts';

export interface DeskWish extends DeskPlace {
  serviceId: string;
  durationMin: number;
  moving?: MovingBooking | undefined;
  partySize?: number | undefined;
}

/** What a decision at the desk rests on: the clinic's frame, closed rooms included. */
export interface DeskFrame extends Schedule {
  closedRoomIds: ReadonlySet<string>;
  roomNames: ReadonlyMap<string, string>;
}

export const brokenViews = ({ broken, roomId }: Pick<Verdict, 'broken' | 'roomId'>): BrokenRule[] =>
  broken.map((code) => ({
    code,
    sentence: brokenRuleTexts[code],
    overridable: isOverridable(code, { roomId }),
  }));

/** Says which rules a start would break, with the words for it. */
@Injectable()
export class DeskCheckService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly assignments: AssignmentService,
    private readonly schedules: ScheduleService,
    private readonly clinics: ClinicStore,
    private readonly bookings: BookingStore,
    private readonly occupancy: OccupancyStore,
    private readonly guests: GuestStore,
    private readonly screening: ScreeningService,
  ) {}

  async check(clinicId: string, request: DeskCheckRequest): Promise<DeskCheck> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = await this.findMoving(tx, request.reference);
      const startsAt = request.startsAt ? Date.parse(request.startsAt) : nextMinute(tx.now);
      const moving = booking && (await this.asItStands(tx, booking, request.locationId));
      const wish = { ...request, startsAt, ...moving };
      const place = { ...wish, roomId: request.roomId ?? wish.roomId };
      const schedule = await this.assignments.schedule(tx, place);
      const frame = await this.widen(tx, schedule, place, booking);
      const verdict = await this.ofMove(
        tx,
        await this.verdictOfAll(tx, frame, place),
        booking,
        startsAt,
      );
      const forgiven = request.startsAt ? [] : walkInForgives;
      const broken = verdict.broken.filter((code) => !forgiven.includes(code));
      const views = brokenViews({ ...verdict, broken });
      return {
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(startsAt + place.durationMin * MINUTE).toISOString(),
        broken: views,
        overridable: views.every(({ overridable }) => overridable),
        roomId: verdict.roomId,
        rooms: roomViews(frame, verdict),
        alternatives:
          broken.length > 0 ? await this.schedules.alternatives(tx, frame, startsAt, place) : [],
      };
    });
  }

  /** Reads what does not change while others race. NOT_FOUND for what is not this clinic's. */
  async frame(tx: Transaction, wish: DeskWish): Promise<DeskFrame> {
    return this.widen(tx, await this.assignments.schedule(tx, wish), wish);
  }

  /**
   * The same from a schedule that is already read. A booking may stand on what was given up since: there is no shift
   * there, which is a rule like others, and not something that never was.
   */
  async widen(
    tx: Transaction,
    schedule: Schedule,
    wish: DeskPlace,
    booking: Booking | null = null,
  ): Promise<DeskFrame> {
    const frame = booking
      ? withGivenUp(schedule.frame, booking, await this.clinics.listLocations(tx))
      : schedule.frame;
    const rooms = (await this.clinics.listRooms(tx)).filter(
      ({ locationId }) => locationId === wish.locationId,
    );
    if (!frame.locations.some(({ id }) => id === wish.locationId)) throw notFound('location');
    if (!frame.therapists.some(({ id }) => id === wish.therapistId)) throw notFound('therapist');
    if (wish.roomId && !rooms.some(({ id }) => id === wish.roomId)) throw notFound('room');
    const closed = rooms.filter(({ id }) => !frame.rooms.some((room) => room.id === id));
    const closedPlans = closed.map(({ id, locationId, features }) => ({
      ...{ id, locationId, features },
      unavailable: [],
      occupied: [],
    }));
    return {
      ...schedule,
      frame: { ...frame, rooms: [...frame.rooms, ...closedPlans] },
      closedRoomIds: new Set(closed.map(({ id }) => id)),
      roomNames: new Map(rooms.map(({ id, name }) => [id, name])),
    };
  }

  /** Everybody and every room that a decision about this start may take; once per unit of work. */
  claim({ frame }: DeskFrame, wish: DeskWish): Claim {
    const { therapistId, locationId, startsAt, durationMin } = wish;
    const rooms = frame.rooms.filter((room) => room.locationId === locationId);
    return {
      resourceIds: [therapistId, ...rooms.map(({ id }) => id)],
      during: { start: startsAt, end: startsAt + durationMin * MINUTE },
    };
  }

  /** As of this statement: under the locks it is the last word but the constraint's. */
  async verdict(
    tx: Transaction,
    frame: DeskFrame,
    place: DeskPlace & { moving?: MovingBooking | undefined },
  ): Promise<Verdict> {
    const date = localDateOf(place.startsAt, frame.clinic.timeZone);
    const day = { from: date, to: date };
    const filled = await this.schedules.fill(tx, frame, day, { moving: place.moving });
    return judge(filled, place, frame.closedRoomIds);
  }

  /** What a place breaks for one therapist, or for both who stay together. */
  async verdictOfAll(
    tx: Transaction,
    frame: DeskFrame,
    place: DeskPlace & { moving?: MovingBooking | undefined },
  ): Promise<Verdict> {
    const verdict = await this.verdict(tx, frame, place);
    const second = place.moving?.secondTherapistId;
    if (second === undefined) return verdict;
    const other =
      second === place.therapistId
        ? { broken: ['BUSY'] as const }
        : await this.verdict(tx, frame, { ...place, therapistId: second });
    const both = new Set<BrokenRuleCode>([...verdict.broken, ...other.broken]);
    return { ...verdict, broken: brokenRuleCodes.filter((code) => both.has(code)) };
  }

  /** What speaks against a place, and whether a clearance that this booking rests on has ended by then. */
  async ofMove(
    tx: Transaction,
    verdict: Verdict,
    booking: Booking | null,
    startsAt: number,
  ): Promise<Verdict> {
    const at = new Date(startsAt);
    const hasEnded = booking && (await this.screening.movesPastClearance(tx, booking, at));
    return withClearance(verdict, hasEnded ?? false);
  }

  private async findMoving(
    tx: Transaction,
    reference: string | undefined,
  ): Promise<Booking | null> {
    if (reference === undefined) return null;
    const booking = await this.bookings.findByReference(tx, reference);
    if (!booking) throw notFound('booking');
    return booking;
  }

  /** Its own time does not stand in its way; two stay together, and in their room where they stay at its place. */
  private async asItStands(
    tx: Transaction,
    { id, therapistId, roomId, locationId }: Booking,
    to: string,
  ): Promise<Pick<DeskWish, 'moving' | 'partySize' | 'roomId'>> {
    const claim = await this.occupancy.findClaim(tx, id);
    const moving = { bookingId: id, therapistId, claim };
    const guest = await this.guests.find(tx, id);
    if (!guest) return { moving };
    return {
      moving: { ...moving, secondTherapistId: guest.therapistId },
      partySize: 2,
      ...(to === locationId && { roomId }),
    };
  }
}

/** The ground of a booking where it is the clinic's no more: without hours, and without shifts. */
function withGivenUp(
  frame: Schedule['frame'],
  { locationId, therapistId }: Booking,
  known: readonly Location[],
): Schedule['frame'] {
  const isOpen = frame.locations.some(({ id }) => id === locationId);
  const isHere = frame.therapists.some(({ id }) => id === therapistId);
  const place = isOpen ? undefined : known.find(({ id }) => id === locationId);
  return {
    ...frame,
    ...(place && { locations: [...frame.locations, placeWithoutHours(place)] }),
    ...(!isHere && {
      therapists: [...frame.therapists, withoutShifts(therapistId, frame.service.sessionType)],
    }),
  };
}

const placeWithoutHours = ({ id, timeZone, resetInsideShift }: Location) => ({
  ...{ id, timeZone, resetInsideShift },
  openingHours: [],
  closedDates: [],
});

const withoutShifts = (id: string, sessionType: string) => ({
  ...{ id, sessionTypes: [sessionType], shifts: [], unavailable: [], occupied: [] },
  ...{ effortCapPerDayTenths: null, effortCapPerWeekTenths: null },
});

export const nextMinute = (now: Date): number => Math.ceil(now.getTime() / MINUTE) * MINUTE;

const roomViews = (frame: DeskFrame, { rooms }: Verdict): DeskCheck['rooms'] =>
  rooms
    .map(({ id, features, breaches }) => ({
      id,
      name: frame.roomNames.get(id) ?? '',
      free: !breaches.some((code) => code !== 'ROOM_FEATURES'),
      fits: !breaches.includes('ROOM_FEATURES'),
      features: [...features],
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));

/** Codes as they go into the audit log and into answers. */
export const withoutForgiven = (
  broken: readonly BrokenRuleCode[],
  forgiven: readonly BrokenRuleCode[],
): BrokenRuleCode[] => broken.filter((code) => !forgiven.includes(code));
