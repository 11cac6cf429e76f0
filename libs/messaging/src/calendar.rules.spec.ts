import { HOUR } from '@limber/kernel';
import ICAL from 'ical.js';
import { type CalendarEntry, calendarFile, type CalendarMethod } from './calendar.rules.ts';
import { calendarEntry as entry } from './mail-view.testing.ts';

interface ReadEvent {
  uid: string;
  sequence: number;
  status: unknown;
  start: Date;
  end: Date;
  summary: string;
  description: string;
  location: string;
}

/** As a calendar program reads it: by the zone rules in the file, not by its own. */
function readBack(file: string): { method: unknown; events: ReadEvent[]; zones: string[] } {
  ICAL.TimezoneService.reset();
  const root = new ICAL.Component(ICAL.parse(file) as unknown[]);
  const zones = root.getAllSubcomponents('vtimezone').map((component) => {
    const zone = new ICAL.Timezone(component);
    ICAL.TimezoneService.register(zone);
    return zone.tzid;
  });
  const events = root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: Number(component.getFirstPropertyValue('sequence')),
      status: component.getFirstPropertyValue('status'),
      start: event.startDate.toJSDate(),
      end: event.endDate.toJSDate(),
      summary: event.summary,
      description: event.description,
      location: event.location,
    };
  });
  return { method: root.getFirstPropertyValue('method'), events, zones };
}

const linesOf = (file: string): string[] => file.split('\r\n');

