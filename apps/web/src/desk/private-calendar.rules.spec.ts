import { ProblemError } from '../api/problem.ts';
import { formatFor } from '../ui/format.ts';
import {
  bodyOf,
  faultsOf,
  isAny,
  missing,
  nextWords,
  nothing,
  readWords,
  whenWords,
} from './private-calendar.rules.ts';

const london = formatFor('en-GB', 'Europe/London');
const now = Date.parse('2026-11-29T14:05:30Z');

describe('when a calendar was read', () => {
  it.each([
    ['2026-11-29T14:05:00Z', 'Read just now'],
    ['2026-11-29T14:04:30Z', 'Read 1 minute ago'],
    ['2026-11-29T13:06:30Z', 'Read 59 minutes ago'],
    ['2026-11-29T13:05:30Z', 'Last read Sun 29 Nov, 13:05'],
    ['2026-11-26T08:00:00Z', 'Last read Thu 26 Nov, 08:00'],
  ])('%s: %s', (at, words) => {
    expect(readWords(at, now, london)).toBe(words);
  });

  it('never lies ahead, though the browser’s clock may be behind', () => {
    expect(readWords('2026-11-29T14:06:00Z', now, london)).toBe('Read just now');
  });

  it('names the day where that is another one on the clinic’s clocks', () => {
    expect(whenWords('2026-11-29T00:10:00Z', now, london)).toBe('at 00:10');
    expect(whenWords('2026-11-28T23:50:00Z', now, london)).toBe('on Sat 28 Nov, 23:50');
    const auckland = formatFor('en-GB', 'Pacific/Auckland');
    expect(whenWords('2026-11-29T10:50:00Z', now, auckland)).toBe('on Sun 29 Nov, 23:50');
  });

  it('says no time that has gone by as the next one', () => {
    expect(nextWords('2026-11-29T14:20:00Z', now, london)).toBe('at 14:20');
    expect(nextWords('2026-11-29T14:05:30Z', now, london)).toBe('in a moment');
    expect(nextWords(null, now, london)).toBe('once its therapist works here again');
  });
});

const typed = { ...nothing, address: ' webcal://calendar.example/ana.ics ' };
const login = { username: 'ana', password: ' kept as typed ' };

describe('a calendar to connect', () => {
  it('is sent without a login, unless the boxes for it are open', () => {
    expect(bodyOf('ana', { ...typed, ...login })).toEqual({
      therapistId: 'ana',
      address: 'webcal://calendar.example/ana.ics',
    });
    expect(bodyOf('ana', { ...typed, ...login, asksPassword: true })).toMatchObject({ login });
  });

  it.each([
    [{ ...nothing, address: '  ' }, ['address']],
    [typed, []],
    [{ ...typed, asksPassword: true }, ['username', 'password']],
    [{ ...typed, asksPassword: true, username: 'ana' }, ['password']],
    [{ ...typed, ...login, asksPassword: true }, []],
  ])('%j lacks %j', (draft, fields) => {
    expect(Object.keys(missing(draft))).toEqual(fields);
    expect(isAny(missing(draft))).toBe(fields.length > 0);
  });

  describe('when it is refused', () => {
    const refused = (path: string, code: 'CALENDAR_REFUSED' | 'TOO_BIG'): ProblemError =>
      new ProblemError({
        ...{ type: 'about:blank', title: '', status: 422, requestId: '' },
        ...{ code: 'CALENDAR_REFUSED', detail: 'Whoever keeps it refuses. Copy it once more.' },
        errors: [{ path, code, message: 'In short' }],
      });

    it('says at the field what to do, where the refusal is about that field', () => {
      const faults = faultsOf(refused('address', 'CALENDAR_REFUSED'));
      expect(faults).toMatchObject({ address: 'Whoever keeps it refuses. Copy it once more.' });
    });

    it('says at the field what was said of it', () => {
      expect(faultsOf(refused('login.username', 'TOO_BIG'))).toMatchObject({
        username: 'In short',
      });
      expect(faultsOf(refused('login.password', 'TOO_BIG'))).toMatchObject({
        password: 'In short',
      });
    });

    it('leaves to be said below what is about no field of the form', () => {
      expect(isAny(faultsOf(refused('therapistId', 'CALENDAR_REFUSED')))).toBe(false);
      expect(isAny(faultsOf(new Error('offline')))).toBe(false);
    });
  });
});
