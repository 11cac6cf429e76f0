import { HttpException } from '@nestjs/common';
import { errorCodes } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { QueryFailedError } from 'typeorm';
import { asAppError, problemOf } from './problem.filter.ts';
import { detailOf, problems } from './problem.table.ts';

const databaseError = (code: string) =>
  new QueryFailedError(
    'SELECT secret',
    ['ada@example.com'],
    Object.assign(new Error('x'), { code }),
  );

describe('asAppError', () => {
  it.each([
    [new AppError('SLOT_TAKEN'), 'SLOT_TAKEN'],
    [new AppError('NOBODY_KNOWS_THIS'), 'INTERNAL'],
    [new HttpException('x', 404), 'NOT_FOUND'],
    [new HttpException('x', 405), 'METHOD_NOT_ALLOWED'],
    [Object.assign(new Error('x'), { statusCode: 413 }), 'BODY_TOO_LARGE'],
    [Object.assign(new Error('x'), { code: 'FST_ERR_BAD_URL' }), 'BAD_URL'],
    [databaseError('57P01'), 'UNAVAILABLE'],
    [databaseError('57014'), 'UNAVAILABLE'],
    [databaseError('23505'), 'INTERNAL'],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'UNAVAILABLE'],
    [new Error('timeout exceeded when trying to connect'), 'UNAVAILABLE'],
    [new Error('Connection terminated due to connection timeout'), 'UNAVAILABLE'],
    [new TypeError('x is not a function'), 'INTERNAL'],
    ['thrown text', 'INTERNAL'],
    [null, 'INTERNAL'],
  ])('%s -> %s', (thrown, code) => {
    expect(asAppError(thrown).code).toBe(code);
  });
});

describe('problemOf', () => {
  it('tells an unknown error’s request id and nothing of its cause', () => {
    const problem = problemOf(asAppError(databaseError('23505')), 'request-1');
    expect(problem).toMatchObject({ status: 500, code: 'INTERNAL', requestId: 'request-1' });
    expect(JSON.stringify(problem)).not.toMatch(/secret|ada@/);
  });

  it('shows alternatives, but not what only the inside may know', () => {
    const error = new AppError('SLOT_TAKEN', {
      params: { alternatives: ['2027-01-12T10:00:00.000Z'], bookedBy: 'Ada' },
    });
    expect(problemOf(asAppError(error), 'r')).toMatchObject({
      alternatives: ['2027-01-12T10:00:00.000Z'],
    });
    expect(JSON.stringify(problemOf(asAppError(error), 'r'))).not.toContain('Ada');
  });
});

describe('several faults at once', () => {
  it('are told one by one, each in its own words', () => {
    const error = new AppError('UNKNOWN_TIME_ZONE', {
      fields: [
        { path: 'timeZone', code: 'UNKNOWN_TIME_ZONE', message: '' },
        { path: 'openingHours.0.closes', code: 'HOURS_REVERSED', message: '' },
      ],
    });
    const { errors = [] } = problemOf(asAppError(error), 'r');
    expect(errors.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      `timeZone: ${problems.UNKNOWN_TIME_ZONE.title}`,
      `openingHours.0.closes: ${problems.HOURS_REVERSED.title}`,
    ]);
  });
});

describe('a time that is gone', () => {
  it.each(['SLOT_TAKEN', 'HOLD_EXPIRED'] as const)(
    '%s speaks of a list only where there is one, else says where to look',
    (code) => {
      const said = (alternatives: string[]): string =>
        problemOf(asAppError(new AppError(code, { params: { alternatives } })), 'r').detail;
      expect(said(['2027-01-12T10:00:00.000Z'])).toMatch(/nearest free times are listed\.$/);
      expect(said([])).not.toMatch(/listed/);
      expect(said([])).toMatch(/another day/);
    },
  );

  it('may be free again where nobody has looked for others', () => {
    expect(detailOf('HOLD_EXPIRED', {})).toMatch(/pick it again if it is still free\.$/);
  });
});

describe('a booking that cannot be moved online', () => {
  it.each([
    [0, /^Bookings here are not moved online\. To move yours, phone us on \+44/],
    [1, /^A booking can be moved once online\. To move it again/],
    [2, /^A booking can be moved 2 times online\. To move it again/],
  ])('after %i moves says so in plain words', (limit, words) => {
    expect(detailOf('MOVE_LIMIT', { limit, phone: '+44 20 7946 0000' })).toMatch(words);
  });
});

describe('every code', () => {
  it.each(errorCodes.map((code) => [code]))('%s has a status and a sentence to act on', (code) => {
    const { status, title } = problems[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(title.length).toBeGreaterThan(3);
    const sentence = detailOf(code, {
      ...{ phone: '+44 20 7946 0000', days: 62, minutes: 45 },
      ...{ therapist: 'Ana', location: 'Riverside' },
      ...{ date: '2027-01-12', startsAt: '09:00', endsAt: '17:00' },
    });
    expect(sentence).toMatch(/^[A-Z].*\.$/s);
    expect(sentence).not.toMatch(/undefined|object Object|!/);
  });
});
