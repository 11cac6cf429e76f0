import { DAY, HOUR } from '@limber/kernel';
import { decideAnswer } from './answer.rules.ts';
import type {
  DropReason,
  FollowUpEvent,
  FollowUpId,
  FollowUpInput,
  FollowUpPlan,
  FollowUpRule,
  FollowUpTrace,
  PlannedMessage,
} from './follow-up.contract.ts';
import { DEFAULT_QUIET_HOURS, type QuietHours, shiftFromQuiet } from './quiet-hours.rules.ts';
import { fromWall, toWall } from './wall-clock.rules.ts';

const MINIMUM_GAP = 10 * HOUR;
const MERGE_MARGIN = 3 * HOUR;

type Dropped = FollowUpPlan['dropped'][number];

const expiresAfter = (id: FollowUpId): number =>
  id === 'aftercare' ? 24 * HOUR : id === 'nudge_7d' ? 48 * HOUR : 12 * HOUR;

const isCheckIn = (id: FollowUpId): boolean => id.startsWith('checkin_');

/** Due times before any rule; check-ins count elapsed hours, the nudge keeps the wall clock. */
const schedule = (input: FollowUpInput): { id: FollowUpId; dueAt: number }[] => {
  const { tz, sessionEnd, trainingEndedAt } = input;
  const training = trainingEndedAt ?? null;
  const checkIns: { id: FollowUpId; dueAt: number }[] =
    training === null
      ? [{ id: 'checkin_24', dueAt: sessionEnd + 24 * HOUR }]
      : [
          { id: 'checkin_24', dueAt: training + 24 * HOUR },
          { id: 'checkin_48', dueAt: training + 48 * HOUR },
          { id: 'checkin_72', dueAt: training + 72 * HOUR },
        ];
  return [
    { id: 'aftercare', dueAt: sessionEnd + HOUR },
    ...checkIns,
    { id: 'nudge_7d', dueAt: fromWall(tz, toWall(tz, sessionEnd) + 7 * DAY) },
  ];
};

type Step = FollowUpTrace[number];

/** Rules 1 to 4 on one message; the quiet-hours shift has been reckoned, and rule 2 looks at both times. */
const checkMessage = (input: FollowUpInput, message: PlannedMessage): readonly Step[] => {
  const { id, dueAt, sendAt, notAfter } = message;
  const drop = (rule: FollowUpRule, reason: DropReason, saw: Step['saw']): Step => ({
    ...{ rule, id, saw },
    did: { kind: 'dropped', reason },
  });
  if (isCheckIn(id)) {
    const { bookedAt } = input;
    if (dueAt <= bookedAt) return [drop(1, 'before_booking', { dueAt, bookedAt })];
    const from = input.sessionStart - MERGE_MARGIN;
    const to = input.sessionEnd + MERGE_MARGIN;
    const isNear = (at: number): boolean => at >= from && at < to;
    if (isNear(dueAt) || isNear(sendAt)) {
      return [drop(2, 'merged_into_aftercare', { dueAt, sendAt, from, to })];
    }
  }
  const moved: readonly Step[] =
    sendAt === dueAt ? [] : [{ rule: 3, id, saw: { dueAt }, did: { kind: 'moved', sendAt } }];
  return sendAt > notAfter ? [...moved, drop(4, 'expired', { sendAt, notAfter })] : moved;
};

/** Rule 5: aftercare over check-in over nudge, the earlier of two check-ins; planned before any event. */
const keepApart = (messages: readonly PlannedMessage[], steps: Step[]): PlannedMessage[] => {
  const kept: PlannedMessage[] = [];
  for (const message of messages) {
    const { id, sendAt } = message;
    const near = kept.find((other) => Math.abs(other.sendAt - sendAt) < MINIMUM_GAP);
    if (near === undefined) kept.push(message);
    else {
      const saw = { sendAt, other: near.id, otherAt: near.sendAt };
      steps.push({ rule: 5, id, saw, did: { kind: 'dropped', reason: 'min_gap' } });
    }
  }
  return kept;
};

interface Effect {
  readonly reason: DropReason;
  readonly hits: (id: FollowUpId) => boolean;
}

const everything = (): boolean => true;
const isNudge = (id: FollowUpId): boolean => id === 'nudge_7d';
const redFlag: Effect = { reason: 'red_flag', hits: (id) => id !== 'aftercare' };

const answerEffect = (
  input: FollowUpInput,
  event: Extract<FollowUpEvent, { type: 'answer' }>,
  earlier: readonly FollowUpEvent[],
): Effect | null => {
  const action = decideAnswer({
    answeredAt: event.at,
    trainingEndedAt: input.trainingEndedAt ?? null,
    sessionEnd: input.sessionEnd,
    soreness: event.soreness,
    redFlags: [],
    checklist: event.checklist,
    previous: earlier.flatMap((other) =>
      other.type === 'answer' ? [{ answeredAt: other.at, soreness: other.soreness }] : [],
    ),
  });
  if (action.kind === 'red_flag') return redFlag;
  return action.kind === 'resolved' ? { reason: 'resolved', hits: isCheckIn } : null;
};

