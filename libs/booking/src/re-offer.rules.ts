import type { ReOfferState } from '@limber/contracts';
import { MINUTE } from '@limber/kernel';

/** A client needs so long to read a mail, and the clinic to phone when nobody answers. */
const LEAST_MIN = 15;

/** Until when somebody is kept for the client: the clinic's time, but never past the start. Null: too late. */
export function keptUntil(now: Date, startsAt: Date, holdMin: number): Date | null {
  const until = Math.min(now.getTime() + holdMin * MINUTE, startsAt.getTime());
  return until - now.getTime() < LEAST_MIN * MINUTE ? null : new Date(until);
}

/** An offer nobody answered ends by the clock alone. */
export const stateAt = (
  { state, expiresAt }: { state: ReOfferState; expiresAt: Date },
  now: Date,
): ReOfferState => (state === 'offered' && now >= expiresAt ? 'expired' : state);

export interface Stranded {
  id: string;
  /** epoch ms, rest included in `end` */
  start: number;
  end: number;
  /** Best first. */
  candidates: readonly string[];
}

const clash = (a: Stranded, b: Stranded): boolean => a.start < b.end && b.start < a.end;

/**
 * One replacement for each, such that nobody is proposed twice at one time. Whoever has the fewest to choose
 * from goes first, and makes another one change while that other still can.
 */
export function suggestReplacements(stranded: readonly Stranded[]): Map<string, string> {
  const chosen = new Map<string, string>();
  const rivals = (one: Stranded, candidate: string): Stranded[] =>
    stranded.filter(
      (other) => other.id !== one.id && chosen.get(other.id) === candidate && clash(one, other),
    );
  const place = (one: Stranded, tried: Set<string>): boolean => {
    for (const candidate of one.candidates) {
      if (rivals(one, candidate).length > 0 || tried.has(candidate)) continue;
      chosen.set(one.id, candidate);
      return true;
    }
    for (const candidate of one.candidates.filter((each) => !tried.has(each))) {
      tried.add(candidate);
      const [rival, ...more] = rivals(one, candidate);
      if (rival === undefined || more.length > 0) continue;
      chosen.delete(rival.id);
      chosen.set(one.id, candidate);
      if (place(rival, tried)) return true;
      chosen.set(rival.id, candidate);
      chosen.delete(one.id);
    }
    return false;
  };
  const order = [...stranded].sort(
    (a, b) =>
      a.candidates.length - b.candidates.length || a.start - b.start || (a.id < b.id ? -1 : 1),
  );
  for (const one of order) place(one, new Set());
  return chosen;
}
