import type { CheckInAnswer } from '@limber/contracts';
import {
  type FollowUpEvent,
  type FollowUpPlan,
  type QuietHours,
  shiftFromQuiet,
} from '@limber/evidence';
import { HOUR } from '@limber/kernel';
import type { Message, MessageState, NewHour, PlannedMessage } from '@limber/messaging';
import type { CheckIn, CheckInKind, FollowUp, PlanRecord } from './follow-up.entity.ts';

/** How far pressing "end" may move a session's end from the planned one. */
const END_MOVES_MS = HOUR;
const iso = (ms: number): string => new Date(ms).toISOString();

export const isCheckIn = (id: string): id is CheckInKind => id.startsWith('checkin_');

export const recordOf = (plan: FollowUpPlan): PlanRecord => ({
  send: plan.send.map(({ id, dueAt, sendAt, notAfter }) => ({
    id,
    dueAt: iso(dueAt),
    sendAt: iso(sendAt),
    notAfter: iso(notAfter),
  })),
  dropped: plan.dropped.map(([id, reason]) => ({ id, reason })),
  tzdata: process.versions.tz ?? 'unknown',
});

/** What was ticked when the chain was booked, as the plan of then tells it. */
export const consentsOf = ({ dropped }: PlanRecord): { checkins: boolean; marketing: boolean } => {
  const isMissing = (id: string): boolean =>
    dropped.some((entry) => entry.id === id && entry.reason === 'no_consent');
  return { checkins: !isMissing('checkins'), marketing: !isMissing('nudge_7d') };
};

/** Nobody is to be asked any more: not with a mail of its own, and not with the one after a visit. */
export const withoutCheckIns = (plan: PlanRecord): PlanRecord => ({
  ...plan,
  send: plan.send.filter(({ id }) => !isCheckIn(id)),
  dropped: [
    { id: 'checkins', reason: 'no_consent' },
    ...plan.dropped.filter(({ id }) => !isCheckIn(id) && id !== 'checkins'),
  ],
});

/** The check-in that fell into the visit and is asked with the mail after it. */
export const mergedInto = ({ dropped, isOver }: PlanRecord): CheckInKind | null => {
  if (isOver) return null;
  const merged = dropped.find(({ reason }) => reason === 'merged_into_aftercare')?.id;
  return merged !== undefined && isCheckIn(merged) ? merged : null;
};

/** What an answer says about what is still to be asked and offered, whenever that is planned again. */
export const eventsOf = (
  { soreness, redFlags, harm = [] }: CheckInAnswer,
  answeredAt: Date,
): FollowUpEvent[] => {
  const at = answeredAt.getTime();
  const checklist = redFlags.length > 0 ? 'any' : 'none';
  return [
    ...(redFlags.length > 0 ? [{ type: 'red_flag', at } as const] : []),
    ...(harm.length > 0 ? [{ type: 'adverse_event', at } as const] : []),
    ...(soreness === undefined ? [] : [{ type: 'answer', at, soreness, checklist } as const]),
  ];
};

/** Why a series was planned again; what was called off for it comes back with the new plan. */
export type PlannedAgain =
  'moved' | 'new_training' | 'zone_changed' | 'quiet_hours' | 'session_ended';
const AGAIN: ReadonlySet<string> = new Set<PlannedAgain>([
  'moved',
  'new_training',
  'zone_changed',
  'quiet_hours',
  'session_ended',
]);

/** Not gone out, and not called off for a reason that the new plan does not change. */
export const isOpen = (state: MessageState, reason: string | null, why: PlannedAgain): boolean =>
  state === 'planned' ||
  (state === 'cancelled' &&
    reason !== null &&
    // Back to normal after the last training says nothing about the next.
    (AGAIN.has(reason) || (why === 'new_training' && reason === 'resolved')));

export const mailsOf = (
  { chainId, recipient, timeZone }: Pick<FollowUp, 'chainId' | 'recipient' | 'timeZone'>,
  send: FollowUpPlan['send'],
): PlannedMessage[] =>
  send.map(({ id, sendAt, notAfter }) => ({
    family: 'followup' as const,
    kind: id,
    ...{ chainId, recipient, timeZone },
    revision: 1,
    dueAt: new Date(sendAt),
    notAfter: new Date(notAfter),
  }));

