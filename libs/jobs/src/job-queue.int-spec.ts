import type { Urgency } from '@limber/contracts';
import { createTestDatabase, eventually, type TestDatabase } from '@limber/testing';
import { JobQueue } from './job-queue.ts';
import { emptyRedis, queueBackends } from './jobs.testing.ts';
import { defaultPace, type OpenWorker, QueueConnection } from './queue-connection.ts';
import { migrateQueue } from './queue-migration.ts';

const countsOf = (urgency: Urgency, change: object = {}) => ({
  ...{ urgency, waiting: 0, active: 0, delayed: 0, failed: 0, oldestAt: null },
  ...change,
});
const silent = { info: () => undefined, error: () => undefined };

let db: TestDatabase;
let redis: string | undefined;
beforeAll(async () => {
  db = await createTestDatabase();
  redis = await emptyRedis(1);
});
afterAll(() => db.close());

const backends = queueBackends();

describe.each(backends)('the queue on %s', (backend) => {
  const url = () => (backend === 'Redis' && redis) || db.appUrl;
  let connection: QueueConnection;
  let queue: JobQueue;
  let worker: OpenWorker | undefined;
  const subject = () => ({ clinicId: db.ids.uuid(), id: db.ids.uuid() });
  const work = (process: Parameters<QueueConnection['worker']>[2]) => {
    worker = connection.worker('now', defaultPace, process);
    worker.on('error', () => undefined);
    void worker.run();
  };

  beforeEach(() => {
    connection = new QueueConnection(url(), 4);
    queue = new JobQueue(connection, silent);
  });
  afterEach(async () => {
    await worker?.close(true);
    worker = undefined;
    await queue.close();
    await connection.close();
  });

  it('hands a job to a worker and forgets it', async () => {
    const taken: unknown[] = [];
    const payload = subject();
    await queue.enqueue('red_flag.raised', payload, {
      jobId: `once-${payload.id}`,
      urgency: 'now',
    });
    work(async ({ name, data }) => void taken.push({ name, data }));
    await eventually(() => expect(taken).toEqual([{ name: 'red_flag.raised', data: payload }]));
    await eventually(async () => expect((await queue.counts())[0]).toEqual(countsOf('now')));
  });

  it('leaves a waiting job as it is when its id comes again, and takes the id anew once it is done', async () => {
    const payload = subject();
    const jobId = `again-${payload.id}`;
    await queue.enqueue('red_flag.raised', payload, { jobId, urgency: 'now' });
    await queue.enqueue('red_flag.raised', payload, { jobId, urgency: 'now' });
    const taken: unknown[] = [];
    work(async ({ data }) => void taken.push(data));
    await eventually(() => expect(taken).toHaveLength(1));
    await eventually(async () => {
      await queue.enqueue('red_flag.raised', payload, { jobId, urgency: 'now' });
      expect(taken.length).toBeGreaterThan(1);
    });
  });

  it('counts what each urgency holds, and says since when the oldest waits', async () => {
    const before = performance.timeOrigin + performance.now() - 5_000;
    for (const n of [1, 2]) {
      await queue.enqueue('red_flag.raised', subject(), { jobId: `c-${n}`, urgency: 'soon' });
    }
    const [, soon, bulk] = await queue.counts();
    expect(bulk).toEqual(countsOf('bulk'));
    expect(soon).toEqual(countsOf('soon', { waiting: 2, oldestAt: expect.any(String) }));
    expect(Date.parse(soon?.oldestAt ?? '')).toBeGreaterThan(before);
    worker = connection.worker('soon', defaultPace, () => Promise.resolve());
    worker.on('error', () => undefined);
    void worker.run();
    await eventually(async () => expect((await queue.counts())[1]).toEqual(countsOf('soon')));
  });

  it.each(['with:colon', '42', ''])('refuses the job id "%s"', async (jobId) => {
    await expect(
      queue.enqueue('red_flag.raised', subject(), { jobId, urgency: 'now' }),
    ).rejects.toThrow('job id');
  });

  it('refuses a payload that says more than ids', async () => {
    const payload = { ...subject(), email: 'ada@example.com' };
    await expect(
      queue.enqueue('red_flag.raised', payload, { jobId: 'x-1', urgency: 'now' }),
    ).rejects.toThrow();
  });
});

it('a killed worker’s jobs run again within 15 seconds, and a job outlives many such deaths', () => {
  expect(defaultPace.lockMs + defaultPace.stalledCheckMs).toBeLessThanOrEqual(15_000);
});

it('no run that is to try Redis passes over it in silence', () => {
  expect(() => queueBackends({ REQUIRE_REDIS: '1' })).toThrow('name one in TEST_REDIS_URL');
  const both = { REQUIRE_REDIS: '1', TEST_REDIS_URL: 'redis://127.0.0.1:1' };
  expect(queueBackends(both)).toEqual(['PostgreSQL', 'Redis']);
  expect(queueBackends({})).toEqual(['PostgreSQL']);
});

describe('migrateQueue', () => {
  it('may run again, and at the same time', async () => {
    await Promise.all([migrateQueue(db.ownerUrl), migrateQueue(db.ownerUrl)]);
    expect(
      await db.asOwner(`SELECT FROM pg_class WHERE oid = 'bullmq.job'::regclass`),
    ).toHaveLength(1);
  });

  it('has what lives for seconds vacuumed early', async () => {
    const tables = await db.asOwner<{ settings: string[] }>(
      `SELECT reloptions AS settings FROM pg_class
        WHERE oid IN ('bullmq.job'::regclass, 'bullmq.event'::regclass)`,
    );
    const settings = ['autovacuum_vacuum_scale_factor=0.02'];
    expect(tables).toEqual([{ settings }, { settings }]);
  });

  it('leaves Redis alone', async () => {
    await expect(migrateQueue('redis://127.0.0.1:1')).resolves.toBeUndefined();
  });

  it('gives the application no right to change the schema', async () => {
    await expect(db.dataSource.query('CREATE TABLE bullmq.mine ()')).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
  });
});
