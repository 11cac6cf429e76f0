import { hash, randomBytes, randomUUID } from 'node:crypto';
import { Ids } from '@limber/kernel';

export class SystemIds extends Ids {
  override uuid(): string {
    return randomUUID();
  }

  override secret(): string {
    return randomBytes(32).toString('base64url');
  }
}

/** What is stored of a secret or an address: enough to compare, useless to whoever reads the table. */
export const sha256 = (text: string): string => hash('sha256', text);
