import type { ErrorCode, WaitlistState, WaitlistWindow } from '@limber/contracts';
import { type QuietHours, shiftFromQuiet } from '@limber/evidence';
import { DAY, HOUR, MINUTE, overlaps, type TimeRange } from '@limber/kernel';
import { addDays, dayRange, edgeAt, fit, type FitCurve, localDateOf } from '@limber/scheduling';

export const WAVE_SIZE = 3;
const WAVE_MIN = 15;
const SHORT_WAVE_MIN = 5;
const SHORT_BELOW_MS = 3 * HOUR;
/** Between two waves nobody else can slip in, and a worker that died blocks nothing for longer. */
const HAND_OVER_MS = MINUTE;
const URGENT_MS = 12 * HOUR;
/** Whoever waits without a suggestion is neither ahead nor behind. */
const NEUTRAL_FIT = 0.5;

/** Somebody who waits, as far as choosing among them goes. */
export interface Waiting {
  id: string;
  therapistId: string | null;
  locationId: string | null;
  windows: readonly WaitlistWindow[];
  noticeMin: number;
  /** epoch ms */
  since: number;
  priorOffers: number;
  /** Start of the visit that should move earlier, epoch ms. */
  movesFrom: number | null;
  /** How well an instant suits the recovery window; null without a suggestion. */
  curve: FitCurve | null;
  /** `therapist|start` of what they were offered before. */
  offered: ReadonlySet<string>;
  /** Local dates on which this gap was offered to them before. */
  offeredOn: ReadonlySet<string>;
}

export interface Start {
  startsAt: number;
  endsAt: number;
  locationId: string;
  therapistIds: readonly string[];
}

export interface Gap extends TimeRange {
  therapistId: string | null;
}

export const offeredKey = (therapistId: string, startsAt: number): string =>
  `${therapistId}|${startsAt}`;

/** Whether a whole session lies inside one of the windows. */
export const isWithin = (
  windows: readonly WaitlistWindow[],
  { start, end }: TimeRange,
  zone: string,
): boolean => {
  const date = localDateOf(start, zone);
  return windows.some(
    ({ from, to, startTime, endTime }) =>
      from <= date &&
      date <= to &&
      edgeAt(date, startTime, zone) <= start &&
      end <= edgeAt(date, endTime, zone),
  );
};

/** Who of a free start's therapists this person could be offered it with; nobody: it does not fit. */
export function offerable(
  one: Waiting,
  start: Start,
  gap: Gap,
  { now, zone }: { now: number; zone: string },
): string[] {
  const span = { start: start.startsAt, end: start.endsAt };
  const isFit =
    overlaps(span, gap) &&
    (one.locationId === null || one.locationId === start.locationId) &&
    start.startsAt - now >= one.noticeMin * MINUTE &&
    (one.movesFrom === null || start.startsAt < one.movesFrom) &&
    !one.offeredOn.has(localDateOf(start.startsAt, zone)) &&
    isWithin(one.windows, span, zone);
  if (!isFit) return [];
  return start.therapistIds.filter(
    (id) =>
      (gap.therapistId === null || gap.therapistId === id) &&
      (one.therapistId === null || one.therapistId === id) &&
      !one.offered.has(offeredKey(id, start.startsAt)),
  );
}

/** In tenths: a hair's breadth of fit is no reason to pass over somebody who waited for days. */
export const fitOf = ({ curve }: Pick<Waiting, 'curve'>, startsAt: number): number =>
  Math.round((curve ? fit(startsAt, curve) : NEUTRAL_FIT) * 10);

/** The start that suits best, the earliest of equals. */
export const bestStart = <S extends Start>(one: Waiting, starts: readonly S[]): S | undefined =>
  [...starts].sort(
    (a, b) => fitOf(one, b.startsAt) - fitOf(one, a.startsAt) || a.startsAt - b.startsAt,
  )[0];

export interface Ranked extends Pick<Waiting, 'id' | 'since' | 'priorOffers'> {
  /** 0 to 10 */
  fit: number;
}

/**
 * Best fit first, then whoever waits longest (whole days), then the fewest offers so far; at last the exact
 * minute and the id, so that the order never depends on how rows came.
 */
export function ranked<One extends Ranked>(all: readonly One[], now: number): One[] {
  const days = ({ since }: One): number => Math.floor((now - since) / DAY);
  return [...all].sort(
    (a, b) =>
      b.fit - a.fit ||
      days(b) - days(a) ||
      a.priorOffers - b.priorOffers ||
      a.since - b.since ||
      (a.id < b.id ? -1 : 1),
  );
}

