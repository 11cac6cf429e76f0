import { Injectable } from '@nestjs/common';
import { type Clinic, ClinicStore, quietHoursAt } from '@limber/clinic';
import { bookingBlocked, ClientStore, mailAddressOf } from '@limber/clients';
import { type BookingView, ClinicPolicies, type RescheduleRequest } from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { MINUTE } from '@limber/kernel';
import { type Message, MessageStore, type PlannedMessage } from '@limber/messaging';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import type { Assignment } from '@limber/scheduling';
import {
  AssignmentService,
  StartLost,
  type Taker,
  type WantedStart,
} from './assignment.service.ts';
import type { Booking, CancelledBy } from './booking.entity.ts';
import {
  alreadyCancelled,
  alreadyMoved,
  clearanceEnds,
  feeNotAccepted,
  moveLimit,
  moveWindowClosed,
  tooLateToMove,
} from './booking.errors.ts';
import { type BookingKey, BookingService } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';
import { GuestStore } from './guest.store.ts';
import { HoldService } from './hold.service.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { answerBy } from './request.rules.ts';
import {
  clinicMayMove,
  heardOf,
  moveFeeOf,
  type MoveRefusal,
  movesLeft,
} from './reschedule.rules.ts';
import { noticeDueAt, saidOf } from './notice.rules.ts';
import { reminderRows, zoneAt } from './reminder.rules.ts';
import { ReOfferStore } from './re-offer.store.ts';
import type { Schedule } from './schedule.service.ts';
import { ScreeningService } from './screening.service.ts';

/** Where a booking should go. Without a therapist it keeps its own while they are free, else anybody. */
export interface MoveTarget {
  /** epoch ms */
  startsAt: number;
  therapistId?: string | undefined;
  /** Its own location unless named; any once that was given up. */
  locationId?: string | undefined;
}

export interface MoveHow {
  by: CancelledBy;
  actor: string;
  requestId: string;
  /** Late fee the client agreed to, in minor units. */
  feeMinor?: number;
  /** When the client is told; null = not by mail. At once when left out. */
  tellAt?: Date | null;
  /** Who takes it, decided under the locks; by the rules that bind clients when left out. */
  choose?: (tx: Transaction, schedule: Schedule, wanted: WantedStart) => Promise<Taker>;
  /** The client takes whom we offered; anything else ends the offer. */
  accepts?: boolean;
  /** Codes and reasons of a staff move, for the log. */
  details?: Record<string, string | string[]>;
}

/** A move the client asks for, with what they were shown. */
export type ClientMove = RescheduleRequest;

