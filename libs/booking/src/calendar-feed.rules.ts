import { DAY, MINUTE } from '@limber/kernel';
import type { CalendarEntry } from '@limber/messaging';
import { entryStatusOf } from './booking.rules.ts';
import { feedTexts as texts } from './calendar-feed.en.ts';
import type { FeedRow } from './calendar-feed.store.ts';

/** So long a visit that is over or called off stays in the calendar. */
export const FEED_KEEPS_MS = 30 * DAY;

/** "Ada Hill-Moore" -> "A. H." */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => `${[...part][0]?.toUpperCase() ?? ''}.`)
    .join(' ');

export const endOfRow = ({ startsAt, durationMin }: FeedRow): Date =>
  new Date(startsAt.getTime() + durationMin * MINUTE);

/** A visit as its therapist's calendar shows it: who by initials unless asked for, what, and where. */
export const staffEntry = (row: FeedRow, uid: string, showsNames: boolean): CalendarEntry => ({
  uid,
  sequence: row.revision,
  status: entryStatusOf(row.status),
  startsAt: row.startsAt,
  endsAt: endOfRow(row),
  timeZone: row.timeZone,
  summary: texts.visit(showsNames ? row.contactName : initialsOf(row.contactName), row.service),
  description: [texts.room(row.room), texts.reference(row.reference)].join('\n'),
  place: `${row.location}, ${row.address}`,
  url: null,
  // Not the hour of asking: the same visits give the same bytes, and the same ETag.
  stamp: row.changedAt,
  organizer: null,
  attendee: null,
});
