/** Addresses of our own pages and api routes, as mails carry them. */
export class MailLinks {
  private readonly base: string;

  constructor(publicUrl: string) {
    this.base = publicUrl.replace(/\/+$/, '');
  }

  /** to('check-in', token) -> https://clinic.example/check-in/3f... */
  to(...segments: string[]): string {
    return [this.base, ...segments.map(encodeURIComponent)].join('/');
  }
}