/**
 * Of a new plan, what can still go out at `now`. An hour that has passed meanwhile is at once, which may be in the
 * quiet hours of where the reader is by now: then it waits for their end, unless that is too late.
 */
export const stillToSend = (
  send: FollowUpPlan['send'],
  { now, timeZone, quiet }: { now: number; timeZone: string; quiet: QuietHours },
): FollowUpPlan['send'] =>
  send.flatMap((mail) => {
    if (mail.sendAt > now) return [mail];
    const at = shiftFromQuiet(timeZone, now, quiet);
    if (at > mail.notAfter) return [];
    return [at > now ? { ...mail, sendAt: at } : mail];
  });

/** The same mails, whatever their hours. */
export const isSameMails = ({ send }: PlanRecord, plan: FollowUpPlan): boolean => {
  const kinds = (mails: readonly { id: string }[]): string =>
    mails
      .map(({ id }) => id)
      .sort()
      .join('|');
  return kinds(send) === kinds(plan.send);
};

/** A series with a new plan, and what was ever asked in it. */
export interface Replanned {
  followUp: Pick<FollowUp, 'chainId' | 'timeZone' | 'plan'>;
  plan: FollowUpPlan;
  asked: readonly Pick<CheckIn, 'id' | 'kind'>[];
}

/** The new hours of what waits of it, null where there is none left; and when its check-ins open then. */
export function retimed(
  { followUp: { chainId, timeZone }, plan, asked }: Replanned,
  waiting: readonly Pick<Message, 'id' | 'chainId' | 'kind' | 'state' | 'notAfter'>[],
  { now, quiet }: { now: number; quiet: QuietHours },
): { hours: NewHour[]; opens: { id: string; at: number }[] } {
  const send = new Map<string, FollowUpPlan['send'][number]>(
    stillToSend(plan.send, { now, timeZone, quiet }).map((mail) => [mail.id, mail]),
  );
  const hours: NewHour[] = [];
  const opens: { id: string; at: number }[] = [];
  for (const mail of waiting.filter((each) => each.chainId === chainId)) {
    const next = send.get(mail.kind);
    // Called off for want of an hour, and that one is over: it is not told after the fact.
    if (mail.state === 'cancelled' && (!next || next.sendAt <= now)) continue;
    const dueAt = next ? new Date(next.sendAt) : null;
    hours.push({ ...{ id: mail.id, timeZone, dueAt, notAfter: mail.notAfter } });
    const checkIn = asked.find(({ kind }) => kind === mail.kind);
    if (next && checkIn) opens.push({ id: checkIn.id, at: next.sendAt });
  }
  return { hours, opens };
}

/** The same mails at the same hours. */
export const isAsPlanned = ({ send }: PlanRecord, plan: FollowUpPlan): boolean => {
  const hours = (mails: PlanRecord['send']): string =>
    mails.map(({ id, sendAt }) => `${id} ${sendAt}`).join('|');
  return hours(send) === hours(recordOf(plan).send);
};

/** The session's end once "end" was pressed at `now`: at most an hour from the planned one. */
export const endedAt = (plannedEnd: Date, now: Date): Date => {
  const planned = plannedEnd.getTime();
  const moved = Math.min(Math.max(now.getTime(), planned - END_MOVES_MS), planned + END_MOVES_MS);
  return new Date(moved);
};

/** Called off, or nobody came: then there was no massage, whatever the clock says. */
export const tookPlace = ({ state }: Pick<FollowUp, 'state'>): boolean => state === 'active';

/**
 * Which side of the massage an answer stands on; null where there was none. Before it, it is the baseline everything later is held
 * against; what came with the mail after the visit stands by itself, too early to count as "after".
 */
export function sideOf(
  { kind, answeredAt }: { kind: CheckInKind; answeredAt: Date },
  { sessionStartsAt, state }: Pick<FollowUp, 'sessionStartsAt' | 'state'>,
): 'baseline' | 'at_visit' | 'after' | null {
  if (!tookPlace({ state })) return null;
  if (answeredAt < sessionStartsAt) return 'baseline';
  return kind === 'aftercare' ? 'at_visit' : 'after';
}
