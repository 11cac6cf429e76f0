import { hours, isDamaging, type Facts } from './facts.rules.ts';
import type { EventKind, Pressure, WindowAnchor } from './recommendation.contract.ts';
import { fired, inHours as rounded, type TraceStep } from './trace.rules.ts';

/** Exact milliseconds from the anchor; rounding happens once, at the very end. */
export interface Span {
  readonly anchor: WindowAnchor;
  readonly anchorMs: number;
  readonly from: number;
  readonly to: number;
  readonly bestFrom: number;
  readonly bestTo: number;
}

export interface FoundWindow {
  readonly span: Span;
  /** The event took something off the end. */
  readonly isCut: boolean;
  /** Too little left before the event: lighter, or afterwards. */
  readonly isTooShort: boolean;
  readonly steps: readonly TraceStep[];
}

type Best = Pick<Span, 'from' | 'to' | 'bestFrom' | 'bestTo'>;

const inHours = (from: number, to: number, bestFrom: number, bestTo: number): Best => ({
  from: hours(from),
  to: hours(to),
  bestFrom: hours(bestFrom),
  bestTo: hours(bestTo),
});

const gapsH: Readonly<Record<EventKind, Readonly<Record<Pressure | 'first', number>>>> = {
  competition: { light: 24, moderate: 48, firm: 72, first: 72 },
  hard_session: { light: 3, moderate: 12, firm: 24, first: 24 },
};

/** Least time between the massage and the start of the event. */
const gapBefore = (facts: Facts, kind: EventKind, pressure: Pressure): number =>
  hours(gapsH[kind][facts.isFirst ? 'first' : pressure]);

/** How long firm work waits after the training [H]. */
const firmWait = ({ training }: Facts): number =>
  training === null ? 0 : hours(isDamaging(training) ? 48 : 24);

const goalRow = ({ input }: Facts, since: number): Best => {
  switch (input.goal) {
    case 'ease_soreness':
      if (input.soreness < 4) return inHours(1, 72, 2, 24);
      return {
        from: since,
        to: Math.min(Math.max(hours(72), since + hours(24)), hours(168)),
        bestFrom: since,
        bestTo: Math.max(since + hours(12), Math.min(since + hours(24), hours(72))),
      };
    case 'move_better':
      return inHours(12, 96, 24, 72);
    case 'calm_down':
      return inHours(1, 36, 2, 12);
    case 'keep_consistent':
    case 'prep_event':
      return inHours(24, 120, 24, 72);
  }
};

/** "20 to 72 h, best 20 to 32" of something in milliseconds. */
const told = ({ from, to, bestFrom, bestTo }: Best): string =>
  `${rounded(from)} to ${rounded(to)} h, best ${rounded(bestFrom)} to ${rounded(bestTo)}`;

/** A best part that starts after `from`, ends before `to` and is not too short to plan with. */
const fitBest = (row: Best, steps: TraceStep[]): Best => {
  const bestFrom = Math.max(row.bestFrom, row.from);
  const bestTo = Math.min(Math.max(row.bestTo, bestFrom), row.to);
  if (bestTo - bestFrom >= hours(6)) return { ...row, bestFrom, bestTo };
  const stretched = { ...row, bestFrom, bestTo: Math.min(bestFrom + hours(12), row.to) };
  const saw = { bestFromH: rounded(bestFrom), bestToH: rounded(bestTo) };
  steps.push(fired('WINDOW_STRETCHED', saw, told(stretched)));
  return stretched;
};