/** When a wave's mails may go and when it ends; null when the start leaves no time for one. */
export function waveTimes(
  now: number,
  startsAt: number,
  { zone, quiet }: { zone: string; quiet: QuietHours },
): { mailAt: number; expiresAt: number } | null {
  // Offers were asked for, so quiet hours bind only what can wait: the time is kept until they are over.
  return timesFrom(startsAt - now < URGENT_MS ? now : shiftFromQuiet(zone, now, quiet), startsAt);
}

/** The same for one that is made and waits: it goes on waiting however near its start has come. */
export const waitingTimes = (
  now: number,
  startsAt: number,
  { zone, quiet }: { zone: string; quiet: QuietHours },
): { mailAt: number; expiresAt: number } | null =>
  timesFrom(shiftFromQuiet(zone, now, quiet), startsAt);

function timesFrom(mailAt: number, startsAt: number): { mailAt: number; expiresAt: number } | null {
  const minutes = startsAt - mailAt < SHORT_BELOW_MS ? SHORT_WAVE_MIN : WAVE_MIN;
  const expiresAt = Math.min(mailAt + minutes * MINUTE, startsAt);
  return expiresAt - mailAt < SHORT_WAVE_MIN * MINUTE ? null : { mailAt, expiresAt };
}

/** A moment longer than a wave, and never past its start. */
export const heldUntil = (expiresAt: Date, startsAt: Date): Date =>
  new Date(Math.min(expiresAt.getTime() + HAND_OVER_MS, startsAt.getTime()));

/** Waiting ends by the clock alone. */
export const entryStateAt = (
  { state, expiresAt }: { state: Exclude<WaitlistState, 'expired'>; expiresAt: Date },
  now: Date,
): WaitlistState => (state === 'waiting' && now >= expiresAt ? 'expired' : state);

/** So does an offer, though its wave is only closed a moment later. */
export const offerStateAt = <State extends string>(
  state: State,
  expiresAt: Date,
  now: Date,
): State | 'lapsed' => (state === 'open' && now >= expiresAt ? 'lapsed' : state);

export interface WindowFault {
  path: string;
  code: Extract<ErrorCode, 'RANGE_REVERSED' | 'IN_PAST' | 'HORIZON' | 'WINDOW_TOO_SHORT'>;
}

/** What is wrong with windows as somebody typed them, each at its field. */
export function windowFaults(
  windows: readonly WaitlistWindow[],
  { durationMin, now, zone, horizonDays }: WindowLimits,
): WindowFault[] {
  const lastDay = addDays(localDateOf(now, zone), horizonDays);
  return windows.flatMap((window, n): WindowFault[] => {
    const at = (field: string, code: WindowFault['code']) => [
      { path: `windows.${n}.${field}`, code },
    ];
    const { from, to, startTime, endTime } = window;
    if (to < from) return at('to', 'RANGE_REVERSED');
    if (endTime <= startTime) return at('endTime', 'RANGE_REVERSED');
    if (minutesOf(endTime) - minutesOf(startTime) < durationMin) {
      return at('endTime', 'WINDOW_TOO_SHORT');
    }
    if (from > lastDay) return at('from', 'HORIZON');
    if (edgeAt(to, endTime, zone) - durationMin * MINUTE <= now) return at('to', 'IN_PAST');
    return [];
  });
}

export interface WindowLimits {
  durationMin: number;
  now: number;
  zone: string;
  horizonDays: number;
}

/** The end of the last day on which an offer may come: never after the last window. */
export function expiryOf(
  windows: readonly WaitlistWindow[],
  expiresOn: string | undefined,
  zone: string,
): Date {
  const last = lastDayOf(windows);
  const date = expiresOn !== undefined && expiresOn < last ? expiresOn : last;
  return new Date(dayRange(date, zone).end);
}

export const expiresOnOf = (expiresAt: Date, zone: string): string =>
  localDateOf(expiresAt.getTime() - 1, zone);

const lastDayOf = (windows: readonly WaitlistWindow[]): string =>
  windows.reduce((last, { to }) => (to > last ? to : last), '');

const minutesOf = (wallTime: string): number => {
  const [hours = 0, minutes = 0] = wallTime.split(':').map(Number);
  return hours * 60 + minutes;
};
