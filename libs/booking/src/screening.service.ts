import { Injectable } from '@nestjs/common';
import {
  type AskedOfClinician,
  clearedAt,
  ClientService,
  codesOnFile,
  type HealthFile,
  HealthFileService,
  safetyMessages,
} from '@limber/clients';
import { type Clinic, ClinicStore } from '@limber/clinic';
import type { BookingRequest, ErrorCode, TrainingReport } from '@limber/contracts';
import {
  askedOf,
  recommend,
  screen,
  type ScreeningResult,
  sessionTypesWithin,
  vocabulary,
} from '@limber/evidence';
import { AppError } from '@limber/kernel';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { guestNotBookable, precautionCap, screeningRefused } from './booking.errors.ts';

export interface ScreenedBooking {
  client: BookingRequest['client'];
  screening: string[];
  training: TrainingReport | null;
  sessionType: string;
  durationMin: number;
  startsAt: Date;
}

/** A clinician has to agree first. Says so to the client; what was answered stays inside. */
export class ClearanceAsked extends AppError<ErrorCode> {
  // Private, so that no serializer of errors can ever print them.
  readonly #waiting: { client: BookingRequest['client']; asked: AskedOfClinician };

  constructor(phone: string, client: BookingRequest['client'], asked: AskedOfClinician) {
    super('CLEARANCE_NEEDED', { params: { phone } });
    this.#waiting = { client, asked };
  }

  get waiting(): { client: BookingRequest['client']; asked: AskedOfClinician } {
    return this.#waiting;
  }
}

type Place = Pick<Clinic, 'country' | 'phone'>;

/** Decides again at confirm what the answers allow: screening.md sections A to E and the soreness gate. */
@Injectable()
export class ScreeningService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly files: HealthFileService,
    private readonly clients: ClientService,
    private readonly clinics: ClinicStore,
    private readonly audit: AuditLogStore,
  ) {}

  /** A red flag comes before everything else, also before a phone number that cannot be read. */
  assertNotRefused(codes: readonly string[], { country }: Place): void {
    const { refuse } = screen(codes, vocabulary.areas);
    if (refuse.length > 0) throw screeningRefused(safetyMessages(refuse, country));
  }

  /**
   * Throws when this may not be booked; otherwise answers what caps and notes go with it. Today's answers and
   * the newest long ones count together; a clinician's yes counts when it still holds at the session.
   */
  async assertBookable(
    tx: Transaction,
    booking: ScreenedBooking,
    clientId: string,
    clinic: Place,
  ): Promise<{ screened: ScreeningResult; file: HealthFile }> {
    const file = await this.files.open(tx, clientId);
    const codes = [...booking.screening, ...codesOnFile(file, tx.now)];
    this.assertNotRefused(codes, clinic);
    const cleared = clearedAt(file, booking.startsAt);
    const areas = booking.training?.areas?.length ? booking.training.areas : vocabulary.areas;
    const screened = screen(codes, areas, cleared.codes);
    const isTooSore = !cleared.isTooSore && this.isTooSore(booking, tx.now);
    if (screened.outcome === 'clearance' || isTooSore) {
      const asked = { codes: askedOf(screened), isTooSore };
      throw new ClearanceAsked(clinic.phone, booking.client, asked);
    }
    this.assertWithinCaps(booking, screened);
    return { screened, file };
  }

  /**
   * The second person of a session for two: no client of ours, so nothing is on file and nobody can be cleared
   * but by speaking with us. Answers whether the therapist has something to mind.
   */
  assertGuest(
    codes: readonly string[],
    sold: Pick<ScreenedBooking, 'sessionType' | 'durationMin'>,
    clinic: Place,
  ): { caution: boolean } {
    this.assertNotRefused(codes, clinic);
    const screened = screen(codes, vocabulary.areas);
    const { minutesCap, pressureCap } = screened;
    const isAllowed = sessionTypesWithin(pressureCap).some((type) => type === sold.sessionType);
    const isTooLong = minutesCap !== null && sold.durationMin > minutesCap;
    if (screened.outcome === 'clearance' || isTooLong || !isAllowed) {
      throw guestNotBookable(clinic.phone);
    }
    return { caution: screened.outcome === 'precaution' };
  }

  /**
   * Somebody was told to phone us: the desk can see whom to expect. Only after they agreed to our keeping
   * their answers, and in a unit of work of its own, because the booking's was rolled back.
   */
  async remember(clinicId: string, refused: ClearanceAsked, requestId: string): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const clinic = await this.clinics.get(tx);
      const { client: contact, asked } = refused.waiting;
      const consents = { healthData: true, checkIns: false, marketing: false };
      const timeZone = contact.timeZone ?? clinic.timeZone;
      const { client } = await this.clients.welcome(tx, { ...contact, timeZone, consents }, clinic);
      await this.files.wait(tx, client.id, asked);
      await this.audit.record(tx, {
        actor: `client:${client.id}`,
        action: 'clearance.asked',
        subject: client.id,
        requestId,
      });
    });
  }

  private assertWithinCaps(
    { durationMin, sessionType }: ScreenedBooking,
    { minutesCap, pressureCap }: ScreeningResult,
  ): void {
    const allowed = sessionTypesWithin(pressureCap);
    const isTooLong = minutesCap !== null && durationMin > minutesCap;
    const isTooFirm = !allowed.some((type) => type === sessionType);
    if (isTooLong || isTooFirm) throw precautionCap(minutesCap, pressureCap, allowed);
  }

  /** Gate G4, asked of the rules themselves so that the numbers live in one place. */
  private isTooSore({ training }: ScreenedBooking, now: Date): boolean {
    if (training?.soreness === undefined) return false;
    const endedAt = Date.parse(training.endedAt);
    const { decision } = recommend({
      now: Math.max(now.getTime(), endedAt),
      training: { ...training, endedAt },
      areas: training.areas?.length ? training.areas : ['legs'],
      soreness: training.soreness,
      goal: 'ease_soreness',
      next: null,
      massageExperience: 'some',
      trainingExperience: 'regular',
      preferredPressure: null,
      screening: [],
    });
    return decision === 'clearance_needed';
  }
}
