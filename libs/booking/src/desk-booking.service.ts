import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { type Client, ClientStore, HealthFileService, mailAddressOf } from '@limber/clients';
import type {
  DeskBookingDetail,
  DeskHealth,
  DeskVisitRequest,
  LiftBookingStop,
  Staff,
} from '@limber/contracts';
import { FollowUpService } from '@limber/followups';
import { MINUTE } from '@limber/kernel';
import { MessageStore, SuppressionStore } from '@limber/messaging';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { visitRefused } from './booking.errors.ts';
import { clinicMayCancel, nextVisits, visitStep } from './booking.rules.ts';
import { BookingStore } from './booking.store.ts';
import { policyView } from './booking.view.ts';
import { clearanceState } from './desk-clearance.service.ts';
import { DeskHealthService } from './desk-health.service.ts';
import { maySee, readableHealth, shownReason } from './desk.rules.ts';
import { NO_SHOW_UNDO_MS, SETTLE_MS, undoableUntil } from './notice.rules.ts';
import { guestView } from './desk.view.ts';
import { type DeskRow, DeskStore } from './desk.store.ts';

/** Which booking, who asks, in which request. */
export interface DeskKey {
  reference: string;
  staff: Staff;
  requestId: string;
}

const iso = (date: Date): string => date.toISOString();
/** A mail that will not go out, or not yet. */
const TAKEN_BACK = new Set(['planned', 'cancelled']);

@Injectable()
export class DeskBookingService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly desk: DeskStore,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly files: HealthFileService,
    private readonly messages: MessageStore,
    private readonly followUps: FollowUpService,
    private readonly audit: AuditLogStore,
    private readonly deskHealth: DeskHealthService,
    private readonly suppressions: SuppressionStore,
  ) {}

  async get(clinicId: string, key: DeskKey): Promise<DeskBookingDetail> {
    return this.runner.run(clinicId, async (tx) => this.view(tx, await this.find(tx, key), key));
  }

  /** For the therapist who treats; to anybody else there is nothing here. */
  async health(clinicId: string, key: DeskKey): Promise<DeskHealth> {
    return this.runner.run(clinicId, async (tx) => {
      const row = await this.find(tx, key);
      const whose = readableHealth(key.staff, row, tx.now);
      if (whose === null) throw notFound('booking');
      const { userId } = key.staff;
      const reader = { userId, requestId: key.requestId, view: 'booking' as const };
      return whose === 'client'
        ? this.deskHealth.read(tx, row, reader)
        : this.deskHealth.readGuest(tx, row, reader);
    });
  }

  /** One step of the visit. Pressed twice, or by two people, it is one step. */
  async visit(
    clinicId: string,
    key: DeskKey,
    { state }: DeskVisitRequest,
  ): Promise<DeskBookingDetail> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = await this.bookings.lockByReference(tx, key.reference);
      if (!booking) throw notFound('booking');
      await this.find(tx, key);
      if (booking.visit !== state) {
        const step = visitStep(booking, state, tx.now);
        if (!step.ok) throw visitRefused(step.code, booking.visit);
        await this.bookings.setVisit(tx, booking.id, state);
        if (state === 'no_show') await this.followUps.stop(tx, booking.chainId, 'no_show');
        if (state === 'done') await this.followUps.endSession(tx, booking.chainId);
        await this.audit.record(tx, {
          actor: `staff:${key.staff.userId}`,
          action: 'booking.visit_changed',
          subject: booking.id,
          details: { from: booking.visit, to: state },
          requestId: key.requestId,
        });
      }
      return this.view(tx, await this.find(tx, key), key);
    });
  }

  private async find(tx: Transaction, { reference, staff }: DeskKey): Promise<DeskRow> {
    const row = await this.desk.findByReference(tx, reference);
    if (!row || !maySee(staff, row)) throw notFound('booking');
    return row;
  }

  private async view(
    tx: Transaction,
    row: DeskRow,
    { staff }: DeskKey,
  ): Promise<DeskBookingDetail> {
    const { currency } = await this.clinics.get(tx);
    const client = await this.clients.findById(tx, row.clientId);
    const file = await this.files.open(tx, row.clientId);
    const clearance = clearanceState(file, client?.blockedSince ?? null, tx.now);
    const messages = await this.messageLog(tx, row.chainId);
    return {
      ...plainView(row, tx.now, currency),
      contact: {
        name: row.contactName,
        phone: row.contactPhone,
        email: client?.email ?? null,
        guardian: guardianOf(client),
        unreachable: await this.isStopped(tx, client, 'undeliverable'),
        complained: await this.isStopped(tx, client, 'complaint'),
      },
      canReadHealth: readableHealth(staff, row, tx.now) !== null,
      bookingPaused: clearance.waitsFor.length > 0,
      clearance,
      intake: file.intake && file.intake.dueAgainAt > tx.now ? 'on_file' : 'due',
      history: await this.history(tx, row.id),
      undo: undoOf(row, messages, tx.now),
      messages,
    };
  }

  private async isStopped(
    tx: Transaction,
    client: Client | null,
    scope: LiftBookingStop['scope'],
  ): Promise<boolean> {
    const address = client && mailAddressOf(client);
    return address ? this.suppressions.isSuppressed(tx, address, scope) : false;
  }

  private async history(tx: Transaction, id: string): Promise<DeskBookingDetail['history']> {
    const entries = await this.audit.listBySubject(tx, id);
    return entries
      .filter(({ action }) => action.startsWith('booking.'))
      .map(({ at, actor, action, details }) => ({
        at: iso(at),
        by: byOf(actor),
        action,
        details: Object.fromEntries(
          ['reason', 'from', 'to'].flatMap((name) => {
            const value = details[name];
            return typeof value === 'string' ? [[name, value]] : [];
          }),
        ),
      }));
  }

  private async messageLog(
    tx: Transaction,
    chainId: string,
  ): Promise<DeskBookingDetail['messages']> {
    const messages = await this.messages.listByChain(tx, chainId);
    return messages.map(({ id, kind, state, dueAt, sentAt, reason, notAfter }) => ({
      ...{ id, kind, state },
      canSendAgain:
        (state === 'dead' || state === 'unknown') && (notAfter === null || notAfter > tx.now),
      dueAt: iso(dueAt),
      sentAt: sentAt && iso(sentAt),
      reason: shownReason(reason),
    }));
  }
}

