import type { TrainingReport } from '@limber/contracts';
import { expectedSoreness, personalise, sorenessBand, sorenessPeak } from '@limber/evidence';

export const CHART_HOURS = 96;
const HOUR = 3_600_000;

export interface BandPoint {
  readonly hours: number;
  readonly low: number;
  readonly high: number;
}

/** Hours since the training ended. */
export const hoursAfter = (training: TrainingReport, at: string | number): number =>
  ((typeof at === 'number' ? at : Date.parse(at)) - Date.parse(training.endedAt)) / HOUR;

/**
 * The band every `step` hours. A session at `sessionHours` only widens it downward: the upper edge stays,
 * because some people feel no difference. What the client reports now pulls the height halfway.
 */
export function bandOf(
  training: TrainingReport,
  nowHours: number,
  sessionHours: number,
  step: number,
): BandPoint[] {
  const usual = sorenessPeak(training, 'regular');
  const peak =
    training.soreness === undefined
      ? usual
      : personalise(usual, training.type, training.soreness, nowHours);
  const count = Math.floor(CHART_HOURS / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const hours = index * step;
    const expected = expectedSoreness(training, 'regular', hours, peak);
    const since = hours >= sessionHours ? hours - sessionHours : null;
    return { hours, ...sorenessBand(expected, since) };
  });
}
