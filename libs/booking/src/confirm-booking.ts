import { Injectable } from '@nestjs/common';
import { ClinicService, notFound, type Plan, quietHoursAt } from '@limber/clinic';
import {
  type Admitted,
  type Arrival,
  ClientService,
  RecommendationService,
  type Spoken,
  mailAddressOf,
} from '@limber/clients';
import type { BookingCreated, BookingRequest } from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { Ids, MINUTE } from '@limber/kernel';
import type { PlannedMessage } from '@limber/messaging';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  sha256,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { AssignmentService, StartLost, type WantedStart } from './assignment.service.ts';
import { type Booking, type Hold, newChain } from './booking.entity.ts';
import { guestNeeded, guestUnexpected, holdUsed } from './booking.errors.ts';
import { BookingLinks } from './booking.links.ts';
import { referenceFrom } from './booking.rules.ts';
import { BookingStore } from './booking.store.ts';
import { bookedPolicyOf } from './booking.view.ts';
import { GuestStore } from './guest.store.ts';
import { HoldService } from './hold.service.ts';
import { HoldStore } from './hold.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { reminderRows, zoneAt } from './reminder.rules.ts';
import { answerBy } from './request.rules.ts';
import { type Schedule, ScheduleService } from './schedule.service.ts';
import { ClearanceAsked, ScreeningService } from './screening.service.ts';

/** A hold's row, locked; and whether it still keeps its time, which then nobody can take from it. */
interface LockedHold {
  hold: Hold;
  isAlive: boolean;
}

function assertOpen(hold: Hold): void {
  if (hold.status === 'used') throw holdUsed();
  // Let go of on purpose, or replaced by the visitor's next pick.
  if (hold.status === 'released') throw new StartLost('BUSY', wantedOf(hold));
}

function arrivalOf(request: BookingRequest, clinic: Pick<Plan['clinic'], 'timeZone'>): Arrival {
  const { client, consents, screening, training = null } = request;
  return {
    ...{ ...client, consents, screening, training },
    timeZone: client.timeZone ?? clinic.timeZone,
  };
}

type BookedRow = Omit<Booking, 'recommendation' | 'note'>;

/** Exactly what the hold kept: the same person, place and time, or nothing. */
const wantedOf = (hold: Hold): WantedStart => ({ ...hold, startsAt: hold.startsAt.getTime() });

