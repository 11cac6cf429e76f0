import { Injectable } from '@nestjs/common';
import { ClinicService, ClinicStore } from '@limber/clinic';
import { bookedAs, clearedAt, ClientStore, codesOnFile, HealthFileService } from '@limber/clients';
import type {
  BookingCreated,
  CheckInAnswer,
  CheckInBooking,
  CheckInOffers,
  CheckInResult,
  TrainingReport,
} from '@limber/contracts';
import { preference, recommend, type RecommendationInput, windowInstants } from '@limber/evidence';
import { CallBackStore, CheckInService, type FollowUp } from '@limber/followups';
import { AppError, DAY } from '@limber/kernel';
import {
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { type FitCurve, listFreeSlots, localDateOf } from '@limber/scheduling';
import { StartLost } from './assignment.service.ts';
import type { Booking } from './booking.entity.ts';
import { BookingStore } from './booking.store.ts';
import { ConfirmBooking } from './confirm-booking.ts';
import { HoldService, type Visitor } from './hold.service.ts';
import { ReaderHoursService } from './reader-hours.service.ts';
import { ScheduleService } from './schedule.service.ts';
import { ClearanceAsked, ScreeningService } from './screening.service.ts';

const OFFERS = 3;
/** Further than this a suggestion made today says little. */
const FURTHEST_MS = 7 * DAY;

/** After these somebody at the clinic, or a clinician, comes before another visit. */
const NO_OFFER = new Set(['red_flag', 'outside_course', 'adverse_event']);

/** A hard session told of in a check-in is newer than what the visit was booked for. */
const lastTold = (
  followUp: Pick<FollowUp, 'trainingId'>,
  booking: Pick<Booking, 'trainingId'> | null,
): string | null => followUp.trainingId ?? booking?.trainingId ?? null;

const isRefusal = (error: unknown): error is AppError => error instanceof AppError;

type AnswerWithBooking = CheckInAnswer & { book: CheckInBooking };

/** A known client's shortest way: one tap in the mail, one press that stores the answer and books. */
@Injectable()
export class CheckInBookingService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly checkIns: CheckInService,
    private readonly callBacks: CallBackStore,
    private readonly bookings: BookingStore,
    private readonly clients: ClientStore,
    private readonly files: HealthFileService,
    private readonly clinics: ClinicService,
    private readonly clinicStore: ClinicStore,
    private readonly schedules: ScheduleService,
    private readonly holds: HoldService,
    private readonly confirmBooking: ConfirmBooking,
    private readonly screening: ScreeningService,
    private readonly hours: ReaderHoursService,
  ) {}

  /** The times that fit best at this soreness; none when nothing should be offered now. Stores nothing. */
  async offers(clinicId: string, token: string, soreness: number): Promise<CheckInOffers> {
    return this.runner.run(clinicId, async (tx) => {
      const { checkIn, followUp } = await this.checkIns.openIn(tx, token);
      const { timeZone } = await this.clinicStore.get(tx);
      // Who has just been is asked how they are, and offered nothing.
      if (checkIn.kind === 'aftercare') return { timeZone, offers: [] };
      const client = await this.clients.findById(tx, followUp.clientId);
      if (!client || client.blockedSince) return { timeZone, offers: [] };
      // Who was hurt hears from us before they are offered anything.
      if (await this.callBacks.isOpen(tx, client.id)) return { timeZone, offers: [] };
      // Who has a visit coming up is asked how they are, not sold another one.
      if (await this.bookings.hasUpcoming(tx, client.id)) return { timeZone, offers: [] };
      const booking = await this.bookings.findByChain(tx, followUp.chainId);
      const training = await this.trainingOf(tx, lastTold(followUp, booking));
      const input = inputOf(tx, training, soreness, await this.codesOf(tx, client.id));
      const result = recommend(input);
      const window = windowInstants(result, input);
      if (!window || !result.sessionType || !result.durationMin) return { timeZone, offers: [] };
      const sold = await this.clinics.closestSold(tx, result.sessionType, result.durationMin);
      if (!sold) return { timeZone, offers: [] };
      const curve: FitCurve = (instant) => preference(window, instant);
      const last = booking?.therapistId ?? null;
      return { timeZone, offers: await this.bestTimes(tx, sold, curve, last) };
    });
  }

  /** What caps a session, or rules it out: nothing is offered that the press could not book. */
  private async codesOf(tx: Transaction, clientId: string): Promise<string[]> {
    const file = await this.files.open(tx, clientId);
    const { codes } = clearedAt(file, tx.now);
    return codesOnFile(file, tx.now).filter((code) => !codes.has(code));
  }

  /** Stores the answer and nothing else. */
  async answer(
    clinicId: string,
    token: string,
    answer: Omit<CheckInAnswer, 'book'>,
    requestId: string,
  ): Promise<CheckInResult> {
    return this.runner.run(clinicId, (tx) => this.answerIn(tx, token, answer, requestId));
  }

  /** Whoever answers says where they are: what is still to come keeps the hours of there. */
  private async answerIn(
    tx: Transaction,
    token: string,
    { timeZone, ...answer }: Omit<CheckInAnswer, 'book'>,
    requestId: string,
  ): Promise<CheckInResult> {
    const { followUp } = await this.checkIns.openIn(tx, token);
    const result = await this.checkIns.answerIn(tx, token, answer, requestId);
    if (timeZone) await this.hours.follow(tx, followUp.clientId, timeZone);
    return result;
  }

  /**
   * Answer and booking in one transaction. A time that is gone, or may not be booked, must not cost the
   * answer: then it is stored alone and the reason told.
   */
  async answerAndBook(
    clinicId: string,
    token: string,
    { book, ...answer }: AnswerWithBooking,
    visitor: Visitor,
    asked: IdempotentRequest | null,
  ): Promise<CheckInResult> {
    const { requestId } = visitor;
    try {
      return await this.runner.run(clinicId, (tx) =>
        this.idempotency.once(tx, asked, async () => {
          const result = await this.answerIn(tx, token, answer, requestId);
          if (NO_OFFER.has(result.outcome)) {
            return { ...result, notBooked: { code: 'CLEARANCE_NEEDED', alternatives: [] } };
          }
          const booking = await this.book(tx, token, book, answer, visitor);
          return { ...result, booking };
        }),
      );
    } catch (error: unknown) {
      const refusal: unknown =
        error instanceof StartLost ? await this.holds.refusal(clinicId, error) : error;
      if (!isRefusal(refusal)) throw refusal;
      if (refusal instanceof ClearanceAsked) {
        await this.screening.remember(clinicId, refusal, requestId);
      }
      const result = await this.answer(clinicId, token, answer, requestId);
      const { alternatives } = refusal.params as { alternatives?: string[] };
      return { ...result, notBooked: { code: refusal.code, alternatives: alternatives ?? [] } };
    }
  }

  private async book(
    tx: Transaction,
    token: string,
    wish: CheckInBooking,
    { soreness, newTraining }: CheckInAnswer,
    visitor: Visitor,
  ): Promise<BookingCreated> {
    const { followUp } = await this.checkIns.openIn(tx, token);
    const client = await this.clients.findById(tx, followUp.clientId);
    const known = client && bookedAs(client);
    if (!client || !known) throw new AppError('NOT_FOUND');
    const last = await this.bookings.findByChain(tx, followUp.chainId);
    const training = newTraining ?? (await this.trainingOf(tx, lastTold(followUp, last)));
    const wanted = { ...wish, startsAt: Date.parse(wish.startsAt) };
    const hold = await this.holds.placeIn(tx, wanted, visitor);
    const { phone, timeZone } = client;
    return this.confirmBooking.bookIn(
      tx,
      hold.token,
      {
        holdId: hold.id,
        // Known to the desk by e-mail alone: refused like any number that cannot be read.
        client: { ...known, phone: phone ?? last?.contactPhone ?? '', timeZone },
        // The press says "none of these today"; ticking any never comes here.
        screening: [],
        // The running check-ins already ask about this training; a second series would double them.
        consents: { healthData: true, checkIns: false, marketing: false },
        ...(training && { training: { ...training, ...(soreness !== undefined && { soreness }) } }),
      },
      visitor.requestId,
    );
  }

  private async trainingOf(tx: Transaction, id: string | null): Promise<TrainingReport | null> {
    return id ? this.clients.findTraining(tx, id) : null;
  }

  private async bestTimes(
    tx: Transaction,
    sold: { serviceId: string; durationMin: number },
    curve: FitCurve,
    lastTherapistId: string | null,
  ): Promise<CheckInOffers['offers']> {
    const clinic = await this.clinicStore.get(tx);
    const now = tx.now.getTime();
    const dates = {
      from: localDateOf(now, clinic.timeZone),
      to: localDateOf(now + FURTHEST_MS, clinic.timeZone),
    };
    const schedule = await this.schedules.load(tx, sold);
    const filled = await this.schedules.fill(tx, schedule, dates);
    const best = listFreeSlots(filled, dates)
      .flatMap(({ slots }) => slots)
      .map((slot) => ({ ...slot, fit: curve(slot.startsAt) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit || a.startsAt - b.startsAt);
    const therapists = await this.clinicStore.listTherapists(tx);
    const locations = await this.clinicStore.listLocations(tx);
    const { service, priceMinor } = schedule.sold;
    return spread(best).flatMap((slot) => {
      const id = slot.therapistIds.find((each) => each === lastTherapistId) ?? slot.therapistIds[0];
      const therapist = therapists.find((each) => each.id === id);
      const location = locations.find((each) => each.id === slot.locationId);
      if (!therapist || !location) return [];
      return [
        {
          serviceId: service.id,
          service: service.name,
          sessionType: service.sessionType,
          durationMin: sold.durationMin,
          price: { amount: priceMinor, currency: clinic.currency },
          startsAt: new Date(slot.startsAt).toISOString(),
          endsAt: new Date(slot.endsAt).toISOString(),
          location: { id: location.id, name: location.name },
          therapist: { id: therapist.id, name: therapist.name },
          fit: slot.fit,
        },
      ];
    });
  }
}

const inputOf = (
  tx: Transaction,
  training: TrainingReport | null,
  soreness: number,
  screening: string[],
): RecommendationInput => ({
  now: tx.now.getTime(),
  training: training && { ...training, endedAt: Date.parse(training.endedAt) },
  areas: training?.areas?.length ? training.areas : ['legs'],
  soreness,
  goal: 'ease_soreness',
  next: null,
  massageExperience: 'some',
  trainingExperience: 'regular',
  preferredPressure: null,
  screening,
});

/** The best time first, then others at least two hours away: three real choices, not 14:00, 14:05, 14:15. */
function spread<Slot extends { startsAt: number }>(best: Slot[]): Slot[] {
  const chosen: Slot[] = [];
  for (const slot of best) {
    if (chosen.length === OFFERS) break;
    if (chosen.every(({ startsAt }) => Math.abs(startsAt - slot.startsAt) >= DAY / 12)) {
      chosen.push(slot);
    }
  }
  return chosen;
}
