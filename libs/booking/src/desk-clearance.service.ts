import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import { ClientStore, type HealthFile, HealthFileService } from '@limber/clients';
import type { ClearanceRequest, ClearanceState, Staff, WaitingClients } from '@limber/contracts';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { addDays, dayRange, localDateOf } from '@limber/scheduling';
import { clearanceUntil } from './booking.errors.ts';
import { BookingStore } from './booking.store.ts';
import { maySee } from './desk.rules.ts';

const DEFAULT_DAYS = 90;
const LONGEST_DAYS = 366;

/** Who records, in which request. */
interface By {
  staff: Staff;
  requestId: string;
}

/** Clearance is recorded without being shown what it is about: it covers all that waits for the client. */
@Injectable()
export class DeskClearanceService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly files: HealthFileService,
    private readonly audit: AuditLogStore,
  ) {}

  /** Through a booking, by whoever may see it. Recording it twice is recording it once. */
  async clearBooking(
    clinicId: string,
    reference: string,
    request: ClearanceRequest,
    by: By,
  ): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const booking = await this.bookings.findByReference(tx, reference);
      if (!booking || !maySee(by.staff, booking)) throw notFound('booking');
      await this.clear(tx, booking.clientId, booking.id, request, by);
    });
  }

  /** Who waits and has perhaps no booking yet, the longest wait first. */
  async listWaiting(clinicId: string): Promise<WaitingClients> {
    return this.runner.run(clinicId, async (tx) => {
      const waiting = await this.clients.listWaiting(tx);
      return waiting.map(({ clientId, name, phone, email, since, isBlocked, isAsked }) => ({
        ...{ clientId, name, phone, email },
        since: since.toISOString(),
        waitsFor: scopesOf(isBlocked, isAsked),
      }));
    });
  }

  /** Without a booking, by front desk and owner. */
  async clearClient(
    clinicId: string,
    clientId: string,
    request: ClearanceRequest,
    by: By,
  ): Promise<WaitingClients> {
    await this.runner.run(clinicId, async (tx) => {
      if (!(await this.clients.findById(tx, clientId))) throw notFound('client');
      await this.clear(tx, clientId, clientId, request, by);
    });
    return this.listWaiting(clinicId);
  }

  private async clear(
    tx: Transaction,
    clientId: string,
    subject: string,
    request: ClearanceRequest,
    { staff, requestId }: By,
  ): Promise<void> {
    const expiresAt = await this.endOf(tx, request.validUntil);
    const actor = `staff:${staff.userId}`;
    const scopes = await this.files.clear(tx, clientId, {
      ...{ givenBy: actor, givenByName: staff.name, expiresAt },
      clinician: request.clinician ?? null,
    });
    if (scopes.length === 0) return;
    await this.bookings.contactDone(tx, clientId);
    for (const scope of scopes) {
      const until = scope === 'answers' ? expiresAt.toISOString() : null;
      await this.audit.record(tx, {
        actor,
        action: 'booking.clearance_recorded',
        subject,
        details: { clientId, scope, until },
        requestId,
      });
    }
  }

  /** The last day counts whole, in the clinic's zone. */
  private async endOf(tx: Transaction, validUntil: string | undefined): Promise<Date> {
    const { timeZone } = await this.clinics.get(tx);
    const today = localDateOf(tx.now.getTime(), timeZone);
    const last = validUntil ?? addDays(today, DEFAULT_DAYS);
    if (last < today || last > addDays(today, LONGEST_DAYS)) throw clearanceUntil();
    return new Date(dayRange(last, timeZone).end);
  }
}

const scopesOf = (isBlocked: boolean, isAsked: boolean): ClearanceState['waitsFor'] => [
  ...(isBlocked ? (['red_flag'] as const) : []),
  ...(isAsked ? (['answers'] as const) : []),
];

/** What the desk may see of a client's file: that something waits and who agreed, never to what. */
export function clearanceState(
  file: Pick<HealthFile, 'clearances' | 'wait'>,
  blockedSince: Date | null,
  now: Date,
): ClearanceState {
  const since = [blockedSince, file.wait?.since ?? null].filter((each) => each !== null);
  return {
    waitsFor: scopesOf(blockedSince !== null, file.wait !== null),
    since: since.sort((a, b) => a.getTime() - b.getTime())[0]?.toISOString() ?? null,
    onFile: file.clearances.map(({ scope, givenAt, givenByName, clinician, expiresAt }) => ({
      ...{ scope, clinician, givenBy: givenByName },
      givenAt: givenAt.toISOString(),
      expiresAt: expiresAt && expiresAt.toISOString(),
      isValid: expiresAt === null || expiresAt > now,
    })),
  };
}
