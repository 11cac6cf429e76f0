import { Injectable } from '@nestjs/common';
import type { Consents, TrainingReport } from '@limber/contracts';
import { ClinicStore, quietHoursAt, SetupStore } from '@limber/clinic';
import {
  type FollowUpEvent,
  type FollowUpPlan,
  isHardTraining,
  planFollowUps,
  type QuietHours,
} from '@limber/evidence';
import { DAY, Ids } from '@limber/kernel';
import { MessageStore, type PlannedMessage, SuppressionStore } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { redFlagKey } from './check-in.rules.ts';
import { CheckInStore } from './check-in.store.ts';
import type { CheckIn, FollowUp } from './follow-up.entity.ts';
import {
  consentsOf,
  endedAt,
  eventsOf,
  isCheckIn,
  isOpen,
  mailsOf,
  type PlannedAgain,
  recordOf,
  stillToSend,
} from './follow-up.rules.ts';
import { FollowUpStore, type SessionPlace } from './follow-up.store.ts';

/** How long a check-in's link can be answered after it was due. */
const LINK_LIFETIME_MS = 7 * DAY;
export const expiryOf = (sendAt: number): Date => new Date(sendAt + LINK_LIFETIME_MS);

export interface SessionToFollow {
  chainId: string;
  reference: string;
  clientId: string;
  therapistId: string;
  locationId: string;
  recipient: string;
  /** The client's; quiet hours and the nudge's wall time are theirs. */
  timeZone: string;
  /** Of the clinic, in that zone. */
  quiet: QuietHours;
  bookedAt: Date;
  sessionStartsAt: Date;
  sessionEndsAt: Date;
  /** As told with this booking; a rest day has no end to count from. */
  training: TrainingReport | null;
  trainingId: string | null;
  consents: Consents;
}

/** When the series counts from; null after a rest day, or when nothing was told. */
const endOf = (training: TrainingReport | null): Date | null =>
  training && training.type !== 'rest' ? new Date(training.endedAt) : null;

interface Chained {
  chainId: string;
}

const CHECK_INS = ['checkin_24', 'checkin_48', 'checkin_72'] as const;

/** Plans what goes out after a session, inside the transaction that books it. */
@Injectable()
export class FollowUpService {
  constructor(
    private readonly followUps: FollowUpStore,
    private readonly checkIns: CheckInStore,
    private readonly messages: MessageStore,
    private readonly suppressions: SuppressionStore,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly ids: Ids,
  ) {}

  /** `mails` are the booking's own of the same new chain: one statement plans them all. */
  async plan(
    tx: Transaction,
    session: SessionToFollow,
    mails: readonly PlannedMessage[],
  ): Promise<void> {
    const { consents, recipient, chainId, timeZone } = session;
    const trainingEndedAt = endOf(session.training);
    const isRestarted = await this.endOlderSeries(tx, session.clientId, session.training);
    const asked = {
      tz: timeZone,
      trainingEndedAt: trainingEndedAt?.getTime() ?? null,
      bookedAt: session.bookedAt.getTime(),
      sessionStart: session.sessionStartsAt.getTime(),
      sessionEnd: session.sessionEndsAt.getTime(),
      // A box left empty takes no yes back: whoever was being asked goes on being asked.
      consent: { checkins: consents.checkIns || isRestarted, marketing: consents.marketing },
    };
    const plan = planFollowUps(asked, session.quiet);
    const { clientId, therapistId, locationId, reference, trainingId } = session;
    const { bookedAt, sessionStartsAt, sessionEndsAt } = session;
    const row = {
      ...{ chainId, recipient, timeZone, clientId, therapistId, locationId, reference },
      ...{ bookedAt, sessionStartsAt, sessionEndsAt },
      trainingId: trainingEndedAt && trainingId,
      clinicId: tx.clinicId,
      state: 'active' as const,
      stopReason: null,
      plan: recordOf(plan),
    };
    this.followUps.insert(tx, row, trainingEndedAt);
    // A box ticked now is newer than an unsubscribe of last month.
    if (consents.checkIns) await this.suppressions.lift(tx, recipient, 'check_ins');
    if (consents.marketing) await this.suppressions.lift(tx, recipient, 'marketing');
    if (consents.checkIns || consents.marketing) await this.suppressions.lift(tx, recipient, 'all');
    this.checkIns.insert(tx, this.rowsOf(tx, chainId, plan.send));
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
    await this.planAgain(tx, { ...followUp, ...place }, 'moved');
  }

