import { atOnce } from './due-mail.rules.ts';

/** Before the first has told: a mail server near by. */
const FIRST_GUESS_MS = 20;
/** What is under way for so long hangs, and keeps nobody else from starting. */
const HANGS_AFTER_MS = 3_000;

export interface Place {
  /** Called should it hang; never once it has left. Whoever enters says what then. */
  onHang: () => void;
  /** Called once, when what came of it is written down. */
  leave: () => void;
}

interface Taken extends Place {
  since: number;
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
  /** Those that do not hang, the oldest first; one timer is for the oldest. */
  private readonly taken = new Set<Taken>();
  private watch: NodeJS.Timeout | undefined;

  /** So many were claimed; each of them goes through `enter` once. */
  take(count: number): void {
    this.inHand += count;
  }

  /** Resolves when this one may start. */
  async enter(): Promise<Place> {
    if (this.isFull()) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.underWay += 1;
    const place: Taken = {
      since: performance.now(),
      onHang: () => undefined,
      leave: () => this.leave(place),
    };
    this.taken.add(place);
    if (!this.watch) this.lookIn(HANGS_AFTER_MS);
    return place;
  }

  private leave(place: Taken): void {
    this.eachMs = 0.8 * this.eachMs + 0.2 * (performance.now() - place.since);
    this.inHand -= 1;
    // Its place was given away when it began to hang.
    if (this.taken.delete(place)) this.free();
  }

  private lookIn(ms: number): void {
    this.watch = setTimeout(() => this.look(), ms);
    // A process that has nothing else to do may end.
    this.watch.unref();
  }

  private look(): void {
    this.watch = undefined;
    for (const place of this.taken) {
      const leftMs = place.since + HANGS_AFTER_MS - performance.now();
      if (leftMs > 0) return this.lookIn(leftMs);
      this.taken.delete(place);
      this.free();
      place.onHang();
    }
  }

  /** Many wait: as many as want to are under way. */
  get isWideOpen(): boolean {
    return atOnce(this.inHand, this.eachMs) === Infinity;
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
