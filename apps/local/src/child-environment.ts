import type { Secrets } from './secrets.ts';

interface Surroundings {
  port: number;
  secrets: Secrets;
  database: { adminUrl: string; port: number; name: string };
  mail: { smtpPort: number; httpPort: number };
}

/** For the one-shot that brings the database up to date and seeds it. */
export function prepareEnvironment(
  { secrets, database }: Surroundings,
  inherited: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  return {
    ...inherited,
    DATABASE_ADMIN_URL: database.adminUrl,
    DATABASE_NAME: database.name,
    // Meant for another installation, should they be set in this shell.
    DATABASE_URL: undefined,
    DATABASE_OWNER_URL: undefined,
    OWNER_PASSWORD: secrets.ownerPassword,
    APP_PASSWORD: secrets.appPassword,
    FIELD_KEYRING: JSON.stringify(secrets.fieldKeyring),
    DEMO_MODE: '1',
  };
}

/** For api and worker: the same for both. Neither ever learns the owner's or superuser's password. */
export function serviceEnvironment(
  { port, secrets, database, mail }: Surroundings,
  inherited: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  return {
    ...inherited,
    DATABASE_ADMIN_URL: undefined,
    DATABASE_OWNER_URL: undefined,
    DATABASE_URL: `postgres://limber_app:${secrets.appPassword}@127.0.0.1:${database.port}/${database.name}`,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DEMO_MODE: '1',
    SMTP_URL: `smtp://127.0.0.1:${mail.smtpPort}`,
    // The demo clock jumps over days: what fell due then is not an outage.
    MAIL_CATCH_UP_PER_MIN: '6000',
    MAIL_CATCHER_URL: `http://127.0.0.1:${mail.httpPort}`,
    LINK_SECRET: secrets.linkSecret,
    FIELD_KEYRING: JSON.stringify(secrets.fieldKeyring),
  };
}