  /**
   * A new hard session told of in a check-in: the series begins again at its end. What went out is not asked
   * a second time.
   */
  async restart(
    tx: Transaction,
    followUp: FollowUp,
    { trainingId, training }: { trainingId: string; training: TrainingReport },
  ): Promise<void> {
    const { chainId, clientId } = followUp;
    await this.followUps.setTraining(tx, chainId, trainingId, new Date(training.endedAt));
    await this.endOlderSeries(tx, clientId, training);
    const restarted = await this.followUps.findByChain(tx, chainId);
    if (restarted) await this.planAgain(tx, restarted, 'new_training');
  }

  /** The client is somewhere else: quiet hours and the nudge's wall time are of where they are now. */
  async changeZone(tx: Transaction, clientId: string, timeZone: string): Promise<void> {
    for (const followUp of await this.followUps.listByClient(tx, clientId)) {
      if (followUp.timeZone === timeZone) continue;
      await this.followUps.setTimeZone(tx, followUp.chainId, timeZone);
      await this.planAgain(tx, { ...followUp, timeZone }, 'zone_changed');
    }
  }

  /** Somebody else reads for the client: what is planned from now on goes there, and a safety mail that waits. */
  async readdress(tx: Transaction, clientId: string, to: string): Promise<void> {
    await this.followUps.setRecipient(tx, clientId, to);
    const flags = await this.checkIns.redFlagsOf(tx, clientId);
    await this.messages.readdress(tx, { subjectKeys: flags.map(redFlagKey) }, to);
  }

  /** "End" was pressed: what is timed by the session's end follows, by an hour at most. */
  async endSession(tx: Transaction, chainId: string): Promise<void> {
    const followUp = await this.followUps.findByChain(tx, chainId);
    if (!followUp || followUp.state === 'stopped') return;
    const mails = await this.messages.listByChain(tx, chainId);
    const isWaiting = mails.some(({ kind, state }) => kind === 'aftercare' && state === 'planned');
    if (!isWaiting) return;
    const { therapistId, locationId, sessionStartsAt } = followUp;
    const sessionEndsAt = endedAt(followUp.sessionEndsAt, tx.now);
    const place = { therapistId, locationId, sessionStartsAt, sessionEndsAt };
    await this.followUps.move(tx, chainId, place);
    await this.planAgain(tx, { ...followUp, ...place }, 'session_ended');
  }

  /** Cancelled or no-show: nothing of this chain goes out any more. */
  async stop(tx: Transaction, chainId: string, reason: string): Promise<void> {
    await this.followUps.stop(tx, chainId, reason);
    await this.messages.cancelPlanned(tx, { chainId, families: ['followup'] }, reason);
  }

  /** What stopped it was taken back: whatever is not too late goes out after all, in the hours of now. */
  async resume(tx: Transaction, chainId: string, reason: string): Promise<void> {
    await this.followUps.resume(tx, chainId, reason);
    await this.messages.restore(tx, { chainId, families: ['followup'] }, reason);
    const followUp = await this.followUps.findByChain(tx, chainId);
    if (followUp) await this.planAgain(tx, followUp, 'quiet_hours');
  }

  /** Plans a series again with what is known now, the booking time of the chain's first booking. */
  private async planAgain(tx: Transaction, followUp: FollowUp, why: PlannedAgain): Promise<void> {
    if (followUp.state === 'stopped') return;
    const quiet = await this.quietHours(tx);
    const checkIns = await this.checkIns.listByChain(tx, followUp.chainId);
    const plan = this.planOf(followUp, quiet, checkIns);
    await this.replaceBy(tx, followUp, { plan, quiet, why });
  }

  /** What is to be sent of a series, by all that is known of it. */
  planOf(followUp: FollowUp, quiet: QuietHours, checkIns: readonly CheckIn[]) {
    const asked = {
      tz: followUp.timeZone,
      trainingEndedAt: this.followUps.trainingEndedAt(followUp),
      bookedAt: followUp.bookedAt.getTime(),
      sessionStart: followUp.sessionStartsAt.getTime(),
      sessionEnd: followUp.sessionEndsAt.getTime(),
      consent: consentsOf(followUp.plan),
      events: this.eventsOf(followUp, checkIns),
    };
    return planFollowUps(asked, quiet);
  }

