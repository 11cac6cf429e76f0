import type { DeskJobs } from '@limber/contracts';
import { JobQueue } from '@limber/jobs';
import { type ApiWorld, startApi } from './api.testing.ts';
import { asPerson, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
let owner: Person;
beforeAll(async () => {
  api = await startApi();
  owner = await hire(api, 'olu@clinic.example', { role: 'owner' });
});
afterAll(() => api.close());

const read = async () => (await api.call<DeskJobs>('GET', 'desk/jobs', asPerson(owner))).body;
const sweptBefore = (seconds: number) =>
  api.db.asOwner(
    `INSERT INTO job_beat (name, at) VALUES ('sweep', clock_timestamp() - make_interval(secs => $1))
     ON CONFLICT (name) DO UPDATE SET at = excluded.at`,
    [seconds],
  );

describe('the work behind the scenes', () => {
  it('has no worker until one has swept, is alive while it sweeps, and silent when it stopped', async () => {
    expect(await read()).toMatchObject({ worker: 'never', sweptAt: null });
    await sweptBefore(2);
    expect((await read()).worker).toBe('alive');
    await sweptBefore(60);
    expect((await read()).worker).toBe('silent');
  });

  it('tells how many wait in each queue, and since when', async () => {
    const empty = await read();
    expect(empty.backend).toBe('postgresql');
    expect(empty.queues?.map(({ urgency, waiting }) => [urgency, waiting])).toEqual([
      ...[
        ['now', 0],
        ['soon', 0],
        ['bulk', 0],
      ],
    ]);
    const queue = api.app.get(JobQueue, { strict: false });
    await queue.wakeMail(api.clinic.clinicId, 'soon', 1);
    const [, soon] = (await read()).queues ?? [];
    expect(soon).toMatchObject({ urgency: 'soon', waiting: 1, isBehind: false });
    expect(Date.parse(soon?.oldestAt ?? '')).toBeGreaterThan(0);
  });

  it('says so when the queue does not answer', async () => {
    const other = await startApi({ environment: { QUEUE_URL: 'redis://127.0.0.1:1' } });
    try {
      const olu = await hire(other, 'olu@clinic.example', { role: 'owner' });
      const { body } = await other.call<DeskJobs>('GET', 'desk/jobs', asPerson(olu));
      expect(body).toMatchObject({ queues: null, backend: 'redis', worker: 'never' });
    } finally {
      await other.close();
    }
  });
});
