import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Tokens of links in mails: `id.signature`, the signature over purpose, clinic and id. They carry no secret
 * of a row, so a leaked database cannot forge them and a mail can be rendered again byte for byte.
 */
export class LinkSigner {
  constructor(private readonly secret: string) {}

  sign(purpose: string, clinicId: string, id: string): string {
    return `${id}.${this.signature(purpose, clinicId, id)}`;
  }

  /** The id a genuine token speaks of, or null. */
  verify(purpose: string, clinicId: string, token: string): string | null {
    const cut = token.lastIndexOf('.');
    if (cut < 1) return null;
    const id = token.slice(0, cut);
    const given = Buffer.from(token.slice(cut + 1));
    const expected = Buffer.from(this.signature(purpose, clinicId, id));
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
  }

  private signature(purpose: string, clinicId: string, id: string): string {
    return createHmac('sha256', this.secret)
      .update(`${purpose}|${clinicId}|${id}`)
      .digest('base64url');
  }
}
