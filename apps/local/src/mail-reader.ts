import type { CaughtMail } from '@limber/contracts';
import { simpleParser, type AddressObject, type Attachment, type ParsedMail } from 'mailparser';

export interface ReadMail {
  mail: CaughtMail;
  /** Everyone it went to, in lower case, blind copies included. */
  recipients: string[];
}

/** An `.eml` as the contract shows it. Header names are in lower case, as in HTTP. */
export async function readMail(
  source: Buffer,
  { id, receivedAt }: { id: string; receivedAt: Date },
): Promise<ReadMail> {
  // Nothing is derived: what the sender left out shall be seen to be missing.
  const parsed = await simpleParser(source, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  const headers = readHeaders(parsed);
  return {
    mail: {
      id,
      messageId: parsed.messageId ?? '',
      date: (parsed.date ?? receivedAt).toISOString(),
      from: parsed.from?.text ?? '',
      to: addressObjects(parsed.to)
        .map(({ text }) => text)
        .join(', '),
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: parsed.html || '',
      headers,
      attachments: parsed.attachments.map(readAttachment),
    },
    recipients: readRecipients(parsed, headers),
  };
}

function readHeaders({ headerLines }: ParsedMail): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of headerLines) {
    const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]+/g, ' ');
    headers[key] = [headers[key], value.trim()].filter(Boolean).join(', ');
  }
  return headers;
}

function readRecipients(parsed: ParsedMail, headers: Record<string, string>): string[] {
  const named = [parsed.to, parsed.cc, parsed.bcc]
    .flatMap(addressObjects)
    .flatMap(({ value }) => value)
    .flatMap((person) => (person.group ?? [person]).map(({ address }) => address ?? ''));
  const delivered = (headers['delivered-to'] ?? '').split(', ');
  const all = [...named, ...delivered].map((address) => address.trim().toLowerCase());
  return [...new Set(all.filter(Boolean))];
}

function addressObjects(header: AddressObject | AddressObject[] | undefined): AddressObject[] {
  return header === undefined ? [] : [header].flat();
}

function readAttachment(attachment: Attachment): CaughtMail['attachments'][number] {
  const readable = attachment.contentType.startsWith('text/');
  return {
    filename: attachment.filename ?? '',
    contentType: attachment.contentType,
    content: attachment.content.toString(readable ? 'utf8' : 'base64'),
  };
}
