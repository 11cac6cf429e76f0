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
    handlers.register('message.send', nothing);
    expect(() => handlers.register('message.send', nothing)).toThrow(
      'the job message.send has two handlers',
    );
  });

  it('refuses to begin while a job has no handler, and names it', () => {
    const handlers = new JobHandlers();
    handlers.register('message.send', nothing);
    expect(() => handlers.assertComplete()).toThrow('red_flag.raised');
    for (const name of jobNames.filter((name) => name !== 'message.send')) {
      handlers.register(name, nothing);
    }
    expect(() => handlers.assertComplete()).not.toThrow();
  });

  it('gives a handler the payload of its contract', async () => {
    const handlers = new JobHandlers();
    const handler = jest.fn(nothing);
    handlers.register('message.send', handler);
    await handlers.handle('message.send', subject);
    expect(handler).toHaveBeenCalledWith(subject);
  });

  it.each([
    ['an unknown job', 'message.burn', subject],
    ['a payload with a name in it', 'message.send', { ...subject, name: 'Ada' }],
    ['a payload without a clinic', 'message.send', { id: subject.id }],
  ])('refuses %s', async (_what, name, payload) => {
    const handlers = new JobHandlers();
    const handler = jest.fn(nothing);
    handlers.register('message.send', handler);
    await expect(handlers.handle(name, payload)).rejects.toThrow();
    expect(handler).not.toHaveBeenCalled();
  });
});
