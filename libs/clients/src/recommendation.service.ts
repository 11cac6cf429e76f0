import { Injectable } from '@nestjs/common';
import { ClinicService, ClinicStore } from '@limber/clinic';
import type { RecommendationRequest, RecommendationView, SafetyMessage } from '@limber/contracts';
import { type RecommendationInput, safetyMessage, screen, vocabulary } from '@limber/evidence';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { recommendationNotFound } from './client.errors.ts';
import { RecommendationStore } from './recommendation.store.ts';
import { speak, type Spoken, spokenView } from './spoken.rules.ts';

export const safetyMessages = (codes: readonly string[], country: string): SafetyMessage[] =>
  screen(codes, vocabulary.areas).refuse.map((code) => {
    const { level, title, body, numbers } = safetyMessage(code, country);
    return { code, level, title, body, numbers: numbers.map((n) => ({ label: n, number: n })) };
  });

function inputOf(request: RecommendationRequest, now: Date): RecommendationInput {
  const { training, next } = request;
  return {
    ...request,
    now: now.getTime(),
    training: training && { ...training, endedAt: Date.parse(training.endedAt) },
    next: next && { kind: next.kind, at: Date.parse(next.at) },
  };
}

@Injectable()
export class RecommendationService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly store: RecommendationStore,
    private readonly clinics: ClinicStore,
    private readonly clinicService: ClinicService,
  ) {}

  async recommend(clinicId: string, request: RecommendationRequest): Promise<RecommendationView> {
    return this.runner.run(clinicId, async (tx) => {
      const clinic = await this.clinics.get(tx);
      const spoken = speak(inputOf(request, tx.now));
      const { result } = spoken;
      const { id, expiresAt } = await this.store.insert(tx, spoken);
      const { minutesCap } = screen(request.screening ?? [], request.areas);
      const service = await this.closestWithin(tx, result, minutesCap);
      const { spokenAt: _, ...said } = spokenView(spoken);
      return {
        id,
        expiresAt: expiresAt.toISOString(),
        ...said,
        reasons: [...result.reasons],
        safety: safetyMessages(request.screening ?? [], clinic.country),
        service,
      };
    });
  }

  /** What comes closest, unless even the shortest sold is longer than a health answer allows. */
  private async closestWithin(
    tx: Transaction,
    { sessionType, durationMin }: Spoken['result'],
    minutesCap: number | null,
  ): Promise<RecommendationView['service']> {
    if (!sessionType || !durationMin) return null;
    const service = await this.clinicService.closestSold(tx, sessionType, durationMin);
    return service && service.durationMin <= (minutesCap ?? Infinity) ? service : null;
  }

  /** NOT_FOUND when unknown or expired. */
  async getSpoken(tx: Transaction, id: string): Promise<Spoken> {
    const spoken = await this.store.findLive(tx, id);
    if (!spoken) throw recommendationNotFound();
    return spoken;
  }
}
