import type { Urgency } from '@limber/contracts';
import { type DueMailParts, DueMailRun } from './due-mail.run.ts';
import { HangingMails } from './hanging-mails.ts';
import { SendWindow } from './send-window.ts';

/**
 * Sends what is due of a clinic and urgency. Any number may run side by side, in any number of processes: a row
 * has one claim, renewed while its sender lives.
 */
export class DueMailService {
  private readonly running = new Set<string>();
  private readonly window = new SendWindow();
  private readonly hanging = new HangingMails();
  private stopping = false;

  constructor(private readonly parts: DueMailParts) {}

  /** Takes no more from now on; what is on its way ends. */
  stop(): void {
    this.stopping = true;
  }

  /** What hangs has a moment to end too. */
  async ended(): Promise<void> {
    await this.hanging.endSoon();
  }

  /**
   * Throws the first fault once everything else has gone out; what it met waits like a mail put off. Over when only
   * mails that hang are left.
   */
  async deliverDue(clinicId: string, urgency: Urgency): Promise<void> {
    const key = `${clinicId}|${urgency}`;
    if (this.running.has(key)) return;
    this.running.add(key);
    try {
      await new DueMailRun(
        ...([this.parts, this.window, clinicId, urgency] as const),
        () => this.stopping,
        (mail) => this.hanging.add(key, mail),
      ).run();
    } finally {
      this.running.delete(key);
    }
    const faults = this.hanging.takeFaults(key);
    if (faults.length > 0) throw faults[0];
  }
}