@Injectable()
export class RescheduleService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly bookings: BookingStore,
    private readonly reader: BookingService,
    private readonly holds: HoldService,
    private readonly assignments: AssignmentService,
    private readonly occupancy: OccupancyStore,
    private readonly guests: GuestStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly messages: MessageStore,
    private readonly followUps: FollowUpService,
    private readonly audit: AuditLogStore,
    private readonly offers: ReOfferStore,
    private readonly screening: ScreeningService,
  ) {}

  /** By the client, through the signed link. Who loses the race keeps the old time. */
  async reschedule(
    clinicId: string,
    key: BookingKey,
    move: ClientMove,
    asked: IdempotentRequest | null,
    requestId: string,
  ): Promise<BookingView> {
    try {
      return await this.runner.run(clinicId, async (tx) => {
        const booking = this.reader.own(
          await this.bookings.lockByReference(tx, key.reference),
          key,
        );
        return this.idempotency.once(tx, asked, () =>
          this.moveByClient(tx, booking, move, requestId),
        );
      });
    } catch (error) {
      if (error instanceof StartLost) throw await this.holds.refusal(clinicId, error);
      throw error;
    }
  }

  /**
   * Moves a booking whose row is locked, inside the caller's unit of work: time, mails and follow-ups go
   * together or not at all. Answers the booking as it then stands. Throws StartLost.
   */
  async moveIn(
    tx: Transaction,
    booking: Booking,
    target: MoveTarget,
    how: MoveHow,
  ): Promise<Booking> {
    const clinic = await this.clinics.get(tx);
    const allowed = clinicMayMove(booking, tx.now);
    if (!allowed.ok) throw refusal(allowed.code, clinic, booking);
    const startsAt = new Date(target.startsAt);
    if (!how.choose && (await this.screening.movesPastClearance(tx, booking, startsAt))) {
      throw clearanceEnds(clinic.phone);
    }
    const guest = await this.guests.find(tx, booking.id);
    const wanted: WantedStart = {
      ...(guest && { partySize: 2 }),
      serviceId: booking.serviceId,
      durationMin: booking.durationMin,
      startsAt: target.startsAt,
      therapistId: target.therapistId,
      locationId: target.locationId ?? (await this.reader.placeToMove(tx, booking)),
      moving: {
        bookingId: booking.id,
        therapistId: booking.therapistId,
        secondTherapistId: guest?.therapistId,
        claim: await this.occupancy.findClaim(tx, booking.id),
      },
    };
    const schedule = await this.assignments.schedule(tx, wanted);
    if (!how.accepts) await this.offers.closeOpen(tx, booking.id, 'moved');
    const choose = how.choose ?? ((...given) => this.assignments.choose(...given));
    const choice = await choose(tx, schedule, wanted);
    // What staff can still undo is offered to nobody yet.
    const offerFrom = how.tellAt === null ? noticeDueAt(tx.now, 'settle') : how.tellAt;
    await this.occupancy.releaseBooking(tx, booking.id, offerFrom);
    const standing = standingAfter(booking, schedule, how.by, startsAt, tx.now);
    this.assignments.take(tx, schedule, wanted, choice, {
      status: standing.status === 'requested' ? 'requested' : 'confirmed',
      expiresAt: null,
      owner: { bookingId: booking.id },
    });
    const { secondTherapistId } = choice;
    if (secondTherapistId) await this.guests.setTherapist(tx, booking.id, secondTherapistId);
    // It may stay where nothing is sold any more.
    const zone = zoneAt(await this.clinics.listLocations(tx), choice.locationId);
    const at = { clinic: schedule.clinic, zone };
    return this.write(tx, booking, { ...choice, ...standing, startsAt }, how, at);
  }

  private async moveByClient(
    tx: Transaction,
    booking: Booking,
    move: ClientMove,
    requestId: string,
  ): Promise<BookingView> {
    await this.assertAsSeen(tx, booking, move.revision);
    const clinic = await this.clinics.get(tx);
    const target = { ...move, startsAt: Date.parse(move.startsAt) };
    // Pressed twice: the second press finds what it asked for.
    if (isThere(booking, target)) return this.reader.view(tx, booking);
    const client = await this.clients.findById(tx, booking.clientId);
    if (client?.blockedSince) throw bookingBlocked(clinic.phone);
    const hasOffer = (await this.offers.findOpen(tx, booking.id)) !== null;
    const fee = moveFeeOf(booking, tx.now, hasOffer);
    if (!fee.ok) throw refusal(fee.code, clinic, booking);
    if (fee.value > 0 && !move.acceptFee) {
      throw feeNotAccepted({ amount: fee.value, currency: clinic.currency });
    }
    const moved = await this.moveIn(tx, booking, target, {
      by: hasOffer ? 'clinic' : 'client',
      actor: `client:${booking.clientId}`,
      feeMinor: fee.value,
      requestId,
    });
    return this.reader.view(tx, moved);
  }

  /** Two tabs: whoever saw an older state hears where the booking went. */
  private async assertAsSeen(
    tx: Transaction,
    booking: Booking,
    revision: number | undefined,
  ): Promise<void> {
    if (booking.status === 'cancelled') throw alreadyCancelled();
    if (revision === undefined || revision === booking.revision) return;
    const therapist = await this.clinics.findTherapist(tx, booking.therapistId);
    throw alreadyMoved({
      startsAt: booking.startsAt.toISOString(),
      therapist: therapist?.name ?? '',
      revision: booking.revision,
    });
  }

  private async write(
    tx: Transaction,
    booking: Booking,
    place: Assignment & Pick<Booking, 'startsAt' | 'status' | 'answerBy'>,
    how: MoveHow,
    at: { clinic: Clinic; zone: string },
  ): Promise<Booking> {
    const families = ['booking'] as const;
    const { chainId } = booking;
    await this.messages.cancelPlanned(tx, { chainId, families }, 'moved');
    const mails = await this.messages.listByChain(tx, chainId);
    const said = saidOf(mails, booking.revision);
    const from = heardOf(booking, said.isCurrent);
    const fee = (booking.moveFeeMinor ?? 0) + (how.feeMinor ?? 0);
    const moved = await this.bookings.move(tx, booking, {
      ...place,
      ...comingFrom(from),
      movedBy: how.by,
      movesByClient: booking.movesByClient + (how.by === 'client' ? 1 : 0),
      moveFeeMinor: fee > 0 ? fee : null,
    });
    const isBack = isThere(moved, { ...from, startsAt: from.startsAt.getTime() });
    const tellAt = how.tellAt === undefined ? tx.now : how.tellAt;
    // Whoever was never told of the booking needs its confirmation, not news of a move.
    const isKnown = said.isAnything || booking.seriesId !== null;
    const told = tellAt && !(isBack && isKnown) ? { at: tellAt, isKnown } : null;
    await this.tell(tx, moved, at, told, mails);
    await this.followUps.replan(tx, {
      chainId,
      therapistId: moved.therapistId,
      locationId: moved.locationId,
      sessionStartsAt: moved.startsAt,
      sessionEndsAt: new Date(moved.startsAt.getTime() + moved.durationMin * MINUTE),
    });
    await this.audit.record(tx, {
      actor: how.actor,
      action: 'booking.moved',
      subject: booking.id,
      details: {
        from: booking.startsAt.toISOString(),
        to: moved.startsAt.toISOString(),
        therapistId: moved.therapistId,
        roomId: moved.roomId,
        ...(how.feeMinor && { feeMinor: how.feeMinor }),
        ...how.details,
      },
      requestId: how.requestId,
    });
    return moved;
  }

  private async tell(
    tx: Transaction,
    moved: Booking,
    { clinic, zone }: { clinic: Clinic; zone: string },
    told: { at: Date; isKnown: boolean } | null,
    known: readonly Message[],
  ): Promise<void> {
    const client = await this.clients.findById(tx, moved.clientId);
    const recipient = client && mailAddressOf(client);
    if (!recipient) return;
    const { chainId, revision, startsAt, status } = moved;
    const kind = told?.isKnown ? 'booking_moved' : 'booking_confirmation';
    const news: PlannedMessage[] = told
      ? [
          {
            kind: status === 'requested' ? 'booking_requested' : kind,
            ...{ family: 'booking', chainId, revision, recipient, timeZone: clinic.timeZone },
            ...{ dueAt: told.at, notAfter: startsAt },
          },
        ]
      : [];
    const quiet = quietHoursAt(clinic);
    const reader = { recipient, readerZone: client.timeZone, zone, quiet };
    await this.messages.plan(tx, [...news, ...reminderRows(moved, reader, tx.now, known)]);
  }
}

