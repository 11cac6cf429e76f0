import { OutboxStore } from '@limber/persistence';
import {
  createTestDatabase,
  eventually,
  insertClinic,
  insertWorkingClinic,
  loseQueue,
  type TestDatabase,
} from '@limber/testing';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import {
  emptyRedis,
  insertMessage,
  queueBackends,
  startHost,
  type TestHost,
} from './jobs.testing.ts';

/** Soon after a lock was lost the job runs again; elsewhere a slow machine would run jobs twice. */
const QUICK_TO_RECOVER = { lockMs: 1_000, stalledCheckMs: 500 };
/** Longer than any test: who was woken once is not woken again. */
const NEVER_MS = 1e13;

let db: TestDatabase;
let clinicId: string;
let outbox: OutboxStore;
let running: TestHost[] = [];

const backends = queueBackends();
/** Of the suite that is running; undefined: in the database. */
let queueUrl: string | undefined;

const start: typeof startHost = async (database, given, settings) => {
  const started = await startHost(database, given, { queueUrl, ...settings });
  running.push(started);
  return started;
};
const publish = (id: string) =>
  db.runner.run(clinicId, (tx) => outbox.publish(tx, 'red_flag.raised', id));
const waiting = async () => {
  const rows = await db.asOwner<{ id: string }>(
    `SELECT payload->>'id' AS id FROM outbox WHERE handled_at IS NULL`,
  );
  return rows.map(({ id }) => id);
};
const allHandled = () => eventually(async () => expect(await waiting()).toEqual([]));

const textsOf = (logged: TestHost['logged']) => logged.map(({ text }) => text);

const loseAll = async () => {
  if (queueUrl) return void (await emptyRedis(2));
  const { bringBack } = await loseQueue(db);
  await bringBack();
};

beforeAll(async () => {
  db = await createTestDatabase();
  clinicId = (await insertClinic(db)).id;
  outbox = new OutboxStore(db.ids);
});
afterEach(async () => {
  await Promise.all(running.map(({ host }) => host.stop()));
  running = [];
  await db.asOwner('DELETE FROM outbox; DELETE FROM message');
});
afterAll(() => db.close());

