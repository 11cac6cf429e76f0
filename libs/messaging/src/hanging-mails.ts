import { setTimeout as wait } from 'node:timers/promises';

/** Longer than this a stop waits for none of them; what it leaves is taken up like that of a sender that died. */
const STOP_WAITS_MS = 3_000;

/**
 * What the mail server keeps waiting, of every run of a process. No wake-up stays for it, so that no clinic's hanging
 * mails take a place in the queue that others need.
 */
export class HangingMails {
  private readonly mails = new Set<Promise<unknown>>();
  private faults: { run: string; fault: unknown }[] = [];

  /** `run` names whose it is, and who is told should its verdict not be written down. */
  add(run: string, mail: Promise<void>): void {
    const over: Promise<unknown> = mail
      .catch((fault: unknown) => this.faults.push({ run, fault }))
      .finally(() => this.mails.delete(over));
    this.mails.add(over);
  }

  /** Told once. What it left behind wakes that run again as soon as its claim has lapsed. */
  takeFaults(run: string): unknown[] {
    const told = this.faults.filter((one) => one.run === run);
    this.faults = this.faults.filter((one) => one.run !== run);
    return told.map(({ fault }) => fault);
  }

  async endSoon(): Promise<void> {
    await Promise.race([
      Promise.allSettled(this.mails),
      wait(STOP_WAITS_MS, undefined, { ref: false }),
    ]);
  }
}
