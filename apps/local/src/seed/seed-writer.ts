import { Booking, newChain, type OccupancyStore } from '@limber/booking';
import { ScreeningAnswer, TrainingEvent } from '@limber/clients';
import { screen, SCREENING_VERSION, vocabulary } from '@limber/evidence';
import { CheckIn, FollowUp } from '@limber/followups';
import { type Ids } from '@limber/kernel';
import { Message } from '@limber/messaging';
import type { FieldCipher, Transaction } from '@limber/persistence';
import type { ClinicRows } from './clinic-rows.ts';
import { ClinicPolicies } from '@limber/clinic';
import { roomTime, therapistTime } from './day-book.ts';
import { demoId, demoReference } from './demo-ids.ts';
import type { FollowUpStory } from './follow-up-story.ts';
import { endOf, type VisitStory } from './visit-story.ts';

/** A visit with everything that is written of it. */
export interface ToldVisit {
  /** The day and the number within it: what its ids are made from. */
  name: readonly [date: string, number: number];
  clientId: string;
  story: VisitStory;
  followUps: FollowUpStory;
}

/** Writes many visits with a handful of statements, sealed as the feature libs seal them. */
export class SeedWriter {
  constructor(
    private readonly cipher: FieldCipher,
    private readonly occupancy: OccupancyStore,
    private readonly ids: Ids,
  ) {}

  async write(tx: Transaction, rows: ClinicRows, visits: readonly ToldVisit[]): Promise<void> {
    if (visits.length === 0) return;
    const told = visits.map((visit) => ({ ...visit, ...idsOf(tx.clinicId, visit) }));
    const { manager } = tx;
    const trainings = told.flatMap((visit) => this.trainingRow(visit));
    if (trainings.length > 0) await manager.insert(TrainingEvent, trainings);
    await manager.insert(
      ScreeningAnswer,
      told.map((visit) => this.screeningRow(visit)),
    );
    await manager.insert(
      Booking,
      told.map((visit) => this.bookingRow(visit, rows, tx.now)),
    );
    this.occupancy.insert(tx, told.flatMap(occupancyRows));
    await manager.insert(
      FollowUp,
      told.map((visit) => this.followUpRow(visit, rows)),
    );
    const checkIns = told.flatMap((visit) => this.checkInRows(visit));
    if (checkIns.length > 0) await manager.insert(CheckIn, checkIns);
    const messages = told.flatMap((visit) => this.messageRows(visit, rows));
    await manager.insert(Message, messages);
    await recordSends(tx, messages);
  }

  private trainingRow({ story, ...visit }: Identified): TrainingEvent[] {
    const { training, bookedAt } = story;
    if (!training) return [];
    const { clinicId, clientId, trainingId: id } = visit;
    const report = this.cipher.seal(
      { table: 'training_event', rowId: id, column: 'report' },
      training,
    );
    return [{ clinicId, id, clientId, report, createdAt: new Date(bookedAt) }];
  }

  private screeningRow({
    clinicId,
    clientId,
    screeningId: id,
    story,
  }: Identified): ScreeningAnswer {
    const place = { table: 'screening_answer', rowId: id, column: 'answers' };
    return {
      ...{ clinicId, id, clientId },
      questionsVersion: SCREENING_VERSION,
      answers: this.cipher.seal(place, story.persona.screening),
      createdAt: new Date(story.bookedAt),
    };
  }

  private bookingRow(told: Identified, { clinic }: ClinicRows, now: Date): Booking {
    const { id, story } = told;
    const { visit, persona, spoken, fate, fateAt } = story;
    const { freeCancellationHours, undoMin, lateCancellationFeePercent } = ClinicPolicies.parse(
      clinic.policies,
    );
    const isCancelled = fate === 'cancelled' && fateAt !== null;
    const { precaution } = screen(persona.screening, vocabulary.areas);
    const place = { table: 'booking', rowId: id, column: 'recommendation' };
    const { therapistId, roomId, locationId, durationMin, priceMinor } = visit;
    return {
      ...newChain,
      ...{ clinicId: told.clinicId, id, chainId: told.chainId, reference: told.reference },
      ...{ clientId: told.clientId, contactName: persona.name, contactPhone: persona.phone },
      ...{ therapistId, roomId, locationId, durationMin, priceMinor, serviceId: visit.service.id },
      revision: isCancelled ? 2 : 1,
      status: isCancelled ? 'cancelled' : 'confirmed',
      visit: visitState(story, now.getTime()),
      startsAt: new Date(visit.startsAt),
      originalStartsAt: new Date(visit.startsAt),
      policy: {
        ...{ kind: 'none', freeCancellationHours, undoMin },
        lateFeePercent: lateCancellationFeePercent,
      },
      cancelFeeMinor: isCancelled ? 0 : null,
      trainingId: story.training ? told.trainingId : null,
      screeningId: told.screeningId,
      recommendation: spoken && this.cipher.seal(place, spoken),
      note: null,
      caution: precaution.length > 0,
      contactFirstSince: null,
      createdAt: new Date(story.bookedAt),
      cancelledAt: isCancelled ? new Date(fateAt) : null,
      cancelledBy: isCancelled ? 'client' : null,
    };
  }

