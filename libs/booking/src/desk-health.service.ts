import { Injectable } from '@nestjs/common';
import {
  clearedAt,
  codesOnFile,
  type HealthFile,
  type HealthReader,
  HealthRecordService,
  type HealthSubject,
  type Spoken,
  spokenView,
} from '@limber/clients';
import type { DeskHealth, DeskHealthCard, TrainingReport } from '@limber/contracts';
import { screen, type ScreeningResult, screeningQuestionnaire, vocabulary } from '@limber/evidence';
import { CallBackStore, CheckInStore, FollowUpStore, harmQuestions } from '@limber/followups';
import type { Transaction } from '@limber/persistence';
import { BookingStore } from './booking.store.ts';
import { clearanceState } from './desk-clearance.service.ts';
import { hoursBetween } from './desk.rules.ts';
import type { DeskRow } from './desk.store.ts';
import { GuestStore } from './guest.store.ts';

/** What a therapist needs to know about the person on the table. Callers ask `mayReadHealth` first. */
@Injectable()
export class DeskHealthService {
  constructor(
    private readonly records: HealthRecordService,
    private readonly bookings: BookingStore,
    private readonly checkIns: CheckInStore,
    private readonly followUps: FollowUpStore,
    private readonly callBacks: CallBackStore,
    private readonly guests: GuestStore,
  ) {}

  async card(tx: Transaction, row: DeskRow, reader: HealthReader): Promise<DeskHealthCard> {
    const of = await this.subjectOf(tx, row);
    const { training, toldTraining, screening, file } = await this.records.read(tx, of, reader);
    const last = toldTraining ?? training;
    const { recommendation } = await this.bookings.openSealed(tx, row.id);
    const codes = [...(screening?.codes ?? []), ...codesOnFile(file, tx.now)];
    const screened = screen(codes, areasOf(training), clearedAt(file, row.startsAt).codes);
    return {
      hoursSinceTraining: hoursBefore(last, row),
      trainingType: last?.type ?? null,
      rpe: last?.rpe ?? null,
      areas: last?.areas ?? [],
      sorenessAtBooking: training?.soreness ?? recommendation?.input.soreness ?? null,
      suggestedWork: workOf(recommendation),
      pressureCap: screened.pressureCap,
      minutesCap: screened.minutesCap,
      notes: screened.notes.map(({ code, note }) => ({ code, note })),
      lastResponse: await this.lastResponse(tx, row),
    };
  }

  async read(tx: Transaction, row: DeskRow, reader: HealthReader): Promise<DeskHealth> {
    const of = await this.subjectOf(tx, row);
    const { training, toldTraining, screening, file } = await this.records.read(tx, of, reader);
    const last = toldTraining ?? training;
    const { recommendation, note } = await this.bookings.openSealed(tx, row.id);
    const { intake } = file;
    const harm = await this.callBacks.listHarm(tx, row.clientId);
    const codes = [...(screening?.codes ?? []), ...codesOnFile(file, tx.now)];
    const cleared = clearedAt(file, row.startsAt).codes;
    const screened = screen(codes, areasOf(training), cleared);
    const answers = screen([...codes, ...(intake?.codes ?? [])], areasOf(training), cleared);
    return {
      of: { name: row.contactName, isGuest: false },
      screening: screening && {
        answeredAt: screening.answeredAt.toISOString(),
        version: screening.questionsVersion,
        yes: screening.codes.map((code) => answerOf(code, answers)),
      },
      intake: intake && {
        answeredAt: intake.answeredAt.toISOString(),
        version: intake.questionsVersion,
        dueAgainAt: intake.dueAgainAt.toISOString(),
        isDue: intake.dueAgainAt <= tx.now,
        yes: intake.codes.map((code) => answerOf(code, answers)),
      },
      limits: {
        pressureCap: screened.pressureCap,
        minutesCap: screened.minutesCap,
        avoid: [...screened.localAvoid],
      },
      clearances: clearancesOf(file, answers, tx.now),
      training: last && {
        type: last.type,
        endedAt: last.endedAt,
        rpe: last.rpe,
        durationMin: last.durationMin,
        areas: last.areas ?? [],
        soreness: training?.soreness ?? null,
        hoursBefore: hoursBefore(last, row),
      },
      note,
      suggestion: recommendation && spokenView(recommendation),
      lastResponse: await this.lastResponse(tx, row),
      harm: harm.map(({ toldAt, codes }) => ({
        toldAt: toldAt.toISOString(),
        told: codes.map((code) => harmQuestions[code]),
      })),
    };
  }

