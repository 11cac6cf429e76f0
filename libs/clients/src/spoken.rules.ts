import type { RecommendationView, SpokenSuggestion } from '@limber/contracts';
import {
  claims,
  explainRecommendation,
  type Recommendation as Result,
  type RecommendationInput,
  RULES_VERSION,
  windowInstants,
} from '@limber/evidence';

/** What was asked, what was answered, and in which words: complete, so that nothing is ever reckoned again. */
export interface Spoken {
  input: RecommendationInput;
  result: Result;
  ruleIds: string[];
  rulesVersion: string;
  spokenAt: string;
  window: RecommendationView['window'];
  evidence: RecommendationView['evidence'];
  explanation: string[];
}

const iso = (ms: number): string => new Date(ms).toISOString();

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

/** Asks the rules once and keeps every word of the answer. */
export function speak(input: RecommendationInput): Spoken {
  const { result, rules } = explainRecommendation(input);
  return {
    input,
    result,
    ruleIds: rules.map(({ id }) => id),
    rulesVersion: RULES_VERSION,
    spokenAt: iso(input.now),
    window: windowView(result, input),
    evidence: evidenceOf(result.reasons),
    explanation: rules.map(({ text }) => text),
  };
}

/** The record as it is shown; reads no rule and no claim of today. */
export const spokenView = (spoken: Spoken): SpokenSuggestion => ({
  spokenAt: spoken.spokenAt,
  version: spoken.rulesVersion,
  ruleIds: spoken.ruleIds,
  decision: spoken.result.decision,
  sessionType: spoken.result.sessionType,
  pressure: spoken.result.pressure,
  durationMin: spoken.result.durationMin,
  window: spoken.window,
  bodyFocus: [...spoken.result.bodyFocus],
  cautions: [...spoken.result.cautions],
  evidence: spoken.evidence,
  explanation: spoken.explanation,
});
