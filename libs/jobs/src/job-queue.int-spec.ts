import { createTestDatabase, eventually, type TestDatabase } from '@limber/testing';
import { JobQueue } from './job-queue.ts';
import { emptyRedis } from './jobs.testing.ts';
import { type OpenWorker, openWorker } from './queue-connection.ts';
import { migrateQueue } from './queue-migration.ts';

const pace = { concurrency: 1, lockMs: 1_000, stalledCheckMs: 500 };
const silent = { info: () => undefined, error: () => undefined };

let db: TestDatabase;
let redis: string | undefined;
beforeAll(async () => {
  db = await createTestDatabase();
  redis = await emptyRedis(1);
});
afterAll(() => db.close());

const backends = ['PostgreSQL', ...(process.env['TEST_REDIS_URL'] ? ['Redis'] : [])];

describe.each(backends)('the queue on %s', (backend) => {
  const url = () => (backend === 'Redis' && redis) || db.appUrl;
  let queue: JobQueue;
  let worker: OpenWorker | undefined;
  const subject = () => ({ clinicId: db.ids.uuid(), id: db.ids.uuid() });
  const work = (process: Parameters<typeof openWorker>[2]) => {
    worker = openWorker(url(), pace, process);
    worker.on('error', () => undefined);
    void worker.run();
  };

  beforeEach(() => {
    queue = new JobQueue(url(), silent);
  });
  afterEach(async () => {
    await worker?.close(true);
    worker = undefined;
    await queue.close();
  });

  it('hands a job to a worker and forgets it', async () => {
    const taken: unknown[] = [];
    const payload = subject();
    await queue.enqueue('message.send', payload, { jobId: `once-${payload.id}` });
    work(async ({ name, data }) => void taken.push({ name, data }));
    await eventually(() => expect(taken).toEqual([{ name: 'message.send', data: payload }]));
    await eventually(async () =>
      expect(Object.values(await queue.counts()).every((count) => count === 0)).toBe(true),
    );
  });

  it('leaves a waiting job as it is when its id comes again, and takes the id anew once it is done', async () => {
    const payload = subject();
    const jobId = `again-${payload.id}`;
    await queue.enqueue('message.send', payload, { jobId });
    await queue.enqueue('message.send', payload, { jobId });
    const taken: unknown[] = [];
    work(async ({ data }) => void taken.push(data));
    await eventually(() => expect(taken).toHaveLength(1));
    await eventually(async () => {
      await queue.enqueue('message.send', payload, { jobId });
      expect(taken).toHaveLength(2);
    });
  });

  it.each(['with:colon', '42', ''])('refuses the job id "%s"', async (jobId) => {
    await expect(queue.enqueue('message.send', subject(), { jobId })).rejects.toThrow('job id');
  });

  it('refuses a payload that says more than ids', async () => {
    const payload = { ...subject(), email: 'ada@example.com' };
    await expect(queue.enqueue('message.send', payload, { jobId: 'x-1' })).rejects.toThrow();
  });
});

describe('migrateQueue', () => {
  it('may run again, and at the same time', async () => {
    await Promise.all([migrateQueue(db.ownerUrl), migrateQueue(db.ownerUrl)]);
    expect(
      await db.asOwner(`SELECT FROM pg_class WHERE oid = 'bullmq.job'::regclass`),
    ).toHaveLength(1);
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
