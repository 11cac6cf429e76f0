import { senderOf } from './mail-links.ts';
import { oneLine } from './mail-text.rules.ts';
import type { MailView } from './mail-view.ts';
import { kindRules } from './message-kind.data.ts';
import type { Message } from './message.entity.ts';
import { messageIdHeader } from './message.rules.ts';
import type { RenderedMail } from './render-mail.tsx';

/** One mail as the transport takes it; every value of it fits on one header line. */
export interface OutgoingMail {
  messageId: string;
  date: Date;
  from: { name: string; address: string };
  to: string;
  replyTo: string;
  headers: Record<string, string>;
  mail: RenderedMail;
}

const MAX_NAME = 120;

/** One plain address, no list and no display name: what the envelope will carry is what was stored. */
export const isPlainAddress = (address: string): boolean =>
  address.length <= 254 && /^[^\s\p{Cc}<>()[\]\\,;:"@]+@[^\s\p{Cc}<>()[\]\\,;:"@]+$/u.test(address);

/** A URL that can stand between angle brackets in a header. */
const isHeaderUrl = (url: string): boolean => /^https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]+$/.test(url);

export function outgoingMail(
  message: Pick<Message, 'id' | 'revision' | 'recipient'>,
  view: MailView,
  mail: RenderedMail,
  context: { now: Date; mailDomain: string },
): OutgoingMail {
  return {
    messageId: messageIdHeader(message, context.mailDomain),
    date: context.now,
    from: {
      // By letters, or the cut may go through the middle of one.
      name: [...oneLine(view.clinic.name)].slice(0, MAX_NAME).join(''),
      address: senderOf(context.mailDomain),
    },
    to: message.recipient,
    replyTo: view.clinic.email,
    // No auto-responder should answer, and RFC 3834 keeps loops out.
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(view) },
    mail: { ...mail, subject: oneLine(mail.subject) },
  };
}

/** RFC 8058: both headers, one https address, and nothing else in the first one. */
function unsubscribeHeaders(view: MailView): Record<string, string> {
  if (kindRules[view.kind].unsubscribe === null || !('oneClickUrl' in view)) return {};
  if (!isHeaderUrl(view.oneClickUrl)) throw new Error('the unsubscribe address fits no header');
  return {
    'List-Unsubscribe': `<${view.oneClickUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
