import { StartRefused } from './start-refused.ts';

type Environment = Record<string, string | undefined>;

export const OWNER_ROLE = 'limber_owner';
export const APP_ROLE = 'limber_app';

/** A role the platform logs in as, and where. */
export interface Login {
  role: string;
  password: string;
  url: string;
}

export interface PrepareOptions {
  /** A superuser's connection to a database that is always there. */
  adminUrl: string;
  /** The same superuser in our database. */
  adminUrlInside: string;
  database: string;
  owner: Login;
  app: Login;
  demo: boolean;
  /** Where the clock of a new demo clinic starts; null, or what is past: now. */
  demoFrom: Date | null;
}

/** Either both connections are given whole, or the passwords, and the rest is the superuser's. */
export function readPrepareOptions(env: Environment): PrepareOptions {
  const adminUrl = required(env, 'DATABASE_ADMIN_URL');
  const ownerUrl = env['DATABASE_OWNER_URL'];
  const database = env['DATABASE_NAME'] || (ownerUrl && nameIn(ownerUrl)) || 'limber';
  const adminUrlInside = withDatabase(adminUrl, database);
  const owner = ownerUrl
    ? givenLogin('DATABASE_OWNER_URL', ownerUrl, OWNER_ROLE)
    : builtLogin(adminUrlInside, OWNER_ROLE, required(env, 'OWNER_PASSWORD'));
  const appUrl = env['DATABASE_URL'];
  const app = appUrl
    ? givenLogin('DATABASE_URL', appUrl, APP_ROLE)
    : builtLogin(adminUrlInside, APP_ROLE, required(env, 'APP_PASSWORD'));
  for (const { role, url } of [owner, app]) {
    if (nameIn(url) === database) continue;
    throw new StartRefused(`${role} must use the database "${database}", not "${nameIn(url)}".`);
  }
  const demo = ['1', 'true'].includes(env['DEMO_MODE'] ?? '');
  const demoFrom = instantIn(env, 'DEMO_FROM');
  return { adminUrl, adminUrlInside, database, owner, app, demo, demoFrom };
}

function instantIn(env: Environment, name: string): Date | null {
  const text = env[name];
  if (!text) return null;
  const instant = new Date(text);
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(instant.getTime())) {
    throw new StartRefused(
      `${name} must be an instant such as 2027-03-02T10:00:00Z, not "${text}".`,
    );
  }
  return instant;
}

function givenLogin(setting: string, url: string, role: string): Login {
  const { username, password } = new URL(url);
  if (username !== role) {
    throw new StartRefused(`${setting} must log in as ${role}, not as "${username}".`);
  }
  return { role, password: decodeURIComponent(password), url };
}

function builtLogin(base: string, role: string, password: string): Login {
  const url = new URL(base);
  url.username = role;
  url.password = encodeURIComponent(password);
  return { role, password, url: url.href };
}

function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new StartRefused(`The setting ${name} is missing.`);
  return value;
}

const nameIn = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}
