import { urgencies, type Urgency } from '@limber/contracts';
import type { DueSlice } from './due-mail.store.ts';
import { type KindRule, kindRules, type MessageKind, messageKinds } from './message-kind.data.ts';

/** Which queue wakes the sender of a kind; what is unknown is nobody's hurry. */
export const urgencyOf = (kind: string): Urgency =>
  Object.hasOwn(kindRules, kind) ? kindRules[kind as MessageKind].urgency : 'bulk';

const kindsOf = (urgency: Urgency): MessageKind[] =>
  messageKinds.filter((kind) => kindRules[kind].urgency === urgency);

/** What is late comes last, alarms at once. */
const slices: Readonly<Record<Urgency, readonly DueSlice[]>> = {
  now: [slice('on_time', 'now')],
  soon: [slice('on_time', 'soon')],
  bulk: [
    { ...slice('on_time', 'bulk'), oneByOne: true },
    { age: 'late', kinds: messageKinds.filter((kind) => kindRules[kind].isUrgent) },
    { age: 'late', kinds: lateKinds('at_least_once'), atAWalk: true },
    { age: 'late', kinds: lateKinds('at_most_once'), atAWalk: true, oneByOne: true },
  ],
};

function lateKinds(delivery: KindRule['delivery']): MessageKind[] {
  const kinds = urgencies.flatMap(kindsOf).filter((kind) => !kindRules[kind].isUrgent);
  return kinds.filter((kind) => kindRules[kind].delivery === delivery);
}

function slice(age: DueSlice['age'], urgency: Urgency): DueSlice {
  return { age, kinds: kindsOf(urgency) };
}

export const slicesOf = (urgency: Urgency): readonly DueSlice[] => slices[urgency];

/** Rows that one claim takes; few where a worker has other clinics waiting. */
const FIRST = 10;
const MOST: Readonly<Record<Urgency, number>> = { now: 800, soon: 800, bulk: 5 };
/** Whoever moves or cancels a visit waits for the claim of its mails, last look and all. */
const BRIEF_CLAIM_MS = 250;
const LONG_CLAIM_MS = 1_000;
const QUICK_MS = 500;
/** One by one a batch takes as long as it is large: quick is what each of them takes. */
const QUICK_EACH_MS = 25;
const SLOW_MS = 3_000;

export const firstBatch = (
  urgency: Urgency,
  { oneByOne }: Pick<DueSlice, 'oneByOne'> = {},
): number => (oneByOne ? 1 : Math.min(FIRST, MOST[urgency]));

/** Four times as many while it goes quickly, half as many when a slow server or a long look makes others wait. */
export function nextBatch(
  urgency: Urgency,
  size: number,
  { tookMs, claimMs }: { tookMs: number; claimMs: number },
): number {
  if (tookMs > SLOW_MS || claimMs > LONG_CLAIM_MS) return Math.max(1, Math.floor(size / 2));
  const isQuick = tookMs < Math.max(QUICK_MS, size * QUICK_EACH_MS) && claimMs < BRIEF_CLAIM_MS;
  return isQuick ? Math.min(size * 4, MOST[urgency]) : size;
}

/** So many in hand are sent as fast as they can be. */
const MANY = 200;
/** All in hand are through within so long: a slow server is asked from several sides. */
const THROUGH_MS = 8_000;

/**
 * How many mails may be under way at one time, of those a process has claimed, when each takes so long: all that a
 * crash may send again.
 */
export const atOnce = (inHand: number, eachMs: number): number =>
  inHand >= MANY ? Infinity : Math.max(1, Math.ceil((inHand * eachMs) / THROUGH_MS));

/** How many late ones may follow: those on time count too. */
export const allowedLate = (sentLastMinute: number, perMinute: number): number =>
  Math.max(0, perMinute - sentLastMinute);
