import type { Clocks } from './calendar-clock.rules.ts';
import { type Line, type Part, soleLine, unreadable, type Work } from './calendar-file.rules.ts';
import {
  instantOf,
  type Lasting,
  lastingOf,
  type Moment,
  readMoment,
  readPeriod,
} from './calendar-moment.rules.ts';
import { readRule, type Rule } from './recurrence-rule.rules.ts';

export interface Timed {
  start: Moment;
  lasting: Lasting;
}

/** How an occurrence, and all after it, was changed: the others follow by the same difference. */
export interface Change extends Timed {
  counts: boolean;
  /** The occurrence it was. */
  of: Moment;
  ofAt: number;
}

/** One VEVENT that takes time, or whose later occurrences do. */
export interface CalendarEvent extends Timed {
  counts: boolean;
  rules: Rule[];
  /** Further occurrences; null lasts as long as the event does. */
  dates: { start: Moment; lasting: Lasting | null }[];
  /** Occurrences that are called off, and those that have a VEVENT of their own. */
  gone: Moment[];
  /** In order of `ofAt`. */
  changes: Change[];
}

export function* readEvents(
  calendar: Part,
  isOurs: (uid: string) => boolean,
  clocks: Clocks,
  work: Work,
): Generator<CalendarEvent> {
  for (const series of seriesOf(calendar, isOurs)) {
    const replaced = series.overrides.map((part) => replacedBy(part, clocks));
    const changes = series.overrides
      .flatMap((part, index) => changeOf(part, replaced[index], clocks))
      .sort((a, b) => a.ofAt - b.ofAt);
    for (const part of series.events) {
      work.spend(replaced.length);
      if (counts(part) || changes.some((change) => change.counts)) {
        yield eventOf(part, { replaced, changes }, clocks, work);
      }
    }
    for (const part of series.overrides) {
      if (counts(part)) yield eventOf(part, { replaced: [], changes: [] }, clocks, work);
    }
  }
}

/** An event and the occurrences of it that were changed: they share their UID. */
interface Series {
  events: Part[];
  overrides: Part[];
}

function seriesOf(calendar: Part, isOurs: (uid: string) => boolean): Series[] {
  const named = new Map<string, Series>();
  const all: Series[] = [];
  for (const part of calendar.parts) {
    if (part.name !== 'VEVENT') continue;
    const uid = soleLine(part, 'UID')?.value.trim();
    if (uid !== undefined && isOurs(uid)) continue;
    let series = uid === undefined ? undefined : named.get(uid);
    if (series === undefined) {
      series = { events: [], overrides: [] };
      all.push(series);
      if (uid !== undefined) named.set(uid, series);
    }
    (part.lines.has('RECURRENCE-ID') ? series.overrides : series.events).push(part);
  }
  return all;
}

function counts(part: Part): boolean {
  const says = (name: string, value: string): boolean =>
    part.lines.get(name)?.every((line) => line.value.trim().toUpperCase() === value) ?? false;
  return !(
    says('STATUS', 'CANCELLED') ||
    says('TRANSP', 'TRANSPARENT') ||
    says('X-MICROSOFT-CDO-BUSYSTATUS', 'FREE')
  );
}

function replacedBy(part: Part, clocks: Clocks): Moment {
  const line = soleLine(part, 'RECURRENCE-ID');
  if (line === undefined) throw unreadable();
  // A cancelled occurrence need not say when it would have been.
  const start = part.lines.has('DTSTART') ? startOf(part, clocks) : undefined;
  return readMoment(line.value, line, clocks, start?.clock);
}

function changeOf(part: Part, of: Moment | undefined, clocks: Clocks): Change[] {
  const range = soleLine(part, 'RECURRENCE-ID')?.params.get('RANGE')?.toUpperCase();
  if (range === undefined || of === undefined) return [];
  if (range !== 'THISANDFUTURE') throw unreadable();
  const start = part.lines.has('DTSTART') ? startOf(part, clocks) : of;
  const lasting = lastingOf(part, start, clocks);
  return [{ counts: counts(part), of, ofAt: instantOf(of), start, lasting }];
}

function startOf(part: Part, clocks: Clocks): Moment {
  const line = soleLine(part, 'DTSTART');
  if (line === undefined) throw unreadable();
  return readMoment(line.value, line, clocks);
}

function eventOf(
  part: Part,
  { replaced, changes }: { replaced: Moment[]; changes: Change[] },
  clocks: Clocks,
  work: Work,
): CalendarEvent {
  const start = startOf(part, clocks);
  const each = <T>(name: string, read: (text: string, line: Line) => T): T[] =>
    (part.lines.get(name) ?? []).flatMap((line) => {
      const texts = line.value.split(',');
      work.spend(texts.length);
      return texts.map((text) => read(text, line));
    });
  return {
    counts: counts(part),
    start,
    lasting: lastingOf(part, start, clocks),
    rules: (part.lines.get('RRULE') ?? []).map(({ value }) => readRule(value)),
    dates: each('RDATE', (text, line) =>
      text.includes('/')
        ? readPeriod(text, line, clocks, start.clock)
        : { start: readMoment(text, line, clocks, start.clock), lasting: null },
    ),
    gone: [
      ...replaced,
      ...each('EXDATE', (text, line) => readMoment(text, line, clocks, start.clock)),
    ],
    changes,
  };
}
