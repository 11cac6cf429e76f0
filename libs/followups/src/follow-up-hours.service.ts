import { Injectable } from '@nestjs/common';
import type { QuietHours } from '@limber/evidence';
import { MessageStore } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { CheckInStore } from './check-in.store.ts';
import { isAsPlanned, isSameMails, recordOf, type Replanned, retimed } from './follow-up.rules.ts';
import { expiryOf, FollowUpService } from './follow-up.service.ts';
import { FollowUpStore } from './follow-up.store.ts';

/** The hours of all that a clinic still sends after visits, at once. */
@Injectable()
export class FollowUpHours {
  constructor(
    private readonly series: FollowUpService,
    private readonly followUps: FollowUpStore,
    private readonly checkIns: CheckInStore,
    private readonly messages: MessageStore,
  ) {}

  /** The clinic is quiet at other hours: what waits goes by them. Most of it never fell into any, and stays. */
  async changeQuietHours(tx: Transaction): Promise<void> {
    const quiet = await this.series.quietHours(tx);
    const running = await this.followUps.listRunning(tx);
    const checkIns = await this.checkIns.listOfChains(
      tx,
      running.map(({ chainId }) => chainId),
    );
    const moved: Replanned[] = [];
    for (const followUp of running) {
      const asked = checkIns.get(followUp.chainId) ?? [];
      const plan = this.series.planOf(followUp, quiet, asked);
      if (isAsPlanned(followUp.plan, plan)) continue;
      if (isSameMails(followUp.plan, plan)) moved.push({ followUp, plan, asked });
      else await this.series.replaceBy(tx, followUp, { plan, quiet, why: 'quiet_hours' });
    }
    await this.retime(tx, moved, quiet);
  }

  /** The same mails at other hours, of many series at once. */
  private async retime(
    tx: Transaction,
    moved: readonly Replanned[],
    quiet: QuietHours,
  ): Promise<void> {
    const chainIds = moved.map(({ followUp }) => followUp.chainId);
    const waiting = await this.messages.listWaiting(tx, chainIds, 'quiet_hours');
    const changes = moved.map((each) => retimed(each, waiting, { now: tx.now.getTime(), quiet }));
    const hours = changes.flatMap((each) => each.hours);
    await this.messages.retime(tx, hours, 'quiet_hours');
    await this.checkIns.reopenAll(
      tx,
      changes.flatMap(({ opens }) =>
        opens.map(({ id, at }) => ({ id, opensAt: new Date(at), expiresAt: expiryOf(at) })),
      ),
    );
    await this.followUps.savePlans(
      tx,
      moved.map(({ followUp: { chainId, plan }, plan: next }) => ({
        chainId,
        plan: { ...recordOf(next), isOver: plan.isOver === true },
      })),
    );
  }
}
