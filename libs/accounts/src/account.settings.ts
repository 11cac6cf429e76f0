import type { PasswordCost } from './password.hasher.ts';

/** What we need of a logger; pino's fits. Never told an e-mail address, a password or a token. */
export interface AccountLog {
  info(about: object, text: string): void;
  warn(about: object, text: string): void;
  error(about: object, text: string): void;
}

export interface AccountSettings {
  /** As the role limber_app. Sign-in keeps a small pool of its own, in the schema `auth`. */
  databaseUrl: string;
  publicUrl: string;
  /** Master secret; the key that signs session cookies is derived from it. */
  linkSecret: string;
  /** A session nobody used for so long is over. */
  idleMinutes: number;
  passwordCost?: PasswordCost | undefined;
  log: AccountLog;
}

/** However busy it is kept, a session ends so long after signing in. */
export const SESSION_HOURS = 12;