  /**
   * A kind that went out, was dropped or was called off for a reason of its own stays as it is; a check-in whose time
   * has passed without waiting is not asked after the fact.
   */
  async replaceBy(
    tx: Transaction,
    followUp: FollowUp,
    { plan, quiet, why }: { plan: FollowUpPlan; quiet: QuietHours; why: PlannedAgain },
  ): Promise<void> {
    const { chainId, timeZone } = followUp;
    const mails = (await this.messages.listByChain(tx, chainId)).filter(
      ({ family }) => family === 'followup',
    );
    await this.messages.cancelPlanned(tx, { chainId, families: ['followup'] }, why);
    const settled = new Set<string>(
      mails.filter(({ state, reason }) => !isOpen(state, reason, why)).map(({ kind }) => kind),
    );
    const waiting = new Set<string>(
      mails.filter(({ state }) => state === 'planned').map(({ kind }) => kind),
    );
    const isOver = followUp.plan.isOver === true && why !== 'new_training';
    const now = tx.now.getTime();
    const asks = (id: string, sendAt: number): boolean =>
      !isOver && (waiting.has(id) || sendAt > now);
    const open = plan.send.filter(
      ({ id, sendAt }) => !settled.has(id) && (!isCheckIn(id) || asks(id, sendAt)),
    );
    const send = stillToSend(open, { now, timeZone, quiet });
    await this.followUps.savePlan(tx, chainId, { ...recordOf(plan), isOver });
    await this.openCheckIns(tx, chainId, send);
    await this.messages.plan(tx, mailsOf(followUp, send));
  }

  /** As they stay until the unit of work ends: whoever changes them plans again what was planned before. */
  async quietHours(tx: Transaction): Promise<QuietHours> {
    await this.setup.shareSchedule(tx);
    return quietHoursAt(await this.clinics.get(tx));
  }

  /** What was answered about the training the series runs after; what was said of an older one is over. */
  private eventsOf({ trainingId }: FollowUp, checkIns: readonly CheckIn[]): FollowUpEvent[] {
    return checkIns.flatMap((checkIn) => {
      const answer = this.checkIns.answerOf(checkIn);
      const { answeredAt } = checkIn;
      if (!answer || !answeredAt || checkIn.trainingId !== trainingId) return [];
      return eventsOf(answer, answeredAt);
    });
  }

  /** A new hard session: what older series of the client still ask is about yesterday's legs. */
  private async endOlderSeries(
    tx: Transaction,
    clientId: string,
    training: TrainingReport | null,
  ): Promise<boolean> {
    const trainedAt = endOf(training)?.getTime();
    if (!training || trainedAt === undefined || !isHardTraining(training)) return false;
    let ended = 0;
    for (const older of await this.followUps.listByClient(tx, clientId)) {
      const from = this.followUps.trainingEndedAt(older) ?? older.sessionEndsAt.getTime();
      const { chainId, plan } = older;
      if (from >= trainedAt || plan.isOver) continue;
      await this.followUps.savePlan(tx, chainId, { ...plan, isOver: true });
      ended += await this.messages.cancelPlanned(tx, { chainId, kinds: CHECK_INS }, 'new_training');
    }
    return ended > 0;
  }

  private async openCheckIns(
    tx: Transaction,
    chainId: string,
    send: FollowUpPlan['send'],
  ): Promise<void> {
    const known = new Map(
      (await this.checkIns.listByChain(tx, chainId)).map((checkIn) => [checkIn.kind, checkIn]),
    );
    const rows = this.rowsOf(tx, chainId, send);
    this.checkIns.insert(
      tx,
      rows.filter(({ kind }) => !known.has(kind)),
    );
    for (const row of rows) {
      const before = known.get(row.kind);
      if (before) await this.checkIns.reopen(tx, { ...row, id: before.id });
    }
  }

  /** What each mail asks; the nudge asks nothing. */
  private rowsOf(tx: Transaction, chainId: string, send: FollowUpPlan['send']): CheckIn[] {
    return send.flatMap(({ id: kind, sendAt }): CheckIn[] =>
      kind === 'nudge_7d'
        ? []
        : [
            {
              ...{ clinicId: tx.clinicId, id: this.ids.uuid(), chainId, kind },
              opensAt: new Date(sendAt),
              expiresAt: expiryOf(sendAt),
              ...{ answer: null, answeredAt: null, firstAnsweredAt: null, trainingId: null },
            },
          ],
    );
  }
}