describe('a calendar file', () => {
  it('reads back as it was written', () => {
    const { method, events, zones } = readBack(calendarFile([entry()], { method: 'REQUEST' }));
    expect(method).toBe('REQUEST');
    expect(zones).toEqual(['Europe/London']);
    expect(events).toEqual([
      {
        uid: entry().uid,
        sequence: 1,
        status: 'CONFIRMED',
        start: entry().startsAt,
        end: entry().endsAt,
        summary: entry().summary,
        description: entry().description,
        location: entry().place,
      },
    ]);
  });

  it('names organizer and guest, and asks for no answer', () => {
    const file = calendarFile([entry()], { method: 'REQUEST' }).replaceAll('\r\n ', '');
    expect(file).toMatch(
      /ORGANIZER;CN="?Limber Demo Clinic"?:(MAILTO|mailto):hello@limber\.example/,
    );
    expect(file).toMatch(/ATTENDEE;[^\r]*jo@client\.example/);
    expect(file).toContain('RSVP=FALSE');
  });

  it.each([
    ['Jo "Bean" Walker', "Jo 'Bean' Walker"],
    ['Back\\slash "', "Back/slash '"],
    ['Walker; Jo, 100 %: yes', 'Walker; Jo, 100 %: yes'],
    ['محمد 😀 '.repeat(20).trim(), 'محمد 😀 '.repeat(20).trim()],
  ])('carries the name %s, which no quotation mark can end', (name, read) => {
    const person = { name, email: 'jo@client.example' };
    const file = calendarFile([entry({ organizer: person, attendee: person })], {
      method: 'REQUEST',
    });
    const event = new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent('vevent');
    for (const who of ['organizer', 'attendee']) {
      const property = event?.getFirstProperty(who);
      expect(property?.getParameter('cn')).toBe(read);
      expect(String(property?.getFirstValue()).toLowerCase()).toBe('mailto:jo@client.example');
    }
    expect(readBack(file).events[0]?.uid).toBe(entry().uid);
  });

  it('says what it is called and how often to look before it says anything else', () => {
    const name = 'My visits at Limber';
    const file = calendarFile([entry()], { method: 'PUBLISH', name, refreshMinutes: 30 });
    const root = new ICAL.Component(ICAL.parse(file) as unknown[]);
    expect(root.getFirstPropertyValue('name')).toBe(name);
    const before = file.slice(0, file.indexOf('BEGIN:VTIMEZONE'));
    expect(linesOf(before)).toEqual(
      expect.arrayContaining(['REFRESH-INTERVAL;VALUE=DURATION:PT30M', 'X-PUBLISHED-TTL:PT30M']),
    );
    expect(file.match(/PT30M/g)).toHaveLength(2);
  });

  it('of a calendar without a visit is still a calendar, and says how often to look', () => {
    const name = 'My visits at Limber';
    const file = calendarFile([], { method: 'PUBLISH', name, refreshMinutes: 30 });
    expect(readBack(file)).toEqual({ method: 'PUBLISH', events: [], zones: [] });
    expect(linesOf(file)).toEqual(
      expect.arrayContaining(['REFRESH-INTERVAL;VALUE=DURATION:PT30M', 'X-PUBLISHED-TTL:PT30M']),
    );
    expect(linesOf(file).slice(-2)).toEqual(['END:VCALENDAR', '']);
  });

  it('book, three moves, cancel: one UID, a SEQUENCE that rises, the methods in order', () => {
    const told: [CalendarMethod, Partial<CalendarEntry>][] = [
      ['REQUEST', { sequence: 1 }],
      ['REQUEST', { sequence: 2, startsAt: new Date('2027-03-28T17:00:00Z') }],
      ['REQUEST', { sequence: 3, startsAt: new Date('2027-03-29T17:00:00Z') }],
      ['REQUEST', { sequence: 5, startsAt: new Date('2027-10-31T18:00:00Z') }],
      ['CANCEL', { sequence: 6, status: 'cancelled' }],
    ];
    const files = told.map(([method, change]) =>
      readBack(
        calendarFile(
          [
            entry({
              ...change,
              ...(change.startsAt && { endsAt: new Date(+change.startsAt + HOUR) }),
            }),
          ],
          { method },
        ),
      ),
    );
    expect(new Set(files.flatMap(({ events }) => events.map(({ uid }) => uid))).size).toBe(1);
    const sequences = files.map(({ events }) => events[0]?.sequence ?? 0);
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(new Set(sequences).size).toBe(sequences.length);
    expect(files.map(({ method }) => method)).toEqual(told.map(([method]) => method));
    expect(files.at(-1)?.events[0]?.status).toBe('CANCELLED');
  });

  it.each([
    ['tentative', 'TENTATIVE'],
    ['confirmed', 'CONFIRMED'],
    ['cancelled', 'CANCELLED'],
  ] as const)('a %s entry says %s, once', (status, expected) => {
    const lines = linesOf(calendarFile([entry({ status })], { method: 'PUBLISH' }));
    expect(lines.filter((line) => line.startsWith('STATUS:'))).toEqual([`STATUS:${expected}`]);
  });

  const zones = [
    ...['America/New_York', 'America/Sao_Paulo', 'America/St_Johns', 'America/Los_Angeles'],
    ...['Europe/London', 'Europe/Berlin', 'Africa/Cairo', 'Asia/Kathmandu'],
    ...['Asia/Tokyo', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland'],
  ];
  it.each(zones)('keeps the instant on every hour of four change days in %s', (zone) => {
    for (const day of ['2027-03-14', '2027-03-28', '2027-10-31', '2027-11-07']) {
      const midnight = Date.parse(`${day}T00:00:00Z`) - 14 * HOUR;
      const entries = Array.from({ length: 50 }, (_, hour) => {
        const startsAt = new Date(midnight + hour * HOUR);
        const endsAt = new Date(midnight + (hour + 1) * HOUR);
        return entry({ uid: `${hour}@limber.example`, startsAt, endsAt, timeZone: zone });
      });
      const { events } = readBack(calendarFile(entries, { method: 'PUBLISH' }));
      expect(events.map(({ uid, start }) => [uid, start])).toEqual(
        entries.map(({ uid, startsAt }) => [uid, startsAt]),
      );
    }
  });

  it.each([
    ['long and in letters of two, three and four octets', 'ä–😀'.repeat(60)],
    ['with commas, semicolons, backslashes and breaks', 'a,b;c\\d\ne'],
    ['that looks like a property', 'x\r\nATTENDEE:mailto:eve@x.example\r\nX-EVIL:1'],
  ])('carries text %s, in lines of at most 75 octets', (_what, text) => {
    const file = calendarFile([entry({ summary: text, place: text, description: text })], {
      method: 'REQUEST',
    });
    for (const line of linesOf(file)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(linesOf(file).filter((line) => /^(X-EVIL|ATTENDEE:)/.test(line))).toEqual([]);
    expect(readBack(file).events[0]?.summary.replaceAll('\r', '')).toBe(text.replaceAll('\r', ''));
  });
});
