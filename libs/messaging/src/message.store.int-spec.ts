import { HOUR } from '@limber/kernel';
import { WAKE_CHANNEL } from '@limber/persistence';
import { insertClinic } from '@limber/testing';
import { Client } from 'pg';
import { createMessagingWorld, type MessagingWorld, plannedMessage } from './messaging.testing.ts';
import type { MessageState } from './message.entity.ts';
import { MessageStore } from './message.store.ts';

describe('MessageStore', () => {
  let world: MessagingWorld;
  let chainId: string;
  const later = (hours: number) => new Date(world.db.clock.now().getTime() + hours * HOUR);
  const setState = (state: MessageState) =>
    world.db.asOwner('UPDATE message SET state = $2 WHERE chain_id = $1', [chainId, state]);

  beforeAll(async () => {
    world = await createMessagingWorld();
  });
  beforeEach(() => {
    chainId = world.db.ids.uuid();
  });
  afterAll(() => world.close());

  it('keeps what was planned and lists it in the order it falls due', async () => {
    await world.plan(
      plannedMessage('checkin_24', chainId, later(24), { notAfter: later(36) }),
      plannedMessage('aftercare', chainId, later(1)),
      plannedMessage('booking_confirmation', chainId, later(0), {
        recipient: ' jo@client.example ',
      }),
    );
    const rows = await world.chain(chainId);
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...['booking_confirmation', 'aftercare', 'checkin_24'],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ family: 'booking', recipient: 'jo@client.example', state: 'planned', attempts: 0 },
      ...{ revision: 1, timeZone: 'Europe/London', notAfter: null, sentAt: null, reason: null },
    });
    expect(rows[2]?.notAfter).toBeInstanceOf(Date);
    expect(rows[0]?.nextAttemptAt).toEqual(rows[0]?.dueAt);
  });

  it('says a booking mail once for each revision', async () => {
    const first = plannedMessage('booking_confirmation', chainId, later(0));
    await world.plan(first);
    await world.plan(first, { ...first, revision: 2 });
    expect((await world.chain(chainId)).map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('says a message about a subject once', async () => {
    const alert = plannedMessage('clinic_alert', '', later(0), {
      family: 'subject',
      chainId: undefined,
      subjectKey: `red_flag:${chainId}`,
    });
    await world.plan(alert);
    await world.plan(alert);
    const rows = await world.db.asOwner('SELECT id FROM message WHERE subject_key = $1', [
      alert.subjectKey,
    ]);
    expect(rows).toHaveLength(1);
  });

  it.each(['planned', 'cancelled'] as const)(
    'moves a follow-up that is %s with its session',
    async (state) => {
      await world.plan(plannedMessage('nudge_7d', chainId, later(168)));
      await setState(state);
      await world.plan(
        plannedMessage('nudge_7d', chainId, later(200), { revision: 2, notAfter: later(248) }),
      );
      const rows = await world.chain(chainId);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ state: 'planned', reason: null, revision: 2 });
      expect(rows[0]?.nextAttemptAt).toEqual(rows[0]?.dueAt);
      expect(rows[0]?.notAfter?.getTime()).toBeGreaterThan(later(247).getTime());
    },
  );

  it.each(['sending', 'sent', 'dropped', 'skipped_stale', 'unknown', 'dead'] as const)(
    'never plans a follow-up again that is %s',
    async (state) => {
      await world.plan(plannedMessage('nudge_7d', chainId, later(168)));
      await setState(state);
      const [before] = await world.chain(chainId);
      await world.plan(plannedMessage('nudge_7d', chainId, later(200), { revision: 2 }));
      expect(await world.chain(chainId)).toEqual([before]);
    },
  );

  it('leaves the wait of a failed attempt alone when the same hour is planned again', async () => {
    const row = plannedMessage('aftercare', chainId, later(0));
    await world.plan(row);
    const wait = later(2);
    await world.db.asOwner('UPDATE message SET next_attempt_at = $2 WHERE chain_id = $1', [
      ...[chainId, wait],
    ]);
    await world.plan(row);
    expect((await world.chain(chainId))[0]?.nextAttemptAt).toEqual(wait);
  });

  it.each([
    [{}, ['aftercare', 'booking_confirmation', 'checkin_24']],
    [{ kinds: ['checkin_24'] as const }, ['checkin_24']],
    [{ families: ['followup'] as const }, ['aftercare', 'checkin_24']],
    [{ families: ['booking'] as const, kinds: ['checkin_24'] as const }, []],
  ])('cancels what is planned on a chain: %j -> %j', async (filter, kinds) => {
    const other = world.db.ids.uuid();
    await world.plan(
      plannedMessage('booking_confirmation', chainId, later(0)),
      plannedMessage('aftercare', chainId, later(1)),
      plannedMessage('checkin_24', chainId, later(24)),
      plannedMessage('aftercare', other, later(1)),
    );
    const count = await world.run((tx) =>
      world.messages.cancelPlanned(tx, { chainId, ...filter }, 'moved'),
    );
    const cancelled = (await world.chain(chainId)).filter(({ state }) => state === 'cancelled');
    expect(cancelled.map(({ kind }) => kind as string).sort()).toEqual(kinds);
    expect(cancelled.every(({ reason }) => reason === 'moved')).toBe(true);
    expect(count).toBe(kinds.length);
    expect((await world.chain(other))[0]?.state).toBe('planned');
  });

  describe('gives what waits another hour', () => {
    const REASON = 'quiet_hours';
    const plan = () => world.plan(plannedMessage('reminder_2h', chainId, later(10)));
    const retime = async (dueAt: Date | null) => {
      const [{ id } = { id: '' }] = await world.chain(chainId);
      const hour = { id, dueAt, notAfter: later(20), timeZone: 'Asia/Tokyo' };
      await world.run((tx) => world.messages.retime(tx, [hour], REASON));
    };
    const only = async () => {
      const [row, ...others] = await world.chain(chainId);
      expect(others).toEqual([]);
      return row;
    };

    it('none at all, and one again', async () => {
      await plan();
      const at = later(12);
      await retime(at);
      const moved = { dueAt: at, nextAttemptAt: at, timeZone: 'Asia/Tokyo' };
      expect(await only()).toMatchObject({ ...moved, state: 'planned', reason: null });
      await retime(null);
      expect(await only()).toMatchObject({ ...moved, state: 'cancelled', reason: REASON });
      await retime(at);
      expect(await only()).toMatchObject({ ...moved, state: 'planned', reason: null });
    });

    it.each(['sending', 'sent', 'cancelled', 'dropped', 'unknown', 'dead'] as const)(
      'and leaves one that is %s',
      async (state) => {
        await plan();
        await setState(state);
        const before = await only();
        await retime(later(12));
        await retime(null);
        expect(await only()).toEqual(before);
      },
    );
  });

  it('takes nothing back that is on its way', async () => {
    await world.plan(plannedMessage('aftercare', chainId, later(0)));
    await setState('sending');
    const count = await world.run((tx) => world.messages.cancelPlanned(tx, { chainId }, 'moved'));
    expect(count).toBe(0);
  });

  it('plans nothing when its transaction fails, and wakes the worker when it commits', async () => {
    const listener = new Client({ connectionString: world.db.appUrl });
    await listener.connect();
    await listener.query(`LISTEN ${WAKE_CHANNEL}`);
    const woken = new Promise((resolve) => listener.once('notification', resolve));
    const row = plannedMessage('aftercare', chainId, later(0));
    await expect(
      world.run(async (tx) => {
        await world.messages.plan(tx, [row]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await world.chain(chainId)).toEqual([]);
    await world.plan(row);
    await woken;
    await listener.end();
  });

  it('sees only the bound clinic', async () => {
    const neighbour = await insertClinic(world.db);
    await world.plan(plannedMessage('aftercare', chainId, later(0)));
    const store = new MessageStore(world.db.ids);
    const seen = await world.db.runner.run(neighbour.id, (tx) => store.listByChain(tx, chainId));
    expect(seen).toEqual([]);
  });
});
