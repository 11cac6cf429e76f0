import type { OutcomeCurve, OutcomeVerdict, TrainingReport } from '@limber/contracts';
import { expectedSoreness, sorenessBand } from '@limber/evidence';
import { HOUR } from '@limber/kernel';

/** Smaller than this a difference between two answers says nothing. */
const REAL_CHANGE = 2;
/** So many answers after the massage before anything is said of them. */
const ENOUGH_AFTER = 2;
const BAND_STEP = 4;
const BAND_HOURS = 96;

type Point = OutcomeCurve['points'][number];

export interface Curve {
  training: TrainingReport | null;
  visitStartsAt: Date;
  visitEndsAt: Date;
  tookPlace: boolean;
  points: readonly Pick<Point, 'at' | 'soreness' | 'side'>[];
}

/**
 * The last answer before the massage, else what was said with the booking, held against the last one after it.
 * Without a baseline, or with fewer than two answers after it, nothing is said.
 */
export function verdictOf(baseline: number | null, after: readonly number[]): OutcomeVerdict {
  const last = after.at(-1);
  if (baseline === null || last === undefined || after.length < ENOUGH_AFTER) return 'too_few';
  const change = last - baseline;
  if (Math.abs(change) < REAL_CHANGE) return 'no_clear_change';
  return change < 0 ? 'lower' : 'higher';
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The likely range after that training; from the visit on its lower edge covers what a massage may take off. */
function bandOf(training: TrainingReport, massagedAt: Date | null): OutcomeCurve['band'] {
  const since = massagedAt && (massagedAt.getTime() - Date.parse(training.endedAt)) / HOUR;
  return Array.from({ length: BAND_HOURS / BAND_STEP + 1 }, (_, index) => {
    const hours = index * BAND_STEP;
    const expected = expectedSoreness(training, 'regular', hours);
    const { low, high } = sorenessBand(
      expected,
      since !== null && hours >= since ? hours - since : null,
    );
    return { hours, low: tenth(low), high: tenth(high) };
  });
}

/** One curve with its numbers counted from the training's end, or from the visit's without one. */
export function curveOf({ training, points, ...of }: Curve): OutcomeCurve {
  const { visitStartsAt, visitEndsAt, tookPlace } = of;
  const from = training ? Date.parse(training.endedAt) : visitEndsAt.getTime();
  const hoursAt = (at: string): number => tenth((Date.parse(at) - from) / HOUR);
  const ordered = [...points].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const answers = (side: Point['side']): number[] =>
    ordered.filter((point) => point.side === side).map(({ soreness }) => soreness);
  const saidFirst = answers('baseline').at(-1) ?? training?.soreness ?? null;
  const baseline = tookPlace ? saidFirst : null;
  const startsAt = visitStartsAt.toISOString();
  return {
    training: training && { type: training.type, endedAt: training.endedAt },
    visit: tookPlace ? { startsAt, hours: hoursAt(startsAt) } : null,
    points: ordered.map((point) => ({ ...point, hours: hoursAt(point.at) })),
    band: training ? bandOf(training, tookPlace ? visitEndsAt : null) : [],
    baseline,
    verdict: verdictOf(baseline, answers('after')),
  };
}
