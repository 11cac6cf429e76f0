import { MINUTE } from '@limber/kernel';
import type { BookingPolicy, Occupied, ServicePlan } from './availability.plan.ts';
import { minuteCeil, minuteFloor, type StartRun } from './start-run.rules.ts';

const DEEP_TISSUE = 'deep_tissue';

/** One therapist's session and where it stands in a row of deep-tissue sessions; blocks are not sessions. */
interface RowSession {
  start: number;
  end: number;
  isDeep: boolean;
  /** Sessions of the row up to this one and from this one on, itself included; 0 when it is not deep. */
  upTo: number;
  from: number;
  /** Another kind of session follows the row without a rest between. */
  isPressed: boolean;
}

/** Starts between two neighbouring sessions, all with the same answer. */
interface GapPart extends StartRun {
  before: RowSession | undefined;
  after: RowSession | undefined;
  /** No rest would lie between the neighbour and the new session. */
  pressesBefore: boolean;
  pressesAfter: boolean;
}

/**
 * Starts at which the session would make a row of deep-tissue sessions too long, or lie in the rest that a
 * full row needs. A row is broken by another kind of session, and by `deepTissueRestMin` without any session,
 * whatever fills them. Ascending; empty without a limit.
 */
export function rowBreakingStarts(
  occupied: readonly Occupied[],
  service: ServicePlan,
  policy: Pick<BookingPolicy, 'deepTissueInARow' | 'deepTissueRestMin'>,
): StartRun[] {
  const { deepTissueInARow: limit, deepTissueRestMin: rest } = policy;
  if (limit === null) return [];
  const sessions = rowsOf(occupied, rest);
  const isDeep = service.sessionType === DEEP_TISSUE;
  const runs: StartRun[] = [];
  for (let i = 0; i <= sessions.length; i++) {
    const parts = partsBetween(sessions[i - 1], sessions[i], service.durationMin, rest);
    for (const part of parts) {
      const isRefused = isDeep ? makesRowTooLong(part, limit) : disturbsRest(part, limit);
      if (isRefused) runs.push(part);
    }
  }
  return runs;
}

function makesRowTooLong(part: GapPart, limit: number): boolean {
  const { before, after, pressesBefore, pressesAfter } = part;
  const behind = pressesBefore ? (before?.upTo ?? 0) : 0;
  const ahead = pressesAfter ? (after?.from ?? 0) : 0;
  const length = behind + 1 + ahead;
  if (length !== limit) return length > limit;
  // The row is full now: what follows it must keep the rest.
  return pressesAfter && after !== undefined && (!after.isDeep || after.isPressed);
}

const disturbsRest = ({ before, pressesBefore }: GapPart, limit: number): boolean =>
  pressesBefore && before !== undefined && before.upTo >= limit;

/** The gap cut where a rest begins to fit behind the one session and ceases to fit before the other. */
function partsBetween(
  before: RowSession | undefined,
  after: RowSession | undefined,
  durationMin: number,
  restMin: number,
): GapPart[] {
  const first = before === undefined ? -Infinity : minuteCeil(before.start);
  const last = after === undefined ? Infinity : minuteCeil(after.start) - 1;
  const rested = before === undefined ? -Infinity : minuteCeil(before.end) + restMin;
  const pressed =
    after === undefined ? Infinity : minuteFloor(after.start) - restMin - durationMin + 1;
  const cuts = [first, ...[rested, pressed].sort((a, b) => a - b), last + 1];
  const parts: GapPart[] = [];
  for (let i = 0; i < cuts.length - 1; i++) {
    const from = Math.max(cuts[i] ?? first, first);
    const to = Math.min(cuts[i + 1] ?? last, last + 1) - 1;
    if (from > to) continue;
    const presses = { pressesBefore: from < rested, pressesAfter: from >= pressed };
    parts.push({ first: from, last: to, before, after, ...presses });
  }
  return parts;
}

function rowsOf(occupied: readonly Occupied[], restMin: number): RowSession[] {
  const sessions = occupied
    .filter((taken) => typeof taken.sessionType === 'string' && taken.start < taken.end)
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end, sessionType }): RowSession => {
      const isDeep = sessionType === DEEP_TISSUE;
      return { start, end, isDeep, upTo: isDeep ? 1 : 0, from: isDeep ? 1 : 0, isPressed: false };
    });
  const isClose = (a: RowSession, b: RowSession): boolean => b.start - a.end < restMin * MINUTE;
  sessions.forEach((session, i) => {
    const previous = sessions[i - 1];
    if (session.isDeep && previous && isClose(previous, session)) session.upTo += previous.upTo;
  });
  sessions.toReversed().forEach((session, i, all) => {
    const next = all[i - 1];
    if (!session.isDeep || next === undefined || !isClose(session, next)) return;
    session.from += next.from;
    session.isPressed = next.isDeep ? next.isPressed : true;
  });
  return sessions;
}
