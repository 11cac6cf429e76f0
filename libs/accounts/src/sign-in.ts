import { hkdfSync } from 'node:crypto';
import type { Ids } from '@limber/kernel';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { Pool } from 'pg';
import { type AccountLog, type AccountSettings, SESSION_HOURS } from './account.settings.ts';
import { PasswordHasher } from './password.hasher.ts';

/** The header in which we tell the library the caller's address; a caller's own is never handed on. */
export const ADDRESS_HEADER = 'x-limber-address';
export const SIGN_IN_PATH = '/api/auth';
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** With its own label, so that a link's signature is never a cookie's. */
const cookieSecret = (linkSecret: string): string =>
  Buffer.from(hkdfSync('sha256', linkSecret, '', 'sign-in', 32)).toString('hex');

export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-limber_session' : 'limber_session';

function authPool({ databaseUrl, log }: AccountSettings): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 2,
    application_name: 'limber-sign-in',
    connectionTimeoutMillis: 5000,
    options: '-c search_path=auth -c lock_timeout=3000 -c statement_timeout=5000',
  });
  // An idle connection that broke is replaced by the next request's.
  pool.on('error', (error) => log.warn({ name: error.name }, 'sign-in lost a connection'));
  return pool;
}

/** Its own messages can quote an address or an origin: what went wrong is told by kind only. */
const quiet = (log: AccountLog): BetterAuthOptions['logger'] => ({
  level: 'error',
  log: (level) => {
    if (level === 'error') log.error({ event: 'sign_in.fault' }, 'the sign-in library failed');
  },
});

function optionsOf(settings: AccountSettings, pool: Pool, hasher: PasswordHasher, ids: Ids) {
  const { origin } = new URL(settings.publicUrl);
  const isSecure = origin.startsWith('https:');
  return {
    appName: 'Limber',
    baseURL: origin,
    basePath: SIGN_IN_PATH,
    secret: cookieSecret(settings.linkSecret),
    database: pool,
    trustedOrigins: [origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hasher.hash, verify: hasher.verify },
    },
    // The end stands fixed from the beginning; SessionService ends idle ones earlier.
    session: { expiresIn: SESSION_HOURS * 3600, disableSessionRefresh: true },
    // Ours counts by account and address; this one knows addresses only.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      useSecureCookies: false, // would say __Secure-; our own name says __Host-
      cookiePrefix: 'limber',
      cookies: {
        session_token: {
          name: sessionCookieName(settings.publicUrl),
          attributes: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
        },
      },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => ids.uuid() },
    },
    logger: quiet(settings.log),
  } satisfies BetterAuthOptions;
}

/** better-auth on our PostgreSQL: passwords only, nobody signs up, no plugin. */
export function openSignIn(settings: AccountSettings, ids: Ids) {
  const pool = authPool(settings);
  const hasher = new PasswordHasher(settings.passwordCost);
  const options = optionsOf(settings, pool, hasher, ids);
  return { auth: betterAuth(options), options, pool, hasher, close: () => pool.end() };
}

export type SignIn = ReturnType<typeof openSignIn>;
