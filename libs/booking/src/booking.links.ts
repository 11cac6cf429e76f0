import { Injectable } from '@nestjs/common';
import { MailLinks } from '@limber/messaging';
import { LinkSigner } from '@limber/persistence';

interface Chained {
  clinicId: string;
  chainId: string;
  reference: string;
}

/** Signed links of a booking chain: they outlive moves and never expire. */
@Injectable()
export class BookingLinks {
  constructor(
    private readonly signer: LinkSigner,
    private readonly links: MailLinks,
  ) {}

  get home(): string {
    return this.links.to();
  }

  manageUrl(booking: Chained): string {
    const token = this.signer.sign('manage', booking.clinicId, booking.chainId);
    return `${this.links.to('manage', booking.reference)}?token=${token}`;
  }

  /** Whether a token was signed for this chain. */
  opens(token: string, booking: Chained): boolean {
    return this.signer.verify('manage', booking.clinicId, token) === booking.chainId;
  }
}