/** Rule 6: what an event takes away from the messages that would be sent after it. */
const effectOf = (
  input: FollowUpInput,
  event: FollowUpEvent,
  earlier: readonly FollowUpEvent[],
): Effect | null => {
  switch (event.type) {
    case 'cancelled':
    case 'no_show':
    case 'opt_out_all':
    case 'bounce':
    case 'complaint':
      return { reason: event.type, hits: everything };
    case 'opt_out_marketing':
    case 'adverse_event':
      return { reason: event.type, hits: isNudge };
    case 'consent_withdrawn':
      return { reason: event.type, hits: isCheckIn };
    case 'red_flag':
      return redFlag;
    case 'answer':
      return answerEffect(input, event, earlier);
  }
};

const applyEvents = (
  input: FollowUpInput,
  planned: readonly PlannedMessage[],
  steps: Step[],
): { pending: readonly PlannedMessage[]; isRedFlag: boolean } => {
  const events = [...(input.events ?? [])].sort((a, b) => a.at - b.at);
  let pending = planned;
  let isRedFlag = false;
  events.forEach((event, index) => {
    const effect = effectOf(input, event, events.slice(0, index));
    if (effect === null) return;
    if (effect.reason === 'red_flag') isRedFlag = true;
    const isHit = (message: PlannedMessage): boolean =>
      message.sendAt > event.at && effect.hits(message.id);
    const saw = { event: event.type, eventAt: event.at };
    const did = { kind: 'dropped', reason: effect.reason } as const;
    steps.push(
      ...pending.filter(isHit).map(({ id, sendAt }): Step => ({
        ...{ rule: 6, id, did },
        saw: { ...saw, sendAt },
      })),
    );
    pending = pending.filter((message) => !isHit(message));
  });
  return { pending, isRedFlag };
};

const noConsent = (id: 'checkins' | 'nudge_7d'): Step => ({
  ...{ rule: 'consent', id, saw: {} },
  did: { kind: 'dropped', reason: 'no_consent' },
});

const droppedOf = (steps: readonly Step[]): Dropped[] =>
  steps.flatMap(({ id, did }): Dropped[] => (did.kind === 'dropped' ? [[id, did.reason]] : []));

/** The plan, and what each rule that moved or dropped a message looked at: the steps are the plan's source. */
export const explainFollowUps = (
  input: FollowUpInput,
  quiet: QuietHours = DEFAULT_QUIET_HOURS,
): { plan: FollowUpPlan; steps: FollowUpTrace } => {
  const consent = input.consent ?? { checkins: false, marketing: false };
  const steps: Step[] = [];
  if (!consent.checkins) steps.push(noConsent('checkins'));
  if (!consent.marketing) steps.push(noConsent('nudge_7d'));
  const messages: PlannedMessage[] = [];
  for (const { id, dueAt } of schedule(input)) {
    if (isCheckIn(id) ? !consent.checkins : isNudge(id) && !consent.marketing) continue;
    const sendAt = shiftFromQuiet(input.tz, dueAt, quiet);
    const message = { id, dueAt, sendAt, notAfter: dueAt + expiresAfter(id) };
    const found = checkMessage(input, message);
    steps.push(...found);
    if (found.every(({ did }) => did.kind !== 'dropped')) messages.push(message);
  }
  const kept = keepApart(messages, steps);
  const { pending, isRedFlag } = applyEvents(input, kept, steps);
  const send = [...pending].sort((a, b) => a.sendAt - b.sendAt);
  const plan = { send, dropped: droppedOf(steps) };
  if (!isRedFlag) return { plan, steps };
  return { plan: { ...plan, safety: { bookingBlocked: true, clinicAlert: true } }, steps };
};

/** The whole plan of one booking from what is known; rules in the order of section 1. */
export const planFollowUps = (
  input: FollowUpInput,
  quiet: QuietHours = DEFAULT_QUIET_HOURS,
): FollowUpPlan => explainFollowUps(input, quiet).plan;

/** A plan as the command line prints it. */
export interface FormattedFollowUps {
  readonly send: readonly (readonly [id: FollowUpId, local: string])[];
  readonly sendUtc: readonly (readonly [id: FollowUpId, utc: string])[];
  readonly dropped: FollowUpPlan['dropped'];
  readonly safety?: FollowUpPlan['safety'];
}

/** "YYYY-MM-DDTHH:MM"; seconds are cut, not rounded. */
const toMinute = (ms: number): string => new Date(ms).toISOString().slice(0, -8);

export const formatFollowUps = (plan: FollowUpPlan, tz: string): FormattedFollowUps => ({
  send: plan.send.map(({ id, sendAt }) => [id, toMinute(toWall(tz, sendAt)).replace('T', ' ')]),
  sendUtc: plan.send.map(({ id, sendAt }) => [id, `${toMinute(sendAt)}Z`]),
  dropped: plan.dropped,
  ...(plan.safety === undefined ? {} : { safety: plan.safety }),
});
