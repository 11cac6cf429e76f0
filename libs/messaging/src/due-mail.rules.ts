import { urgencies, type Urgency } from '@limber/contracts';
import type { DueSlice } from './due-mail.store.ts';
import { kindRules, type MessageKind, messageKinds } from './message-kind.data.ts';

/** Which queue wakes the sender of a kind; what is unknown is nobody's hurry. */
export const urgencyOf = (kind: string): Urgency =>
  Object.hasOwn(kindRules, kind) ? kindRules[kind as MessageKind].urgency : 'bulk';

const kindsOf = (urgency: Urgency): MessageKind[] =>
  messageKinds.filter((kind) => kindRules[kind].urgency === urgency);

/** First what a sender left behind that died, then what is due; what is late comes last, alarms at once. */
const slices: Readonly<Record<Urgency, readonly DueSlice[]>> = {
  now: [slice('abandoned', 'now'), slice('on_time', 'now')],
  soon: [slice('abandoned', 'soon'), slice('on_time', 'soon')],
  bulk: [
    slice('abandoned', 'bulk'),
    slice('on_time', 'bulk'),
    { age: 'late', kinds: messageKinds.filter((kind) => kindRules[kind].isUrgent) },
    {
      age: 'late',
      kinds: urgencies.flatMap(kindsOf).filter((kind) => !kindRules[kind].isUrgent),
      atAWalk: true,
    },
  ],
};

function slice(age: DueSlice['age'], urgency: Urgency): DueSlice {
  return { age, kinds: kindsOf(urgency) };
}

export const slicesOf = (urgency: Urgency): readonly DueSlice[] => slices[urgency];

/**
 * Rows that one claim takes. A crash leaves them all claimed, and of a kind that is sent at most once they
 * are then given up: so bulk, where those are, claims few.
 */
const FIRST = 10;
const MOST: Readonly<Record<Urgency, number>> = { now: 200, soon: 200, bulk: 5 };
const QUICK_MS = 500;
const SLOW_MS = 3_000;

export const firstBatch = (urgency: Urgency): number => Math.min(FIRST, MOST[urgency]);

/** Twice as many while it goes quickly, half as many when a slow server makes them wait in line. */
export function nextBatch(urgency: Urgency, size: number, tookMs: number): number {
  if (tookMs > SLOW_MS) return Math.max(1, Math.floor(size / 2));
  return tookMs < QUICK_MS ? Math.min(size * 2, MOST[urgency]) : size;
}

/** How many late ones may follow: those on time count too. */
export const allowedLate = (sentLastMinute: number, perMinute: number): number =>
  Math.max(0, perMinute - sentLastMinute);