@Injectable()
export class ConfirmBooking {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly holds: HoldStore,
    private readonly holdService: HoldService,
    private readonly assignments: AssignmentService,
    private readonly schedules: ScheduleService,
    private readonly occupancy: OccupancyStore,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicService,
    private readonly clients: ClientService,
    private readonly recommendations: RecommendationService,
    private readonly screening: ScreeningService,
    private readonly guests: GuestStore,
    private readonly followUps: FollowUpService,
    private readonly audit: AuditLogStore,
    private readonly links: BookingLinks,
    private readonly ids: Ids,
  ) {}

  /** Turns a hold into a booking: screening, client, occupancy, mails, audit, all or nothing. */
  async confirm(
    clinicId: string,
    holdToken: string,
    request: BookingRequest,
    asked: IdempotentRequest | null,
    requestId: string,
  ): Promise<BookingCreated> {
    try {
      return await this.runner.run(clinicId, (tx) =>
        this.idempotency.once(
          tx,
          asked,
          (plan) => this.book(tx, holdToken, request, { requestId, plan }),
          () => this.assignments.keptPlan(tx),
        ),
      );
    } catch (error) {
      if (error instanceof StartLost) throw await this.holdService.refusal(clinicId, error, true);
      if (error instanceof ClearanceAsked) {
        await this.screening.remember(clinicId, error, requestId);
      }
      throw error;
    }
  }

  /**
   * The same inside a unit of work that does more. `spoken` is a suggestion kept elsewhere, past the hours it can
   * be asked for by its id. Throws StartLost.
   */
  async bookIn(
    tx: Transaction,
    holdToken: string,
    request: BookingRequest,
    requestId: string,
    spoken: Spoken | null = null,
  ): Promise<BookingCreated> {
    const plan = await this.assignments.keptPlan(tx);
    return this.book(tx, holdToken, request, { requestId, plan, spoken });
  }

  private async book(
    tx: Transaction,
    holdToken: string,
    request: BookingRequest,
    { requestId, plan, spoken = null }: { requestId: string; plan: Plan; spoken?: Spoken | null },
  ): Promise<BookingCreated> {
    const { clinic } = plan;
    const arrival = arrivalOf(request, clinic);
    // The hold's row before the client's, here as everywhere; asked for together.
    const [{ hold, isAlive }, welcomed] = await Promise.all([
      this.lockHold(tx, request.holdId, holdToken),
      this.clients.canWelcome(arrival, clinic) ? this.clients.welcome(tx, arrival, clinic) : null,
    ]);
    assertOpen(hold);
    const schedule = this.schedules.of(plan, { ...wantedOf(hold), isKept: isAlive }, tx.now);
    const { sold } = schedule;
    this.screening.assertNotRefused(request.screening, clinic);
    const guest = this.guestOf(hold, request, schedule);
    const admitted = await this.clients.admit(tx, arrival, clinic, welcomed);
    const { screening, training } = arrival;
    const { sessionType } = sold.service;
    const asked = { client: request.client, screening, training, sessionType };
    const health = await this.screening.assertBookable(
      tx,
      { ...asked, durationMin: sold.durationMin, startsAt: hold.startsAt },
      admitted,
      clinic,
    );
    const booking = this.compose(tx, hold, schedule, admitted, request, health);
    await this.write(tx, booking, request, spoken);
    const line = guest && { ...guest, bookingId: booking.id };
    if (line) this.guests.insert(tx, line, request.guest?.screening ?? []);
    const roomId = await this.takeTime(tx, { hold, isAlive }, schedule, booking);
    await this.planMails(tx, booking, admitted, request, schedule);
    await this.audit.record(tx, {
      actor: `client:${admitted.client.id}`,
      action: booking.status === 'requested' ? 'booking.requested' : 'booking.confirmed',
      subject: booking.id,
      details: { holdId: hold.id, therapistId: booking.therapistId, roomId },
      requestId,
    });
    return {
      reference: booking.reference,
      status: booking.status === 'requested' ? 'requested' : 'confirmed',
      manageUrl: this.links.manageUrl(booking),
      ...(booking.answerBy && { answerBy: booking.answerBy.toISOString() }),
    };
  }

  /** A time for two needs both people's answers, and a time for one takes no second. */
  private guestOf(hold: Hold, { guest }: BookingRequest, { clinic, sold }: Schedule) {
    const { secondTherapistId: therapistId } = hold;
    if (!therapistId && guest) throw guestUnexpected();
    if (!therapistId) return null;
    if (!guest) throw guestNeeded();
    const { sessionType } = sold.service;
    const asked = { sessionType, durationMin: sold.durationMin };
    const { caution } = this.screening.assertGuest(guest.screening, asked, clinic);
    return { name: guest.name, therapistId, caution };
  }

  private async lockHold(tx: Transaction, id: string, token: string): Promise<LockedHold> {
    const [hold, isAlive] = await Promise.all([
      this.holds.lockByToken(tx, id, sha256(token)),
      this.occupancy.lockLiveHold(tx, id),
    ]);
    if (!hold) throw notFound('hold');
    return { hold, isAlive };
  }

  private compose(
    tx: Transaction,
    hold: Hold,
    { clinic, sold }: Schedule,
    { client, phone, trainingId, screeningId }: Admitted,
    request: BookingRequest,
    { screened, file }: Awaited<ReturnType<ScreeningService['assertBookable']>>,
  ): BookedRow {
    const { serviceId, durationMin, locationId, therapistId, roomId, startsAt, priceMinor } = hold;
    const policies = this.clinics.policiesOf(clinic);
    const isRequest = sold.service.needsConfirmation;
    return {
      ...newChain,
      ...{ serviceId, durationMin, locationId, therapistId, roomId, startsAt, priceMinor },
      ...{ trainingId, screeningId },
      clinicId: tx.clinicId,
      id: this.ids.uuid(),
      chainId: this.ids.uuid(),
      reference: referenceFrom(this.ids.secret() + this.ids.secret()),
      revision: 1,
      status: isRequest ? 'requested' : 'confirmed',
      answerBy: isRequest ? answerBy(tx.now, startsAt, policies) : null,
      visit: 'booked',
      clientId: client.id,
      contactName: request.client.name,
      contactPhone: phone,
      originalStartsAt: startsAt,
      policy: hold.policy ?? bookedPolicyOf(policies),
      caution: screened.outcome === 'precaution',
      contactFirstSince: file.wait ? tx.now : null,
      createdAt: tx.now,
    };
  }

  private async write(
    tx: Transaction,
    booking: BookedRow,
    request: BookingRequest,
    spoken: Spoken | null,
  ): Promise<void> {
    const recommendation = request.recommendationId
      ? await this.recommendations.getSpoken(tx, request.recommendationId)
      : spoken;
    this.bookings.insert(tx, booking, { recommendation, note: request.note ?? null });
  }

  /**
   * A live hold becomes the booking: notice, cut-off and horizon were asked when it was taken, and whoever has it was
   * told for how long. A dead one is asked about anew and confirmed too while its time is still free. Answers the room.
   */
  private async takeTime(
    tx: Transaction,
    { hold, isAlive }: LockedHold,
    schedule: Schedule,
    booking: BookedRow,
  ): Promise<string> {
    const owner = { bookingId: booking.id };
    let { roomId } = hold;
    const takenAs = booking.status === 'requested' ? 'requested' : 'confirmed';
    // What has begun is asked about like any other time, and so refused as past.
    const isToCome = hold.startsAt > tx.now;
    if (isAlive && isToCome) this.occupancy.confirmHold(tx, hold.id, booking.id, takenAs);
    else {
      const wanted = wantedOf(hold);
      const choice = await this.assignments.choose(tx, schedule, wanted);
      // Only under the resources' locks: whoever has them may be about to move these dead rows too.
      await this.occupancy.releaseHold(tx, hold.id);
      this.assignments.take(tx, schedule, wanted, choice, {
        status: takenAs,
        expiresAt: null,
        owner,
      });
      roomId = choice.roomId;
      this.bookings.setRoom(tx, booking.id, roomId);
    }
    this.holds.setStatus(tx, hold.id, 'used');
    return roomId;
  }

  private async planMails(
    tx: Transaction,
    booking: BookedRow,
    { client }: Admitted,
    { consents, training, client: asked }: BookingRequest,
    { clinic, frame }: Schedule,
  ): Promise<void> {
    const endsAt = new Date(booking.startsAt.getTime() + booking.durationMin * MINUTE);
    const recipient = mailAddressOf(client) ?? asked.email;
    const told: PlannedMessage = {
      family: 'booking',
      kind: booking.status === 'requested' ? 'booking_requested' : 'booking_confirmation',
      chainId: booking.chainId,
      revision: booking.revision,
      recipient,
      timeZone: clinic.timeZone,
      dueAt: tx.now,
      notAfter: booking.startsAt,
    };
    const zone = zoneAt(frame.locations, booking.locationId);
    const quiet = quietHoursAt(clinic);
    const reader = { recipient, readerZone: client.timeZone, zone, quiet };
    const session = {
      chainId: booking.chainId,
      reference: booking.reference,
      clientId: client.id,
      therapistId: booking.therapistId,
      locationId: booking.locationId,
      recipient,
      timeZone: client.timeZone,
      quiet,
      bookedAt: booking.createdAt,
      sessionStartsAt: booking.startsAt,
      sessionEndsAt: endsAt,
      training: training ?? null,
      trainingId: booking.trainingId,
      consents,
    };
    await this.followUps.plan(tx, session, [told, ...reminderRows(booking, reader, tx.now)]);
  }
}
