/**
 * Work that takes milliseconds, one piece in each turn of the event loop. Ten answers of the database that arrive
 * together would else be worked on in one go, and everybody else's request would stand still as long.
 */
export class OnePerTurn {
  private last: Promise<void> = Promise.resolve();

  /** Resolves in a turn of its own, in the order of asking. */
  turn(): Promise<void> {
    this.last = this.last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.last;
  }
}
