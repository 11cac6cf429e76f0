import type { ReOfferState } from '@limber/contracts';
import { MINUTE, type TimeRange } from '@limber/kernel';

interface Call {
  id: string;
  therapistId: string;
  createdAt: Date;
}

/** An absence stands in whole minutes, as the clocks at the desk show them. */
export const wholeMinutes = ({ start, end }: TimeRange): TimeRange => ({
  start: start - (start % MINUTE),
  end: end - (end % MINUTE),
});

/**
 * Each visit with one call only, so that nobody is phoned twice: with a call of whoever has it now before one of
 * whoever had it, then with the call that was told first. `elsewhere` counts what is left out.
 */
export function listedOnce<Row extends { id: string; therapistId: string }>(
  looked: readonly { call: Call; rows: readonly Row[] }[],
): { rows: Row[]; elsewhere: number }[] {
  const inTurn = looked.map(({ call }) => call).sort(toldFirst);
  const ownerOf = new Map<string, string>();
  for (const { id, therapistId } of looked.flatMap(({ rows }) => rows)) {
    const calls = inTurn.filter(({ id: callId }) =>
      looked.some(({ call, rows }) => call.id === callId && rows.some((row) => row.id === id)),
    );
    const owner = calls.find((call) => call.therapistId === therapistId) ?? calls[0];
    if (owner) ownerOf.set(id, owner.id);
  }
  return looked.map(({ call, rows }) => {
    const own = rows.filter(({ id }) => ownerOf.get(id) === call.id);
    return { rows: own, elsewhere: rows.length - own.length };
  });
}

/**
 * Whether what was offered for a visit is about this absence. Somebody else's who was ill before is not, nor what was
 * accepted once the visit is back with whoever is away.
 */
export const isAbout = (
  offer: { fromTherapistId: string; state: ReOfferState },
  { therapistId }: Pick<Call, 'therapistId'>,
  visit: { therapistId: string },
): boolean =>
  offer.fromTherapistId === therapistId &&
  (offer.state !== 'accepted' || visit.therapistId !== therapistId);

const toldFirst = (a: Call, b: Call): number =>
  a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
