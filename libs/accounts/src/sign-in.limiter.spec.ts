import { SignInLimiter } from './sign-in.limiter.ts';

let now = 0;
let limiter: SignInLimiter;
beforeEach(() => {
  now = 0;
  limiter = new SignInLimiter(() => now);
});

const fail = (times: number, email: string, address: string): number[] =>
  Array.from({ length: times }, () => limiter.take(email, address));

it('lets ten wrong passwords of one account from one address pass, then asks to wait', () => {
  expect(fail(10, 'a@x.example', '1.1.1.1')).toEqual(Array(10).fill(0));
  expect(limiter.take('A@X.example', '1.1.1.1')).toBe(900);
  now = 899_000;
  expect(limiter.take('a@x.example', '1.1.1.1')).toBe(1);
  now = 900_001;
  expect(limiter.take('a@x.example', '1.1.1.1')).toBe(0);
});

it('never locks an account for another address', () => {
  fail(11, 'owner@x.example', '6.6.6.6');
  expect(limiter.take('owner@x.example', '1.1.1.1')).toBe(0);
});

it('stops one address that tries many accounts', () => {
  for (let i = 0; i < 60; i += 1) expect(limiter.take(`${i}@x.example`, '6.6.6.6')).toBe(0);
  expect(limiter.take('next@x.example', '6.6.6.6')).toBeGreaterThan(0);
});

it('forgets what somebody mistyped once they are in', () => {
  fail(9, 'a@x.example', '1.1.1.1');
  limiter.take('a@x.example', '1.1.1.1');
  limiter.forgive('a@x.example', '1.1.1.1');
  expect(fail(10, 'a@x.example', '1.1.1.1')).toEqual(Array(10).fill(0));
});

it('keeps a bounded memory of addresses', () => {
  for (let i = 0; i < 60_000; i += 1) limiter.take('a@x.example', `address-${i}`);
  const { counts } = limiter as unknown as { counts: Map<string, unknown> };
  expect(counts.size).toBeLessThanOrEqual(50_001);
});