  /** Of the second person of a session for two no more is known than what was answered with the booking. */
  async readGuest(tx: Transaction, row: DeskRow, reader: HealthReader): Promise<DeskHealth> {
    await this.records.writeDown(tx, row.id, reader);
    const given = await this.guests.openScreening(tx, row.id);
    const screened = screen(given?.codes ?? [], vocabulary.areas, new Set());
    return {
      of: { name: row.guestName ?? '', isGuest: true },
      screening: given && {
        answeredAt: given.answeredAt.toISOString(),
        version: given.version,
        yes: given.codes.map((code) => answerOf(code, screened)),
      },
      limits: {
        pressureCap: screened.pressureCap,
        minutesCap: screened.minutesCap,
        avoid: [...screened.localAvoid],
      },
      ...{ intake: null, clearances: [], training: null, note: null, suggestion: null },
      ...{ lastResponse: [], harm: [] },
    };
  }

  /** A hard session told of since it was booked counts, whatever the visit was booked for. */
  private async subjectOf(tx: Transaction, row: DeskRow): Promise<HealthSubject> {
    const { id, clientId, trainingId, screeningId, createdAt, startsAt } = row;
    const since = { from: createdAt, to: startsAt };
    const toldTrainingId = await this.followUps.lastTrainedBetween(tx, clientId, since);
    return { bookingId: id, clientId, trainingId, toldTrainingId, screeningId };
  }

  private async lastResponse(
    tx: Transaction,
    row: DeskRow,
  ): Promise<DeskHealthCard['lastResponse']> {
    const answered = await this.checkIns.listLastResponse(tx, row.clientId, row.startsAt);
    return answered.flatMap((checkIn) => {
      const answer = this.checkIns.answerOf(checkIn);
      return answer?.soreness === undefined
        ? []
        : [{ kind: checkIn.kind, soreness: answer.soreness }];
    });
  }
}

const areasOf = (training: TrainingReport | null) =>
  training?.areas?.length ? training.areas : vocabulary.areas;

/** A rest day has no end to count from. */
const hoursBefore = (training: TrainingReport | null, { startsAt }: DeskRow): number | null =>
  training && training.type !== 'rest' ? hoursBetween(new Date(training.endedAt), startsAt) : null;

function workOf(spoken: Spoken | null): DeskHealthCard['suggestedWork'] {
  if (!spoken) return null;
  const { sessionType, pressure, durationMin } = spoken.result;
  return { sessionType, pressure, durationMin };
}

type Answered = NonNullable<DeskHealth['screening']>['yes'][number];

/** `bruise:legs` is the question about bruises, answered with a place. */
function answerOf(code: string, { notes }: ScreeningResult): Answered {
  const [base = code, area = null] = code.split(':');
  const asked = screeningQuestionnaire.find((question) => question.code === base);
  const note = notes.find((each) => each.code === code)?.note ?? asked?.staffNote ?? null;
  return { code, question: asked?.question ?? code, area, note };
}

/** For the therapist only: which answers a clinician has agreed to, and until when. */
const clearancesOf = (
  file: HealthFile,
  answers: ScreeningResult,
  now: Date,
): DeskHealth['clearances'] =>
  clearanceState(file, null, now).onFile.map((shown, index) => {
    const covers = file.clearances[index]?.covers;
    return {
      ...shown,
      covers: (covers?.codes ?? []).map((code) => answerOf(code, answers)),
      coversSoreness: covers?.isTooSore ?? false,
    };
  });