  private followUpRow(told: Identified, { clinic }: ClinicRows): FollowUp {
    const { clinicId, chainId, clientId, reference, story, followUps } = told;
    const { visit, persona, training, fate, bookedAt } = story;
    const place = { table: 'follow_up', rowId: chainId, column: 'training_ended_at' };
    return {
      ...{ clinicId, chainId, clientId, reference, plan: followUps.plan },
      therapistId: visit.therapistId,
      locationId: visit.locationId,
      state: fate === 'kept' ? 'active' : 'stopped',
      stopReason: fate === 'kept' ? null : fate,
      recipient: persona.email,
      timeZone: clinic.timeZone,
      bookedAt: new Date(bookedAt),
      sessionStartsAt: new Date(visit.startsAt),
      sessionEndsAt: new Date(endOf(visit)),
      trainingEndedAt: training && this.cipher.seal(place, Date.parse(training.endedAt)),
      trainingId: training && told.trainingId,
    };
  }

  private checkInRows({ clinicId, chainId, followUps, story, trainingId }: Identified): CheckIn[] {
    return followUps.checkIns.map(({ kind, opensAt, expiresAt, answer, answeredAt }) => {
      const id = demoId(chainId, kind);
      const at = answeredAt === null ? null : new Date(answeredAt);
      return {
        ...{ clinicId, id, chainId, kind },
        opensAt: new Date(opensAt),
        expiresAt: new Date(expiresAt),
        answer:
          answer && this.cipher.seal({ table: 'check_in', rowId: id, column: 'answer' }, answer),
        answeredAt: at,
        firstAnsweredAt: at,
        trainingId: answer && story.training ? trainingId : null,
      };
    });
  }

  private messageRows(
    { clinicId, chainId, story, followUps }: Identified,
    { clinic }: ClinicRows,
  ): Message[] {
    return followUps.messages.map(({ dueAt, notAfter, sentAt, ...message }) => ({
      ...{ ...message, clinicId, chainId },
      id: this.ids.uuid(),
      subjectKey: null,
      recipient: story.persona.email,
      timeZone: clinic.timeZone,
      dueAt: new Date(dueAt),
      notAfter: new Date(notAfter),
      attempts: sentAt === null ? 0 : 1,
      nextAttemptAt: new Date(dueAt),
      claimedAt: sentAt === null ? null : new Date(sentAt),
      sentAt: sentAt === null ? null : new Date(sentAt),
      createdAt: new Date(story.bookedAt),
      lastError: null,
    }));
  }
}

type Identified = ToldVisit & ReturnType<typeof idsOf>;

function idsOf(clinicId: string, { name }: ToldVisit) {
  const idOf = (what: string): string => demoId(clinicId, what, ...name);
  return {
    clinicId,
    id: idOf('booking'),
    chainId: idOf('chain'),
    trainingId: idOf('training'),
    screeningId: idOf('screening'),
    reference: demoReference(clinicId, ...name),
  };
}

function visitState({ visit, fate }: VisitStory, now: number): Booking['visit'] {
  if (fate === 'no_show') return 'no_show';
  if (fate === 'cancelled' || visit.startsAt > now) return 'booked';
  return endOf(visit) > now ? 'in_session' : 'done';
}

function occupancyRows({ id, story }: Identified): Parameters<OccupancyStore['insert']>[1] {
  const { visit, fate } = story;
  const takes = [
    { resourceId: visit.therapistId, ...therapistTime(visit) },
    { resourceId: visit.roomId, ...roomTime(visit) },
  ];
  return takes.map(({ start, end, ...row }) => ({
    ...row,
    during: { start, end },
    status: fate === 'cancelled' ? 'released' : 'confirmed',
    expiresAt: null,
    owner: { bookingId: id },
  }));
}

/** The ledger knows of every mail that counts as sent. */
async function recordSends(tx: Transaction, messages: readonly Message[]): Promise<void> {
  await tx.query(
    `INSERT INTO message_send (clinic_id, message_id, attempt, started_at, finished_at, outcome, response)
     SELECT clinic_id, id, 1, sent_at, sent_at, 'accepted', '250 seeded' FROM message
      WHERE id = ANY ($1) AND state = 'sent'`,
    [messages.map(({ id }) => id)],
  );
}
