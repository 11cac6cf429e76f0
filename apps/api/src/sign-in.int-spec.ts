import { Writable } from 'node:stream';
import { pino } from 'pino';
import { type ApiWorld, startApi } from './api.testing.ts';
import { asPerson, cookieOf, hire, PASSWORD, type Person, signIn } from './desk.testing.ts';

const lines: string[] = [];
const log = pino(
  { level: 'debug' },
  new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);

let api: ApiWorld;
let fay: Person;
beforeAll(async () => {
  // Not the demo: there a session does not grow idle.
  api = await startApi({ environment: { DEMO_MODE: '0' }, log });
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

const whoIs = (cookie: string) => api.call('GET', '/api/auth/get-session', { headers: { cookie } });

describe('signing in', () => {
  it('answers who it is and where they work, and puts the token in the cookie alone', async () => {
    const signedIn = await signIn(api, 'Fay@Clinic.example');
    expect(signedIn).toMatchObject({ status: 200, headers: expect.anything() });
    expect(signedIn.body).toEqual({
      user: { id: fay.userId, name: 'Fay Desk', email: 'fay@clinic.example' },
      clinics: [{ slug: 'north', name: 'Test Clinic', role: 'front_desk' }],
    });
    const [cookie = '', ...others] = signedIn.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^limber_session=[^;]{60,};/);
    for (const flag of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=43200']) {
      expect(cookie).toContain(flag);
    }
    expect(cookie).not.toContain('Domain');
    expect(signedIn.headers.get('cache-control')).toBe('no-store');
    const stored = await api.db.asOwner<{ token: string }>('SELECT token FROM auth.session');
    for (const { token } of stored) expect(signedIn.text).not.toContain(token);
  });

  it('makes a new session every time', async () => {
    const first = cookieOf(await signIn(api, fay.email));
    expect(cookieOf(await signIn(api, fay.email))).not.toBe(first);
  });

  it('says the same to a wrong password and to an unknown address', async () => {
    const wrong = await signIn(api, fay.email, 'not the password');
    const unknown = await signIn(api, 'nobody@clinic.example', 'not the password');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } });
    const { requestId: _, ...said } = wrong.body;
    const { requestId: __, ...saidToo } = unknown.body;
    expect(saidToo).toEqual(said);
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
    for (const answer of [wrong, unknown]) expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('hashes once for an unknown address too, so that waiting tells nothing', async () => {
    const time = async (email: string): Promise<number> => {
      const began = performance.now();
      await signIn(api, email, 'not the password');
      return performance.now() - began;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      known.push(await time(fay.email));
      unknown.push(await time(`nobody-${i}@clinic.example`));
    }
    await signIn(api, fay.email); // takes the wrong ones off the limiter's count
    const fastest = (times: number[]) => Math.min(...times);
    // A missing hash would be ten times faster; two slow cores are not measured finer than this.
    expect(fastest(unknown)).toBeGreaterThan(fastest(known) / 3);
  });

  it('keeps passwords as argon2id only', async () => {
    const rows = await api.db.asOwner<{ password: string }>('SELECT password FROM auth.account');
    for (const { password } of rows)
      expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is written down once a clinic; the log knows neither address nor password', async () => {
    const before = await api.db.asOwner(
      `SELECT 1 FROM audit_log WHERE action = 'account.signed_in'`,
    );
    await signIn(api, fay.email);
    await signIn(api, fay.email, 'canary-password');
    const after = await api.db.asOwner<{ actor: string }>(
      `SELECT actor, details FROM audit_log WHERE action = 'account.signed_in' ORDER BY id`,
    );
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toEqual({ actor: `staff:${fay.userId}`, details: { role: 'front_desk' } });
    const logged = lines.join('');
    expect(logged).toContain('sign_in.ok');
    expect(logged).toContain('sign_in.failed');
    for (const secret of ['fay@', 'Fay@', 'nobody@', 'canary-password', PASSWORD]) {
      expect(logged).not.toContain(secret);
    }
  });

  it('asks to wait after ten wrong passwords, here and for nobody else', async () => {
    const email = 'guessed@clinic.example';
    await hire(api, email);
    for (let i = 0; i < 10; i += 1)
      expect((await signIn(api, email, `guess ${i}`)).status).toBe(401);
    const put = await signIn(api, email);
    expect(put).toMatchObject({ status: 429, body: { code: 'TOO_MANY_SIGN_INS' } });
    expect(Number(put.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await signIn(api, fay.email)).status).toBe(200);
  });

  it('refuses a body that is not two strings', async () => {
    for (const body of [
      { email: fay.email },
      { email: fay.email, password: 7 },
      { email: fay.email, password: PASSWORD, callbackURL: 'https://evil.example' },
      { email: fay.email, password: 'x'.repeat(129) },
    ]) {
      expect((await api.call('POST', '/api/auth/sign-in/email', { body })).status).toBe(422);
    }
  });
});

