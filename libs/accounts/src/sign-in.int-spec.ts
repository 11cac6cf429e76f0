import { createTestDatabase, type TestDatabase } from '@limber/testing';
import { getMigrations } from 'better-auth/db/migration';
import { openSignIn, type SignIn } from './sign-in.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let db: TestDatabase;
let signIn: SignIn;
beforeAll(async () => {
  db = await createTestDatabase();
  signIn = openSignIn(
    {
      databaseUrl: db.appUrl,
      publicUrl: 'http://localhost:3000',
      linkSecret: 'a secret that only tests may know',
      idleMinutes: 30,
      log: silent,
    },
    db.ids,
  );
});
afterAll(async () => {
  await signIn.close();
  await db.close();
});

it('finds every table and column of the library in our own migration', async () => {
  const { toBeCreated, toBeAdded, compileMigrations } = await getMigrations(signIn.options);
  expect([toBeCreated, toBeAdded]).toEqual([[], []]);
  expect(await compileMigrations()).toBe(';');
});

it('lets nobody sign up, not even through its own door', async () => {
  const sent = new Request('http://localhost:3000/api/auth/sign-up/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
    body: JSON.stringify({ name: 'Eve', email: 'eve@x.example', password: 'fifteen-letters' }),
  });
  const answer = await signIn.auth.handler(sent);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'EMAIL_PASSWORD_SIGN_UP_DISABLED' });
  expect(await db.asOwner('SELECT 1 FROM auth."user"')).toEqual([]);
});

it('holds the application to reading and writing: the schema is not its own', async () => {
  await expect(signIn.pool.query('CREATE TABLE auth.mine ()')).rejects.toThrow('permission denied');
  await expect(signIn.pool.query('TRUNCATE auth.session')).rejects.toThrow('permission denied');
});
