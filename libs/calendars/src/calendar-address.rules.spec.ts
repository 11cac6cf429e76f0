import { redirectOf, soundAddress } from './calendar-address.rules.ts';
import { CalendarUnread } from './calendar-unread.ts';

const TRUSTED = ['calendar.clinic.local', '127.0.0.1', '::1'];

const codeOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof CalendarUnread ? error.code : error;
  }
};

describe('an address', () => {
  it.each([
    [' https://example.com/a/basic.ics \n', 'https://example.com/a/basic.ics', 'example.com'],
    ['webcal://example.com/a.ics', 'https://example.com/a.ics', 'example.com'],
    ['WEBCALS://Example.com/a.ics', 'https://example.com/a.ics', 'example.com'],
    ['https://example.com/a.ics?b=c#d', 'https://example.com/a.ics?b=c', 'example.com'],
    ['https://example.com:8443/a', 'https://example.com:8443/a', 'example.com:8443'],
    ['https://münchen.example/a', 'https://xn--mnchen-3ya.example/a', 'xn--mnchen-3ya.example'],
    [
      'http://calendar.clinic.local:8080/a',
      'http://calendar.clinic.local:8080/a',
      'calendar.clinic.local:8080',
    ],
    ['http://Calendar.Clinic.Local/a', 'http://calendar.clinic.local/a', 'calendar.clinic.local'],
    ['http://127.0.0.1:90/a', 'http://127.0.0.1:90/a', '127.0.0.1:90'],
    ['https://[::1]/a', 'https://[::1]/a', '[::1]'],
  ])('%j is kept as %s, shown as %s', (text, url, host) => {
    expect(soundAddress(text, TRUSTED)).toEqual({ url, host });
  });

  it.each([
    '',
    'example.com/a.ics',
    'my calendar',
    'http://example.com/a.ics',
    'ftp://calendar.clinic.local/a.ics',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://anna:secret@example.com/a.ics',
    'https://anna@example.com/a.ics',
    'http://calendar.clinic.local.example.com/a',
    'https://10.0.0.1/a',
    'https://169.254.169.254/latest/meta-data',
    'https://0.0.0.0/',
    'https://127.2/',
    'https://0x7f.0.0.2/',
    'https://2130706434/',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::]/',
    'https://[::ffff:10.0.0.1]/',
  ])('%j is none', (text) => {
    expect(codeOf(() => soundAddress(text, TRUSTED))).toBe('CALENDAR_ADDRESS');
  });

  it('is told to nobody', () => {
    expect(() => soundAddress('http://example.com/secret', [])).toThrow(
      expect.objectContaining({ message: 'CALENDAR_ADDRESS' }),
    );
    expect(() => soundAddress('secret', [])).toThrow(
      expect.objectContaining({ message: 'CALENDAR_ADDRESS' }),
    );
  });

  it.each<[string, string, unknown]>([
    ['https://example.com/a', '/b', { url: 'https://example.com/b', isSameOrigin: true }],
    [
      'https://example.com/a',
      '//example.com:8443/b',
      { url: 'https://example.com:8443/b', isSameOrigin: false },
    ],
    [
      'https://example.com/a',
      'https://other.example/b#c',
      { url: 'https://other.example/b', isSameOrigin: false },
    ],
    [
      'http://127.0.0.1/a',
      'https://127.0.0.1/a',
      { url: 'https://127.0.0.1/a', isSameOrigin: false },
    ],
    [
      'http://127.0.0.1/a',
      'http://127.0.0.1:81/a',
      { url: 'http://127.0.0.1:81/a', isSameOrigin: false },
    ],
    ['https://127.0.0.1/a', 'http://127.0.0.1/a', 'CALENDAR_ADDRESS'],
    ['https://example.com/a', 'http://example.com/a', 'CALENDAR_ADDRESS'],
    ['https://example.com/a', 'https://10.0.0.1/', 'CALENDAR_ADDRESS'],
    ['https://example.com/a', 'https://anna:secret@example.com/', 'CALENDAR_ADDRESS'],
    ['https://example.com/a', 'file:///etc/passwd', 'CALENDAR_ADDRESS'],
    ['https://example.com/a', 'https://', 'CALENDAR_UNREACHABLE'],
  ])('%s that sends on to %s', (from, location, expected) => {
    expect(codeOf(() => redirectOf(from, location, TRUSTED))).toEqual(expected);
  });
});
