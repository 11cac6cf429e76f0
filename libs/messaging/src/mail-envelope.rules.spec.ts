import { isPlainAddress, outgoingMail } from './mail-envelope.rules.ts';
import { plainViews } from './mail-view.testing.ts';
import { renderMail } from './render-mail.tsx';

const now = new Date('2026-11-25T18:00:00Z');
const message = { id: '0f8fad5b', revision: 2, recipient: 'jo@client.example' };
const context = { now, mailDomain: 'limber.example' };

describe('isPlainAddress', () => {
  it.each([
    ['jo@client.example', true],
    ["o'neil+tag@client.example", true],
    ['jörg@bücher.example', true],
    ['jo@client.example, eve@x.example', false],
    ['jo@client.example\r\nBcc: eve@x.example', false],
    ['jo@client.example\0', false],
    ['Jo <jo@client.example>', false],
    ['jo@client@x.example', false],
    ['group:jo@client.example;', false],
    ['', false],
    [`${'a'.repeat(250)}@x.example`, false],
  ])('%j -> %s', (address, plain) => {
    expect(isPlainAddress(address)).toBe(plain);
  });
});

describe('outgoingMail', () => {
  it('carries the clinic’s clock, its name and a Message-ID that never changes', () => {
    const view = plainViews.booking_confirmation;
    expect(outgoingMail(message, view, renderMail(view), context)).toMatchObject({
      messageId: '<0f8fad5b.2@limber.example>',
      date: now,
      from: { name: 'Limber Demo Clinic', address: 'hello@limber.example' },
      to: 'jo@client.example',
      replyTo: 'desk@clinic.example',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  });

  it('cuts a clinic’s name that is too long between two letters', () => {
    const view = plainViews.booking_confirmation;
    const clinic = { ...view.clinic, name: `${'a'.repeat(119)}😀😀` };
    const { from } = outgoingMail(message, { ...view, clinic }, renderMail(view), context);
    expect(from.name).toBe(`${'a'.repeat(119)}😀`);
  });

  it.each(['checkin_24', 'checkin_48', 'checkin_72', 'nudge_7d'] as const)(
    'lets a mail program unsubscribe from %s with one click',
    (kind) => {
      const view = plainViews[kind];
      expect(outgoingMail(message, view, renderMail(view), context).headers).toMatchObject({
        'List-Unsubscribe': `<${view.oneClickUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      });
    },
  );

  it.each(['booking_confirmation', 'aftercare', 'safety', 'clinic_alert'] as const)(
    'offers no unsubscribe where there is none: %s',
    (kind) => {
      const view = plainViews[kind];
      const { headers } = outgoingMail(message, view, renderMail(view), context);
      expect(Object.keys(headers)).toEqual(['Auto-Submitted']);
    },
  );

  it.each(['https://x.example/a>\r\nBcc: eve@x.example', 'https://x.example/a b', 'javascript:1'])(
    'refuses %j as an unsubscribe address',
    (oneClickUrl) => {
      const view = { ...plainViews.nudge_7d, oneClickUrl };
      expect(() => outgoingMail(message, view, renderMail(view), context)).toThrow(
        'fits no header',
      );
    },
  );
});
