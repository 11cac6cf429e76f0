import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import type { DeskLateRequest, DeskMoveRequest } from '@limber/contracts';
import { HOUR, MINUTE } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { StartLost, type Taker, type WantedStart } from './assignment.service.ts';
import type { Booking } from './booking.entity.ts';
import { lateNotPossible, preconditionFailed, visitRefused } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import type { DeskKey } from './desk-booking.service.ts';
import { brokenByDelay, type Verdict } from './desk-check.rules.ts';
import { brokenViews, DeskCheckService } from './desk-check.service.ts';
import { settle } from './desk-create.service.ts';
import { maySee } from './desk.rules.ts';
import { HoldService } from './hold.service.ts';
import { noticeDueAt } from './notice.rules.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { RescheduleService } from './reschedule.service.ts';
import type { Schedule } from './schedule.service.ts';

/** A booking as somebody at the desk saw it. */
export interface SeenKey extends DeskKey {
  revision: number;
}

/** How long before its start a visit can be put off as late. */
const LATE_FROM_MS = 2 * HOUR;

/** What the desk sees at a place, once the locks are held. */
interface Seen {
  verdict: Verdict;
  wanted: WantedStart;
  /** Its own, while nothing speaks against it. */
  keptRoomId: string | undefined;
  /** What speaks against the place it has now. */
  asItStands: () => Promise<Verdict>;
}

type Decide = (seen: Seen) => string | Promise<string>;

/** Moves by staff: no limit, no fee, and rules that may be overridden with a reason. */
@Injectable()
export class DeskMoveService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly checks: DeskCheckService,
    private readonly reschedules: RescheduleService,
    private readonly occupancy: OccupancyStore,
    private readonly holds: HoldService,
  ) {}

  async move(clinicId: string, key: SeenKey, request: DeskMoveRequest): Promise<void> {
    try {
      await this.runner.run(clinicId, async (tx) => {
        const booking = await this.lockSeen(tx, key);
        const details: Record<string, string | string[]> = {};
        await this.reschedules.moveIn(tx, booking, targetOf(booking, request), {
          by: 'clinic',
          actor: `staff:${key.staff.userId}`,
          requestId: key.requestId,
          tellAt: request.notify === 'none' ? null : noticeDueAt(tx.now, request.notify),
          details,
          choose: this.choosing(booking, request.roomId, ({ verdict, wanted, keptRoomId }) => {
            const { roomId, overridden } = settle(verdict, placeOf(wanted), request.override);
            if (overridden.length > 0 && request.override) {
              Object.assign(details, { overridden, reason: request.override.reason });
            }
            return keptRoomId ?? roomId;
          }),
        });
      });
    } catch (error) {
      if (error instanceof StartLost) throw await this.holds.refusal(clinicId, error);
      throw error;
    }
  }

  /** The client is late: the visit begins later, if what stands behind it allows. Says which rule does not. */
  async late(clinicId: string, key: SeenKey, { minutes }: DeskLateRequest): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.lockSeen(tx, key);
      if (tx.now.getTime() < booking.startsAt.getTime() - LATE_FROM_MS) {
        throw visitRefused('VISIT_TOO_EARLY', booking.visit);
      }
      const startsAt = booking.startsAt.getTime() + minutes * MINUTE;
      const { therapistId, locationId, roomId } = booking;
      await this.reschedules.moveIn(
        tx,
        booking,
        { startsAt, therapistId, locationId },
        {
          by: 'clinic',
          actor: `staff:${key.staff.userId}`,
          requestId: key.requestId,
          tellAt: null,
          details: { late: String(minutes) },
          choose: this.choosing(booking, roomId, async ({ verdict, asItStands }) => {
            const broken = brokenByDelay(verdict, await asItStands());
            if (broken.length > 0) throw lateNotPossible(brokenViews({ ...verdict, broken }));
            return roomId;
          }),
        },
      );
    });
  }

  private async lockSeen(tx: Transaction, key: SeenKey): Promise<Booking> {
    const booking = await this.bookings.lockByReference(tx, key.reference);
    if (!booking || !maySee(key.staff, booking)) throw notFound('booking');
    if (booking.revision !== key.revision) throw preconditionFailed();
    return booking;
  }

  /** Locks old and new place at once, looks, and lets `decide` say yes. It keeps its room while it can. */
  private choosing(booking: Booking, askedRoomId: string | undefined, decide: Decide) {
    return async (tx: Transaction, schedule: Schedule, wanted: WantedStart): Promise<Taker> => {
      const second = wanted.moving?.secondTherapistId;
      // Both of a session for two stay together; theirs is no room that any other of its place replaces.
      const keepsRoom = second !== undefined && wanted.locationId === booking.locationId;
      const kept = askedRoomId ?? (keepsRoom ? booking.roomId : undefined);
      const place = { ...placeOf(wanted), roomId: kept };
      const frame = await this.checks.widen(tx, schedule, place, booking);
      const old = wanted.moving?.claim;
      const claim = this.checks.claim(frame, place);
      const resourceIds = [...claim.resourceIds, ...(second ? [second] : [])];
      await this.occupancy.lock(tx, { ...claim, resourceIds }, ...(old ? [old] : []));
      const looked = await this.checks.verdictOfAll(tx, frame, place);
      const verdict = await this.checks.ofMove(tx, looked, booking, place.startsAt);
      const own = verdict.rooms.find(({ id }) => id === booking.roomId);
      const keptRoomId = kept === undefined && own?.breaches.length === 0 ? own.id : undefined;
      const now = { ...place, startsAt: booking.startsAt.getTime() };
      const asItStands = () => this.checks.verdictOfAll(tx, frame, now);
      const roomId = await decide({ verdict, wanted, keptRoomId, asItStands });
      const { therapistId, locationId } = place;
      return { therapistId, locationId, roomId, ...(second && { secondTherapistId: second }) };
    };
  }
}

const targetOf = (
  { therapistId, locationId }: Booking,
  request: DeskMoveRequest,
): { startsAt: number; therapistId: string; locationId: string } => ({
  startsAt: Date.parse(request.startsAt),
  therapistId: request.therapistId ?? therapistId,
  locationId: request.locationId ?? locationId,
});

/** A staff move always names who and where. */
function placeOf(wanted: WantedStart) {
  const { therapistId, locationId } = wanted;
  if (!therapistId || !locationId) throw new Error('a staff move without a place');
  return { ...wanted, therapistId, locationId };
}
