import type { TrainingReport } from '@limber/contracts';
import { expectedSoreness, personalise, sorenessBand, sorenessPeak } from '@limber/evidence';

export const CHART_HOURS = 96;
const HOUR = 3_600_000;
const TABLE_STEP = 12;

export interface BandPoint {
  readonly hours: number;
  readonly low: number;
  readonly high: number;
}

/** The offered window and its best part, in hours after the training. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly bestFrom: number;
  readonly bestTo: number;
}

export type Fit = 'best' | 'fits' | 'outside';

export interface BandRow extends BandPoint {
  readonly fit: Fit;
  /** Free starts from this line until the next. */
  readonly free: number;
}

/** Hours since the training ended. */
export const hoursAfter = (training: TrainingReport, at: string | number): number =>
  ((typeof at === 'number' ? at : Date.parse(at)) - Date.parse(training.endedAt)) / HOUR;

/** When so many hours have passed, epoch milliseconds. */
export const momentAt = (training: TrainingReport, hours: number): number =>
  Date.parse(training.endedAt) + hours * HOUR;

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

export const fitAt = (hours: number, { from, to, bestFrom, bestTo }: Span): Fit => {
  if (hours < from || hours > to) return 'outside';
  return hours >= bestFrom && hours <= bestTo ? 'best' : 'fits';
};

/** The picture's own numbers, every twelve hours, with the window and the free starts (hours) beside them. */
export const tableOf = (
  training: TrainingReport,
  nowHours: number,
  sessionHours: number,
  { span, starts }: { span: Span; starts: readonly number[] },
): BandRow[] =>
  bandOf(training, nowHours, sessionHours, TABLE_STEP).map((point) => ({
    ...point,
    fit: fitAt(point.hours, span),
    free: starts.filter((at) => at >= point.hours && at < point.hours + TABLE_STEP).length,
  }));

/** The table as a file: instants in UTC, soreness with one decimal. */
export const csvOf = (
  head: readonly string[],
  rows: readonly BandRow[],
  training: TrainingReport,
): string =>
  [
    head,
    ...rows.map(({ hours, low, high, fit, free }) => [
      new Date(momentAt(training, hours)).toISOString(),
      String(hours),
      low.toFixed(1),
      high.toFixed(1),
      fit,
      String(free),
    ]),
  ]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
