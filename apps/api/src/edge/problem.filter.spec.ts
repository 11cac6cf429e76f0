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
