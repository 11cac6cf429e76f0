import { LinkSigner } from './link-signer.ts';

const signer = new LinkSigner('a secret of thirty-two characters');
const clinic = '6f0cbd3e-1d53-4a52-8f9a-0d6a4f6f2a10';
const token = signer.sign('booking', clinic, 'b1');

describe('a signed link', () => {
  it('says what it was made for, the same each time', () => {
    expect(signer.verify('booking', clinic, token)).toBe('b1');
    expect(signer.sign('booking', clinic, 'b1')).toBe(token);
  });

  it('needs no escaping in an address', () => {
    expect(encodeURIComponent(token)).toBe(token);
  });

  it('may carry an id with a dot', () => {
    expect(signer.verify('booking', clinic, signer.sign('booking', clinic, 'b1.2'))).toBe('b1.2');
  });

  it.each([
    ['another purpose', 'check-in', clinic, token],
    ['another clinic', 'booking', 'another clinic', token],
    ['another id', 'booking', clinic, token.replace('b1', 'b2')],
    [
      'a changed signature',
      'booking',
      clinic,
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    ],
    ['a shortened signature', 'booking', clinic, token.slice(0, -1)],
    ['no signature', 'booking', clinic, 'b1.'],
    ['no id', 'booking', clinic, token.slice(2)],
    ['nothing', 'booking', clinic, ''],
    ['letters that are no ASCII', 'booking', clinic, `b1.${'ü'.repeat(43)}`],
  ])('is refused for %s', (_what, purpose, at, given) => {
    expect(signer.verify(purpose, at, given)).toBeNull();
  });

  it('of another secret is refused', () => {
    const other = new LinkSigner('another secret of thirty-two chars');
    expect(signer.verify('booking', clinic, other.sign('booking', clinic, 'b1'))).toBeNull();
  });
});
