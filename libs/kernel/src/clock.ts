/** The one source of "now" in a process; follows the database's app_now(), so the demo clock moves it too. */
export abstract class Clock {
  abstract now(): Date;
}

/** Ids and secrets, injected so that tests can name them. */
export abstract class Ids {
  /** A random UUID. */
  abstract uuid(): string;
  /** An unguessable URL-safe secret of at least 128 bits. */
  abstract secret(): string;
}
