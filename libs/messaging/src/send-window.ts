import { atOnce } from './due-mail.rules.ts';

/** Before the first has told: a mail server near by. */
const FIRST_GUESS_MS = 20;
/** What is under way for so long hangs, and keeps nobody else from starting. */
const HANGS_AFTER_MS = 3_000;

export interface Place {
  /** Resolves should it hang; never when it leaves before. */
  hangs: Promise<void>;
  /** Called once, when what came of it is written down. */
  leave: () => void;
}

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

  /** Resolves when this one may start. */
  async enter(): Promise<Place> {
    if (this.isFull()) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.underWay += 1;
    const since = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const hangs = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        timer = undefined;
        this.free();
        resolve();
      }, HANGS_AFTER_MS);
    });
    const leave = () => {
      this.eachMs = 0.8 * this.eachMs + 0.2 * (performance.now() - since);
      this.inHand -= 1;
      // Its place was given away when it began to hang.
      if (timer === undefined) return;
      clearTimeout(timer);
      this.free();
    };
    return { hangs, leave };
  }

  private isFull(): boolean {
    return this.underWay >= atOnce(this.inHand, this.eachMs);
  }

  private free(): void {
    this.underWay -= 1;
    while (this.waiting.length > 0 && !this.isFull()) {
      this.underWay += 1;
      this.waiting.shift()?.();
    }
  }
}
