import { complaint, returned } from '@limber/testing';
import fc from 'fast-check';
import { LONGEST_REPORT, readMailReport } from './mail-report.rules.ts';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const messageId = `<${ID}.2@limber.example>`;
const read = (raw: string) => readMailReport(raw, 'limber.example');

describe('a report about a mail of ours', () => {
  it.each([
    ['abuse', 'complaint'],
    ['fraud', 'complaint'],
    ['opt-out', 'complaint'],
    ['other', 'complaint'],
    ['not-spam', undefined],
    ['auth-failure', undefined],
    ['', undefined],
  ])('of feedback type "%s" is taken as %s', (feedback, type) => {
    expect(read(complaint({ messageId, feedback }))?.type).toBe(type);
  });

  it.each([
    ['failed', '5.1.1', true],
    ['failed', '5.1.10', true],
    ['failed', '5.2.2', false],
    ['failed', '4.4.7', false],
  ])('that came back %s with %s: nobody lives there: %s', (action, status, badAddress) => {
    expect(read(returned({ messageId, action, status }))).toEqual({
      ...{ type: 'returned', badAddress, messageId: ID },
    });
  });

  it.each(['delayed', 'delivered', 'relayed', 'expanded'])('that is %s is no news', (action) => {
    expect(read(returned({ messageId, action }))).toBeNull();
  });

  it('is read from base64 and with any line ends', () => {
    const found = { type: 'complaint', badAddress: false, messageId: ID };
    expect(read(complaint({ messageId, encoding: 'base64' }))).toEqual(found);
    expect(read(complaint({ messageId }).replaceAll('\r\n', '\n'))).toEqual(found);
    expect(read(complaint({ messageId: messageId.toUpperCase() }))).toEqual(found);
  });
});

describe('what is no such report', () => {
  it.each([
    ['an out-of-office answer', `From: jo@client.example\nIn-Reply-To: ${messageId}\n\nI am away`],
    ['a forwarded mail', `Content-Type: message/rfc822\n\nMessage-ID: ${messageId}\n\nHello`],
    ['of somebody else’s mail', complaint({ messageId: `<${ID}.2@other.example>` })],
    ['of an id that is none of ours', complaint({ messageId: '<1234@limber.example>' })],
    [
      'one that names ours outside of the mail',
      `X-Id: ${messageId}\n${complaint({ messageId: '<a@b>' })}`,
    ],
    ['an empty one', ''],
    ['one that is too long', complaint({ messageId }) + ' '.repeat(LONGEST_REPORT)],
  ])('%s is let lie', (_case, raw) => {
    expect(read(raw)).toBeNull();
  });

  it('never breaks the reader, whatever it is', () => {
    const whole = complaint({ messageId }) + returned({ messageId });
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 500 }),
      fc
        .tuple(fc.nat(whole.length), fc.nat(whole.length), fc.string())
        .map(([from, to, put]) => whole.slice(0, from) + put + whole.slice(to)),
    );
    fc.assert(
      fc.property(anything, (raw) => {
        const report = read(raw);
        if (report) expect(report.messageId).toBe(ID);
      }),
      { numRuns: 500 },
    );
  });
});
