import { FieldCipher } from '@limber/persistence';
import { z } from 'zod';
import { StartRefused } from '../start-refused.ts';

const Keyring = z.record(z.string().regex(/^\d+$/), z.base64());

/** Reads the setting FIELD_KEYRING as api and worker do: {"1":"<base64 of 32 bytes>"}. */
export function cipherOf(fieldKeyring: string): FieldCipher {
  const parsed = Keyring.safeParse(jsonOrNull(fieldKeyring));
  const keys = Object.entries(parsed.data ?? {}).map(([id, key]) => ({
    id: Number(id),
    key: Buffer.from(key, 'base64'),
  }));
  if (keys.length === 0 || keys.some(({ key }) => key.length !== 32)) {
    throw new StartRefused('The setting FIELD_KEYRING needs at least one 32-byte key in base64.');
  }
  return new FieldCipher(keys);
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