describe.each(backends)('with its queue on %s', (backend) => {
  beforeAll(async () => {
    queueUrl = backend === 'Redis' ? await emptyRedis(2) : undefined;
  });

  describe('an outbox row', () => {
    it('reaches the handler of its topic once its unit of work has committed', async () => {
      const handler = jest.fn().mockResolvedValue(undefined);
      await start(db, { 'red_flag.raised': handler });
      const id = db.ids.uuid();
      await db.runner.run(clinicId, async (tx) => {
        await outbox.publish(tx, 'red_flag.raised', id);
        await wait(300); // three sweeps long, nobody may see it
        expect(handler).not.toHaveBeenCalled();
      });
      await allHandled();
      expect(handler.mock.calls).toEqual([[{ clinicId, id }]]);
    });

    it('never existed when its unit of work rolled back', async () => {
      const handler = jest.fn().mockResolvedValue(undefined);
      await start(db, { 'red_flag.raised': handler });
      const [rolledBack, committed] = [db.ids.uuid(), db.ids.uuid()];
      await expect(
        db.runner.run(clinicId, async (tx) => {
          await outbox.publish(tx, 'red_flag.raised', rolledBack);
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      await publish(committed);
      await allHandled();
      expect(handler.mock.calls).toEqual([[{ clinicId, id: committed }]]);
    });

    it('wakes the worker at commit instead of waiting for the next look', async () => {
      await start(db, {}, { sweepMs: 600_000 });
      // The first look is over once this one has been found by a call; the next would come in ten minutes.
      await publish(db.ids.uuid());
      await allHandled();
      await publish(db.ids.uuid());
      // Given up long before the next look.
      await allHandled();
    });

    it('is tried again after its handler failed, and only then handled', async () => {
      const id = db.ids.uuid();
      let fail = true;
      const handler = jest.fn(() =>
        fail ? Promise.reject(new Error('550 ada@example.com unknown')) : Promise.resolve(),
      );
      const { logged } = await start(db, { 'red_flag.raised': handler });
      await publish(id);
      await eventually(() => expect(handler).toHaveBeenCalled());
      expect(await waiting()).toEqual([id]);
      fail = false;
      await allHandled();
      expect(logged.filter(({ text }) => text === 'job failed').length).toBeGreaterThanOrEqual(1);
    });

    it('is found by one of two workers, 300 at a time, and none is left', async () => {
      const seen: string[] = [];
      const handlers = {
        'red_flag.raised': ({ id }: { id: string }) => Promise.resolve(void seen.push(id)),
      };
      await start(db, handlers);
      await start(db, handlers);
      const ids = Array.from({ length: 300 }, () => db.ids.uuid());
      await db.runner.run(clinicId, async (tx) => {
        for (const id of ids) await outbox.publish(tx, 'red_flag.raised', id);
      });
      await eventually(async () => expect(await waiting()).toEqual([]), 90_000);
      expect(new Set(seen)).toEqual(new Set(ids));
    });
  });

  describe('mail', () => {
    it('wakes the sender when its time has come, and at once when the demo clock jumps there', async () => {
      const woken: unknown[] = [];
      const sender = async (wake: unknown) => {
        woken.push(wake);
        await db.asOwner(`UPDATE message SET state = 'sent' WHERE next_attempt_at <= app_now()`);
      };
      await start(db, { 'mail.deliver': sender }, { sweepMs: 600_000, rewakeMs: NEVER_MS });
      const now = await db.advance(1_000);
      await insertMessage(db, clinicId, new Date(now.getTime() + 7 * 86_400_000), 'soon');
      await db.advance('P6D');
      await publish(db.ids.uuid());
      await allHandled();
      expect(woken).toEqual([]);
      await db.advance('P1D');
      await eventually(() => expect(woken).toEqual([{ clinicId, urgency: 'soon' }]));
    });

    it('wakes it again until nothing is due, however often a wake-up came to nothing', async () => {
      const woken = jest.fn().mockResolvedValue(undefined);
      await start(db, { 'mail.deliver': woken });
      const id = await insertMessage(db, clinicId, await db.advance(1_000));
      await eventually(() => expect(woken.mock.calls.length).toBeGreaterThanOrEqual(3));
      await db.asOwner(`UPDATE message SET state = 'sent' WHERE id = $1`, [id]);
      await eventually(async () => {
        const before = woken.mock.calls.length;
        await wait(250);
        expect(woken.mock.calls.length).toBe(before);
      });
    });

    it('goes through the queue of its urgency, once for a clinic; what is late through bulk', async () => {
      const now = await db.advance(1_000);
      for (const kind of ['now', 'now', 'soon', 'bulk'])
        await insertMessage(db, clinicId, now, kind);
      const other = (await insertClinic(db)).id;
      await insertMessage(db, other, new Date(now.getTime() - 16 * 60_000), 'now');
      let release: () => void = () => undefined;
      const until = new Promise<void>((resolve) => (release = resolve));
      const woken: string[] = [];
      const sender = async ({ clinicId: of, urgency }: { clinicId: string; urgency: string }) => {
        woken.push(`${of === other ? 'other' : 'mine'} ${urgency}`);
        await until;
        await db.asOwner(`UPDATE message SET state = 'sent'`);
      };
      await start(db, { 'mail.deliver': sender }, { rewakeMs: NEVER_MS });
      // None of them is over yet, and none waits for another.
      await eventually(() => expect(woken).toHaveLength(4));
      expect(new Set(woken)).toEqual(new Set(['mine now', 'mine soon', 'mine bulk', 'other bulk']));
      release();
    });

    it('wakes it again soon when the call came too late for one that was about to end', async () => {
      let woken = 0;
      const sender = async () => {
        woken += 1;
        await db.asOwner(`UPDATE message SET state = 'sent'`);
        if (woken > 1) return;
        await insertMessage(db, clinicId, await db.advance(1_000));
        await db.advance(1_000); // the call: this one is told, who will not look again
        await wait(300);
      };
      await start(db, { 'mail.deliver': sender }, { sweepMs: 600_000, rewakeMs: NEVER_MS });
      await insertMessage(db, clinicId, await db.advance(1_000));
      await db.advance(1_000);
      await eventually(() => expect(woken).toBe(2));
    });

    it('is not kept waiting by bulk that hangs', async () => {
      const now = await db.advance(1_000);
      await insertMessage(db, clinicId, now, 'bulk');
      const woken: string[] = [];
      const sender = ({ urgency }: { urgency: string }) => {
        woken.push(urgency);
        return urgency === 'bulk' ? new Promise<void>(() => undefined) : Promise.resolve();
      };
      await start(db, { 'mail.deliver': sender }, { stopWithinMs: 100 });
      await eventually(() => expect(woken).toEqual(['bulk']));
      await insertMessage(db, clinicId, now, 'now');
      await eventually(() => expect(woken).toContain('now'));
    });
  });

  it('reads the calendars that are due in bulk: servers that hang keep nothing else waiting', async () => {
    const { clinicId: id, therapistIds } = await insertWorkingClinic(db, {
      slug: backend.toLowerCase(),
    });
    await db.asOwner(
      `INSERT INTO private_calendar (clinic_id, id, therapist_id, host, address, address_sha256, connected_by, connected_at, looks,
                                     read_at, known_until, failures, next_read_at)
       SELECT $1, gen_random_uuid(), $2, 'elsewhere.example', '', n::text, 'system', app_now(), 1, app_now(), app_now(), 0, app_now()
         FROM generate_series(1, 40) AS n`,
      [id, therapistIds[0]],
    );
    const read = jest.fn(() => new Promise<void>(() => undefined));
    await start(db, { 'calendar.read': read }, { stopWithinMs: 100 });
    await eventually(() => expect(read).toHaveBeenCalled());
    expect(read).toHaveBeenCalledWith({ clinicId: id, id: expect.any(String) as string });
    await publish(db.ids.uuid());
    await allHandled();
    await db.asOwner('DELETE FROM private_calendar');
  });

  it('loses nothing when the whole queue is lost', async () => {
    const ids = [db.ids.uuid(), db.ids.uuid(), db.ids.uuid()];
    let taken = 0;
    const hang = () => {
      taken += 1;
      return new Promise<void>(() => undefined);
    };
    const first = await start(db, { 'red_flag.raised': hang }, { stopWithinMs: 100 });
    for (const id of ids) await publish(id);
    await eventually(() => expect(taken).toBe(ids.length));
    await first.host.stop();
    await loseAll();
    const handler = jest.fn().mockResolvedValue(undefined);
    await start(db, { 'red_flag.raised': handler });
    await allHandled();
    expect(handler.mock.calls.map(([{ id }]) => id).sort()).toEqual([...ids].sort());
  });

  describe('a database that goes away', () => {
    it('is told once, and work goes on when it is back', async () => {
      const { logged } = await start(db, {}, QUICK_TO_RECOVER);
      const told = (text: string) => eventually(() => expect(textsOf(logged)).toContain(text));
      await publish(db.ids.uuid());
      await allHandled();
      const id = db.ids.uuid();
      await publish(id);

      const admin = new Client({ connectionString: db.serverUrl });
      await admin.connect();
      await admin.query(`ALTER DATABASE ${db.name} ALLOW_CONNECTIONS false`);
      await admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1',
        [db.name],
      );
      await told('the sweep failed');
      await wait(1_000); // ten more looks, of which nobody wants to hear
      await admin.query(`ALTER DATABASE ${db.name} ALLOW_CONNECTIONS true`);
      await admin.end();

      await publish(db.ids.uuid());
      await allHandled();
      await told('the sweep works again');
      expect(textsOf(logged).filter((text) => text === 'the sweep failed')).toHaveLength(1);
      expect(logged.length).toBeLessThan(20);
    });
  });
});

describe('a queue in the database', () => {
  beforeAll(() => {
    queueUrl = undefined;
  });

  it('may vanish and come back under a running worker', async () => {
    const { logged } = await start(db, {});
    const { bringBack } = await loseQueue(db);
    await publish(db.ids.uuid());
    await eventually(() => expect(textsOf(logged)).toContain('the sweep failed'));
    await bringBack();
    await allHandled();
    expect(logged.length).toBeLessThan(20);
  });

  it('keeps of a failure its kind alone, never what a mail server said', async () => {
    const failing = () => Promise.reject(new Error('550 ada@example.com unknown'));
    await start(db, { 'red_flag.raised': failing });
    await publish(db.ids.uuid());
    await eventually(async () => {
      const [job] = await db.asOwner<{ text: string }>('SELECT j::text AS text FROM bullmq.job j');
      expect(job?.text).toContain('JobFailed');
      expect(job?.text).not.toContain('ada@example.com');
    });
  });
});
