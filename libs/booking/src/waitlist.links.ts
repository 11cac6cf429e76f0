import { Injectable } from '@nestjs/common';
import { MailLinks } from '@limber/messaging';
import { LinkSigner } from '@limber/persistence';

const ENTRY = 'waitlist';
const OFFER = 'waitlist-offer';
const HOLD = 'waitlist-hold';

/** Signed links of whoever waits: to their place on the list, and to what they are offered. */
@Injectable()
export class WaitlistLinks {
  constructor(
    private readonly signer: LinkSigner,
    private readonly links: MailLinks,
  ) {}

  entryUrl(clinicId: string, entryId: string): string {
    return this.links.to('waitlist', this.signer.sign(ENTRY, clinicId, entryId));
  }

  offerUrl(clinicId: string, offerId: string): string {
    return this.links.to('waitlist-offer', this.signer.sign(OFFER, clinicId, offerId));
  }

  entryOf(clinicId: string, token: string): string | null {
    return this.signer.verify(ENTRY, clinicId, token);
  }

  offerOf(clinicId: string, token: string): string | null {
    return this.signer.verify(OFFER, clinicId, token);
  }

  /** Opens the hold of a wave; never leaves the house. */
  holdToken(clinicId: string, holdId: string): string {
    return this.signer.sign(HOLD, clinicId, holdId);
  }
}
