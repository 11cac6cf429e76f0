import { MINUTE, overlaps, type TimeRange } from '@limber/kernel';
import { Clocks, zoneClock } from './calendar-clock.rules.ts';
import { readEvents } from './calendar-event.rules.ts';
import { type Part, readCalendarFile, Work } from './calendar-file.rules.ts';
import { CalendarUnread } from './calendar-unread.ts';
import { eventSpans } from './event-spans.rules.ts';
import { freeBusySpans } from './free-busy.rules.ts';

export interface BusyWindow {
  /** Of floating times, of whole days, and of zones nobody knows. */
  timeZone: string;
  /** Epoch milliseconds, half-open. */
  from: number;
  until: number;
  /** Our own feed, coming back, takes nobody's time. */
  isOurs: (uid: string) => boolean;
}

const MOST_EVENTS = 20_000;
const MOST_STEPS = 200_000;
const MOST_SPANS = 5_000;

/**
 * When somebody is busy, by all files of one calendar together: merged, in order, in whole minutes and within the
 * window. What cannot be understood is never left out, since that would make it free: nothing is said at all then.
 */
export function busyTimes(files: readonly string[], window: BusyWindow): TimeRange[] {
  const work = new Work(MOST_STEPS);
  const calendars = files.flatMap(readCalendarFile);
  const events = calendars.flatMap(({ parts }) => parts).filter(({ name }) => name === 'VEVENT');
  if (events.length > MOST_EVENTS) throw new CalendarUnread('CALENDAR_TOO_MUCH');
  const busy = calendars.flatMap((calendar) => spansOf(calendar, window, work));
  const merged = merge(busy, window);
  if (merged.length > MOST_SPANS) throw new CalendarUnread('CALENDAR_TOO_MUCH');
  return merged;
}

function spansOf(calendar: Part, window: BusyWindow, work: Work): TimeRange[] {
  const clocks = new Clocks(calendar, zoneClock(window.timeZone), work);
  const spans: TimeRange[] = [];
  const add = (span: TimeRange): void => {
    if (span.start < span.end && overlaps(span, { start: window.from, end: window.until })) {
      spans.push(span);
    }
  };
  for (const event of readEvents(calendar, window.isOurs, clocks, work)) {
    for (const span of eventSpans(event, window, work)) add(span);
  }
  for (const span of freeBusySpans(calendar, clocks, work)) add(span);
  return spans;
}

function merge(spans: readonly TimeRange[], { from, until }: BusyWindow): TimeRange[] {
  const whole = spans
    .map(({ start, end }) => ({
      start: Math.max(from, Math.floor(start / MINUTE) * MINUTE),
      end: Math.min(until, Math.ceil(end / MINUTE) * MINUTE),
    }))
    .sort((a, b) => a.start - b.start);
  const merged: TimeRange[] = [];
  for (const span of whole) {
    const last = merged.at(-1);
    if (last === undefined || last.end < span.start) merged.push(span);
    else last.end = Math.max(last.end, span.end);
  }
  return merged;
}
