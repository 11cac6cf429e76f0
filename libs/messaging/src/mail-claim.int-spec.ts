import { dueMail } from '@limber/persistence';
import { eventually } from '@limber/testing';
import { Client } from 'pg';
import { DeliveryStore } from './delivery.store.ts';
import { DueMailRun } from './due-mail.run.ts';
import { DueMailStore } from './due-mail.store.ts';
import { MailTransport } from './mail-transport.ts';
import { plainViews } from './mail-view.testing.ts';
import { createMessagingWorld, type MessagingWorld, plannedMessage } from './messaging.testing.ts';
import { SendWindow } from './send-window.ts';

let world: MessagingWorld;
let transport: MailTransport;

beforeAll(async () => {
  world = await createMessagingWorld(12);
  transport = new MailTransport(world.smtp.url);
});
beforeEach(async () => {
  await world.db.asOwner('DELETE FROM message_send; DELETE FROM message');
  world.smtp.caught.length = 0;
  world.source.look = (_tx, { kind }) => ({ send: plainViews[kind] });
});
afterAll(async () => {
  transport.close();
  await world.close();
});

const due = new DueMailStore(new DeliveryStore());
const sender = () => world.sender({ transport });
const ago = (minutes: number) => new Date(world.db.clock.now().getTime() - minutes * 60_000);
const sentIds = () => world.smtp.caught.map(({ mail }) => mail.messageId?.slice(1, 37));
const claim = (kind: 'safety' | 'nudge_7d', atMost = 10) =>
  world.run((tx) => due.claim(tx, { age: 'on_time', kinds: [kind] }, atMost));

describe('a claim', () => {
  it('writes its row and no index, and so does its renewal', async () => {
    await Promise.all([world.planOne('safety'), world.planOne('safety')]);
    const written = await world.run(async (tx) => {
      const soFar = () =>
        tx.query<{ rows: number; cheap: number }>(
          `SELECT n_tup_upd::int AS rows, n_tup_hot_upd::int AS cheap FROM pg_stat_xact_user_tables
            WHERE relname = 'message'`,
        );
      const claimed = await due.claim(tx, { age: 'on_time', kinds: ['safety'] }, 10);
      const after = await soFar();
      const attempts = claimed.map(({ id, attempts: attempt }) => ({ messageId: id, attempt }));
      await new DeliveryStore().renew(tx, attempts);
      return [...after, ...(await soFar())];
    });
    expect(written).toEqual([
      { rows: 2, cheap: 2 },
      { rows: 4, cheap: 4 },
    ]);
  });

  it('takes the longest due first, and no more than asked for', async () => {
    const [, first, third, second] = [
      await world.planOne('safety', { dueAt: ago(1) }),
      await world.planOne('safety', { dueAt: ago(9) }),
      await world.planOne('safety', { dueAt: ago(3) }),
      await world.planOne('safety', { dueAt: ago(6) }),
    ];
    const claimed = await claim('safety', 3);
    expect(claimed.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
    expect(claimed.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['planned', 1],
      ['planned', 1],
      ['planned', 1],
    ]);
    expect(await world.states()).toEqual({ planned: 1, sending: 3 });
  });

  it('that gets all it asked for calls others: while one waits for the mail server they claim', async () => {
    const mails = Array.from({ length: 100 }, () =>
      plannedMessage('safety', world.db.ids.uuid(), world.db.clock.now()),
    );
    await world.run((tx) => world.messages.plan(tx, mails));
    let answer!: () => void;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const slow = world.sender({
      transport: {
        send: async () => {
          await answered;
          return { type: 'accepted', response: '250 ok' };
        },
      },
    });
    const run = slow.deliverDue(world.clinicId, 'now');
    await eventually(async () =>
      expect(await world.states()).toEqual({ planned: 70, sending: 30 }),
    );
    answer();
    await run;
    expect(await world.states()).toEqual({ sent: 100 });
  });

  it('stays small where the last looks take long: whoever cancels a visit waits for it', async () => {
    for (let n = 0; n < 70; n += 1) await world.planOne('safety');
    const claimed = new Map<unknown, number>();
    world.source.look = async (tx, { kind }) => {
      claimed.set(tx, (claimed.get(tx) ?? 0) + 1);
      await tx.query('SELECT pg_sleep(0.03)');
      return { send: plainViews[kind] };
    };
    await sender().deliverDue(world.clinicId, 'now');
    expect(await world.states()).toEqual({ sent: 70 });
    expect([...claimed.values()]).toEqual([10, 10, 10, 10, 10, 10, 10]);
  });

  it('passes over what somebody else has in hand', async () => {
    const [held, free] = [await world.planOne('safety'), await world.planOne('safety')];
    const other = new Client({ connectionString: world.db.ownerUrl });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM message WHERE id = $1 FOR UPDATE', [held.id]);
    const claimed = await claim('safety').finally(() => other.end());
    expect(claimed.map(({ id }) => id)).toEqual([free.id]);
  });

  it('that came to nothing in the last look was no attempt', async () => {
    const { id } = await world.planOne('safety');
    world.source.look = () => ({ drop: 'superseded' });
    await sender().deliverDue(world.clinicId, 'now');
    expect(await world.find(id)).toMatchObject({
      state: 'dropped',
      reason: 'superseded',
      attempts: 0,
    });
    expect(await world.ledger(id)).toEqual([]);
  });
});

