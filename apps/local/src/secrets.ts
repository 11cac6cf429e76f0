import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { StartRefused } from './start-refused.ts';

/** What must stay the same from start to start: links in old mails, sealed fields, the database's roles. */
export interface Secrets {
  ownerPassword: string;
  appPassword: string;
  linkSecret: string;
  /** Number of the key to its 32 bytes in base64. */
  fieldKeyring: Record<string, string>;
}

/** Reads the secrets, or makes them on the first start. */
export function readOrCreateSecrets(file: string): Secrets {
  const text = readIfThere(file);
  if (text === undefined) return write(file, createSecrets());
  const secrets = parse(text);
  if (!secrets) {
    throw new StartRefused(
      `The secrets in ${file} are damaged: restore the file, or delete its folder for a fresh demo clinic.`,
    );
  }
  return secrets;
}

function createSecrets(): Secrets {
  return {
    ownerPassword: randomBytes(24).toString('hex'),
    appPassword: randomBytes(24).toString('hex'),
    linkSecret: randomBytes(32).toString('hex'),
    fieldKeyring: { '1': randomBytes(32).toString('base64') },
  };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Secrets | undefined {
  try {
    const { ownerPassword, appPassword, linkSecret, fieldKeyring } = JSON.parse(text) as Secrets;
    const words = [ownerPassword, appPassword, linkSecret, ...Object.values(fieldKeyring)];
    const whole = words.length > 3 && words.every((word) => typeof word === 'string' && word);
    return whole ? { ownerPassword, appPassword, linkSecret, fieldKeyring } : undefined;
  } catch {
    return undefined;
  }
}

/** On disk before they are used: sealing data with a key that a power cut takes away would lose it. */
function write(file: string, secrets: Secrets): Secrets {
  const draft = `${file}.draft`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  return secrets;
}
