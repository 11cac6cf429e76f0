import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { vtimezone } from './vtimezone.rules.ts';

export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

export type EntryStatus = 'tentative' | 'confirmed' | 'cancelled';

/** One visit as calendars know it. */
export interface CalendarEntry {
  /** The same for ever: of the booking's chain. */
  uid: string;
  /** The booking's revision: rises with every change, a cancellation too. */
  sequence: number;
  /** Tentative: asked for, and not agreed to yet. */
  status: EntryStatus;
  startsAt: Date;
  endsAt: Date;
  /** IANA zone of the location. */
  timeZone: string;
  summary: string;
  description: string;
  place: string;
  url: string | null;
  /** When this was said. */
  stamp: Date;
  organizer: { name: string; email: string } | null;
  attendee: { name: string; email: string } | null;
}

export interface CalendarFileOptions {
  method: CalendarMethod;
  /** Of the whole calendar, where it is one that is subscribed to. */
  name?: string;
  /** How often subscribers should look again. */
  refreshMinutes?: number;
}

/** An iCalendar file: CRLF, lines of at most 75 octets, times on the location's clocks with the zone's rules. */
export function calendarFile(
  entries: readonly CalendarEntry[],
  { method, name, refreshMinutes }: CalendarFileOptions,
): string {
  const calendar = ical({
    prodId: { company: 'Limber', product: 'Booking', language: 'EN' },
    method: ICalCalendarMethod[method],
    ...(name && { name }),
    ...(refreshMinutes && { ttl: refreshMinutes * 60 }),
    timezone: {
      name: null,
      generator: (zone) => vtimezone(zone, spanOf(entries, zone)),
    },
  });
  for (const entry of entries) {
    const { organizer, attendee, url } = entry;
    const zone = zoneFor(entry);
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      stamp: zoned(entry.stamp, 'UTC'),
      start: zoned(entry.startsAt, zone),
      end: zoned(entry.endsAt, zone),
      timezone: zone,
      summary: entry.summary,
      description: entry.description,
      location: entry.place,
      status: statuses[entry.status],
      ...(url && { url }),
      ...(organizer && { organizer: { ...organizer, name: quotable(organizer.name) } }),
      ...(attendee && {
        attendees: [
          {
            ...attendee,
            name: quotable(attendee.name),
            rsvp: false,
            status: ICalAttendeeStatus.ACCEPTED,
          },
        ],
      }),
    });
  }
  return inOrder(`${calendar.toString().replaceAll(/\r?\n/g, '\r\n').trimEnd()}\r\n`);
}

const LATE = /^(REFRESH-INTERVAL|X-PUBLISHED-TTL)[;:].*\r\n/gm;

/** What a calendar says of itself stands before its parts (RFC 5545, 3.6); the library writes these after its zones. */
function inOrder(file: string): string {
  const late = file.match(LATE)?.join('') ?? '';
  return file.replaceAll(LATE, '').replace(/^(BEGIN:V(?!CALENDAR)|END:VCALENDAR)/m, `${late}$&`);
}

/** A name stands between quotation marks, where nothing can be escaped (RFC 5545, 3.2). */
const quotable = (name: string): string => name.replaceAll('"', "'").replaceAll('\\', '/');

const zoned = (at: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** An hour that comes twice has one name on the location's clocks: such a visit is written in UTC. */
const zoneFor = ({ startsAt, endsAt, timeZone }: CalendarEntry): string =>
  [startsAt, endsAt].some((at) => comesTwice(at, timeZone)) ? 'UTC' : timeZone;

function comesTwice(at: Date, zone: string): boolean {
  const wall = zoned(at, zone).toPlainDateTime();
  const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  );
  return first?.epochMilliseconds !== second?.epochMilliseconds;
}

function spanOf(entries: readonly CalendarEntry[], zone: string): { from: Date; to: Date } {
  const inZone = entries.filter(({ timeZone }) => timeZone === zone);
  const starts = inZone.map(({ startsAt }) => startsAt.getTime());
  return { from: new Date(Math.min(...starts)), to: new Date(Math.max(...starts)) };
}

const statuses: Readonly<Record<EntryStatus, ICalEventStatus>> = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};
