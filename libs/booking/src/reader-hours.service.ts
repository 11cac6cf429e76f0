import { Injectable } from '@nestjs/common';
import { ClinicStore, quietHoursAt, SetupStore } from '@limber/clinic';
import { ClientStore } from '@limber/clients';
import type { QuietHours } from '@limber/evidence';
import { FollowUpHours, FollowUpService } from '@limber/followups';
import { MessageStore } from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { NO_HOUR, remindAgain } from './reminder.rules.ts';
import { ReminderStore } from './reminder.store.ts';
import { WaitlistHours } from './waitlist-hours.service.ts';

/** What the hours of mails are counted by, beside where each client is. */
export interface ClinicHours {
  quiet: QuietHours;
  /** Of the locations, by id. */
  zones: Record<string, string>;
}

/** What waits to be sent keeps the hours of whoever reads it: on other clocks, or with other quiet hours, they are counted again. */
@Injectable()
export class ReaderHoursService {
  constructor(
    private readonly clients: ClientStore,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly reminders: ReminderStore,
    private readonly messages: MessageStore,
    private readonly followUps: FollowUpService,
    private readonly followUpHours: FollowUpHours,
    private readonly waitlist: WaitlistHours,
  ) {}

  /** Where the client says they are, on their own signed link. */
  async follow(tx: Transaction, clientId: string, timeZone: string): Promise<void> {
    await this.setup.shareSchedule(tx);
    const client = await this.clients.lockById(tx, clientId);
    if (!client || client.timeZone === timeZone) return;
    await this.reminders.lockToCome(tx, clientId);
    await this.clients.setTimeZone(tx, clientId, timeZone);
    await this.followUps.changeZone(tx, clientId, timeZone);
    await this.remindAgain(tx, quietHoursAt(await this.clinics.get(tx)), clientId);
  }

  /** To be held against what they are after a change of the set-up. */
  async ofClinic(tx: Transaction): Promise<ClinicHours> {
    const locations = await this.clinics.listLocations(tx);
    return {
      quiet: quietHoursAt(await this.clinics.get(tx)),
      zones: Object.fromEntries(locations.map(({ id, timeZone }) => [id, timeZone])),
    };
  }

  /** Under the lock of such a change: nobody plans a mail by what was before. */
  async keepUp(tx: Transaction, before: ClinicHours): Promise<void> {
    const after = await this.ofClinic(tx);
    const { start, end } = after.quiet;
    const isQuietAsBefore = start === before.quiet.start && end === before.quiet.end;
    const isMoved = Object.entries(before.zones).some(([id, zone]) => after.zones[id] !== zone);
    if (!isQuietAsBefore) await this.followUpHours.changeQuietHours(tx);
    if (isQuietAsBefore && !isMoved) return;
    await this.remindAgain(tx, after.quiet, null);
    await this.waitlist.keepUp(tx, after.quiet, after.zones);
  }

  private async remindAgain(
    tx: Transaction,
    quiet: QuietHours,
    clientId: string | null,
  ): Promise<void> {
    const visits = await this.reminders.listToCome(tx, clientId);
    const again = visits.map((visit) => remindAgain({ ...visit, quiet }, tx.now));
    await this.messages.retime(
      tx,
      again.flatMap(({ hours }) => hours),
      NO_HOUR,
    );
    await this.messages.plan(
      tx,
      again.flatMap(({ missing }) => missing),
    );
  }
}
