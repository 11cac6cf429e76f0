import { Injectable } from '@nestjs/common';
import { DAY } from '@limber/kernel';
import { MailLinks } from '@limber/messaging';
import { LinkSigner, type Transaction } from '@limber/persistence';

/** As long as a check-in's own link: what it opens is health data. */
const LIFETIME_MS = 7 * DAY;

/** The link to somebody's own answers; it carries its end, under the signature. */
@Injectable()
export class OutcomeLinks {
  constructor(
    private readonly signer: LinkSigner,
    private readonly links: MailLinks,
  ) {}

  urlFor({ clinicId, now }: Transaction, clientId: string): string {
    const id = `${clientId}.${(now.getTime() + LIFETIME_MS).toString(36)}`;
    return this.links.to('outcomes', this.signer.sign('outcomes', clinicId, id));
  }

  /** Whose answers a genuine token opens and until when; null for any other. */
  read(clinicId: string, token: string): { clientId: string; expiresAt: Date } | null {
    const id = this.signer.verify('outcomes', clinicId, token);
    const [clientId, end] = id?.split('.') ?? [];
    return clientId && end ? { clientId, expiresAt: new Date(parseInt(end, 36)) } : null;
  }
}
