import { Injectable } from '@nestjs/common';
import { ClinicService, quietHoursAt } from '@limber/clinic';
import { type DeskAdmitted, DeskArrivalService, mailAddressOf } from '@limber/clients';
import type {
  BrokenRuleCode,
  DeskBookingCreated,
  DeskBookingRequest,
  Override,
  WalkInRequest,
} from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { Ids, MINUTE } from '@limber/kernel';
import type { PlannedMessage } from '@limber/messaging';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { AssignmentService, StartLost } from './assignment.service.ts';
import { type Booking, newChain, type VisitState } from './booking.entity.ts';
import { overrideNeeded } from './booking.errors.ts';
import { referenceFrom } from './booking.rules.ts';
import { BookingStore } from './booking.store.ts';
import { bookedPolicyOf } from './booking.view.ts';
import type { AtTheDesk } from './desk.rules.ts';
import { isNamedExactly, isOverridable, type Verdict, walkInForgives } from './desk-check.rules.ts';
import {
  brokenViews,
  DeskCheckService,
  type DeskFrame,
  type DeskWish,
  nextMinute,
} from './desk-check.service.ts';
import { HoldService } from './hold.service.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { reminderRows, zoneAt } from './reminder.rules.ts';
import { ScreeningService } from './screening.service.ts';

/** A booking as staff write it down, its start as epoch ms. */
export type DeskParty = Omit<DeskBookingRequest, 'startsAt'> & { startsAt: number };

export interface Manner {
  forgives: readonly BrokenRuleCode[];
  visit: VisitState;
  seriesId: string | null;
}

const PHONED: Manner = { forgives: [], visit: 'booked', seriesId: null };
const WALKED_IN: Manner = { forgives: walkInForgives, visit: 'arrived', seriesId: null };

/** Taken in, and what their answers ask for. */
export type Welcomed = DeskAdmitted & Pick<Booking, 'caution' | 'contactFirstSince'>;

interface Settled {
  roomId: string;
  overridden: BrokenRuleCode[];
}

