import { MAIL_CLAIM_LEASE_MS } from '@limber/persistence';
import type { Claim } from './delivery.store.ts';

/** Several fit into one lease, so that one that comes to nothing does no harm. */
const RENEW_MS = MAIL_CLAIM_LEASE_MS / 4;

/**
 * Keeps what a sender has in hand its own while it lives: says so to the database every few seconds. A mail may
 * start only while its lease is known to hold; by then somebody else may be sending it.
 */
export class ClaimLease {
  private readonly claims: Map<string, Claim>;
  private heldUntil: number;
  private renewing = false;
  private readonly timer: NodeJS.Timeout;

  /** `since` is a moment before the claim, on performance.now(). */
  constructor(
    claims: readonly Claim[],
    since: number,
    /** Answers which of them are still ours. */
    private readonly renew: (claims: readonly Claim[]) => Promise<readonly string[]>,
  ) {
    this.claims = new Map(claims.map((claim) => [claim.messageId, claim]));
    this.heldUntil = since + MAIL_CLAIM_LEASE_MS;
    this.timer = setInterval(() => void this.again(), RENEW_MS);
  }

  holds(messageId: string): boolean {
    return this.claims.has(messageId) && performance.now() < this.heldUntil;
  }

  /** Its verdict is known: from here on it is being written down. */
  done(messageId: string): void {
    this.claims.delete(messageId);
  }

  end(): void {
    clearInterval(this.timer);
    this.claims.clear();
  }

  private async again(): Promise<void> {
    if (this.renewing || this.claims.size === 0) return;
    this.renewing = true;
    const since = performance.now();
    const asked = [...this.claims.values()];
    try {
      const ours = new Set(await this.renew(asked));
      for (const { messageId } of asked) if (!ours.has(messageId)) this.claims.delete(messageId);
      this.heldUntil = since + MAIL_CLAIM_LEASE_MS;
    } catch {
      // The database is away, for everybody: the next renewal says whether the claims are still ours.
    } finally {
      this.renewing = false;
    }
  }
}
