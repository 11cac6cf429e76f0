import type { DueMessage } from './message.entity.ts';
import type { SendOutcome } from './message.rules.ts';

export interface Verdict {
  message: DueMessage;
  outcome: SendOutcome;
}
export type Batch = readonly Verdict[];

const turn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Records what the mail server said: the first at once, those that come meanwhile together in the next
 * transaction. So a crash finds few mails that were taken and not yet written down. While many are under way anyhow,
 * what is told in one turn is recorded together.
 */
export class Verdicts {
  private waiting: Verdict[] = [];
  private next: Promise<void> | undefined;
  private current: Promise<void> = Promise.resolve();

  constructor(
    private readonly record: (batch: Batch) => Promise<void>,
    private readonly manyAreUnderWay: () => boolean,
  ) {}

  /** Resolves once this one is committed; rejects when its transaction failed. */
  add(verdict: Verdict): Promise<void> {
    this.waiting.push(verdict);
    this.next ??= this.turnToRecord().then(() => {
      const batch = this.waiting;
      this.waiting = [];
      this.next = undefined;
      const recorded = this.record(batch);
      this.current = recorded.catch(() => undefined);
      return recorded;
    });
    return this.next;
  }

  private turnToRecord(): Promise<unknown> {
    return this.manyAreUnderWay() ? this.current.then(turn) : this.current;
  }
}