/** Books for a client who phoned or stands at the desk. */
@Injectable()
export class DeskCreateService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly checks: DeskCheckService,
    private readonly assignments: AssignmentService,
    private readonly holds: HoldService,
    private readonly occupancy: OccupancyStore,
    private readonly bookings: BookingStore,
    private readonly arrivals: DeskArrivalService,
    private readonly screening: ScreeningService,
    private readonly clinics: ClinicService,
    private readonly followUps: FollowUpService,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  async create(
    clinicId: string,
    request: DeskBookingRequest,
    by: AtTheDesk,
    asked: IdempotentRequest | null,
  ): Promise<DeskBookingCreated> {
    const party = { ...request, startsAt: Date.parse(request.startsAt) };
    return this.worded(clinicId, (tx) =>
      this.idempotency.once(tx, asked, () => this.createAlone(tx, party, by, PHONED)),
    );
  }

  /** Now, on the next whole minute; the client is at the door. */
  async walkIn(
    clinicId: string,
    request: WalkInRequest,
    by: AtTheDesk,
    asked: IdempotentRequest | null,
  ): Promise<DeskBookingCreated> {
    return this.worded(clinicId, (tx) =>
      this.idempotency.once(tx, asked, () =>
        this.createAlone(tx, { ...request, startsAt: nextMinute(tx.now) }, by, WALKED_IN),
      ),
    );
  }

  /** Runs a unit of work; a start lost in it is worded with what is free instead. */
  async worded<Value>(clinicId: string, unit: (tx: Transaction) => Promise<Value>): Promise<Value> {
    try {
      return await this.runner.run(clinicId, unit);
    } catch (error) {
      if (error instanceof StartLost) throw await this.holds.refusal(clinicId, error);
      throw error;
    }
  }

  private async createAlone(
    tx: Transaction,
    party: DeskParty,
    by: AtTheDesk,
    manner: Manner,
  ): Promise<DeskBookingCreated> {
    const frame = await this.checks.frame(tx, party);
    const admitted = await this.admit(tx, frame, party, by);
    await this.occupancy.lock(tx, this.checks.claim(frame, party));
    const verdict = await this.checks.verdict(tx, frame, party);
    const settled = settle(verdict, party, party.override, manner.forgives);
    const told = party.notify;
    const booking = await this.write(tx, frame, party, { admitted, settled, by, manner, told });
    return createdView(booking, settled.overridden);
  }

  /** Client row before resource locks: the order is the same everywhere. */
  async admit(
    tx: Transaction,
    { clinic, sold }: DeskFrame,
    party: DeskParty,
    by: AtTheDesk,
  ): Promise<Welcomed> {
    const { client, consents, screening, training = null } = party;
    this.screening.assertNotRefused(screening ?? [], clinic);
    const { userId } = by.staff;
    const arrival = { client, consents, screening, training, userId };
    const admitted = await this.arrivals.admit(tx, arrival, clinic);
    const { contactName: name, phone } = admitted;
    // Not asked today, what is on file still counts.
    const { screened, file } = await this.screening.assertBookable(
      tx,
      {
        client: { name, email: admitted.client.email ?? '', phone: phone ?? '' },
        screening: screening ?? [],
        training,
        sessionType: sold.service.sessionType,
        durationMin: sold.durationMin,
        startsAt: new Date(party.startsAt),
      },
      admitted,
      clinic,
    );
    return {
      ...admitted,
      caution: screened.outcome === 'precaution',
      contactFirstSince: file.wait ? tx.now : null,
    };
  }

  /** Under the locks: row, time, mails, follow-ups and audit. A series tells all its dates in a mail of its own. */
  async write(
    tx: Transaction,
    frame: DeskFrame,
    party: DeskParty,
    by: {
      admitted: Welcomed;
      settled: Settled;
      by: AtTheDesk;
      manner: Manner;
      /** Its confirmation goes by mail. */
      told: boolean;
    },
  ): Promise<BookedRow> {
    const booking = this.compose(tx, frame, party, by);
    this.bookings.insert(tx, booking, { recommendation: null, note: null });
    const choice = { ...party, roomId: by.settled.roomId };
    const owner = { bookingId: booking.id };
    const as = { status: 'confirmed' as const, expiresAt: null, owner };
    this.assignments.take(tx, frame, party, choice, as);
    await this.planMails(tx, frame, booking, party, by);
    await this.record(tx, booking, party.override, by);
    return booking;
  }

  private compose(
    tx: Transaction,
    { clinic, sold }: DeskFrame,
    { locationId, therapistId, startsAt }: DeskParty,
    by: { admitted: Welcomed; settled: Settled; manner: Manner },
  ): BookedRow {
    const { client, contactName, phone, trainingId, screeningId } = by.admitted;
    const { caution, contactFirstSince } = by.admitted;
    const at = new Date(startsAt);
    return {
      ...{ locationId, therapistId, trainingId, screeningId, contactName, caution },
      contactFirstSince,
      clinicId: tx.clinicId,
      id: this.ids.uuid(),
      chainId: this.ids.uuid(),
      reference: referenceFrom(this.ids.secret() + this.ids.secret()),
      revision: 1,
      status: 'confirmed',
      visit: by.manner.visit,
      clientId: client.id,
      contactPhone: phone,
      serviceId: sold.service.id,
      durationMin: sold.durationMin,
      roomId: by.settled.roomId,
      startsAt: at,
      originalStartsAt: at,
      priceMinor: sold.priceMinor,
      policy: bookedPolicyOf(this.clinics.policiesOf(clinic)),
      createdAt: tx.now,
      ...newChain,
      seriesId: by.manner.seriesId,
    };
  }

  private async planMails(
    tx: Transaction,
    { clinic, frame }: DeskFrame,
    booking: BookedRow,
    { training, consents }: DeskParty,
    { admitted: { client }, told }: { admitted: Welcomed; told: boolean },
  ): Promise<void> {
    const recipient = mailAddressOf(client);
    if (recipient === null) return;
    const { chainId, revision, reference, clientId, therapistId, locationId, startsAt } = booking;
    const confirmation: PlannedMessage = {
      ...{ family: 'booking', kind: 'booking_confirmation', chainId, revision, recipient },
      ...{ timeZone: clinic.timeZone, dueAt: tx.now, notAfter: startsAt },
    };
    const zone = zoneAt(frame.locations, locationId);
    const quiet = quietHoursAt(clinic);
    const reader = { recipient, readerZone: client.timeZone, zone, quiet };
    const session = {
      ...{ chainId, reference, clientId, therapistId, locationId, consents },
      recipient,
      timeZone: client.timeZone,
      quiet,
      bookedAt: booking.createdAt,
      sessionStartsAt: startsAt,
      sessionEndsAt: endOf(booking),
      training: training ?? null,
      trainingId: booking.trainingId,
    };
    const mails = [...(told ? [confirmation] : []), ...reminderRows(booking, reader, tx.now)];
    await this.followUps.plan(tx, session, mails);
  }

  private async record(
    tx: Transaction,
    booking: BookedRow,
    override: Override | undefined,
    { settled, by, manner }: { settled: Settled; by: AtTheDesk; manner: Manner },
  ): Promise<void> {
    const entry = {
      actor: `staff:${by.staff.userId}`,
      subject: booking.id,
      requestId: by.requestId,
    };
    const { therapistId, roomId, seriesId } = booking;
    await this.audit.record(tx, {
      ...entry,
      action: 'booking.confirmed',
      details: {
        ...{ therapistId, roomId },
        walkIn: manner.visit === 'arrived',
        ...(seriesId && { seriesId }),
      },
    });
    if (settled.overridden.length > 0) {
      await this.audit.record(tx, {
        ...entry,
        action: 'booking.rules_overridden',
        details: { codes: settled.overridden, reason: override?.reason },
      });
    }
  }
}

export type BookedRow = Omit<Booking, 'recommendation' | 'note'>;

const endOf = ({ startsAt, durationMin }: Pick<Booking, 'startsAt' | 'durationMin'>): Date =>
  new Date(startsAt.getTime() + durationMin * MINUTE);

/**
 * Whether a start may be taken as it was asked for. Two clients under one pair of hands are lost whatever was
 * named; other broken rules need naming, exactly.
 */
export function settle(
  verdict: Verdict,
  wish: DeskWish,
  override: Pick<Override, 'codes'> | undefined,
  forgives: readonly BrokenRuleCode[] = [],
): Settled {
  const broken = verdict.broken.filter((code) => !forgives.includes(code));
  const { roomId } = verdict;
  if (roomId === null || broken.some((code) => !isOverridable(code, verdict))) {
    throw new StartLost('BUSY', wish);
  }
  const named = (override?.codes ?? []).filter((code) => !forgives.includes(code));
  if (!isNamedExactly(broken, named)) throw overrideNeeded(brokenViews({ broken, roomId }));
  return { roomId, overridden: broken };
}

export const createdView = (
  booking: BookedRow,
  overridden: BrokenRuleCode[],
): DeskBookingCreated => ({
  reference: booking.reference,
  revision: booking.revision,
  startsAt: booking.startsAt.toISOString(),
  endsAt: endOf(booking).toISOString(),
  therapistId: booking.therapistId,
  roomId: booking.roomId,
  overridden,
});
