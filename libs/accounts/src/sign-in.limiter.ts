import { createHash } from 'node:crypto';

const WINDOW_MS = 15 * 60_000;
const PER_ACCOUNT_AND_ADDRESS = 10;
/** A whole clinic may sit behind one address. */
const PER_ADDRESS = 60;
const MOST_KEYS = 50_000;

interface Count {
  failures: number;
  until: number;
}

/**
 * Counts failed sign-ins by account *and* address, and by address: nobody elsewhere can lock an owner out.
 * An attempt counts before its password is looked at, so that many at once do not slip through; a good one
 * is taken off again. In memory, on the process's own steady clock: a restart forgives.
 */
export class SignInLimiter {
  private readonly counts = new Map<string, Count>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Seconds to wait, or 0: go ahead, counted. */
  take(email: string, address: string): number {
    const now = this.clock();
    const limits = this.limitsOf(email, address);
    const waits = limits.map(({ key, most }) => {
      const count = this.counts.get(key);
      return count && count.until > now && count.failures >= most ? count.until - now : 0;
    });
    const wait = Math.max(...waits);
    if (wait > 0) return Math.ceil(wait / 1000);
    for (const { key } of limits) this.add(key, now);
    return 0;
  }

  /** A right password: what this person mistyped here before is forgotten too. */
  forgive(email: string, address: string): void {
    const [own, shared] = this.limitsOf(email, address);
    const failures = this.counts.get(own.key)?.failures ?? 0;
    this.counts.delete(own.key);
    const count = this.counts.get(shared.key);
    if (count) count.failures = Math.max(0, count.failures - failures);
  }

  private limitsOf(email: string, address: string) {
    const account = createHash('sha256').update(email.toLowerCase()).digest('base64');
    return [
      { key: `${account}|${address}`, most: PER_ACCOUNT_AND_ADDRESS },
      { key: address, most: PER_ADDRESS },
    ] as const;
  }

  private add(key: string, now: number): void {
    const count = this.counts.get(key);
    if (count && count.until > now) {
      count.failures += 1;
      return;
    }
    this.counts.delete(key);
    this.counts.set(key, { failures: 1, until: now + WINDOW_MS });
    if (this.counts.size > MOST_KEYS) this.forgetOldest(now);
  }

  /** The map keeps the order in which windows began. */
  private forgetOldest(now: number): void {
    for (const [key, { until }] of this.counts) {
      if (until > now && this.counts.size <= MOST_KEYS) return;
      this.counts.delete(key);
    }
  }
}
