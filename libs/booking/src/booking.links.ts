import { Injectable } from '@nestjs/common';
import { MailLinks } from '@limber/messaging';
import { LinkSigner } from '@limber/persistence';
import { localDateOf } from '@limber/scheduling';

interface Chained {
  clinicId: string;
  chainId: string;
  reference: string;
}

interface Sold {
  serviceId: string;
  durationMin: number;
  startsAt: Date;
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
    return this.links.ofBooking(booking.reference, this.tokenOf(booking));
  }

  /** The same page, with the question whether one comes; the fragment reaches no server. */
  attendUrl(booking: Chained): string {
    return `${this.manageUrl(booking)}#coming`;
  }

  moveUrl(booking: Chained): string {
    return this.links.ofBooking(booking.reference, this.tokenOf(booking), 'move');
  }

  /** Times of the same session, with what the client need not say again. */
  againUrl(booking: Chained): string {
    return this.links.ofBooking(booking.reference, this.tokenOf(booking), 'again');
  }

  /** Other times of the same session, from the day it was asked for on the clocks of its place. */
  timesUrl({ serviceId, durationMin, startsAt }: Sold, zone: string): string {
    const search = new URLSearchParams({
      service: serviceId,
      length: String(durationMin),
      date: localDateOf(startsAt.getTime(), zone),
    });
    return `${this.links.to('book', 'times')}?${search.toString()}`;
  }

  /** Where a client answers an offer; the mail's buttons only add a fragment. */
  offerUrl(clinicId: string, offerId: string): string {
    return this.links.to('re-offer', this.signer.sign('re-offer', clinicId, offerId));
  }

  /** The offer a genuine token speaks of, or null. */
  offerOf(clinicId: string, token: string): string | null {
    return this.signer.verify('re-offer', clinicId, token);
  }

  private tokenOf({ clinicId, chainId }: Chained): string {
    return this.signer.sign('manage', clinicId, chainId);
  }

  /** Whether a token was signed for this chain. */
  opens(token: string, booking: Chained): boolean {
    return this.signer.verify('manage', booking.clinicId, token) === booking.chainId;
  }
}