/** The table of section 5, before any event. */
const trainingSpan = (facts: Facts, pressure: Pressure, steps: TraceStep[]): Span => {
  const { input, training, since } = facts;
  const { goal, soreness } = input;
  const fromNow = (row: Best): Span => ({ anchor: 'now', anchorMs: input.now, ...row });
  if (training === null || since === null || since >= hours(168)) {
    // Firm work needs no wait here: any training lies at least 168 h back.
    const hoursSinceTraining = since === null ? 'no training' : rounded(since);
    const row = inHours(0, 168, 0, 72);
    steps.push(fired('WINDOW_ANY', { hoursSinceTraining }, `${told(row)}, from now`));
    return fromNow(fitBest(row, steps));
  }
  const row = goalRow(facts, since);
  const saw = { goal, soreness, hoursSinceTraining: rounded(since) };
  steps.push(fired('WINDOW_GOAL', saw, `${told(row)}, after training`));
  const wait = pressure === 'firm' ? firmWait(facts) : 0;
  if (wait > row.from) {
    const from = `not before ${rounded(wait)} h`;
    steps.push(fired('WINDOW_FIRM', { pressure, type: training.type }, from));
  }
  const from = Math.max(row.from, wait, since);
  if (row.to - from < hours(1)) {
    const left = { fromH: rounded(from), toH: rounded(row.to) };
    const later = inHours(0, 72, 0, 24);
    steps.push(fired('WINDOW_OVER', left, `${told(later)}, from now`));
    return fromNow(fitBest(later, steps));
  }
  return {
    anchor: 'training_end',
    anchorMs: training.endedAt,
    ...fitBest({ ...row, from }, steps),
  };
};

const wholeIfEmpty = (best: Best): Best =>
  best.bestFrom < best.bestTo ? best : { ...best, bestFrom: best.from, bestTo: best.to };

/** prep_event with a date: everything is counted back from the event. */
const prepWindow = (
  facts: Facts,
  next: NonNullable<Facts['next']>,
  pressure: Pressure,
): FoundWindow => {
  const { input, training, isFirst } = facts;
  const gap = gapBefore(facts, next.kind, pressure);
  const competitionBest = isFirst ? hours(-120) : hours(-96);
  const bestFrom = next.kind === 'competition' ? competitionBest : hours(-72);
  const bestTo = next.kind === 'competition' ? hours(-72) : -Math.max(gap, hours(24));
  const firmFrom =
    pressure === 'firm' && training !== null ? training.endedAt + firmWait(facts) : input.now;
  const earliest = Math.max(input.now, firmFrom) - next.at;
  const best = wholeIfEmpty({
    from: Math.max(isFirst ? hours(-168) : hours(-120), earliest),
    to: -gap,
    bestFrom: Math.max(bestFrom, earliest),
    bestTo,
  });
  const saw = { event: next.kind, pressure, isFirstMassage: isFirst, gapH: rounded(gap) };
  return {
    span: { anchor: 'event', anchorMs: next.at, ...best },
    isCut: false,
    isTooShort: best.to - best.from < hours(1),
    steps: [
      fired('EVENT_ANCHOR', saw, `${told(best)}, from the event`),
      ...(firmFrom > input.now ? [fired('WINDOW_FIRM', { pressure }, 'not before it may')] : []),
    ],
  };
};

export const findWindow = (facts: Facts, pressure: Pressure): FoundWindow => {
  const { input, next } = facts;
  if (input.goal === 'prep_event' && next !== null) return prepWindow(facts, next, pressure);
  const steps: TraceStep[] = [];
  const span = trainingSpan(facts, pressure, steps);
  const gap = next === null ? 0 : gapBefore(facts, next.kind, pressure);
  const limit = next === null ? span.to : next.at - gap - span.anchorMs;
  if (next === null || limit >= span.to) return { span, isCut: false, isTooShort: false, steps };
  const best = wholeIfEmpty({ ...span, to: limit, bestTo: Math.min(span.bestTo, limit) });
  const saw = { event: next.kind, pressure, gapH: rounded(gap), toH: rounded(span.to) };
  return {
    span: { ...span, ...best },
    isCut: true,
    isTooShort: limit - span.from < hours(1),
    steps: [...steps, fired('EVENT_CUT', saw, `ends at ${rounded(limit)} h`)],
  };
};

export const windowAfterEvent = (at: number): Span => ({
  anchor: 'event',
  anchorMs: at,
  ...inHours(2, 48, 2, 24),
});
