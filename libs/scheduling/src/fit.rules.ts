/** How well a start suits the recovery window: 0 to 1. */
export type FitCurve = (instant: number) => number;

export interface Fit {
  score: number;
  best: boolean;
}

/** A curve that strays or breaks must not break a listing: anything odd counts as no fit. */
export function fit(startMs: number, curve: FitCurve): number {
  const score = curve(startMs);
  return Number.isNaN(score) ? 0 : Math.min(1, Math.max(0, score));
}

/**
 * Scores every slot and marks one as best: the highest score, the earliest of equals, none if nothing
 * fits. The order stays as it came, and nothing is hidden.
 */
export function markBest<Slot extends { startsAt: number }>(
  slots: readonly Slot[],
  curve: FitCurve,
): (Slot & { fit: Fit })[] {
  const scores = slots.map((slot) => fit(slot.startsAt, curve));
  let best = -1;
  slots.forEach((slot, i) => {
    const score = scores[i] ?? 0;
    const top = scores[best] ?? 0;
    const earlier = score > 0 && score === top && slot.startsAt < (slots[best]?.startsAt ?? 0);
    if (score > top || earlier) best = i;
  });
  return slots.map((slot, i) => ({ ...slot, fit: { score: scores[i] ?? 0, best: i === best } }));
}
