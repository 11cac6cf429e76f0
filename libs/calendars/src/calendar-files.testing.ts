import type { BusyWindow } from './busy-times.rules.ts';

/** Lines as calendar programs end them. */
export const calendar = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines, 'END:VCALENDAR', ''].join(
    '\r\n',
  );

export const event = (...lines: string[]): string =>
  ['BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');

/** 2026 from its first to its last hour, on London's clocks. */
export const ofLondon: BusyWindow = {
  timeZone: 'Europe/London',
  from: Date.parse('2026-01-01T00:00Z'),
  until: Date.parse('2027-01-01T00:00Z'),
  isOurs: (uid) => uid.endsWith('@limber.test'),
};

export const ofNewYork: BusyWindow = {
  ...ofLondon,
  timeZone: 'America/New_York',
  from: Date.parse('2026-01-01T05:00Z'),
  until: Date.parse('2027-01-01T05:00Z'),
};

/** As Outlook writes it: a Windows name, and rules since 1601. */
export const outlookLondon = [
  'BEGIN:VTIMEZONE',
  'TZID:GMT Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:16010101T010000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n');

export const outlookNewYork = outlookLondon
  .replace('GMT Standard Time', 'Eastern Standard Time')
  .replace('TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000', 'TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500')
  .replace('TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100', 'TZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400')
  .replace('DTSTART:16010101T010000', 'DTSTART:16010101T020000')
  .replace('BYDAY=-1SU;BYMONTH=10', 'BYDAY=1SU;BYMONTH=11')
  .replace('BYDAY=-1SU;BYMONTH=3', 'BYDAY=2SU;BYMONTH=3');

export const google = [
  'BEGIN:VCALENDAR',
  'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
  'VERSION:2.0',
  'CALSCALE:GREGORIAN',
  'METHOD:PUBLISH',
  'X-WR-CALNAME:anna@example.com',
  'X-WR-TIMEZONE:Europe/London',
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'X-LIC-LOCATION:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:GMT+1',
  'DTSTART:19700329T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19701025T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'DTSTART;TZID=Europe/London:20260323T180000',
  'DTEND;TZID=Europe/London:20260323T193000',
  'RRULE:FREQ=WEEKLY;WKST=MO;COUNT=3;BYDAY=MO',
  'EXDATE;TZID=Europe/London:20260330T180000',
  'DTSTAMP:20260301T101500Z',
  'UID:3q0l2v7n@google.com',
  'CREATED:20260210T080000Z',
  'DESCRIPTION:Bring the good mat\\, and water.\\nDTSTART:20260101T000000 is',
  '  not a line of its own.',
  'LAST-MODIFIED:20260210T080000Z',
  'SEQUENCE:1',
  'STATUS:CONFIRMED',
  'SUMMARY:Yoga with a very long title that a calendar program has to fold ac',
  ' ross two lines',
  'TRANSP:OPAQUE',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'DESCRIPTION:This is an event reminder',
  'TRIGGER:-P0DT0H30M0S',
  'DURATION:PT5M',
  'REPEAT:2',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20260501',
  'DTEND;VALUE=DATE:20260502',
  'UID:birthday@google.com',
  'SUMMARY:Birthday',
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

export const apple = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Apple Inc.//macOS 15.1//EN',
  'CALSCALE:GREGORIAN',
  'BEGIN:VEVENT',
  'CREATED:20260105T090000Z',
  'DTEND;TZID=Europe/London:20260410T103000',
  'DTSTAMP:20260105T090000Z',
  'DTSTART;TZID=Europe/London:20260410T100000',
  'LAST-MODIFIED:20260105T090000Z',
  'SEQUENCE:0',
  'SUMMARY:Dentist',
  'TRANSP:OPAQUE',
  'UID:8A1B-4C2D',
  'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;X-TITLE="High St:',
  ' 1":geo:51.5,-0.1',
  'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

export const outlook = [
  'BEGIN:VCALENDAR',
  'METHOD:PUBLISH',
  'PRODID:Microsoft Exchange Server 2010',
  'VERSION:2.0',
  'X-WR-CALNAME:Calendar',
  outlookLondon,
  'BEGIN:VEVENT',
  'RRULE:FREQ=WEEKLY;UNTIL=20260401T080000Z;INTERVAL=1;BYDAY=WE;WKST=SU',
  'UID:040000008200E00074C5B7101A82E008',
  'SUMMARY;LANGUAGE=en-GB:Team',
  'DTSTART;TZID=GMT Standard Time:20260325T090000',
  'DTEND;TZID=GMT Standard Time:20260325T100000',
  'CLASS:PUBLIC',
  'PRIORITY:5',
  'TRANSP:OPAQUE',
  'STATUS:CONFIRMED',
  'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
  'X-MICROSOFT-CDO-INSTTYPE:1',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:040000008200E00074C5B7101A82E009',
  'DTSTART;VALUE=DATE:20260601',
  'DTEND;VALUE=DATE:20260603',
  'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:040000008200E00074C5B7101A82E010',
  'DTSTART;TZID=GMT Standard Time:20260610T090000',
  'DTEND;TZID=GMT Standard Time:20260610T100000',
  'X-MICROSOFT-CDO-BUSYSTATUS:FREE',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

export const nextcloud = [
  'BEGIN:VCALENDAR',
  'CALSCALE:GREGORIAN',
  'VERSION:2.0',
  'PRODID:-//IDN nextcloud.com//Calendar app 5.0.3//EN',
  'BEGIN:VEVENT',
  'CREATED:20260301T120000Z',
  'DTSTAMP:20260301T120100Z',
  'SEQUENCE:3',
  'UID:c1f7',
  'DTSTART;TZID=Europe/Berlin:20260302T120000',
  'DTEND;TZID=Europe/Berlin:20260302T130000',
  'STATUS:CONFIRMED',
  'SUMMARY:Lunch',
  'RRULE:FREQ=DAILY;COUNT=3',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:c1f7',
  'RECURRENCE-ID;TZID=Europe/Berlin:20260303T120000',
  'DTSTART;TZID=Europe/Berlin:20260303T150000',
  'DTEND;TZID=Europe/Berlin:20260303T160000',
  'SUMMARY:Late lunch',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
