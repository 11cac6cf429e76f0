/** One slow decision must not hold up all behind it one after the other: past this they go ahead together. */
const PATIENCE_MS = 1000;

/**
 * Decisions of this process about the same thing, one at a time. Only for speed: what may happen is decided in the
 * database, where decisions of all processes meet. Whoever waits here keeps no connection and no lock meanwhile, and
 * looks again after each decision before them: mostly there is nothing left to decide.
 */
export class Turns {
  private readonly deciding = new Map<string, Promise<void>>();

  constructor(private readonly patienceMs = PATIENCE_MS) {}

  /**
   * `look` throws when it is no use going on; whoever comes first does not look. `decide` is told what was seen when
   * nobody has decided since.
   */
  async take<Value, Seen>(
    key: string,
    look: () => Promise<Seen | undefined>,
    decide: (seen: Seen | undefined) => Promise<Value>,
  ): Promise<Value> {
    let patience: Patience | undefined;
    let seen: Seen | undefined;
    for (let before; (before = this.deciding.get(key));) {
      seen = undefined;
      patience ??= patienceOf(this.patienceMs);
      if (await Promise.race([before, patience.isOver])) break;
      seen = await look();
    }
    clearTimeout(patience?.timer);
    return this.now(key, () => decide(seen));
  }

  /** Nothing may be waited for before it is written down that somebody decides. */
  private async now<Value>(key: string, decide: () => Promise<Value>): Promise<Value> {
    const decision = decide();
    // Nobody here hears how it went but who asked for it.
    const over = decision.then(nothing, nothing);
    this.deciding.set(key, over);
    try {
      return await decision;
    } finally {
      if (this.deciding.get(key) === over) this.deciding.delete(key);
    }
  }
}

interface Patience {
  isOver: Promise<true>;
  timer: NodeJS.Timeout;
}

function patienceOf(ms: number): Patience {
  let timer!: NodeJS.Timeout;
  const isOver = new Promise<true>((resolve) => (timer = setTimeout(resolve, ms, true).unref()));
  return { isOver, timer };
}

const nothing = (): void => {};
