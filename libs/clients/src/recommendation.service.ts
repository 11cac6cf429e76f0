import { Injectable } from '@nestjs/common';
import { ClinicService, ClinicStore } from '@limber/clinic';
import type { RecommendationRequest, RecommendationView, SafetyMessage } from '@limber/contracts';
import {
  claims,
  explainRecommendation,
  type RecommendationInput,
  type Recommendation as Result,
  RULES_VERSION,
  safetyMessage,
  screen,
  vocabulary,
  windowInstants,
} from '@limber/evidence';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { recommendationNotFound } from './client.errors.ts';
import { RecommendationStore, type Spoken } from './recommendation.store.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

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

function windowView(result: Result, input: RecommendationInput): RecommendationView['window'] {
  const instants = windowInstants(result, input);
  if (!result.window || !instants) return null;
  return {
    ...result.window,
    from: iso(instants.fromMs),
    to: iso(instants.toMs),
    bestFrom: iso(instants.bestFromMs),
    bestTo: iso(instants.bestToMs),
  };
}

function evidenceOf(claimIds: readonly string[]): RecommendationView['evidence'] {
  return claimIds.flatMap((claimId) => {
    const claim = claims.find(({ id }) => id === claimId);
    return claim ? [{ claimId, title: claim.title, certainty: claim.certainty }] : [];
  });
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
      const input = inputOf(request, tx.now);
      const { result, rules } = explainRecommendation(input);
      const { id, expiresAt } = await this.store.insert(tx, {
        input,
        result,
        ruleIds: rules.map((rule) => rule.id),
        rulesVersion: RULES_VERSION,
      });
      const service =
        result.sessionType && result.durationMin
          ? await this.clinicService.closestSold(tx, result.sessionType, result.durationMin)
          : null;
      return {
        id,
        expiresAt: expiresAt.toISOString(),
        version: RULES_VERSION,
        ruleIds: rules.map((rule) => rule.id),
        decision: result.decision,
        sessionType: result.sessionType,
        pressure: result.pressure,
        durationMin: result.durationMin,
        window: windowView(result, input),
        bodyFocus: [...result.bodyFocus],
        reasons: [...result.reasons],
        cautions: [...result.cautions],
        evidence: evidenceOf(result.reasons),
        explanation: rules.map((rule) => rule.text),
        safety: safetyMessages(request.screening ?? [], clinic.country),
        service,
      };
    });
  }

  /** NOT_FOUND when unknown or expired. */
  async getSpoken(tx: Transaction, id: string): Promise<Spoken> {
    const spoken = await this.store.findLive(tx, id);
    if (!spoken) throw recommendationNotFound();
    return spoken;
  }
}
