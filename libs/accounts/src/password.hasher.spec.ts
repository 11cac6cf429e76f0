import { PasswordHasher } from './password.hasher.ts';

const cheap = { memoryCost: 1024, timeCost: 1 };

it('hashes with argon2id and tells right from wrong', async () => {
  const hasher = new PasswordHasher(cheap);
  const hash = await hasher.hash('fifteen-letters');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
  expect(await hasher.verify({ hash, password: 'fifteen-letters' })).toBe(true);
  expect(await hasher.verify({ hash, password: 'fifteen-lettres' })).toBe(false);
});

it('costs staff 64 MiB and three passes unless told otherwise', async () => {
  expect(await new PasswordHasher().hash('x')).toContain('$m=65536,t=3,p=1$');
});

it('says when forty wait, works through them, and is free again', async () => {
  const hasher = new PasswordHasher(cheap);
  const begun = Array.from({ length: 43 }, () => hasher.hash('x'));
  expect(hasher.isFull).toBe(false);
  begun.push(hasher.hash('x'));
  expect(hasher.isFull).toBe(true);
  await Promise.all(begun);
  expect(hasher.isFull).toBe(false);
  await hasher.hash('x');
});