const guardianOf = (client: Client | null): DeskBookingDetail['contact']['guardian'] =>
  client?.guardianEmail ? { name: client.guardianName ?? '', email: client.guardianEmail } : null;

function byOf(actor: string): 'client' | 'staff' | 'system' {
  if (actor.startsWith('client:')) return 'client';
  return actor.startsWith('staff:') ? 'staff' : 'system';
}

/** A cancellation the client has been told of is not taken back in silence, nor one whose place is gone. */
function undoOf(
  { cancelledBy, cancelledAt, placeLostAt, visit, noShowAt }: DeskRow,
  messages: DeskBookingDetail['messages'],
  now: Date,
): DeskBookingDetail['undo'] {
  const isTold = messages.some(
    ({ kind, state }) => kind === 'booking_cancelled' && !TAKEN_BACK.has(state),
  );
  const isOpen = cancelledBy === 'clinic' && !isTold && !placeLostAt;
  const byUs = isOpen ? cancelledAt : null;
  const cancellation = undoableUntil(byUs, SETTLE_MS, now);
  const noShow = undoableUntil(visit === 'no_show' ? noShowAt : null, NO_SHOW_UNDO_MS, now);
  return {
    cancellation: cancellation && iso(cancellation),
    noShow: noShow && iso(noShow),
  };
}

function plainView(
  row: DeskRow,
  now: Date,
  currency: string,
): Omit<
  DeskBookingDetail,
  | 'contact'
  | 'canReadHealth'
  | 'bookingPaused'
  | 'clearance'
  | 'intake'
  | 'undo'
  | 'history'
  | 'messages'
> {
  const { reference, revision, status, visit, service, sessionType, durationMin, timeZone } = row;
  const { isNewClient, isFirstOfType, contactFirst, caution, cancelledBy, seriesId } = row;
  const { attendanceConfirmed } = row;
  return {
    ...{ reference, revision, status, visit, service, sessionType, durationMin, timeZone },
    serviceId: row.serviceId,
    ...{ isNewClient, isFirstOfType, contactFirst, caution, seriesId, attendanceConfirmed },
    nextVisits: nextVisits(row, now),
    startsAt: iso(row.startsAt),
    endsAt: iso(new Date(row.startsAt.getTime() + durationMin * MINUTE)),
    room: { id: row.roomId, name: row.room },
    location: { id: row.locationId, name: row.location, address: row.address },
    therapist: { id: row.therapistId, name: row.therapist },
    guest: guestView(row),
    formStatus: row.screeningId ? 'answered' : 'missing',
    price: { amount: row.priceMinor, currency },
    policy: policyView(row, currency),
    bookedAt: iso(row.createdAt),
    answerBy: row.status === 'requested' && row.answerBy ? iso(row.answerBy) : null,
    movedFrom: row.movedFrom && iso(row.movedFrom),
    cancellation: {
      possible: clinicMayCancel(row, now).ok,
      cancelledAt: row.cancelledAt && iso(row.cancelledAt),
      cancelledBy,
      cause: row.cancelCause,
      fee: row.cancelFeeMinor === null ? null : { amount: row.cancelFeeMinor, currency },
    },
  };
}
