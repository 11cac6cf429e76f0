import { Injectable } from '@nestjs/common';
import {
  type AskedOfClinician,
  type Client,
  clearedAt,
  clearedUntil,
  ClientService,
  codesOnFile,
  emptyFile,
  type HealthFile,
  HealthFileService,
  safetyMessages,
  UNDER_18,
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
import type { Booking } from './booking.entity.ts';
import { guestNotBookable, precautionCap, screeningRefused } from './booking.errors.ts';
import type { Schedule } from './schedule.service.ts';

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
    super('CLEARANCE_NEEDED', {
      params: { phone },
      fields: [{ path: 'screening', code: 'CLEARANCE_NEEDED', message: '' }],
    });
    this.#waiting = { client, asked };
  }

  get waiting(): { client: BookingRequest['client']; asked: AskedOfClinician } {
    return this.#waiting;
  }
}

/** Answers that a clinician's yes has to cover as long as they count. */
interface RestsOn {
  clientId: string;
  codes: readonly string[];
  training: TrainingReport | null;
  /** When they were given. */
  askedAt: Date;
}

type Rested = Pick<Booking, 'clientId' | 'trainingId' | 'screeningId' | 'createdAt'>;

/** A yes holds for a session that starts before its end. */
export const outlasts = (startsAt: Date, end: Date | null): boolean =>
  end !== null && startsAt >= end;

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
    { client, isNew = false }: { client: Pick<Client, 'id' | 'guardianEmail'>; isNew?: boolean },
    clinic: Place,
  ): Promise<{ screened: ScreeningResult; file: HealthFile }> {
    const file = isNew
      ? emptyFile(client.guardianEmail !== null)
      : await this.files.open(tx, client.id);
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

  /** Before anybody waits for it: somebody under 18 could never be given this session. */
  assertFitsYoung({ service, durationMin }: Schedule['sold']): void {
    const session = { sessionType: service.sessionType, durationMin };
    this.assertWithinCaps(session, screen([UNDER_18], vocabulary.areas));
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

  /**
   * From when on what clinicians have agreed to no longer covers these answers; null when nothing they said has
   * to last. What nobody has agreed to yet ends nothing: such a visit is phoned about, and stays.
   */
  async clearanceEnd(tx: Transaction, rests: RestsOn): Promise<Date | null> {
    const file = await this.files.open(tx, rests.clientId);
    if (file.clearances.length === 0) return null;
    const { codes, training, askedAt } = rests;
    const areas = training?.areas?.length ? training.areas : vocabulary.areas;
    const screened = screen([...codes, ...codesOnFile(file, tx.now)], areas);
    const isTooSore = this.isTooSore({ training }, askedAt);
    return clearedUntil(file, { codes: askedOf(screened), isTooSore });
  }

  /** The same for a booking, from what was answered for it. */
  async clearanceEndOf(tx: Transaction, booking: Rested): Promise<Date | null> {
    const { clientId, createdAt: askedAt } = booking;
    const answers = await this.files.answersTo(tx, booking);
    return this.clearanceEnd(tx, { clientId, askedAt, ...answers });
  }

  /** Whether a booking that a clinician's yes made possible would go where that yes has ended. */
  async movesPastClearance(
    tx: Transaction,
    booking: Rested & Pick<Booking, 'startsAt'>,
    startsAt: Date,
  ): Promise<boolean> {
    if (startsAt.getTime() === booking.startsAt.getTime()) return false;
    return outlasts(startsAt, await this.clearanceEndOf(tx, booking));
  }

  private assertWithinCaps(
    { durationMin, sessionType }: Pick<ScreenedBooking, 'durationMin' | 'sessionType'>,
    { minutesCap, pressureCap }: ScreeningResult,
  ): void {
    const allowed = sessionTypesWithin(pressureCap);
    const isTooLong = minutesCap !== null && durationMin > minutesCap;
    const isTooFirm = !allowed.some((type) => type === sessionType);
    if (isTooLong || isTooFirm) throw precautionCap(minutesCap, pressureCap, allowed);
  }

  /** Gate G4, asked of the rules themselves so that the numbers live in one place. */
  private isTooSore({ training }: Pick<ScreenedBooking, 'training'>, now: Date): boolean {
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
