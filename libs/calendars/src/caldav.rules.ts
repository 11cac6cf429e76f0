import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { CalendarUnread } from './calendar-unread.ts';

const stampOf = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** RFC 4791, 7.8: what lies, or comes again, between the two. */
export const calendarQuery = ({ from, until }: { from: number; until: number }): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="${stampOf(from)}" end="${stampOf(until)}"/>
</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`;

/** Is there a calendar at all? Nothing in it is as well what a place says that holds none. */
export const kindQuery = `<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/></D:prop></D:propfind>`;

const Kind = z.object({ calendar: z.unknown().refine((kind) => kind !== undefined) });
const Propstat = z.object({
  status: z.string().default(''),
  prop: z
    .object({ 'calendar-data': z.string().optional(), resourcetype: z.unknown().optional() })
    .catch({}),
});
const Response = z.object({
  href: z.string().default(''),
  status: z.string().default(''),
  propstat: z.array(Propstat).default([]),
});
const Multistatus = z.object({
  multistatus: z
    .object({ response: z.array(Response).default([]) })
    .or(z.string().transform(() => ({ response: [] }))),
});

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi;

/** What XML itself knows, and nothing that a file declares: that may grow without end. */
const decoded = (text: string): string =>
  text.replaceAll(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const nothing = (): void => undefined;

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'response' || name === 'propstat',
  entityDecoder: {
    decode: decoded,
    addInputEntities: nothing,
    setExternalEntities: nothing,
    setXmlVersion: nothing,
    reset: nothing,
  },
});

/** The files of a multistatus, or null where it is none. One that cannot be had makes the answer worth nothing. */
export const filesOf = (xml: string): string[] | null => responsesOf(xml)?.flatMap(fileOf) ?? null;

export const isCalendar = (xml: string): boolean =>
  responsesOf(xml)?.some(({ propstat }) =>
    propstat.some(({ prop }) => Kind.safeParse(prop.resourcetype).success),
  ) ?? false;

function responsesOf(xml: string): z.infer<typeof Response>[] | null {
  // The parser closes what is open at the end, but what was cut off there would be free.
  if (!/<\/(?:[\w.-]+:)?multistatus\s*>\s*$|<(?:[\w.-]+:)?multistatus[^>]*\/>\s*$/.test(xml)) {
    return null;
  }
  const read = Multistatus.safeParse(parsed(xml));
  return read.success ? read.data.multistatus.response : null;
}

function fileOf({ href, status, propstat }: z.infer<typeof Response>): string[] {
  if (codeOf(status) === 507) throw new CalendarUnread('CALENDAR_TOO_MUCH');
  const data = propstat.flatMap((part) => {
    const text = part.prop['calendar-data'];
    return text === undefined || codeOf(part.status) !== 200 ? [] : [text];
  });
  // Deleted while it was asked for; or the calendar itself, among what is in it.
  const isNone = codeOf(status) === 404 || href.trim().endsWith('/');
  if (data.length === 0 && !isNone) throw new CalendarUnread('CALENDAR_UNREADABLE');
  return data;
}

const codeOf = (status: string): number => Number(/^\s*HTTP\/\S+\s+(\d{3})/.exec(status)?.[1]);

function parsed(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return null;
  }
}
