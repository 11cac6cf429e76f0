import { MAIL_CLAIM_LEASE_MS } from '@limber/persistence';
import { ClaimLease } from './claim-lease.ts';
import type { Claim } from './delivery.store.ts';

const claims = ['a', 'b'].map((messageId) => ({ messageId, attempt: 1 }));
const idsOf = (asked: readonly Claim[]) => asked.map(({ messageId }) => messageId);
const all = (asked: readonly Claim[]) => Promise.resolve(idsOf(asked));

let lease: ClaimLease;
const take = (renew: (asked: readonly Claim[]) => Promise<readonly string[]>) => {
  lease = new ClaimLease(claims, performance.now(), renew);
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  lease.end();
  jest.useRealTimers();
});

describe('a sender keeps what it has in hand', () => {
  it('for as long as it lives, asking well before a lease is over', async () => {
    const renew = jest.fn(all);
    take(renew);
    for (let second = 0; second < 45; second += 1) {
      expect(lease.holds('a')).toBe(true);
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(renew.mock.calls.length).toBeGreaterThanOrEqual((2 * 45_000) / MAIL_CLAIM_LEASE_MS);
  });

  it('and no longer, when the database does not answer or is away', async () => {
    take(() => Promise.reject(new Error('gone')));
    await jest.advanceTimersByTimeAsync(MAIL_CLAIM_LEASE_MS - 1);
    expect(lease.holds('a')).toBe(true);
    await jest.advanceTimersByTimeAsync(1);
    expect(lease.holds('a')).toBe(false);
  });

  it('counts from before it asked: the answer may have taken long', async () => {
    let answer: () => void = () => undefined;
    take((asked) => new Promise((resolve) => (answer = () => resolve(idsOf(asked)))));
    await jest.advanceTimersByTimeAsync(MAIL_CLAIM_LEASE_MS - 1);
    answer();
    await jest.advanceTimersByTimeAsync(MAIL_CLAIM_LEASE_MS / 4);
    expect(lease.holds('a')).toBe(true);
    await jest.advanceTimersByTimeAsync(MAIL_CLAIM_LEASE_MS / 4);
    expect(lease.holds('a')).toBe(false);
  });

  it('but for what somebody else has taken meanwhile', async () => {
    take(() => Promise.resolve(['b']));
    await jest.advanceTimersByTimeAsync(MAIL_CLAIM_LEASE_MS / 2);
    expect(['a', 'b'].map((id) => lease.holds(id))).toEqual([false, true]);
  });

  it('and asks no more for what is done', async () => {
    const renew = jest.fn(all);
    take(renew);
    lease.done('a');
    await jest.advanceTimersByTimeAsync(MAIL_CLAIM_LEASE_MS / 2);
    expect(renew.mock.calls.map(([asked]) => idsOf(asked))).toContainEqual(['b']);
    lease.done('b');
    const before = renew.mock.calls.length;
    await jest.advanceTimersByTimeAsync(MAIL_CLAIM_LEASE_MS);
    expect(renew.mock.calls).toHaveLength(before);
  });
});