describe('the ledger', () => {
  it('says of an attempt whose sender died that it was made, and of no other before its end', async () => {
    const [lost, never] = [await world.planOne('safety'), await world.planOne('nudge_7d')];
    await claim('safety');
    expect(await world.ledger(lost.id)).toEqual([]);
    await world.leaveBehind(lost.id, 40);
    await world.leaveBehind(never.id, 40);
    await sender().deliverDue(world.clinicId, 'now');
    await sender().deliverDue(world.clinicId, 'bulk');
    const [died, sent, ...others] = await world.ledger(lost.id);
    expect([died, sent, ...others]).toMatchObject([
      { attempt: 1, outcome: null, finishedAt: null },
      { attempt: 2, outcome: 'accepted' },
    ]);
    const before = (sent?.startedAt.getTime() ?? NaN) - (died?.startedAt.getTime() ?? NaN);
    expect(before).toBeGreaterThanOrEqual(39_000);
    expect(before).toBeLessThan(100_000);
    expect(await world.ledger(never.id)).toMatchObject([{ attempt: 1, outcome: null }]);
  });

  it('takes the word of a sender that was thought to have died', async () => {
    const { id } = await world.planOne('safety');
    const claimed = await claim('safety');
    await world.leaveBehind(id, 11);
    await sender().deliverDue(world.clinicId, 'now');
    const taken = claimed.map((message) => ({
      message,
      outcome: { type: 'accepted' as const, response: '250 at last' },
    }));
    await world.run((tx) => due.sent(tx, tx.now, taken, { noted: true }));
    expect(await world.ledger(id)).toMatchObject([
      { attempt: 1, outcome: 'accepted', response: '250 at last' },
      { attempt: 2, outcome: 'accepted' },
    ]);
    expect(await world.find(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('says the same of one that is sent alone', async () => {
    const { id } = await world.planOne('safety');
    await world.leaveBehind(id, 11);
    await world.worker().deliver(world.clinicId, id);
    expect(await world.ledger(id)).toMatchObject([
      { attempt: 1, outcome: null },
      { attempt: 2, outcome: 'accepted' },
    ]);
  });
});

describe('what a sender left behind that died long ago', () => {
  it('is told like all that is late, and goes out at the pace of what is late', async () => {
    const rows = await Promise.all(Array.from({ length: 70 }, () => world.planOne('checkin_24')));
    for (const { id } of rows) await world.leaveBehind(id, 20 * 60);
    expect(await dueMail(world.db.dataSource)).toEqual([
      { clinicId: world.clinicId, kind: 'checkin_24', late: true },
    ]);
    await sender().deliverDue(world.clinicId, 'soon');
    expect(sentIds()).toEqual([]);
    await sender().deliverDue(world.clinicId, 'bulk');
    expect(sentIds()).toHaveLength(60);
    await world.db.advance('PT1M1S');
    await sender().deliverDue(world.clinicId, 'bulk');
    expect(await world.states()).toEqual({ sent: 70 });
  });
});

describe('a verdict', () => {
  it('is written down also where somebody took its sender for dead meanwhile', async () => {
    const { id } = await world.planOne('safety');
    const slow = world.sender({
      transport: {
        send: async () => {
          await world.leaveBehind(id, 11);
          await sender().deliverDue(world.clinicId, 'now');
          return { type: 'accepted', response: '250 at last' };
        },
      },
    });
    await slow.deliverDue(world.clinicId, 'now');
    expect(await world.ledger(id)).toMatchObject([
      { attempt: 1, outcome: 'accepted', response: '250 at last' },
      { attempt: 2, outcome: 'accepted' },
    ]);
  });
});

describe('a verdict that cannot be written down', () => {
  it('is told to whoever woke the sender; its mail stays claimed', async () => {
    await world.planOne('safety');
    const answersOddly = world.sender({
      transport: { send: () => Promise.resolve({ type: 'accepted', response: '250 \u0000' }) },
    });
    await expect(answersOddly.deliverDue(world.clinicId, 'now')).rejects.toThrow(/0x00/);
    expect(await world.states()).toEqual({ sending: 1 });
  });
});

describe('a lane whose verdicts wait for somebody else’s lock', () => {
  let holder: Client;
  let started: number;

  beforeEach(async () => {
    started = 0;
    holder = new Client({ connectionString: world.db.ownerUrl });
    await holder.connect();
  });
  afterEach(() => holder.end());

  /** Beside many others that are under way; the first of ours cannot be written down until the holder commits. */
  function run(): Promise<void> {
    const window = new SendWindow();
    window.take(1_000);
    const parts = world.senderParts({
      transport: {
        send: async ({ messageId }) => {
          started += 1;
          const id = messageId.slice(1, 37);
          if (started === 1) {
            await holder.query(`BEGIN; SELECT FROM message WHERE id = '${id}' FOR UPDATE`);
          }
          return { type: 'accepted', response: '250 ok' };
        },
      },
    });
    const context = [parts, window, world.clinicId, 'bulk'] as const;
    return new DueMailRun(
      ...context,
      () => false,
      () => undefined,
    ).run();
  }

  const isWaitedFor = () =>
    eventually(async () => {
      const { rows } = await holder.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_locks
          WHERE NOT granted AND transactionid::text = pg_current_xact_id()::text`,
      );
      expect(rows[0]?.count).toBe(1);
    });

  it('claims the next ones, and starts none of them', async () => {
    for (let n = 0; n < 10; n += 1) await world.planOne('safety', { dueAt: ago(60) });
    const over = run();
    await isWaitedFor();
    await eventually(async () => expect(await world.states()).toEqual({ sent: 4, sending: 6 }));
    for (let look = 0; look < 5; look += 1) await world.states();
    expect(started).toBe(5);
    await holder.query('COMMIT');
    await over;
    expect(await world.states()).toEqual({ sent: 10 });
    expect(started).toBe(10);
  });

  it('claims nothing that is sent at most once', async () => {
    for (let n = 0; n < 2; n += 1) await world.planOne('nudge_7d');
    const over = run();
    await isWaitedFor();
    for (let look = 0; look < 5; look += 1) await world.states();
    expect(await world.states()).toEqual({ planned: 1, sending: 1 });
    await holder.query('COMMIT');
    await over;
    expect(await world.states()).toEqual({ sent: 2 });
  });
});
