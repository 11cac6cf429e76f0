import { Injectable } from '@nestjs/common';
import type { QuietHours } from '@limber/evidence';
import { MessageStore } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { HoldStore } from './hold.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { WaitlistGapStore } from './waitlist-gap.store.ts';
import { waitlistOfferKey } from './waitlist.messages.ts';
import { heldUntil, waitingTimes } from './waitlist.rules.ts';
import { WaitlistWaveStore } from './waitlist-wave.store.ts';
import type { WaitlistWave } from './waitlist.entity.ts';

/** Offers that wait for the end of the quiet hours go with them, and so does the time that is kept meanwhile. */
@Injectable()
export class WaitlistHours {
  constructor(
    private readonly gaps: WaitlistGapStore,
    private readonly waves: WaitlistWaveStore,
    private readonly holds: HoldStore,
    private readonly occupancy: OccupancyStore,
    private readonly messages: MessageStore,
  ) {}

  /** `zones` are the locations', by id. */
  async keepUp(
    tx: Transaction,
    quiet: QuietHours,
    zones: Readonly<Record<string, string>>,
  ): Promise<void> {
    for (const gapId of await this.waves.gapsThatWait(tx)) {
      await this.gaps.lock(tx, gapId);
      for (const wave of await this.waves.listOpenOfGap(tx, gapId)) {
        const zone = zones[wave.locationId];
        if (wave.mailAt > tx.now && zone) await this.retime(tx, wave, { zone, quiet });
      }
    }
  }

  private async retime(
    tx: Transaction,
    wave: WaitlistWave,
    where: { zone: string; quiet: QuietHours },
  ): Promise<void> {
    const times = waitingTimes(tx.now.getTime(), wave.startsAt.getTime(), where);
    if (!times || times.mailAt === wave.mailAt.getTime()) return;
    const mailAt = new Date(times.mailAt);
    const expiresAt = new Date(times.expiresAt);
    await this.waves.setTimes(tx, wave.id, { mailAt, expiresAt });
    const until = heldUntil(expiresAt, wave.startsAt);
    await this.holds.extend(tx, wave.holdId, until);
    await this.occupancy.extendHold(tx, wave.holdId, until);
    for (const { id } of await this.waves.listOffers(tx, wave.id)) {
      const mails = await this.messages.listBySubject(tx, waitlistOfferKey(id));
      const hours = mails.map((mail) => ({
        ...{ id: mail.id, timeZone: mail.timeZone, dueAt: mailAt, notAfter: expiresAt },
      }));
      await this.messages.retime(tx, hours, 'quiet_hours');
    }
    await this.gaps.lookAgain(tx, wave.gapId, expiresAt);
  }
}
