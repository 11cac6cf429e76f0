import { jobNames } from '@limber/contracts';
import { JobHandlers } from './job-handlers.ts';

const subject = {
  clinicId: '6f0cbd3e-1d53-4a52-8f9a-0d6a4f6f2a10',
  id: '0b7f1f0e-61a8-4d6e-9f43-5f5a3f6a7c11',
};
const nothing = () => Promise.resolve();

describe('JobHandlers', () => {
  it('refuses a second handler for the same job', () => {
    const handlers = new JobHandlers();
    handlers.register('red_flag.raised', nothing);
    expect(() => handlers.register('red_flag.raised', nothing)).toThrow(
      'the job red_flag.raised has two handlers',
    );
  });

  it('refuses to begin while a job has no handler, and names it', () => {
    const handlers = new JobHandlers();
    handlers.register('red_flag.raised', nothing);
    expect(() => handlers.assertComplete()).toThrow('request.expire');
    for (const name of jobNames.filter((name) => name !== 'red_flag.raised')) {
      handlers.register(name, nothing);
    }
    expect(() => handlers.assertComplete()).not.toThrow();
  });

  it('gives a handler the payload of its contract', async () => {
    const handlers = new JobHandlers();
    const handler = jest.fn(nothing);
    handlers.register('red_flag.raised', handler);
    await handlers.handle('red_flag.raised', subject);
    expect(handler).toHaveBeenCalledWith(subject);
  });

  it.each([
    ['an unknown job', 'message.burn', subject],
    ['a payload with a name in it', 'red_flag.raised', { ...subject, name: 'Ada' }],
    ['a payload without a clinic', 'red_flag.raised', { id: subject.id }],
  ])('refuses %s', async (_what, name, payload) => {
    const handlers = new JobHandlers();
    const handler = jest.fn(nothing);
    handlers.register('red_flag.raised', handler);
    await expect(handlers.handle(name, payload)).rejects.toThrow();
    expect(handler).not.toHaveBeenCalled();
  });
});
