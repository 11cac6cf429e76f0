import { Injectable } from '@nestjs/common';
import { type HealthReader, HealthRecordService, type Spoken } from '@limber/clients';
import type { DeskHealth, DeskHealthCard, TrainingReport } from '@limber/contracts';
import {
  claims,
  explainRecommendation,
  screen,
  type ScreeningResult,
  screeningQuestionnaire,
  vocabulary,
} from '@limber/evidence';
import { CheckInStore } from '@limber/followups';
import type { Transaction } from '@limber/persistence';
import { BookingStore } from './booking.store.ts';
import { hoursBetween } from './desk.rules.ts';
import type { DeskRow } from './desk.store.ts';

/** What a therapist needs to know about the person on the table. Callers ask `mayReadHealth` first. */
@Injectable()
export class DeskHealthService {
  constructor(
    private readonly records: HealthRecordService,
    private readonly bookings: BookingStore,
    private readonly checkIns: CheckInStore,
  ) {}

  async card(tx: Transaction, row: DeskRow, reader: HealthReader): Promise<DeskHealthCard> {
    const { training, screening } = await this.records.read(tx, subjectOf(row), reader);
    const { recommendation } = await this.bookings.openSealed(tx, row.id);
    const screened = screen(screening?.codes ?? [], areasOf(training));
    return {
      hoursSinceTraining: hoursBefore(training, row),
      trainingType: training?.type ?? null,
      rpe: training?.rpe ?? null,
      areas: training?.areas ?? [],
      sorenessAtBooking: training?.soreness ?? recommendation?.input.soreness ?? null,
      suggestedWork: workOf(recommendation),
      pressureCap: screened.pressureCap,
      minutesCap: screened.minutesCap,
      notes: screened.notes.map(({ code, note }) => ({ code, note })),
      lastResponse: await this.lastResponse(tx, row),
    };
  }

  async read(tx: Transaction, row: DeskRow, reader: HealthReader): Promise<DeskHealth> {
    const { training, screening } = await this.records.read(tx, subjectOf(row), reader);
    const { recommendation, note } = await this.bookings.openSealed(tx, row.id);
    const screened = screen(screening?.codes ?? [], areasOf(training));
    return {
      screening: screening && {
        answeredAt: screening.answeredAt.toISOString(),
        version: screening.questionsVersion,
        yes: screening.codes.map((code) => answerOf(code, screened)),
        pressureCap: screened.pressureCap,
        minutesCap: screened.minutesCap,
        avoid: [...screened.localAvoid],
      },
      training: training && {
        type: training.type,
        endedAt: training.endedAt,
        rpe: training.rpe,
        durationMin: training.durationMin,
        areas: training.areas ?? [],
        soreness: training.soreness ?? null,
        hoursBefore: hoursBefore(training, row),
      },
      note,
      suggestion: suggestionOf(recommendation),
      lastResponse: await this.lastResponse(tx, row),
    };
  }

  private async lastResponse(
    tx: Transaction,
    row: DeskRow,
  ): Promise<DeskHealthCard['lastResponse']> {
    const answered = await this.checkIns.listLastAnswered(tx, row.clientId, row.startsAt);
    return answered.flatMap((checkIn) => {
      const answer = this.checkIns.answerOf(checkIn);
      return answer ? [{ kind: checkIn.kind, soreness: answer.soreness }] : [];
    });
  }
}

const subjectOf = ({ id, trainingId, screeningId }: DeskRow) => ({
  bookingId: id,
  ...{ trainingId, screeningId },
});

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

/** `bruise:legs` is the question about bruises, answered with a place. */
function answerOf(
  code: string,
  { notes }: ScreeningResult,
): NonNullable<DeskHealth['screening']>['yes'][number] {
  const [base = code, area = null] = code.split(':');
  const asked = screeningQuestionnaire.find((question) => question.code === base);
  const note = notes.find((each) => each.code === code)?.note ?? asked?.staffNote ?? null;
  return { code, question: asked?.question ?? code, area, note };
}

/** From the record of what was said, never reckoned with today's rules; only the wording is looked up. */
function suggestionOf(spoken: Spoken | null): DeskHealth['suggestion'] {
  const work = workOf(spoken);
  if (!spoken || !work) return null;
  const { result, input, ruleIds, rulesVersion } = spoken;
  const { rules } = explainRecommendation(input);
  return {
    ...work,
    decision: result.decision,
    bodyFocus: [...result.bodyFocus],
    reasons: result.reasons.flatMap((claimId) => {
      const claim = claims.find(({ id }) => id === claimId);
      return claim ? [{ claimId, title: claim.title, certainty: claim.certainty }] : [];
    }),
    cautions: [...result.cautions],
    explanation: rules.filter(({ id }) => ruleIds.includes(id)).map(({ text }) => text),
    version: rulesVersion,
  };
}
