import { hash, verify } from '@node-rs/argon2';

/** argon2id, always: the library's default algorithm. Memory in KiB. */
export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
}

/** About 80 ms and 64 MiB a password. */
export const STAFF_PASSWORD_COST: PasswordCost = { memoryCost: 65_536, timeCost: 3 };

const AT_ONCE = 4;
/** Beyond it, waiting would only pile up: whoever comes then is told to try again. */
const MAY_WAIT = 40;

/** Hashes few passwords at a time, or a burst of sign-ins would take all memory and processors. */
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly cost: PasswordCost = STAFF_PASSWORD_COST) {}

  get isFull(): boolean {
    return this.waiting.length >= MAY_WAIT;
  }

  readonly hash = (password: string): Promise<string> =>
    this.inTurn(() => hash(password, { ...this.cost, parallelism: 1 }));

  readonly verify = (given: { hash: string; password: string }): Promise<boolean> =>
    this.inTurn(() => verify(given.hash, given.password));

  private async inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.running >= AT_ONCE) {
      // Whoever finishes hands its place on, so `running` stays as it is.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
