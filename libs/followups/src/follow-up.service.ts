import { Injectable } from '@nestjs/common';
import type { Consents } from '@limber/contracts';
import { type FollowUpPlan, planFollowUps } from '@limber/evidence';
import { DAY, Ids } from '@limber/kernel';
import { MessageStore, SuppressionStore } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { CheckInStore } from './check-in.store.ts';
import type { CheckIn, CheckInKind, PlanRecord } from './follow-up.entity.ts';
import { FollowUpStore } from './follow-up.store.ts';

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

  async plan(tx: Transaction, session: SessionToFollow): Promise<void> {
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
    await this.openCheckIns(tx, chainId, plan);
    await this.messages.plan(
      tx,
      plan.send.map(({ id, sendAt, notAfter }) => ({
        family: 'followup' as const,
        kind: id,
        chainId,
        revision: 1,
        recipient,
        timeZone: session.timeZone,
        dueAt: new Date(sendAt),
        notAfter: new Date(notAfter),
      })),
    );
  }

  /** Cancelled or no-show: nothing of this chain goes out any more. */
  async stop(tx: Transaction, chainId: string, reason: string): Promise<void> {
    await this.followUps.stop(tx, chainId, reason);
    await this.messages.cancelPlanned(tx, { chainId, families: ['followup'] }, reason);
  }

  private async openCheckIns(tx: Transaction, chainId: string, plan: FollowUpPlan): Promise<void> {
    const rows = plan.send.flatMap(({ id, sendAt }): CheckIn[] =>
      isCheckIn(id)
        ? [
            {
              clinicId: tx.clinicId,
              id: this.ids.uuid(),
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
    await this.checkIns.insert(tx, rows);
  }
}
