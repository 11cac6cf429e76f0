import { formatFor } from './format.ts';
import { spanInWords } from '../desk/setup/span.rules.ts';
import { hoursWords, spanWords } from './span-words.ts';

const at = (text: string): string => `${text}:00Z`;

describe('a stretch with its days', () => {
  it.each([
    ['2026-11-30T00:00', '2026-12-01T00:00', 'Mon 30 Nov, whole day'],
    ['2026-11-30T00:00', '2026-12-03T00:00', 'Mon 30 Nov to Wed 2 Dec'],
    ['2026-11-30T09:00', '2026-11-30T12:00', 'Mon 30 Nov, 09:00 to 12:00'],
    ['2026-11-30T14:00', '2026-12-01T00:00', 'Mon 30 Nov, 14:00 to 24:00'],
    ['2026-11-30T00:00', '2026-11-30T12:00', 'Mon 30 Nov, 00:00 to 12:00'],
    ['2026-11-30T14:00', '2026-12-02T00:00', 'Mon 30 Nov, 14:00 to the end of Tue 1 Dec'],
    ['2026-11-30T14:00', '2026-12-01T12:00', 'Mon 30 Nov, 14:00 to Tue 1 Dec, 12:00'],
    ['2026-11-30T00:00', '2026-12-01T12:00', 'Mon 30 Nov to Tue 1 Dec, 12:00'],
  ])('%s to %s in London: %s', (startsAt, endsAt, expected) => {
    const range = { startsAt: at(startsAt), endsAt: at(endsAt) };
    expect(spanWords(formatFor('en-GB', 'Europe/London'), range)).toBe(expected);
  });

  it.each([
    // Half past five in UTC is no midnight there; a quarter past six in the evening is.
    ['Asia/Kathmandu', '2026-11-29T18:15', '2026-11-30T18:15', 'Mon 30 Nov, whole day'],
    [
      'Asia/Kathmandu',
      '2026-11-30T00:00',
      '2026-12-01T00:00',
      'Mon 30 Nov, 05:45 to Tue 1 Dec, 05:45',
    ],
    ['Europe/Berlin', '2027-10-30T22:00', '2027-10-31T23:00', 'Sun 31 Oct, whole day'],
    // The clocks go from 24:00 to 01:00: that day begins at one.
    ['Africa/Cairo', '2027-04-28T22:00', '2027-04-29T22:00', 'Thu 29 Apr, whole day'],
    ['Africa/Cairo', '2027-04-29T22:00', '2027-04-30T21:00', 'Fri 30 Apr, whole day'],
  ])('in %s, %s to %s is %s', (zone, startsAt, endsAt, expected) => {
    const range = { startsAt: at(startsAt), endsAt: at(endsAt) };
    expect(spanWords(formatFor('en-GB', zone), range)).toBe(expected);
  });
});

describe('a stretch of days as it was typed', () => {
  const typed = (
    from: string,
    startTime: string | null,
    to: string | null,
    endTime: string | null,
  ) => spanInWords('en-GB', { from, startTime, to, endTime });
  it.each([
    ['2026-12-02', null, '2026-12-02', null, 'Wed 2 Dec 2026, whole day'],
    ['2026-12-02', null, '2026-12-04', null, 'Wed 2 Dec 2026 to Fri 4 Dec 2026'],
    ['2026-12-02', '09:00', '2026-12-02', '12:00', 'Wed 2 Dec 2026, 09:00 to 12:00'],
    ['2026-12-02', '09:00', '2026-12-02', null, 'Wed 2 Dec 2026, 09:00 to 24:00'],
    ['2026-12-02', null, '2026-12-02', '12:00', 'Wed 2 Dec 2026, 00:00 to 12:00'],
    [
      '2026-12-02',
      '09:00',
      '2026-12-04',
      null,
      'Wed 2 Dec 2026, 09:00 to the end of Fri 4 Dec 2026',
    ],
    ['2026-12-02', '09:00', null, null, 'Wed 2 Dec 2026, 09:00, until further notice'],
  ])('%s %s to %s %s: %s', (from, startTime, to, endTime, expected) => {
    expect(typed(from, startTime, to, endTime)).toBe(expected);
  });
});

describe('what of a stretch falls on one day', () => {
  it.each([
    ['2026-11-30T00:00', '2026-12-01T00:00', 'whole day'],
    ['2026-11-28T09:00', '2026-12-03T12:00', 'whole day'],
    ['2026-11-28T09:00', '2026-11-30T12:00', 'until 12:00'],
    ['2026-11-30T14:00', '2026-12-03T12:00', 'from 14:00'],
    ['2026-11-30T14:00', '2026-12-01T00:00', 'from 14:00'],
    ['2026-11-30T09:00', '2026-11-30T12:00', '09:00 to 12:00'],
  ])('%s to %s: %s', (startsAt, endsAt, expected) => {
    const day = {
      from: Date.parse(at('2026-11-30T00:00')),
      to: Date.parse(at('2026-12-01T00:00')),
    };
    const range = { startsAt: at(startsAt), endsAt: at(endsAt) };
    expect(hoursWords(formatFor('en-GB', 'Europe/London'), range, day)).toBe(expected);
  });
});
