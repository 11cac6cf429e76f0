import type { CheckInAnswer } from '@limber/contracts';
import { decideAnswer, type FollowUpPlan, planFollowUps } from '@limber/evidence';
import type { CheckIn, FollowUp } from '@limber/followups';
import { DAY, HOUR, MINUTE } from '@limber/kernel';
import type { Message } from '@limber/messaging';
import type { Chance } from './chance.ts';
import { endOf, sorenessAt, type VisitStory } from './visit-story.ts';

/** As long as FollowUpService leaves a check-in's link open; a test holds the two together. */
const LINK_LIFETIME_MS = 7 * DAY;
/** Between due and sent: the sweep looks every second. */
const SENT_AFTER_MS = 2_000;

type CheckInKind = CheckIn['kind'];

export interface CheckInStory {
  kind: CheckInKind;
  opensAt: number;
  expiresAt: number;
  answer: CheckInAnswer | null;
  answeredAt: number | null;
}

export interface MessageStory extends Pick<
  Message,
  'family' | 'kind' | 'state' | 'reason' | 'revision'
> {
  dueAt: number;
  notAfter: number;
  sentAt: number | null;
}

export interface FollowUpStory {
  plan: FollowUp['plan'];
  checkIns: CheckInStory[];
  messages: MessageStory[];
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isCheckIn = (id: string): id is CheckInKind => id.startsWith('checkin_');

/** What the real planner planned for a visit, and what came of it up to `now`. */
export function tellFollowUps(
  dice: Chance,
  story: VisitStory,
  timeZone: string,
  now: number,
): FollowUpStory {
  const { visit, persona, training, bookedAt } = story;
  const plan = planFollowUps({
    tz: timeZone,
    trainingEndedAt: training && Date.parse(training.endedAt),
    bookedAt,
    sessionStart: visit.startsAt,
    sessionEnd: endOf(visit),
    consent: { checkins: persona.consents.checkIns, marketing: persona.consents.marketing },
  });
  const checkIns = tellCheckIns(dice, story, plan, now);
  return {
    plan: {
      send: plan.send.map(({ id, dueAt, sendAt, notAfter }) => ({
        ...{ id, dueAt: iso(dueAt) },
        ...{ sendAt: iso(sendAt), notAfter: iso(notAfter) },
      })),
      dropped: plan.dropped.map(([id, reason]) => ({ id, reason })),
      tzdata: process.versions.tz ?? 'unknown',
    },
    checkIns: [...tellAftercare(plan), ...checkIns.map(({ checkIn }) => checkIn)],
    messages: [
      ...bookingMails(story),
      ...plan.send.map(({ id, sendAt, notAfter }) => {
        const kind = { family: 'followup' as const, kind: id, revision: 1 };
        const skipped = checkIns.find(({ checkIn }) => checkIn.kind === id)?.skipped ?? null;
        return { ...kind, dueAt: sendAt, notAfter, ...stateOf(story, sendAt, now, skipped) };
      }),
    ],
  };
}

type Skipped = Pick<MessageStory, 'state' | 'reason'> | null;

function stateOf(
  { fate, fateAt }: VisitStory,
  dueAt: number,
  now: number,
  skipped: Skipped,
): Pick<MessageStory, 'state' | 'reason' | 'sentAt'> {
  if (fateAt !== null && dueAt > fateAt) return { state: 'cancelled', reason: fate, sentAt: null };
  if (skipped) return { ...skipped, sentAt: null };
  if (dueAt > now) return { state: 'planned', reason: null, sentAt: null };
  return sentAt(dueAt);
}

const sentAt = (dueAt: number): { state: 'sent'; reason: null; sentAt: number } => ({
  ...{ state: 'sent', reason: null },
  sentAt: dueAt + SENT_AFTER_MS,
});

/** Sent long ago, so that nobody is told today of what was booked last week. */
function bookingMails({ visit, bookedAt, fate, fateAt }: VisitStory): MessageStory[] {
  const mail = { family: 'booking' as const, notAfter: visit.startsAt };
  const confirmation: MessageStory = {
    ...{ ...mail, kind: 'booking_confirmation', revision: 1, dueAt: bookedAt },
    ...sentAt(bookedAt),
  };
  if (fate !== 'cancelled' || fateAt === null) return [confirmation];
  return [
    confirmation,
    { ...mail, kind: 'booking_cancelled', revision: 2, dueAt: fateAt, ...sentAt(fateAt) },
  ];
}

/** The mail after the visit asks whether anything is worrying; to nobody here anything was. */
const tellAftercare = ({ send }: FollowUpPlan): CheckInStory[] =>
  send.flatMap(({ id, sendAt }) =>
    id === 'aftercare'
      ? [{ kind: id, opensAt: sendAt, expiresAt: sendAt + LINK_LIFETIME_MS, ...noAnswer }]
      : [],
  );

/** One after the other: an answer can end the asking, and so can silence. */
function tellCheckIns(
  dice: Chance,
  story: VisitStory,
  plan: FollowUpPlan,
  now: number,
): { checkIn: CheckInStory; skipped: Skipped }[] {
  const told: { checkIn: CheckInStory; skipped: Skipped }[] = [];
  let isResolved = false;
  for (const { id, sendAt } of plan.send) {
    if (!isCheckIn(id)) continue;
    const asked = told.map(({ checkIn }) => checkIn);
    const skipped = sendAt > now ? null : skipReason(asked, isResolved);
    const wasStopped = story.fateAt !== null && sendAt > story.fateAt;
    const checkIn: CheckInStory = {
      kind: id,
      opensAt: sendAt,
      expiresAt: sendAt + LINK_LIFETIME_MS,
      ...noAnswer,
    };
    const answeredAt = sendAt + Math.round(dice.between(6, 7 * 60)) * MINUTE;
    const isAnswered = dice.isLucky(story.persona.answers);
    if (isAnswered && answeredAt <= now && !skipped && !wasStopped) {
      const { answer, resolves } = tellAnswer(dice, story, checkIn, answeredAt, asked);
      Object.assign(checkIn, { answer, answeredAt });
      isResolved ||= resolves;
    }
    told.push({ checkIn, skipped: isResolved && !checkIn.answer ? resolved : skipped });
  }
  return told;
}

const noAnswer = { answer: null, answeredAt: null };
const resolved = { state: 'cancelled' as const, reason: 'resolved' };

function skipReason(asked: readonly CheckInStory[], isResolved: boolean): Skipped {
  if (isResolved) return resolved;
  const lastTwo = asked.slice(-2);
  const isIgnored = lastTwo.length === 2 && lastTwo.every(({ answer }) => answer === null);
  return isIgnored ? { state: 'dropped', reason: 'two_ignored' } : null;
}

function tellAnswer(
  dice: Chance,
  { visit, training, persona }: VisitStory,
  { kind }: CheckInStory,
  answeredAt: number,
  asked: readonly CheckInStory[],
): { answer: CheckInAnswer; resolves: boolean } {
  const told = training
    ? sorenessAt(dice, training, persona, answeredAt)
    : Math.max(0, Math.round(1.2 + dice.noise(1)));
  const trainingEndedAt = training && Date.parse(training.endedAt);
  const sessionEnd = endOf(visit);
  // Nobody here is in danger: what would be a red flag after three days stays just below it.
  const isLate = answeredAt - (trainingEndedAt ?? sessionEnd) >= 72 * HOUR;
  const soreness = Math.min(told, isLate ? 7 : 10);
  const { kind: action } = decideAnswer({
    ...{ answeredAt, trainingEndedAt, sessionEnd, soreness },
    ...{ redFlags: [], checklist: 'none' },
    previous: asked.flatMap((each) =>
      each.answer?.soreness !== undefined && each.answeredAt !== null
        ? [{ answeredAt: each.answeredAt, soreness: each.answer.soreness }]
        : [],
    ),
  });
  const scale = (middle: number): number =>
    Math.min(10, Math.max(0, Math.round(middle + dice.noise(1.2))));
  const rest =
    kind === 'checkin_24'
      ? { stiffness: scale(soreness), sleep: scale(7) }
      : { readiness: scale(8 - soreness / 2) };
  return { answer: { soreness, ...rest, redFlags: [] }, resolves: action === 'resolved' };
}
