import { Injectable } from '@nestjs/common';
import type { Consents } from '@limber/contracts';
import { type FollowUpPlan, planFollowUps } from '@limber/evidence';
import { DAY, Ids } from '@limber/kernel';
import {
  type MessageState,
  MessageStore,
  type PlannedMessage,
  SuppressionStore,
} from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { CheckInStore } from './check-in.store.ts';
import type { CheckIn, CheckInKind, PlanRecord } from './follow-up.entity.ts';
import { FollowUpStore, type SessionPlace } from './follow-up.store.ts';

/** How long a check-in's link can be answered after it was due. */
const LINK_LIFETIME_MS = 7 * DAY;

export interface SessionToFollow {
  chainId: string;
  reference: string;
  clientId: string;
  therapistId: string;
  locationId: string;
  recipient: string;
  /** The client's; quiet hours and the nudge's wall time are theirs. */
  timeZone: string;
  bookedAt: Date;
  sessionStartsAt: Date;
  sessionEndsAt: Date;
  trainingEndedAt: Date | null;
  consents: Consents;
}

const iso = (ms: number): string => new Date(ms).toISOString();

const isCheckIn = (id: string): id is CheckInKind => id.startsWith('checkin_');

const recordOf = (plan: FollowUpPlan): PlanRecord => ({
  send: plan.send.map(({ id, dueAt, sendAt, notAfter }) => ({
    id,
    dueAt: iso(dueAt),
    sendAt: iso(sendAt),
    notAfter: iso(notAfter),
  })),
  dropped: plan.dropped.map(([id, reason]) => ({ id, reason })),
  tzdata: process.versions.tz ?? 'unknown',
});

interface Chained {
  chainId: string;
}

/** What was ticked when the chain was booked, as the plan of then tells it. */
const consentsOf = ({ dropped }: PlanRecord): { checkins: boolean; marketing: boolean } => {
  const isMissing = (id: string): boolean =>
    dropped.some((entry) => entry.id === id && entry.reason === 'no_consent');
  return { checkins: !isMissing('checkins'), marketing: !isMissing('nudge_7d') };
};

/** Not gone out, and not called off for a reason that a move does not change. */
const isOpen = (state: MessageState, reason: string | null): boolean =>
  state === 'planned' || (state === 'cancelled' && reason === 'moved');

const mailsOf = (
  { chainId, recipient, timeZone }: Pick<SessionToFollow, 'chainId' | 'recipient' | 'timeZone'>,
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

/** Plans what goes out after a session, inside the transaction that books it. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly followUps: FollowUpStore,
    private readonly checkIns: CheckInStore,
    private readonly messages: MessageStore,
    private readonly suppressions: SuppressionStore,
    private readonly ids: Ids,
  ) {}

  /** `mails` are the booking's own of the same new chain: one statement plans them all. */
  async plan(
    tx: Transaction,
    session: SessionToFollow,
    mails: readonly PlannedMessage[],
  ): Promise<void> {
    const { consents, recipient, chainId } = session;
    const plan = planFollowUps({
      tz: session.timeZone,
      trainingEndedAt: session.trainingEndedAt?.getTime() ?? null,
      bookedAt: session.bookedAt.getTime(),
      sessionStart: session.sessionStartsAt.getTime(),
      sessionEnd: session.sessionEndsAt.getTime(),
      consent: { checkins: consents.checkIns, marketing: consents.marketing },
    });
    await this.followUps.insert(
      tx,
      {
        ...{ chainId, recipient },
        clinicId: tx.clinicId,
        clientId: session.clientId,
        reference: session.reference,
        therapistId: session.therapistId,
        locationId: session.locationId,
        state: 'active',
        stopReason: null,
        timeZone: session.timeZone,
        bookedAt: session.bookedAt,
        sessionStartsAt: session.sessionStartsAt,
        sessionEndsAt: session.sessionEndsAt,
        plan: recordOf(plan),
      },
      session.trainingEndedAt,
    );
    // A box ticked now is newer than an unsubscribe of last month.
    if (consents.checkIns) await this.suppressions.lift(tx, recipient, 'check_ins');
    if (consents.marketing) await this.suppressions.lift(tx, recipient, 'marketing');
    await this.openCheckIns(tx, chainId, plan.send);
    await this.messages.planNew(tx, [...mails, ...mailsOf(session, plan.send)]);
  }

  /**
   * The session moved: planned again from the same training end, as booked when the chain was first booked.
   * A kind that went out, was dropped or was called off for a reason of its own stays as it is.
   */
  async replan(tx: Transaction, { chainId, ...place }: SessionPlace & Chained): Promise<void> {
    const followUp = await this.followUps.findByChain(tx, chainId);
    if (!followUp) return;
    await this.followUps.move(tx, chainId, place);
    if (followUp.state === 'stopped') return;
    const plan = planFollowUps({
      tz: followUp.timeZone,
      trainingEndedAt: this.followUps.trainingEndedAt(followUp),
      bookedAt: followUp.bookedAt.getTime(),
      sessionStart: place.sessionStartsAt.getTime(),
      sessionEnd: place.sessionEndsAt.getTime(),
      consent: consentsOf(followUp.plan),
    });
    await this.messages.cancelPlanned(tx, { chainId, families: ['followup'] }, 'moved');
    const settled = new Set<string>(
      (await this.messages.listByChain(tx, chainId))
        .filter(({ family, state, reason }) => family === 'followup' && !isOpen(state, reason))
        .map(({ kind }) => kind),
    );
    const open = plan.send.filter(({ id }) => !settled.has(id));
    await this.followUps.savePlan(tx, chainId, recordOf(plan));
    await this.openCheckIns(tx, chainId, open);
    await this.messages.plan(tx, mailsOf(followUp, open));
  }

  /** Cancelled or no-show: nothing of this chain goes out any more. */
  async stop(tx: Transaction, chainId: string, reason: string): Promise<void> {
    await this.followUps.stop(tx, chainId, reason);
    await this.messages.cancelPlanned(tx, { chainId, families: ['followup'] }, reason);
  }

  /** What stopped it was taken back: whatever is not too late goes out after all. */
  async resume(tx: Transaction, chainId: string, reason: string): Promise<void> {
    await this.followUps.resume(tx, chainId, reason);
    await this.messages.restore(tx, { chainId, families: ['followup'] }, reason);
  }

  private async openCheckIns(
    tx: Transaction,
    chainId: string,
    send: FollowUpPlan['send'],
  ): Promise<void> {
    const known = new Map(
      (await this.checkIns.listByChain(tx, chainId)).map((checkIn) => [checkIn.kind, checkIn]),
    );
    const rows = send.flatMap(({ id, sendAt }): CheckIn[] =>
      isCheckIn(id)
        ? [
            {
              clinicId: tx.clinicId,
              id: known.get(id)?.id ?? this.ids.uuid(),
              chainId,
              kind: id,
              opensAt: new Date(sendAt),
              expiresAt: new Date(sendAt + LINK_LIFETIME_MS),
              answer: null,
              answeredAt: null,
              firstAnsweredAt: null,
            },
          ]
        : [],
    );
    await this.checkIns.insert(
      tx,
      rows.filter(({ kind }) => !known.has(kind)),
    );
    for (const row of rows.filter(({ kind }) => known.has(kind))) {
      await this.checkIns.reopen(tx, row);
    }
  }
}
