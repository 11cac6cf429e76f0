type Closer = () => Promise<void> | void;

/** What has been started, to be stopped in the opposite order. */
export class Closers {
  readonly #closers: { name: string; close: Closer }[] = [];

  add(name: string, close: Closer): void {
    this.#closers.push({ name, close });
  }

  /** One that fails must not keep the others from being stopped. */
  async closeAll(): Promise<void> {
    for (let next = this.#closers.pop(); next; next = this.#closers.pop()) {
      try {
        await next.close();
      } catch (error) {
        console.error(`Could not stop the ${next.name}:`, error);
      }
    }
  }
}
