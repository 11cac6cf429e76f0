import type { Transaction } from '@limber/persistence';
import { plainViews } from './mail-view.testing.ts';
import { messageKinds, type MessageKind } from './message-kind.data.ts';
import { type LastLook, MessageSources } from './message-source.ts';
import { Message } from './message.entity.ts';

const sourceOf = (kinds: readonly MessageKind[], look: LastLook = { drop: 'gone' }) => ({
  kinds,
  lastLook: async () => look,
});
const noTransaction = {} as Transaction;

describe('MessageSources', () => {
  it('refuses a kind with two sources', () => {
    const sources = new MessageSources();
    sources.register(sourceOf(['safety', 'aftercare']));
    expect(() => sources.register(sourceOf(['aftercare']))).toThrow('two sources');
  });

  it('refuses to start while a kind has none, and names it', () => {
    const sources = new MessageSources();
    sources.register(sourceOf(messageKinds.filter((kind) => kind !== 'nudge_7d')));
    expect(() => sources.assertComplete()).toThrow('nudge_7d');
    sources.register(sourceOf(['nudge_7d']));
    expect(() => sources.assertComplete()).not.toThrow();
  });

  it('refuses a view of another kind', async () => {
    const sources = new MessageSources();
    sources.register(sourceOf(['aftercare'], { send: plainViews.nudge_7d }));
    const message = Object.assign(new Message(), { kind: 'aftercare' });
    await expect(sources.lastLook(noTransaction, message)).rejects.toThrow('nudge_7d');
  });
});