/**
 * A new time of a service that needs the clinic's yes needs it again when the client picks it; the clinic's
 * own move is the yes. A request that moves waits anew.
 */
function standingAfter(
  { status, answerBy: waits }: Booking,
  { clinic, sold }: Schedule,
  by: CancelledBy,
  startsAt: Date,
  now: Date,
): Pick<Booking, 'status' | 'answerBy'> {
  const asks = status === 'requested' || (by === 'client' && sold.service.needsConfirmation);
  if (!asks) return { status, answerBy: waits };
  const policies = ClinicPolicies.parse(clinic.policies);
  return { status: 'requested', answerBy: answerBy(now, startsAt, policies) };
}

const comingFrom = (from: ReturnType<typeof heardOf>) => ({
  movedFrom: from.startsAt,
  movedFromTherapistId: from.therapistId,
  movedFromLocationId: from.locationId,
});

const isThere = (booking: Booking, { startsAt, therapistId, locationId }: MoveTarget): boolean =>
  booking.startsAt.getTime() === startsAt &&
  (therapistId ?? booking.therapistId) === booking.therapistId &&
  (locationId ?? booking.locationId) === booking.locationId;

function refusal(code: MoveRefusal, { phone }: Clinic, booking: Booking): Error {
  switch (code) {
    case 'ALREADY_CANCELLED':
      return alreadyCancelled();
    case 'TOO_LATE_TO_MOVE':
      return tooLateToMove();
    case 'MOVE_LIMIT':
      return moveLimit(phone, booking.movesByClient + movesLeft(booking));
    case 'MOVE_WINDOW_CLOSED':
      return moveWindowClosed(phone);
  }
}
