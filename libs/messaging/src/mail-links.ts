/** Addresses of our own pages and api routes, as mails carry them, and of who sends. */
export class MailLinks {
  private readonly base: string;

  constructor(
    publicUrl: string,
    private readonly mailDomain: string,
  ) {
    this.base = publicUrl.replace(/\/+$/, '');
  }

  /** to('check-in', token) -> https://clinic.example/check-in/3f... */
  to(...segments: string[]): string {
    return [this.base, ...segments.map(encodeURIComponent)].join('/');
  }

  /** A page of one booking, opened by its signed token: what can be done with it, or one thing at once. */
  ofBooking(reference: string, token: string, page?: 'move' | 'again'): string {
    return `${this.to('manage', reference, ...(page ? [page] : []))}?token=${token}`;
  }

  /** Where mails come from, and what calendars hold for the organizer. */
  get sender(): string {
    return senderOf(this.mailDomain);
  }

  /** The name of a chain's entry in every calendar, for ever. */
  calendarUid(chainId: string): string {
    return `${chainId}@${this.mailDomain}`;
  }
}

export const senderOf = (mailDomain: string): string => `hello@${mailDomain}`;
