import { Injectable } from '@nestjs/common';
import { ClinicStore, notFound } from '@limber/clinic';
import {
  clearedAt,
  ClientService,
  ClientStore,
  HealthFileService,
  safetyMessages,
} from '@limber/clients';
import type { IntakeRequest, IntakeResult, IntakeView } from '@limber/contracts';
import {
  askedOf,
  INTAKE_VERSION,
  intakeDueAgain,
  intakeScreen,
  readIntake,
  screen,
  type ScreeningResult,
  vocabulary,
} from '@limber/evidence';
import { MINUTE } from '@limber/kernel';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import type { Booking } from './booking.entity.ts';
import { intakeClosed, intakeIncomplete, intakeOutdated } from './booking.errors.ts';
import { BookingLinks } from './booking.links.ts';
import type { BookingKey } from './booking.service.ts';
import { BookingStore } from './booking.store.ts';

/** Asked until the visit is over; a cancelled visit asks nothing. */
const isOpen = ({ status, startsAt, durationMin }: Booking, now: Date): boolean =>
  status !== 'cancelled' && now.getTime() < startsAt.getTime() + durationMin * MINUTE;

/** The longer health questions, answered through a booking's signed link. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly bookings: BookingStore,
    private readonly clinics: ClinicStore,
    private readonly clients: ClientStore,
    private readonly consents: ClientService,
    private readonly files: HealthFileService,
    private readonly audit: AuditLogStore,
    private readonly links: BookingLinks,
  ) {}

  /** The questions, and when they were answered last; never what was answered. */
  async get(clinicId: string, key: BookingKey): Promise<IntakeView> {
    return this.runner.run(clinicId, async (tx) => {
      const booking = await this.find(tx, key);
      const { intake } = await this.files.open(tx, booking.clientId);
      const locations = await this.clinics.listLocations(tx);
      const location = locations.find(({ id }) => id === booking.locationId);
      if (!location) throw notFound('booking');
      return {
        version: INTAKE_VERSION,
        groups: intakeScreen.map((group) => ({ ...group, questions: [...group.questions] })),
        onFile: intake && {
          answeredAt: intake.answeredAt.toISOString(),
          dueAgainAt: intake.dueAgainAt.toISOString(),
          version: intake.questionsVersion,
        },
        isDue: !intake || intake.dueAgainAt <= tx.now,
        visit: {
          startsAt: booking.startsAt.toISOString(),
          timeZone: location.timeZone,
          isOpen: isOpen(booking, tx.now),
        },
      };
    });
  }

  /** Stores a new version of the answers, and does what they ask for. Nothing is ever cancelled by them. */
  async answer(
    clinicId: string,
    key: BookingKey,
    request: IntakeRequest,
    asked: IdempotentRequest | null,
    requestId: string,
  ): Promise<IntakeResult> {
    return this.runner.run(clinicId, (tx) =>
      this.idempotency.once(tx, asked, () => this.answerIn(tx, key, request, requestId)),
    );
  }

  private async answerIn(
    tx: Transaction,
    key: BookingKey,
    { version, answers }: IntakeRequest,
    requestId: string,
  ): Promise<IntakeResult> {
    const { clientId } = await this.find(tx, key);
    const client = await this.clients.lockById(tx, clientId);
    // Read again under the lock: a cancellation may have come in between.
    const booking = await this.find(tx, key);
    if (!client) throw notFound('booking');
    if (!isOpen(booking, tx.now)) throw intakeClosed();
    if (version !== INTAKE_VERSION) throw intakeOutdated();
    const reading = readIntake(answers);
    if (!reading.ok) throw intakeIncomplete(reading.missing, reading.unknown);
    const codes = [...reading.codes];
    const dueAgainAt = new Date(intakeDueAgain(tx.now.getTime()));
    this.consents.consentToKeep(tx, client);
    const intake = { codes, questionsVersion: INTAKE_VERSION, dueAgainAt };
    await this.files.answerIntake(tx, client.id, intake);
    const { clearances } = await this.files.open(tx, client.id);
    const cleared = clearedAt({ clearances }, booking.startsAt);
    const screened = screen(codes, vocabulary.areas, cleared.codes);
    await this.audit.record(tx, {
      actor: `client:${client.id}`,
      action: 'booking.intake_answered',
      subject: booking.id,
      requestId,
    });
    await this.followThrough(tx, client.id, booking.id, screened, requestId);
    const { country, phone } = await this.clinics.get(tx);
    return {
      outcome: screened.outcome,
      answeredAt: tx.now.toISOString(),
      dueAgainAt: dueAgainAt.toISOString(),
      safety: safetyMessages(screened.refuse, country),
      phone,
    };
  }

  /** Online booking pauses and somebody phones before the visit; what is booked stays booked. */
  private async followThrough(
    tx: Transaction,
    clientId: string,
    bookingId: string,
    screened: ScreeningResult,
    requestId: string,
  ): Promise<void> {
    const { outcome } = screened;
    if (screened.precaution.length > 0) await this.bookings.markCaution(tx, clientId);
    if (outcome !== 'clearance' && outcome !== 'refuse') return;
    if (outcome === 'refuse') await this.clients.block(tx, clientId);
    const codes = askedOf(screened);
    if (codes.length > 0) await this.files.wait(tx, clientId, { codes, isTooSore: false });
    await this.bookings.askForContactFirst(tx, clientId);
    await this.audit.record(tx, {
      actor: 'system',
      action: 'booking.contact_first',
      subject: bookingId,
      requestId,
    });
  }

  /** Unknown, another's and a broken token look the same. */
  private async find(tx: Transaction, { reference, token }: BookingKey): Promise<Booking> {
    const booking = await this.bookings.findByReference(tx, reference);
    if (!booking || !this.links.opens(token, booking)) throw notFound('booking');
    return booking;
  }
}
