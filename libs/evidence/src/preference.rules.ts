import { exactWindow } from './recommend.rules.ts';
import type { Recommendation, RecommendationInput } from './recommendation.contract.ts';

/** A window as instants, epoch milliseconds, both ends included. */
export interface WindowInstants {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bestFromMs: number;
  readonly bestToMs: number;
}

const AT_FROM = 0.4;
const AT_TO = 0.3;

/**
 * The window of `result`, which must be `recommend(input)`, as instants. Taken from the input again,
 * because the result's hours are rounded and could put a start 18 s outside.
 */
export const windowInstants = (
  result: Recommendation,
  input: RecommendationInput,
): WindowInstants | null => {
  const span = result.window === null ? null : exactWindow(input);
  if (span === null) return null;
  return {
    fromMs: span.anchorMs + span.from,
    toMs: span.anchorMs + span.to,
    bestFromMs: span.anchorMs + span.bestFrom,
    bestToMs: span.anchorMs + span.bestTo,
  };
};

export const isBest = (window: WindowInstants, tMs: number): boolean =>
  tMs >= window.bestFromMs && tMs <= window.bestToMs;

/** p(t) of section 5, 0 to 1. Ranks starts; never hides one inside the window. */
export const preference = (window: WindowInstants, tMs: number): number => {
  if (tMs < window.fromMs || tMs > window.toMs) return 0;
  if (isBest(window, tMs)) return 1;
  if (tMs < window.bestFromMs) {
    const share = (tMs - window.fromMs) / (window.bestFromMs - window.fromMs);
    return AT_FROM + (1 - AT_FROM) * share;
  }
  const share = (tMs - window.bestToMs) / (window.toMs - window.bestToMs);
  return 1 - (1 - AT_TO) * share;
};
