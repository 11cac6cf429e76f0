import { DeliveryStore } from './delivery.store.ts';
import { createMessagingWorld, type MessagingWorld, must } from './messaging.testing.ts';
import { plainViews } from './mail-view.testing.ts';
import type { MessageService } from './message.service.ts';

/** Who may win when senders race, crash, or meet a change of mind. */
describe('senders side by side', () => {
  let world: MessagingWorld;
  let workers: MessageService[];

  beforeAll(async () => {
    world = await createMessagingWorld(12);
    workers = [world.worker(), world.worker(), world.worker(), world.worker()];
  });
  beforeEach(() => {
    world.smtp.caught.length = 0;
    world.source.look = (_tx, { kind }) => ({ send: plainViews[kind] });
  });
  afterAll(() => world.close());

  const caughtIds = () => world.smtp.caught.map(({ mail }) => mail.messageId);
  const first = () => must(workers[0]);

  it('send one mail when four are told at once, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id } = await world.planOne('safety');
      await Promise.all(workers.map((worker) => worker.deliver(world.clinicId, id)));
      expect(await world.ledger(id)).toHaveLength(1);
    }
    expect(world.smtp.caught).toHaveLength(20);
    expect(new Set(caughtIds()).size).toBe(20);
  });

  it('send nothing that a cancellation reached first', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id, chainId } = await world.planOne('booking_confirmation');
      const cancelled = world.run((tx) =>
        world.messages.cancelPlanned(tx, { chainId: chainId ?? '' }, 'booking_moved'),
      );
      const sent = workers.map((worker) => worker.deliver(world.clinicId, id));
      const [count] = await Promise.all([cancelled, ...sent]);
      const mails = caughtIds().filter((messageId) => messageId?.includes(id));
      expect([count, mails.length]).toEqual(count === 1 ? [1, 0] : [0, 1]);
    }
  });

  it('leave a claim alone that is fresh', async () => {
    const { id } = await world.planOne('safety');
    await world.leaveBehind(id, 2);
    await first().deliver(world.clinicId, id);
    expect(world.smtp.caught).toHaveLength(0);
    expect((await world.find(id)).state).toBe('sending');
  });

  it('send again, as the same mail, what one left behind that died after the server’s yes', async () => {
    const { id } = await world.planOne('booking_confirmation');
    await world.leaveBehind(id, 11);
    await Promise.all(workers.map((worker) => worker.deliver(world.clinicId, id)));
    expect(caughtIds()).toEqual([`<${id}.1@limber.example>`]);
    expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await world.ledger(id)).toMatchObject([
      { attempt: 1, outcome: null },
      { attempt: 2, outcome: 'accepted' },
    ]);
  });

  it('take the last look again before they send again', async () => {
    const { id } = await world.planOne('booking_confirmation');
    await world.leaveBehind(id, 11);
    world.source.look = () => ({ drop: 'superseded' });
    await first().deliver(world.clinicId, id);
    expect(world.smtp.caught).toHaveLength(0);
    expect(await world.find(id)).toMatchObject({ state: 'dropped', reason: 'superseded' });
  });

  it('rather do not send a nudge twice', async () => {
    const { id } = await world.planOne('nudge_7d');
    await world.leaveBehind(id, 11);
    await Promise.all(workers.map((worker) => worker.deliver(world.clinicId, id)));
    expect(world.smtp.caught).toHaveLength(0);
    expect(await world.find(id)).toMatchObject({ state: 'unknown', reason: 'sender_died' });
  });

  it.each([
    ['nudge_7d', 'unknown'],
    ['booking_confirmation', 'planned'],
  ] as const)('when the line is cut after the mail, a %s is %s', async (kind, state) => {
    const { id } = await world.planOne(kind);
    world.smtp.hangUpAfterNext();
    await first().deliver(world.clinicId, id);
    expect(world.smtp.caught).toHaveLength(1);
    expect((await world.find(id)).state).toBe(state);
    await world.db.advance('PT72S');
    await first().deliver(world.clinicId, id);
    expect(new Set(caughtIds())).toEqual(new Set([`<${id}.1@limber.example>`]));
    expect(world.smtp.caught).toHaveLength(state === 'unknown' ? 1 : 2);
  });

  it.each([
    ['a late failure', { state: 'planned', nextAttemptAt: new Date(0) }, 'sending', 'sending'],
    ['a late failure', { state: 'dead', reason: 'refused' }, 'sent', 'sent'],
    ['a late success', { state: 'sent' }, 'sending', 'sent'],
    ['a late success', { state: 'sent' }, 'planned', 'sent'],
  ] as const)('%s (%j) of a slow one turns %s into %s', async (_what, verdict, before, after) => {
    const { id } = await world.planOne('safety');
    await world.leaveBehind(id, 11);
    await world.db.asOwner('UPDATE message SET state = $2, attempts = 2 WHERE id = $1', [
      ...[id, before],
    ]);
    await world.run((tx) =>
      new DeliveryStore().settle(tx, { messageId: id, attempt: 1 }, verdict, 'late'),
    );
    expect((await world.find(id)).state).toBe(after);
  });
});
