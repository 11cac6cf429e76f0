import { calendarQuery, filesOf, isCalendar, kindQuery } from './caldav.rules.ts';
import { soundAddress } from './calendar-address.rules.ts';
import { type Answer, ask, type Limits, type Login } from './calendar-request.ts';
import { CalendarUnread } from './calendar-unread.ts';

export interface CalendarAddress {
  url: string;
  login: Login | null;
}

export interface SourceSettings {
  /** Host names, without port, of calendars in the clinic's own network: these may be private, and plain HTTP. */
  trustedHosts: readonly string[];
  /** For everything together, redirects and second questions too. */
  patienceMs?: number;
  /** Of one answer, unpacked. */
  maxBytes?: number;
}

/** The text of the files, and the mark by which their server knows whether they have changed. */
export type Fetched = { files: string[]; etag: string | null } | 'unchanged';

interface Asked {
  etag: string | null;
  /** Epoch milliseconds. A plain file holds more, and is cut by whoever reads it. */
  from: number;
  until: number;
}

/** Fetches calendars from wherever somebody keeps them. It is given addresses by strangers: see `ask`. */
export class CalendarSource {
  constructor(private readonly settings: SourceSettings) {}

  /** Throws nothing but CalendarUnread. */
  async read(address: CalendarAddress, asked: Asked): Promise<Fetched> {
    const { trustedHosts, patienceMs = 10_000, maxBytes = 5 * 1024 * 1024 } = this.settings;
    const limits = { trustedHosts, maxBytes, signal: AbortSignal.timeout(patienceMs) };
    // The list of trusted hosts may have changed since the address was kept.
    const sound = { ...address, url: soundAddress(address.url, trustedHosts).url };
    if (address.login !== null) {
      const files = await askCalendar(sound, asked, limits);
      if (files !== null) return { files, etag: null };
    }
    return askFile(sound, asked, limits);
  }
}

/** By CalDAV; null where nobody there speaks it, and the address may be that of a file behind a password. */
async function askCalendar(
  { url, login }: CalendarAddress,
  asked: Asked,
  limits: Limits,
): Promise<string[] | null> {
  const xml = { 'content-type': 'application/xml; charset=utf-8' };
  const query = { url, login, headers: { ...xml, depth: '1' }, body: calendarQuery(asked) };
  const answer = await ask({ ...query, method: 'REPORT' }, limits);
  const { status } = answer;
  if (status === 401 || status === 410 || status === 429) throw refusalOf(answer);
  if (status >= 500 && status !== 501) throw refusalOf(answer);
  const files = status === 207 ? filesOf(answer.text) : null;
  if (files?.length === 0) {
    const kind = { ...query, headers: { ...xml, depth: '0' }, body: kindQuery };
    const { text } = await ask({ ...kind, method: 'PROPFIND' }, limits);
    if (!isCalendar(text)) throw new CalendarUnread('CALENDAR_UNREADABLE');
  }
  return files;
}

async function askFile(
  { url, login }: CalendarAddress,
  { etag }: Asked,
  limits: Limits,
): Promise<Fetched> {
  const headers = { accept: 'text/calendar', ...(etag !== null && { 'if-none-match': etag }) };
  const answer = await ask({ method: 'GET', url, login, headers }, limits);
  if (answer.status === 304 && etag !== null) return 'unchanged';
  if (answer.status < 200 || answer.status > 299) throw refusalOf(answer);
  // A page to sign in on comes with a 200, too.
  if (!/^BEGIN:VCALENDAR/im.test(answer.text)) throw new CalendarUnread('CALENDAR_UNREADABLE');
  return { files: [answer.text], etag: answer.etag };
}

const refusalOf = ({ status }: Answer): CalendarUnread =>
  new CalendarUnread(
    [401, 403, 404, 410].includes(status) ? 'CALENDAR_REFUSED' : 'CALENDAR_UNREACHABLE',
  );
