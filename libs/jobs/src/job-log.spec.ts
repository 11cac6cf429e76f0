import { AppError } from '@limber/kernel';
import { loggable, Outage } from './job-log.ts';

describe('loggable', () => {
  it('leaves out what a database error tells about the row', () => {
    const driverError = { code: '23514', detail: 'Failing row contains (Ada, sore 7)' };
    const error = Object.assign(new Error('new row violates check'), {
      ...driverError,
      driverError,
      query: 'INSERT',
      parameters: ['Ada'],
    });
    const logged = loggable(error);
    expect(logged).toMatchObject({ code: '23514', message: 'new row violates check' });
    expect(JSON.stringify({ ...logged, stack: '' })).not.toContain('Ada');
  });

  it('keeps the code of our own errors, and their cause', () => {
    expect(loggable(new AppError('BUSY', { cause: new Error('deadlock') }))).toMatchObject({
      code: 'BUSY',
      cause: { message: 'deadlock' },
    });
  });
});

describe('Outage', () => {
  it('is told once when it begins and once when it ends', () => {
    const log = { info: jest.fn(), error: jest.fn() };
    const outage = new Outage(log, 'the sweep');
    outage.over();
    outage.seen(new Error('refused'));
    outage.seen(new Error('refused'));
    outage.over();
    outage.over();
    expect(log.error).toHaveBeenCalledTimes(1);
    expect(log.info).toHaveBeenCalledTimes(1);
    outage.seen(new Error('refused'));
    expect(log.error).toHaveBeenCalledTimes(2);
  });
});
