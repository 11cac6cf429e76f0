/** What a mail server or reader's provider told of a mail of ours. */
export interface MailReport {
  type: 'complaint' | 'returned';
  /** Nobody lives at the address, and nobody will. */
  badAddress: boolean;
  messageId: string;
}

interface Part {
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Longer reports are of mails we never send. */
export const LONGEST_REPORT = 256 * 1024;
const MOST_PARTS = 20;
const DEEPEST = 3;

/** A feedback type that is somebody's no; not-spam is the opposite, the others speak of signatures. */
const IS_A_NO = new Set(['abuse', 'fraud', 'opt-out', 'opt-out-list', 'other', 'virus']);

const OWN_ID = /<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.\d{1,9}@([^\s<>@]+)>/gi;

/**
 * Reads a complaint (RFC 5965) or a returned mail (RFC 3464). Null for everything else, and for reports of mails
 * that are not ours: an out-of-office answer must not stop anybody's mails.
 */
export function readMailReport(raw: string, mailDomain: string): MailReport | null {
  if (raw.length > LONGEST_REPORT) return null;
  const parts = partsOf(partFrom(raw), 0);
  const find = (type: string): Part | undefined => parts.find((part) => typeOf(part) === type);
  const messageId = idIn(parts, mailDomain);
  if (messageId === null) return null;
  const feedback = find('message/feedback-report');
  if (feedback) {
    const type = fieldOf(feedback.body, 'feedback-type') ?? '';
    return IS_A_NO.has(type) ? { type: 'complaint', badAddress: false, messageId } : null;
  }
  const status = find('message/delivery-status');
  if (!status || fieldOf(status.body, 'action') !== 'failed') return null;
  const code = fieldOf(status.body, 'status') ?? '';
  // A "failed" with a 4.x.x was given up after days; the address may be fine tomorrow.
  return { type: 'returned', badAddress: /^5\.1\.\d/.test(code), messageId };
}

/** Of the mail that the report is about, never of the report itself. */
function idIn(parts: readonly Part[], mailDomain: string): string | null {
  for (const part of parts) {
    const type = typeOf(part);
    if (type !== 'message/rfc822' && type !== 'text/rfc822-headers') continue;
    const own = [...(partFrom(part.body).headers.get('message-id') ?? '').matchAll(OWN_ID)];
    const found = own.find((each) => each[2]?.toLowerCase() === mailDomain.toLowerCase());
    if (found?.[1]) return found[1].toLowerCase();
  }
  return null;
}

/** The part itself where it has no parts of its own; what a returned mail contains is not looked into. */
function partsOf(part: Part, depth: number): Part[] {
  const boundary = /\bboundary="?([^";]+)"?/i.exec(part.headers.get('content-type') ?? '')?.[1];
  if (!typeOf(part).startsWith('multipart/') || boundary === undefined || depth >= DEEPEST) {
    return [part];
  }
  const [, ...pieces] = `\n${part.body}`.split(`\n--${boundary}`);
  return pieces
    .filter((piece) => !piece.startsWith('--'))
    .slice(0, MOST_PARTS)
    .flatMap((piece) => partsOf(partFrom(piece.replace(/^[^\n]*\n/, '')), depth + 1));
}

function partFrom(raw: string): Part {
  const text = raw.replaceAll('\r\n', '\n').replace(/^\n+(?=\S+:)/, '');
  const end = text.indexOf('\n\n');
  const head = end === -1 ? text : text.slice(0, end);
  const headers = headersOf(head);
  const body = end === -1 ? '' : text.slice(end + 2);
  return { headers, body: decoded(body, headers.get('content-transfer-encoding') ?? '') };
}

/** The first of each name: a second one could be what a reader smuggled in. */
function headersOf(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return headers;
}

function decoded(body: string, encoding: string): string {
  if (encoding.toLowerCase() === 'base64') {
    const letters = body.replaceAll(/[^A-Za-z0-9+/=]/g, '');
    try {
      return atob(letters).replaceAll('\r\n', '\n');
    } catch {
      return '';
    }
  }
  if (encoding.toLowerCase() !== 'quoted-printable') return body;
  return body
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

const typeOf = ({ headers }: Part): string =>
  (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** A field of a report's own block, in small letters and without its comment. */
function fieldOf(body: string, name: string): string | null {
  const found = new RegExp(`^${name}:[ \\t]*([^\\n(;]*)`, 'im').exec(body);
  return found?.[1]?.trim().toLowerCase() ?? null;
}