describe('behind https', () => {
  it('the cookie is __Host- and Secure, bound to this host alone', async () => {
    const secure = await startApi({ environment: { PUBLIC_URL: 'https://clinic.example' } });
    try {
      await hire(secure, 'fay@clinic.example');
      const [cookie = ''] = (await signIn(secure, 'fay@clinic.example')).headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-limber_session=/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).not.toContain('Domain');
    } finally {
      await secure.close();
    }
  });
});

describe('every other door of the library', () => {
  it.each([
    ['POST', 'sign-up/email'],
    ['POST', 'sign-in/social'],
    ['POST', 'change-password'],
    ['POST', 'change-email'],
    ['POST', 'update-user'],
    ['POST', 'delete-user'],
    ['POST', 'request-password-reset'],
    ['POST', 'revoke-sessions'],
    ['GET', 'list-accounts'],
    ['GET', 'ok'],
    ['GET', 'error'],
    ['GET', 'callback/google'],
    ['GET', 'sign-in/email'],
  ])('%s %s does not exist', async (method, path) => {
    const body = { name: 'Eve', email: 'eve@x.example', password: PASSWORD };
    const answer = await api.call(method, `/api/auth/${path}`, {
      ...asPerson(fay),
      ...(method === 'POST' && { body }),
    });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await api.db.asOwner(`SELECT 1 FROM auth."user" WHERE name = 'Eve'`)).toEqual([]);
  });
});

describe('a session', () => {
  it('ends on the server when somebody signs out', async () => {
    const cookie = cookieOf(await signIn(api, fay.email));
    expect((await whoIs(cookie)).status).toBe(200);
    const out = await api.call('POST', '/api/auth/sign-out', { headers: { cookie } });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie().join()).toMatch(/^limber_session=;.*Max-Age=0/);
    expect(await whoIs(cookie)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  it('is nobody’s without a signature of ours', async () => {
    const cookie = cookieOf(await signIn(api, fay.email));
    const [row] = await api.db.asOwner<{ token: string }>(
      'SELECT token FROM auth.session ORDER BY "createdAt" DESC LIMIT 1',
    );
    for (const forged of [
      `limber_session=${row?.token}`,
      cookie.slice(0, -12),
      'limber_session=x.y',
    ]) {
      expect((await whoIs(forged)).status).toBe(401);
    }
    expect((await whoIs(cookie)).status).toBe(200);
  });

  it('ends after half an hour of nothing, and twelve hours after signing in whatever was done', async () => {
    const age = (column: string, by: string) =>
      api.db.asOwner(
        `UPDATE auth.session SET "${column}" = "${column}" - $1::interval
          WHERE id = (SELECT id FROM auth.session ORDER BY "createdAt" DESC LIMIT 1)`,
        [by],
      );
    const idle = cookieOf(await signIn(api, fay.email));
    await age('updatedAt', '29 minutes');
    expect((await whoIs(idle)).status).toBe(200);
    await age('updatedAt', '29 minutes');
    expect((await whoIs(idle)).status).toBe(200);
    await age('updatedAt', '31 minutes');
    expect((await whoIs(idle)).status).toBe(401);
    const long = cookieOf(await signIn(api, fay.email));
    await age('expiresAt', '12 hours');
    expect((await whoIs(long)).status).toBe(401);
  });

  it('does not follow the demo clock', async () => {
    const cookie = cookieOf(await signIn(api, fay.email));
    await api.db.advance('P20D');
    expect((await whoIs(cookie)).status).toBe(200);
  });

  it('can be ended from another one of the same person, and by nobody else', async () => {
    const here = cookieOf(await signIn(api, fay.email));
    const there = cookieOf(await signIn(api, fay.email));
    const eve = await hire(api, 'eve@clinic.example');
    const list = await api.call<{ id: string; current: boolean }[]>(
      'GET',
      '/api/auth/list-sessions',
      { headers: { cookie: there } },
    );
    expect(list.text).not.toMatch(/token/i);
    const id = list.body.find(({ current }) => current)?.id;
    const revoke = (cookie: string) =>
      api.call('POST', '/api/auth/revoke-session', { headers: { cookie }, body: { id } });
    expect((await revoke(eve.cookie)).status).toBe(404);
    expect((await whoIs(there)).status).toBe(200);
    expect((await revoke(here)).status).toBe(204);
    expect((await whoIs(there)).status).toBe(401);
    expect((await whoIs(here)).status).toBe(200);
  });
});

describe('a request from another site', () => {
  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ])('is refused before it can do anything: %j', async (headers) => {
    const cookie = cookieOf(await signIn(api, fay.email));
    const path = '/api/auth/sign-out';
    const out = await api.call('POST', path, { headers: { cookie, ...headers } });
    expect(out).toMatchObject({ status: 403, body: { code: 'CROSS_SITE' } });
    expect((await whoIs(cookie)).status).toBe(200);
    const body = { email: fay.email, password: PASSWORD };
    const login = await api.call('POST', '/api/auth/sign-in/email', { body, headers });
    expect(login.status).toBe(403);
  });
});
