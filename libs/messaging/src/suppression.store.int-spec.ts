import { createMessagingWorld, type MessagingWorld, plannedMessage } from './messaging.testing.ts';
import { messageKinds } from './message-kind.data.ts';

/** What nobody has to be told, whoever they are. */
const needless = [
  ...(['aftercare', 'checkin_24', 'checkin_48', 'checkin_72', 'nudge_7d'] as const),
] as const;

describe('SuppressionStore', () => {
  let world: MessagingWorld;
  beforeAll(async () => {
    world = await createMessagingWorld();
  });
  afterAll(() => world.close());

  const planAll = async (recipient: string) => {
    const chainId = world.db.ids.uuid();
    const dueAt = world.db.clock.now();
    await world.plan(
      ...messageKinds.map((kind) => plannedMessage(kind, chainId, dueAt, { recipient })),
    );
    return chainId;
  };
  const states = async (chainId: string) =>
    Object.fromEntries((await world.chain(chainId)).map(({ kind, state }) => [kind, state]));

  it.each([
    ['check_ins', ['checkin_24', 'checkin_48', 'checkin_72']],
    ['marketing', ['nudge_7d']],
    ['all', needless],
    [
      'complaint',
      [...needless, 'reminder_24h', 'reminder_2h', 'day_plan_evening', 'day_plan_morning'],
    ],
  ] as const)('"%s" takes back what was planned: %j', async (scope, stopped) => {
    const chainId = await planAll(`${scope}@client.example`);
    const other = await planAll(`other-than-${scope}@client.example`);
    await world.run((tx) =>
      world.suppressions.suppress(
        tx,
        ` ${scope.toUpperCase()}@Client.Example`,
        scope,
        'unsubscribed',
      ),
    );
    const rows = await world.chain(chainId);
    const cancelled = rows.filter(({ state }) => state === 'cancelled');
    expect(cancelled.map(({ kind }) => kind as string).sort()).toEqual([...stopped].sort());
    expect(cancelled.every(({ reason }) => reason === 'unsubscribed')).toBe(true);
    expect(new Set(Object.values(await states(other)))).toEqual(new Set(['planned']));
  });

  it('a stop that is lifted gives back what it held and is not too late, to that address alone', async () => {
    const [to, other] = ['ada@client.example', 'not-ada@client.example'];
    const now = world.db.clock.now();
    const plan = async (recipient: string, lateBy = 0) => {
      const chainId = world.db.ids.uuid();
      const notAfter = new Date(now.getTime() + 3_600_000 - lateBy);
      await world.plan(plannedMessage('reminder_24h', chainId, now, { recipient, notAfter }));
      return chainId;
    };
    const [held, late, others, moved] = await Promise.all([
      ...[plan(to), plan(to, 7_200_000), plan(other), plan(to)],
    ]);
    await world.run(async (tx) => {
      await world.messages.cancelPlanned(tx, { chainId: moved ?? '' }, 'booking_changed');
      await world.suppressions.suppress(tx, to, 'undeliverable', 'bounce');
      await world.suppressions.suppress(tx, other, 'undeliverable', 'bounce');
      expect(
        await world.suppressions.liftAddress(tx, 'ADA@client.example', 'undeliverable'),
      ).toBeTruthy();
    });
    const chains = [held, late, others, moved].map((id) => world.chain(id ?? ''));
    const found = (await Promise.all(chains)).map(([mail]) => mail?.state);
    expect(found).toEqual(['planned', 'cancelled', 'cancelled', 'cancelled']);
  });

  it('knows an address in whatever case it is written, and each scope for itself', async () => {
    await world.run(async (tx) => {
      const { suppressions } = world;
      await suppressions.suppress(tx, 'Eve@Client.Example', 'marketing', 'unsubscribed');
      await suppressions.suppress(tx, 'eve@client.example', 'marketing', 'again');
      expect(await suppressions.isSuppressed(tx, ' EVE@client.example ', 'marketing')).toBe(true);
      expect(await suppressions.isSuppressed(tx, 'eve@client.example', 'check_ins')).toBe(false);
      expect(await suppressions.isSuppressed(tx, 'eve@client.example', 'all')).toBe(false);
      await suppressions.lift(tx, 'eve@client.example', 'marketing');
      expect(await suppressions.isSuppressed(tx, 'eve@client.example', 'marketing')).toBe(false);
    });
  });

  it('keeps no address, only its hash', async () => {
    await world.run((tx) => world.suppressions.suppress(tx, 'kim@client.example', 'all', 'bounce'));
    const rows = await world.db.asOwner<{ row: string }>(
      'SELECT suppression::text AS row FROM suppression',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes('@'))).toEqual([]);
  });

  it.each([
    ['check_ins', 'checkin_24', 'dropped'],
    ['check_ins', 'nudge_7d', 'sent'],
    ['marketing', 'nudge_7d', 'dropped'],
    ['marketing', 'checkin_24', 'sent'],
    ['all', 'aftercare', 'dropped'],
    ['all', 'booking_confirmation', 'sent'],
    ['all', 'safety', 'sent'],
    ['undeliverable', 'booking_confirmation', 'dropped'],
    ['undeliverable', 'reminder_24h', 'dropped'],
    ['undeliverable', 'safety', 'sent'],
  ] as const)('after "%s" a new %s is %s', async (scope, kind, state) => {
    const recipient = `${scope}-${kind}@client.example`;
    await world.run((tx) => world.suppressions.suppress(tx, recipient, scope, 'unsubscribed'));
    const { id } = await world.planOne(kind, { recipient });
    await world.worker().deliver(world.clinicId, id);
    expect((await world.find(id)).state).toBe(state);
    const reached = world.smtp.caught.filter(({ envelopeTo }) => envelopeTo.includes(recipient));
    expect(reached).toHaveLength(state === 'sent' ? 1 : 0);
  });
});
