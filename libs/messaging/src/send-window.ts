import { atOnce } from './due-mail.rules.ts';

/** Before the first has told: a mail server near by. */
const FIRST_GUESS_MS = 20;

/**
 * What a process has under way: sent, or taken by the server and not yet written down. A crash sends just that a
 * second time, so while few wait they go one by one; when many wait, or the server is slow, more go side by side.
 */
export class SendWindow {
  private inHand = 0;
  private underWay = 0;
  private eachMs = FIRST_GUESS_MS;
  private readonly waiting: (() => void)[] = [];

  /** So many were claimed; each of them goes through `enter` once. */
  take(count: number): void {
    this.inHand += count;
  }

  /** Resolves when this one may start; what it answers is called once it is written down. */
  async enter(): Promise<() => void> {
    if (this.isFull()) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.underWay += 1;
    const since = performance.now();
    return () => this.leave(performance.now() - since);
  }

  private isFull(): boolean {
    return this.underWay >= atOnce(this.inHand, this.eachMs);
  }

  private leave(tookMs: number): void {
    this.eachMs = 0.8 * this.eachMs + 0.2 * tookMs;
    this.inHand -= 1;
    this.underWay -= 1;
    while (this.waiting.length > 0 && !this.isFull()) {
      this.underWay += 1;
      this.waiting.shift()?.();
    }
  }
}
