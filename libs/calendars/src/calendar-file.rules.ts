import { CalendarUnread } from './calendar-unread.ts';

/** What one reading may cost, whatever the files say: every step of it is paid for here. */
export class Work {
  constructor(private left: number) {}

  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new CalendarUnread('CALENDAR_TOO_MUCH');
  }
}

export interface Line {
  params: ReadonlyMap<string, string>;
  value: string;
}

/** A component of an iCalendar file (RFC 5545, 3.6) with the lines that say when; the others never get in. */
export interface Part {
  name: string;
  lines: Map<string, Line[]>;
  parts: Part[];
}

const FRAME = ['BEGIN', 'END'];
const WHEN = ['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID'];
const COUNTS = ['UID', 'STATUS', 'TRANSP', 'X-MICROSOFT-CDO-BUSYSTATUS', 'FREEBUSY'];
const ZONE = ['TZID', 'TZOFFSETFROM', 'TZOFFSETTO'];
const READ = new RegExp(
  `^(${[...FRAME, ...WHEN, ...COUNTS, ...ZONE].join('|')})(?![A-Za-z0-9-])`,
  'i',
);
// Each alternative ends where the other begins, so nothing is ever tried twice.
const HEAD = /^(?:"[^"]*"|[^":])*/;
const PARAM = /;([^=;"]+)=((?:"[^"]*"|[^";])*)/g;

/** Where these stand, or they would be overlooked. */
const PLACES: Record<string, string | undefined> = {
  VCALENDAR: '',
  VEVENT: 'VCALENDAR',
  VFREEBUSY: 'VCALENDAR',
};

/** More than calendars nest, and few enough for a hostile file to gain nothing. */
const DEEPEST = 8;

/** The calendars of a file. Whatever is not understood is the whole file's trouble: nothing is left out. */
export function readCalendarFile(text: string): Part[] {
  const root: Part = { name: '', lines: new Map(), parts: [] };
  const open = [root];
  for (const line of unfolded(text)) {
    const name = READ.exec(line)?.[1]?.toUpperCase();
    if (name === undefined) continue;
    const { params, value } = lineOf(line.slice(name.length), WHEN.includes(name));
    const inside = open.at(-1) ?? root;
    if (name === 'BEGIN') {
      const part: Part = { name: value.trim().toUpperCase(), lines: new Map(), parts: [] };
      if ((PLACES[part.name] ?? inside.name) !== inside.name) throw unreadable();
      inside.parts.push(part);
      if (open.push(part) > DEEPEST) throw unreadable();
    } else if (name === 'END') {
      if (open.length === 1 || open.pop()?.name !== value.trim().toUpperCase()) throw unreadable();
    } else {
      const same = inside.lines.get(name);
      if (same === undefined) inside.lines.set(name, [{ params, value }]);
      else same.push({ params, value });
    }
  }
  // A file that was cut off has something open; one that is no calendar has none.
  if (open.length > 1 || root.parts.length === 0) throw unreadable();
  if (root.parts.some(({ name }) => name !== 'VCALENDAR')) throw unreadable();
  return root.parts;
}

export const unreadable = (): CalendarUnread => new CalendarUnread('CALENDAR_UNREADABLE');

/** The only line of its name, where the standard allows one. */
export function soleLine(part: Part, name: string): Line | undefined {
  const lines = part.lines.get(name) ?? [];
  if (lines.length > 1) throw unreadable();
  return lines[0];
}

const unfolded = (text: string): string[] =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n|\r/);

/** A time holds no colon, but the names some give their zones do, and stand there without quotation marks. */
function lineOf(rest: string, isTime: boolean): Line {
  const split = isTime ? rest.lastIndexOf(':') : (HEAD.exec(rest)?.[0].length ?? -1);
  const head = rest.slice(0, Math.max(split, 0));
  const found = [...head.matchAll(PARAM)];
  const length = found.reduce((sum, [whole]) => sum + whole.length, 0);
  if (rest[split] !== ':' || length !== head.length) throw unreadable();
  const params = found.map(([, name = '', value = '']): [string, string] => [
    name.toUpperCase(),
    value.replaceAll('"', ''),
  ]);
  return { params: new Map(params), value: rest.slice(split + 1) };
}
